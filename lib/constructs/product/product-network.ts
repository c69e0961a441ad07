import { k8s } from 'cdk8s-plus-28';
import { LABEL } from '../../model/labels';
import type { Folder } from '../folder';
import type { Egress, Product } from './product-app';

const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Service, Ingress, and the network policies that let the ingress controller in and nobody else. */
export function addWayIn(folder: Folder, product: Product): void {
  const { name, selector, port, host } = product;
  new k8s.KubeService(folder, 'service', {
    metadata: { name, labels: { [LABEL.component]: 'service' } },
    spec: {
      type: 'ClusterIP',
      selector,
      ports: [{ name: 'http', port: 80, targetPort: k8s.IntOrString.fromString('http') }],
    },
  });
  new k8s.KubeIngress(folder, 'ingress', {
    metadata: {
      name,
      labels: { [LABEL.component]: 'ingress' },
      annotations: { 'cert-manager.io/cluster-issuer': product.issuer },
    },
    spec: {
      ingressClassName: product.ingressClass,
      tls: [{ hosts: [host], secretName: `${name}-tls` }],
      rules: [
        {
          host,
          http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port: { name: 'http' } } } }] },
        },
      ],
    },
  });
  addPolicy(folder, 'default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  addPolicy(folder, `${name}-from-ingress`, fromIngress(product, selector, port));
  // The pods that answer an HTTP-01 challenge run in this namespace too, and are reached the same way.
  if (product.exposure === 'public') {
    addPolicy(
      folder,
      'acme-from-ingress',
      fromIngress(product, { 'acme.cert-manager.io/http01-solver': 'true' }, ACME_SOLVER_PORT),
    );
  }
}

/** The network policy that lets it resolve names and call what it declares. */
export function addWaysOut(folder: Folder, { name, selector, egress }: Product): void {
  addPolicy(folder, `${name}-egress`, {
    podSelector: { matchLabels: selector },
    policyTypes: ['Egress'],
    egress: [
      {
        to: [{ ...inNamespace('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
        ports: [portOf(53, 'UDP'), portOf(53, 'TCP')],
      },
      ...egress.map((way) => ({ to: [peerOf(way)], ports: way.ports.map((number) => portOf(number, 'TCP')) })),
    ],
  });
}

/** Port of cert-manager's HTTP-01 solver pods. */
const ACME_SOLVER_PORT = 8089;

function fromIngress(
  product: Product,
  matchLabels: Readonly<Record<string, string>>,
  port: number,
): k8s.NetworkPolicySpec {
  return {
    podSelector: { matchLabels },
    policyTypes: ['Ingress'],
    ingress: [{ from: [inNamespace(product.ingressNamespace)], ports: [portOf(port, 'TCP')] }],
  };
}

function addPolicy(folder: Folder, name: string, spec: k8s.NetworkPolicySpec): void {
  new k8s.KubeNetworkPolicy(folder, name, {
    metadata: { name, labels: { [LABEL.component]: 'network-policy' } },
    spec,
  });
}

function peerOf(egress: Egress): k8s.NetworkPolicyPeer {
  return 'cidr' in egress ? { ipBlock: { cidr: egress.cidr } } : inNamespace(egress.namespace);
}

function inNamespace(namespace: string): k8s.NetworkPolicyPeer {
  return { namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: namespace } } };
}

function portOf(number: number, protocol: 'TCP' | 'UDP'): k8s.NetworkPolicyPort {
  return { port: k8s.IntOrString.fromNumber(number), protocol };
}
