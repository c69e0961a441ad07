import { platformOn } from '../../../fixtures/instances';
import { by, policyOf, refusals, type AdmissionRequest } from '../admission';

const { platform } = platformOn({ planes: ['chain'] });
const policy = (name: string) => policyOf(platform, `gitops-planes-${name}`);

const admin = by('root', 'system:masters');
const breakglass = by('kim', 'breakglass');
const kubelet = by('system:node:tn-w1', 'system:nodes');
const collector = by('system:serviceaccount:kube-system:pod-garbage-collector', 'system:serviceaccounts');
const controller = by('system:serviceaccount:kube-system:statefulset-controller', 'system:serviceaccounts');
const writer = by('system:serviceaccount:argocd:argocd-application-controller', 'system:serviceaccounts');

describe('one replica', () => {
  const rule = policy('one-replica');

  test.each([0, 1, undefined])('%s replicas pass', (replicas) => {
    const spec = replicas === undefined ? {} : { replicas };
    expect(refusals(rule, { object: { spec }, request: admin })).toEqual([]);
  });

  test.each([admin, breakglass, writer])('two are refused, whoever asks', (request) => {
    expect(refusals(rule, { object: { spec: { replicas: 2 } }, request })).toEqual([
      'a workload that signs or keeps slashing state has one replica at most: set replicas to 0 or 1',
    ]);
  });

  test('the subresource by which a guard pauses is held as well', () => {
    expect(JSON.stringify(rule.matchConstraints)).toContain('"statefulsets/scale"');
  });
});

describe('force deletion', () => {
  const rule = policy('force-deletion');
  const running = {
    spec: { nodeName: 'tn-w1' },
    status: { phase: 'Running', containerStatuses: [{ state: { running: {} } }] },
  };
  const ended = { ...running, status: { phase: 'Failed', containerStatuses: [{ state: { terminated: {} } }] } };
  const lost = { ...running, status: { ...running.status, phase: 'Failed' } };
  const deletion = (user: object, grace: number | undefined, oldObject: object = running): AdmissionRequest => ({
    oldObject,
    request: { ...user, options: grace === undefined ? {} : { gracePeriodSeconds: grace } },
  });

  test.each<[string, AdmissionRequest]>([
    ['a plain deletion', deletion(admin, undefined)],
    ['a deletion with time to stop', deletion(admin, 30)],
    ['the last word of the kubelet', deletion(kubelet, 0)],
    ['a pod that no node runs', deletion(admin, 0, { spec: {}, status: { phase: 'Pending' } })],
    ['a pod whose node is named by nothing', deletion(admin, 0, { spec: { nodeName: '' }, status: {} })],
    ['the replacement of a pod that was evicted', deletion(controller, 0, ended)],
    ['breakglass', deletion(breakglass, 0)],
  ])('%s passes', (_name, request) => {
    expect(refusals(rule, request)).toEqual([]);
  });

  test.each<[string, AdmissionRequest]>([
    ['an administrator', deletion(admin, 0)],
    ['the garbage collector, which is the fence,', deletion(collector, 0)],
    ['the garbage collector after it wrote Failed', deletion(collector, 0, lost)],
    ['the replacement of a pod that the garbage collector called Failed', deletion(controller, 0, lost)],
    ['a Failed pod that no kubelet spoke of', deletion(controller, 0, { ...running, status: { phase: 'Failed' } })],
  ])('%s is refused', (_name, request) => {
    expect(refusals(rule, request)).toEqual([expect.stringContaining('never deleted by force')]);
  });

  test('an eviction reaches the pod without a DELETE, and is refused the same', () => {
    const eviction = (grace: number | undefined, request: object = admin): AdmissionRequest => ({
      object: grace === undefined ? {} : { deleteOptions: { gracePeriodSeconds: grace } },
      request,
    });
    const rule = policy('force-eviction');
    expect(refusals(rule, eviction(0))).toHaveLength(1);
    expect(refusals(rule, eviction(undefined))).toEqual([]);
    expect(refusals(rule, { object: { deleteOptions: {} }, request: admin })).toEqual([]);
    expect(refusals(rule, eviction(60))).toEqual([]);
    expect(refusals(rule, eviction(0, breakglass))).toEqual([]);
  });
});

describe('kept storage', () => {
  test.each([admin, writer, collector])('claims and StatefulSets are deleted by nobody but breakglass', (request) => {
    expect(refusals(policy('kept-storage'), { oldObject: {}, request })).toHaveLength(1);
    expect(refusals(policy('kept-storage'), { oldObject: {}, request: breakglass })).toEqual([]);
  });

  test.each(['gitops-planes.io/sensitive', 'gitops-planes.io/gated'])('nor is a namespace labelled %s', (label) => {
    const deletion = (labels: object | undefined, request: object): AdmissionRequest => ({
      oldObject: { metadata: { name: 'x', ...(labels === undefined ? {} : { labels }) } },
      request,
    });
    const rule = policy('kept-namespaces');
    expect(refusals(rule, deletion({ [label]: 'true' }, admin))).toHaveLength(1);
    expect(refusals(rule, deletion({ [label]: 'true' }, breakglass))).toEqual([]);
    expect(refusals(rule, deletion({ [label]: 'false' }, admin))).toEqual([]);
    expect(refusals(rule, deletion({ other: 'true' }, admin))).toEqual([]);
    expect(refusals(rule, deletion(undefined, admin))).toEqual([]);
  });
});

describe('no shell', () => {
  test('nobody enters but breakglass, and a user without groups neither', () => {
    const rule = policy('no-shell');
    expect(refusals(rule, { object: {}, request: admin })).toHaveLength(1);
    expect(refusals(rule, { object: {}, request: { userInfo: { username: 'x' } } })).toHaveLength(1);
    expect(refusals(rule, { object: {}, request: breakglass })).toEqual([]);
  });

  test.each(['exec', 'attach', 'portforward', 'proxy', 'ephemeralcontainers'])('pods/%s is held', (way) => {
    expect(JSON.stringify(policy('no-shell').matchConstraints)).toContain(`"pods/${way}"`);
  });

  test('the proxy of a node reaches every container on it, and is held the same', () => {
    const rule = policy('no-node-shell');
    expect(JSON.stringify(rule.matchConstraints)).toContain('"nodes/proxy"');
    for (const request of [admin, writer, kubelet]) expect(refusals(rule, { object: {}, request })).toHaveLength(1);
    expect(refusals(rule, { object: {}, request: breakglass })).toEqual([]);
  });
});

test('without a chain plane none of them is rendered', () => {
  expect(() => policyOf(platformOn({ planes: ['service'] }).platform, 'gitops-planes-no-shell')).toThrow(
    'no Validating',
  );
});
