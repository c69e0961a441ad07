import { k8s } from 'cdk8s-plus-28';
import { isOnHostNetwork } from '../../chains/family';
import type { Caller, Part, Port } from '../../chains/part';
import { tryFindPart } from '../../chains/plan-network-checks';
import { unitNamespace, type PartRef } from '../../chains/workload-plan';
import { LABEL } from '../../model/labels';
import type { UnitContent } from './validator-unit';

const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Everything outside: not the cluster, not its network, not the cloud's metadata service. */
const INTERNET: k8s.NetworkPolicyPeer = {
  ipBlock: {
    cidr: '0.0.0.0/0',
    except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
  },
};

/** Closes the unit's namespace, and opens what the plan links. Each link stands in the policies of both its ends. */
export function addPolicies(unit: UnitContent): void {
  addPolicy(unit, 'default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  for (const part of unit.props.unit.parts) {
    const role = unit.props.roles[part.role];
    // No policy holds a pod on its node's network; one that seemed to would only mislead.
    if (role !== undefined && isOnHostNetwork(role)) continue;
    const ingress = ingressRules(unit, part);
    addPolicy(unit, part.name, {
      podSelector: { matchLabels: { [LABEL.application]: unit.folder.folder, [LABEL.name]: part.name } },
      policyTypes: ['Ingress', 'Egress'],
      ...(ingress.length === 0 ? {} : { ingress }),
      egress: egressRules(unit, part),
    });
  }
}

function ingressRules(unit: UnitContent, part: Part): k8s.NetworkPolicyIngressRule[] {
  const { links } = unit.props.plan;
  const rules: k8s.NetworkPolicyIngressRule[] = links
    .filter(({ to }) => to.unit === unit.props.unit.name && to.part === part.name)
    .map(({ from, to }) => ({ from: [peer(unit, from)], ports: portsNamed(part, [to.port]) }));
  for (const [name, { callers = [] }] of Object.entries(part.ports)) {
    if (callers.length > 0) rules.push({ from: callers.map(caller), ports: portsNamed(part, [name]) });
  }
  if (part.metrics !== undefined) {
    const prometheus = {
      namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: unit.props.metricsNamespace } },
      podSelector: { matchLabels: { [LABEL.name]: 'prometheus' } },
    };
    rules.push({ from: [prometheus], ports: portsNamed(part, [part.metrics.port]) });
  }
  const open = Object.keys(part.ports).filter((name) => part.ports[name]?.peers === true);
  if (open.length > 0) rules.push({ from: [INTERNET], ports: portsNamed(part, open) });
  return rules;
}

function egressRules(unit: UnitContent, part: Part): k8s.NetworkPolicyEgressRule[] {
  const { links } = unit.props.plan;
  const rules: k8s.NetworkPolicyEgressRule[] = [
    {
      to: [
        {
          namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: 'kube-system' } },
          podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
        },
      ],
      ports: [portOf({ number: 53, protocol: 'UDP' }), portOf({ number: 53 })],
    },
  ];
  for (const { from, to } of links) {
    if (from.unit !== unit.props.unit.name || from.part !== part.name) continue;
    const target = tryFindPart(unit.props.plan, to);
    if (target !== undefined) rules.push({ to: [peer(unit, to)], ports: portsNamed(target, [to.port]) });
  }
  if (part.internet) rules.push({ to: [INTERNET] });
  return rules;
}

/** Pods of one part in one namespace. Two peers instead of two selectors in one would let in the whole namespace. */
function peer(unit: UnitContent, ref: PartRef): k8s.NetworkPolicyPeer {
  const namespace = unitNamespace(unit.props.workload, ref.unit);
  return {
    namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: namespace } },
    podSelector: { matchLabels: { [LABEL.application]: namespace, [LABEL.name]: ref.part } },
  };
}

function caller({ namespace, name }: Caller): k8s.NetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: namespace } },
    podSelector: { matchLabels: { [LABEL.name]: name } },
  };
}

function portsNamed(part: Part, names: readonly string[]): k8s.NetworkPolicyPort[] {
  return names.flatMap((name) => {
    const port = part.ports[name];
    return port === undefined ? [] : [portOf(port)];
  });
}

function portOf(port: Port): k8s.NetworkPolicyPort {
  return { port: k8s.IntOrString.fromNumber(port.number), protocol: port.protocol ?? 'TCP' };
}

function addPolicy(unit: UnitContent, name: string, spec: k8s.NetworkPolicySpec): void {
  new k8s.KubeNetworkPolicy(unit, `policy-${name}`, {
    metadata: { name, labels: { [LABEL.component]: 'network-policy', ...unit.labels } },
    spec,
  });
}
