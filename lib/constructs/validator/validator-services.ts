import { k8s } from 'cdk8s-plus-28';
import type { Port } from '../../chains/part';
import type { PartScope } from './validator-unit';

/** A headless Service for the part's links, and a NodePort where peers dial in. Signers have no other way in. */
export function addServices(scope: PartScope): void {
  const { part } = scope;
  const ports = Object.entries(part.ports);
  new k8s.KubeService(scope, 'service', {
    metadata: { name: part.name, labels: scope.labels('service') },
    spec: {
      clusterIp: 'None',
      // A node whose API answers only once its signer or peer is there must be found before that.
      publishNotReadyAddresses: true,
      selector: { ...scope.selector },
      ports: ports.map(([name, port]) => servicePort(name, port)),
    },
  });
  const onNode = ports.filter(([, port]) => port.onNode === true);
  if (onNode.length === 0) return;
  new k8s.KubeService(scope, 'peers', {
    metadata: { name: `${part.name}-peers`, labels: scope.labels('service') },
    spec: {
      type: 'NodePort',
      // Only the node that the part is pinned to answers, and it sees its peers' own addresses.
      externalTrafficPolicy: 'Local',
      selector: { ...scope.selector },
      ports: onNode.map(([name, port]) => ({ ...servicePort(name, port), nodePort: port.number })),
    },
  });
}

function servicePort(name: string, port: Port): k8s.ServicePort {
  return {
    name,
    port: port.number,
    protocol: port.protocol ?? 'TCP',
    targetPort: k8s.IntOrString.fromString(name),
  };
}
