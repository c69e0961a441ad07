import { signingNetworkClosed, signingNotExposed } from '../../../lib/policies/signing/signing-exposure';
import { signer, SIGNING_LABELS, SIGNING_NAMESPACE, type SignerChange } from '../signing-objects';
import { found, object, type Tree } from '../tree';

const namespace = SIGNING_NAMESPACE;
const OWN = { 'gitops-planes.io/workload': 'hoodi-0' };
const PEERS: SignerChange = { annotations: { 'gitops-planes.io/meets-peers': 'it gossips itself' } };

function service(spec: object, where: string = namespace): object {
  return object('v1', 'Service', 'x', { spec: { selector: OWN, ...spec } }, { namespace: where });
}

describe('signing-not-exposed', () => {
  const beside = (other: object, change: SignerChange = {}, file = 'chain/t/a/x.yaml'): readonly string[] => {
    const tree: Tree = { 'chain/t/a/s.yaml': signer(change), [file]: other };
    return found(signingNotExposed, tree).map((line) => line.replace('chain/t/a/x.yaml: ', ''));
  };
  const ingress = (kind: string, where: string = namespace): object =>
    object('networking.k8s.io/v1', kind, 'x', {}, { namespace: where });

  test('accepts what stays inside, and what opens other pods, namespaces and clusters', () => {
    expect(beside(service({}))).toEqual([]);
    expect(beside(service({ type: 'ClusterIP', clusterIP: 'None' }))).toEqual([]);
    expect(beside(service({ type: 'ExternalName', externalName: 'a.example.com', selector: undefined }))).toEqual([]);
    expect(beside(service({ type: 'LoadBalancer', selector: { a: 'b' } }))).toEqual([]);
    expect(beside(service({ type: 'LoadBalancer' }, 'web'))).toEqual([]);
    expect(beside(service({ type: 'LoadBalancer' }), {}, 'chain/u/a/x.yaml')).toEqual([]);
    expect(beside(ingress('Ingress', 'web'))).toEqual([]);
  });

  test('accepts whatever opens what does not sign', () => {
    expect(beside(service({ type: 'LoadBalancer' }), { labels: OWN })).toEqual([]);
    expect(beside(ingress('Ingress'), { labels: OWN })).toEqual([]);
  });

  test.each<[object, string]>([
    [{ type: 'LoadBalancer' }, 'type LoadBalancer'],
    [{ type: 'NodePort' }, 'type NodePort'],
    [{ externalIPs: ['203.0.113.7'] }, 'externalIPs'],
    [{ type: 'NodePort', externalIPs: ['203.0.113.7'] }, 'type NodePort, externalIPs'],
    [{ type: 'LoadBalancer', selector: undefined }, 'type LoadBalancer'],
  ])('refuses a Service with %j', (spec, text) => {
    expect(beside(service(spec))).toEqual([`${text} to lighthouse, which signs`]);
  });

  // prettier-ignore
  test.each([
    'Ingress', 'Gateway', 'HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute', 'IngressRouteTCP', 'ReferenceGrant',
  ])('refuses a %s in its namespace', (kind) => {
    expect(beside(ingress(kind))).toEqual([`${kind} beside what signs`]);
  });

  test('refuses a route of another namespace into its own, wherever the kind of the route says so', () => {
    const route = (kind: string, spec: object): object =>
      object('gateway.networking.k8s.io/v1', kind, 'x', { spec }, { namespace: 'web' });
    const message = (kind: string): string[] => [`${kind} to namespace ${namespace}, where something signs`];
    const backend = { backendRefs: [{ name: 'a', namespace, port: 9000 }] };
    expect(beside(route('HTTPRoute', { rules: [{ backendRefs: [] }, backend, backend] }))).toEqual(
      message('HTTPRoute'),
    );
    const mirror = { filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'a', namespace } } }] };
    expect(beside(route('HTTPRoute', { rules: [mirror] }))).toEqual(message('HTTPRoute'));
    const services = { routes: [{ services: [{ name: 'a', namespace, port: 9000 }] }] };
    expect(beside(route('IngressRoute', services))).toEqual(message('IngressRoute'));
    expect(beside(route('HTTPRoute', { rules: [backend] }), { labels: OWN })).toEqual([]);
    expect(beside(route('HTTPRoute', { rules: [backend] }), {}, 'chain/u/a/x.yaml')).toEqual([]);
    expect(beside(route('ReferenceGrant', { from: [{ kind: 'HTTPRoute', namespace }] }))).toEqual([]);
  });

  test('lets what meets peers do so on ports of its node that are named, and on nothing else', () => {
    const named = [{ port: 30303, nodePort: 30303 }];
    expect(beside(service({ type: 'NodePort', ports: named }), PEERS)).toEqual([]);
    const found = ['type NodePort to lighthouse, which signs'];
    expect(beside(service({ type: 'NodePort', ports: named }))).toEqual(found);
    expect(beside(service({ type: 'NodePort', ports: [...named, { port: 1 }] }), PEERS)).toEqual(found);
    expect(beside(service({ type: 'LoadBalancer', ports: named }), PEERS)).toHaveLength(1);
    expect(beside(service({ type: 'NodePort', ports: named, externalIPs: ['203.0.113.7'] }), PEERS)).toHaveLength(1);
  });
});

const policy = (spec: object, where: string = namespace): object =>
  object('networking.k8s.io/v1', 'NetworkPolicy', 'x', { spec }, { namespace: where });

const DENY = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
const NAMED = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'hoodi-0-node' } },
  podSelector: { matchLabels: { 'gitops-planes.io/role': 'beacon' } },
};
const PORTS = [{ port: 5052 }];

describe('signing-network-closed asks for a denial', () => {
  const OPEN = ['chain/t/a/s.yaml: no policy that denies all traffic of its namespace'];
  const with_ = (...specs: readonly object[]): readonly string[] =>
    found(
      signingNetworkClosed,
      Object.fromEntries([
        ['chain/t/a/s.yaml', signer()],
        ...specs.map((spec, i) => [`chain/t/a/${i}.yaml`, policy(spec)]),
      ]) as Tree,
    );

  test('accepts one for both directions, however it selects all pods, and one for each', () => {
    expect(with_(DENY)).toEqual([]);
    expect(with_({ ...DENY, podSelector: { matchLabels: {} }, ingress: [], egress: [] })).toEqual([]);
    expect(with_({ podSelector: {} }, { podSelector: {}, policyTypes: ['Egress'] })).toEqual([]);
  });

  test.each<[string, object]>([
    ['one direction alone', { ...DENY, policyTypes: ['Ingress'] }],
    ['the direction that is held by default', { podSelector: {} }],
    ['some pods', { ...DENY, podSelector: { matchLabels: OWN } }],
    ['pods by expressions', { ...DENY, podSelector: { matchExpressions: [{ key: 'a', operator: 'Exists' }] } }],
  ])('refuses one for %s', (_, spec) => {
    expect(with_(spec)).toContain(OPEN[0]);
  });

  test('refuses none, and one of another namespace; asks nothing of what does not sign', () => {
    expect(with_()).toEqual(OPEN);
    expect(found(signingNetworkClosed, { 'chain/t/a/s.yaml': signer(), 'p.yaml': policy(DENY, 'web') })).toEqual(OPEN);
    expect(found(signingNetworkClosed, { 's.yaml': signer({ labels: OWN }) })).toEqual([]);
  });
});

describe('signing-network-closed asks for rules that name', () => {
  const judged = (spec: object, change: SignerChange = {}, ...others: readonly object[]): readonly string[] => {
    const tree: Tree = {
      's.yaml': signer(change),
      'deny.yaml': policy(DENY),
      'x.yaml': policy({ podSelector: { matchLabels: OWN }, ...spec }),
      ...Object.fromEntries(others.map((other, i) => [`${i}.yaml`, other])),
    };
    return found(signingNetworkClosed, tree).map((line) => line.replace('x.yaml: ', ''));
  };
  const from = (...peers: readonly object[]): object => ({ ingress: [{ from: peers, ports: PORTS }] });

  test('accepts named pods on ports, of a named namespace or of its own', () => {
    expect(judged(from(NAMED))).toEqual([]);
    expect(judged(from({ podSelector: NAMED.podSelector }))).toEqual([]);
    expect(judged({ egress: [{ to: [NAMED], ports: PORTS }] })).toEqual([]);
  });

  test('leaves alone what holds other pods, and namespaces in which nothing signs', () => {
    expect(judged({ podSelector: { matchLabels: { a: 'b' } }, ingress: [{}] })).toEqual([]);
    expect(found(signingNetworkClosed, { 'x.yaml': policy({ podSelector: {}, ingress: [{}] }, 'web') })).toEqual([]);
  });

  test.each<[string, object, readonly string[]]>([
    ['everybody, everywhere', { ingress: [{}] }, ["a rule without 'from'", 'a rule without ports']],
    ['an empty list of peers', { ingress: [{ from: [], ports: PORTS }] }, ["a rule without 'from'"]],
    ['everything it can reach', { egress: [{ ports: PORTS }] }, ["a rule without 'to'"]],
    ['every port', { ingress: [{ from: [NAMED] }] }, ['a rule without ports']],
    ['addresses to go to', { egress: [{ to: [{ ipBlock: {} }], ports: PORTS }] }, ['a rule to addresses']],
    [
      'addresses to come from',
      from({ ipBlock: { cidr: '0.0.0.0/0' } }),
      ['a rule from addresses', 'a rule that lets addresses in to more than the ports for peers'],
    ],
    [
      'every pod of a namespace',
      from({ namespaceSelector: NAMED.namespaceSelector }),
      ["a peer of 'from' that is no named pod of a named namespace"],
    ],
    [
      'pods of that name in every namespace',
      from({ ...NAMED, namespaceSelector: {} }),
      ["a peer of 'from' that is no named pod of a named namespace"],
    ],
    [
      'all of its own namespace',
      from({ podSelector: {} }),
      ["a peer of 'from' that is no named pod of a named namespace"],
    ],
    ['rules for every pod', { podSelector: {}, ...from(NAMED) }, ['rules for every pod of the namespace']],
  ])('refuses %s', (_, spec, texts) => {
    expect(judged(spec)).toEqual(texts);
  });

  describe('where it meets peers', () => {
    const nodePorts = service({ type: 'NodePort', ports: [30303, 30304].map((nodePort) => ({ port: 1, nodePort })) });
    const anywhere = { ipBlock: { cidr: '0.0.0.0/0' } };
    const opening = (...ports: readonly object[]): readonly string[] =>
      judged({ ingress: [{ from: [anywhere], ports }] }, PEERS, nodePorts);

    test('accepts addresses on the ports for peers, and all addresses to go to', () => {
      expect(opening({ port: 30303 })).toEqual([]);
      expect(opening({ port: 30303, endPort: 30304 })).toEqual([]);
      expect(judged({ egress: [{ to: [anywhere] }] }, PEERS)).toEqual([]);
    });

    test.each<[string, object]>([
      ['another port', { port: 5052 }],
      ['a range that goes on', { port: 30303, endPort: 30305 }],
      ['a port by name', { port: 'http' }],
    ])('refuses %s', (_, port) => {
      expect(opening(port)).toEqual(['a rule that lets addresses in to more than the ports for peers']);
    });

    test('refuses it beside a signer that does not', () => {
      const other = signer({ name: 'other', labels: SIGNING_LABELS });
      const spec = { ingress: [{ from: [anywhere], ports: [{ port: 30303 }] }] };
      expect(judged(spec, PEERS, nodePorts, other)).toEqual(['a rule from addresses']);
    });
  });
});
