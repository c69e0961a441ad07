import { LABEL } from '../../model/labels';
import type { Inventory, InventoryObject } from '../../render/inventory';
import { byPlace, placeKey, placeOf } from '../by-place';
import { fieldsAt, isFields, listAt, textAt, textsAt, valueAt } from '../json-fields';
import { objectsOf } from '../objects-of';
import { oncePer } from '../once-per';
import { podTemplateOf, WORKLOAD_KINDS, workloadLabel } from '../workloads/pod-templates';
import type { FleetPolicy, Remark } from '../policy';
import { meetsPeers } from './signing-pods';

/** Nothing outside the cluster, and nothing beside the parts it works with, reaches what signs. */
export const signingNotExposed: FleetPolicy = {
  id: 'signing-not-exposed',
  title: 'No Ingress, Route or Service opens what signs to the outside',
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    'whoever reaches a signer can ask it to sign; public charts ship an Ingress and an open allow-list for theirs ' +
    '(https://github.com/ethpandaops/ethereum-helm-charts/tree/master/charts/web3signer)',
  check: (fleet) =>
    objectsOf(fleet, EXPOSING_KINDS).flatMap((at): readonly Remark[] => {
      const signers = signersIn(fleet).get(placeKey(at)) ?? [];
      if (at.object.kind !== 'Service') {
        if (signers.length > 0) {
          return [{ at, found: `${at.object.kind} beside what signs`, expected: 'none in this namespace' }];
        }
        return namespacesNamed(at.object)
          .filter((namespace) => signersIn(fleet).has(placeOf(at.cluster, namespace)))
          .map((namespace) => ({
            at,
            found: `${at.object.kind} to namespace ${namespace}, where something signs`,
            expected: 'a route to namespaces where nothing does',
          }));
      }
      const selected = signers.find(({ object }) => selects(valueAt(at.object, 'spec', 'selector'), object));
      if (selected === undefined || opensPeersOnly(at.object, selected.object)) return [];
      const opened = openings(at.object).join(', ');
      if (opened === '') return [];
      return [{ at, found: `${opened} to ${selected.object.metadata.name}, which signs`, expected: 'type ClusterIP' }];
    }),
};

/** Who may reach what signs is listed, for each connection, in both namespaces. */
export const signingNetworkClosed: FleetPolicy = {
  id: 'signing-network-closed',
  title: 'Namespaces of what signs deny all traffic but what names a pod, a namespace and a port',
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    'an empty list of peers or ports means everybody (https://kubernetes.io/docs/reference/kubernetes-api/' +
    'policy-resources/network-policy-v1/); two clients on one signer without a firewall between them slashed 20 ' +
    'validators (https://research.lido.fi/t/slashing-incident-involving-launchnodes-validators-oct-11-2023/5631)',
  check: (fleet) => {
    const policies = byPlace(objectsOf(fleet, POLICY_KINDS));
    const services = byPlace(objectsOf(fleet, SERVICES));
    return [...signersIn(fleet)].flatMap(([place, signers]) => {
      const here = policies.get(place) ?? [];
      const [first] = signers;
      if (first === undefined) return [];
      const isDenied = (['Ingress', 'Egress'] as const).every((type) => here.some((at) => denies(at, type)));
      const denied: readonly Remark[] = isDenied
        ? []
        : [{ at: first, found: 'no policy that denies all traffic of its namespace', expected: 'one for all pods' }];
      const peerPorts = new Set((services.get(place) ?? []).flatMap(({ object }) => nodePortsOf(object)));
      return [...denied, ...here.flatMap((at) => openRules(at, signers, peerPorts))];
    });
  },
};

const POLICY_KINDS: readonly string[] = ['NetworkPolicy'];
const SERVICES: readonly string[] = ['Service'];

const EXPOSING_KINDS: readonly string[] = [
  'Service',
  'Ingress',
  'Gateway',
  'HTTPRoute',
  'GRPCRoute',
  'TCPRoute',
  'TLSRoute',
  'UDPRoute',
  'IngressRoute',
  'IngressRouteTCP',
  'IngressRouteUDP',
  'VirtualService',
  'ReferenceGrant',
];

/** What signs, by cluster and namespace. */
const signersIn: (fleet: Inventory) => ReadonlyMap<string, readonly InventoryObject[]> = oncePer((fleet) =>
  byPlace(
    objectsOf(fleet, WORKLOAD_KINDS).filter(({ object }) => workloadLabel(object, LABEL.signingIdentity) !== undefined),
  ),
);

/** Namespaces that a route sends to, wherever its kind writes them. A grant names those that it lets in. */
function namespacesNamed({ kind, spec }: InventoryObject['object']): readonly string[] {
  return kind === 'ReferenceGrant' ? [] : [...new Set(membersCalled('namespace', spec))];
}

function membersCalled(name: string, value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = textAt(value, name);
  return [...(own === undefined ? [] : [own]), ...Object.values(value).flatMap((each) => membersCalled(name, each))];
}

function openings(service: InventoryObject['object']): string[] {
  const type = textAt(service, 'spec', 'type') ?? 'ClusterIP';
  const external = textsAt(service, 'spec', 'externalIPs');
  // An ExternalName is a name for something else: nothing listens.
  const isInside = type === 'ClusterIP' || type === 'ExternalName';
  return [...(isInside ? [] : [`type ${type}`]), ...(external.length > 0 ? ['externalIPs'] : [])];
}

/** What meets peers itself may do so on ports of its node, each of them named. */
function opensPeersOnly(service: InventoryObject['object'], workload: InventoryObject['object']): boolean {
  return (
    meetsPeers(workload) &&
    textAt(service, 'spec', 'type') === 'NodePort' &&
    textsAt(service, 'spec', 'externalIPs').length === 0 &&
    nodePortsOf(service).length === listAt(service, 'spec', 'ports').length
  );
}

function nodePortsOf(service: InventoryObject['object']): readonly number[] {
  return listAt(service, 'spec', 'ports')
    .map((port) => valueAt(port, 'nodePort'))
    .filter((port) => typeof port === 'number');
}

/** Whether label equalities select a workload's pods; none select all of them. */
function selects(matchLabels: unknown, workload: InventoryObject['object']): boolean {
  const labels = fieldsAt(podTemplateOf(workload), 'metadata', 'labels');
  return Object.entries(isFields(matchLabels) ? matchLabels : {}).every(([name, value]) => labels[name] === value);
}

/** Whether a policy lets no pod of its namespace be reached, or reach anything. One that names no types holds Ingress. */
function denies({ object }: InventoryObject, type: 'Ingress' | 'Egress'): boolean {
  const types = valueAt(object, 'spec', 'policyTypes') ?? ['Ingress'];
  const selector = fieldsAt(object, 'spec', 'podSelector');
  const isForAll =
    Object.keys(fieldsAt(selector, 'matchLabels')).length === 0 && listAt(selector, 'matchExpressions').length === 0;
  return isForAll && Array.isArray(types) && types.includes(type) && rulesOf(object).length === 0;
}

interface Rule {
  readonly direction: 'from' | 'to';
  readonly rule: unknown;
}

function rulesOf(policy: InventoryObject['object']): readonly Rule[] {
  return [
    ...listAt(policy, 'spec', 'ingress').map((rule) => ({ direction: 'from' as const, rule })),
    ...listAt(policy, 'spec', 'egress').map((rule) => ({ direction: 'to' as const, rule })),
  ];
}

/**
 * Rules of one policy that let in, or let out, more than named pods.
 *
 * @param peerPorts ports of the namespace's pods that peers reach through their node
 */
function openRules(
  at: InventoryObject,
  signers: readonly InventoryObject[],
  peerPorts: ReadonlySet<number>,
): readonly Remark[] {
  const { object } = at;
  const held = signers.filter((signer) =>
    selects(valueAt(object, 'spec', 'podSelector', 'matchLabels'), signer.object),
  );
  if (held.length === 0) return [];
  const everyPod = Object.keys(fieldsAt(object, 'spec', 'podSelector', 'matchLabels')).length === 0;
  if (everyPod && rulesOf(object).length > 0) {
    return [{ at, found: 'rules for every pod of the namespace', expected: 'a podSelector that names one' }];
  }
  const mayMeetPeers = held.every((signer) => meetsPeers(signer.object));
  return rulesOf(object).flatMap(({ direction, rule }) => {
    const peers = listAt(rule, direction);
    const problems: string[] = [];
    if (peers.length === 0) problems.push(`a rule without '${direction}'`);
    const internet = peers.some((peer) => valueAt(peer, 'ipBlock') !== undefined);
    if (internet && !mayMeetPeers) problems.push(`a rule ${direction} addresses`);
    const ports = listAt(rule, 'ports');
    if (internet && direction === 'from' && !ports.every((port) => isWithin(port, peerPorts))) {
      problems.push('a rule that lets addresses in to more than the ports for peers');
    }
    if (ports.length === 0 && !(internet && mayMeetPeers)) problems.push('a rule without ports');
    if (peers.some((peer) => valueAt(peer, 'ipBlock') === undefined && !isNamed(peer))) {
      problems.push(`a peer of '${direction}' that is no named pod of a named namespace`);
    }
    return problems.map((found) => ({
      at,
      found,
      expected: 'peers with namespaceSelector and podSelector, and ports',
    }));
  });
}

/** Whether every number of a port, or of the range that it begins, is one of these. */
function isWithin(port: unknown, allowed: ReadonlySet<number>): boolean {
  const first = Number(valueAt(port, 'port'));
  const last = Number(valueAt(port, 'endPort') ?? first);
  // A range that is longer than the list cannot be within it.
  const numbers = Array.from({ length: Math.min(last - first, allowed.size) + 1 }, (_, i) => first + i);
  return numbers.length > 0 && numbers.every((number) => allowed.has(number));
}

/** Named pods of a named namespace; without a namespaceSelector that is the policy's own. */
function isNamed(peer: unknown): boolean {
  const names = (selector: string): boolean => Object.keys(fieldsAt(peer, selector, 'matchLabels')).length > 0;
  return names('podSelector') && (valueAt(peer, 'namespaceSelector') === undefined || names('namespaceSelector'));
}
