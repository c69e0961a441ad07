import { signingPod } from '../../../lib/policies/signing/signing-pods';
import { signer, type SignerChange } from '../signing-objects';
import { foundIn, object } from '../tree';

const findings = (change: SignerChange): readonly string[] => foundIn(signingPod, signer(change));

/** The pods of a web app: nothing that a pod which signs must have. */
const WEB = {
  labels: {},
  podAnnotations: { 'checksum/config': 'abc' },
  pod: { hostNetwork: true, containers: [{ name: 'web', livenessProbe: {} }] },
};

test('accepts a pod that stays where it is, and anything that does not sign', () => {
  expect(findings({})).toEqual([]);
  expect(findings(WEB)).toEqual([]);
  expect(foundIn(signingPod, object('v1', 'Service', 'x', {}, { labels: { a: 'b' } }))).toEqual([]);
});

test('judges a workload that is marked on its pods alone', () => {
  const podLabels = { 'gitops-planes.io/signing-identity': 'hoodi-0' };
  expect(findings({ labels: {}, podLabels, pod: { hostPID: true } })).toEqual(['hostPID: true']);
});

test.each<[string, object, string]>([
  ['a pod that may start on any node', { nodeSelector: { pool: 'signers' } }, 'no node of its own'],
  ['little time to stop', { terminationGracePeriodSeconds: 59 }, '59 seconds to stop'],
  ['no priority', { priorityClassName: undefined }, 'no priorityClassName'],
  ['an empty priority', { priorityClassName: '' }, 'no priorityClassName'],
  ['a token by default', { automountServiceAccountToken: undefined }, 'a ServiceAccount token in the pod'],
  ['the processes of the node', { hostPID: true }, 'hostPID: true'],
  ['the memory of the node', { hostIPC: true }, 'hostIPC: true'],
  ['one process list for all containers', { shareProcessNamespace: true }, 'shareProcessNamespace: true'],
  ['the network of the node', { hostNetwork: true }, 'hostNetwork: true'],
  [
    'a folder of the node',
    {
      volumes: [
        { name: 'usb', hostPath: { path: '/dev/bus/usb' } },
        { name: 'x', emptyDir: {} },
      ],
    },
    'volume usb of the node',
  ],
])('refuses %s', (_, pod, text) => {
  expect(findings({ pod })).toEqual([text]);
});

test('refuses tolerations that end, that are of another effect, and none', () => {
  const lasting = { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' };
  const of = (toleration: object): readonly string[] => findings({ pod: { tolerations: [toleration, lasting] } });
  const text = ['no lasting toleration of node.kubernetes.io/not-ready'];
  const notReady = { ...lasting, key: 'node.kubernetes.io/not-ready' };
  expect(of(notReady)).toEqual([]);
  expect(of({ ...notReady, tolerationSeconds: 300 })).toEqual(text);
  expect(of({ ...notReady, effect: 'NoSchedule' })).toEqual(text);
  expect(findings({ pod: { tolerations: undefined } })).toEqual([
    ...text,
    'no lasting toleration of node.kubernetes.io/unreachable',
  ]);
});

test('accepts the network of the node only where the workload says why it meets peers', () => {
  const onHost = (reason: string): readonly string[] =>
    findings({ pod: { hostNetwork: true }, annotations: { 'gitops-planes.io/meets-peers': reason } });
  expect(onHost('validators of this chain gossip themselves')).toEqual([]);
  expect(onHost('  ')).toEqual(['hostNetwork: true']);
});

test.each<[string, object, string]>([
  ['a privileged container', { securityContext: { privileged: true } }, 'container lighthouse is privileged'],
  ['a liveness probe', { livenessProbe: { exec: {} } }, 'container lighthouse has a livenessProbe'],
  [
    'memory that others may take',
    { resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '1', memory: '4Gi' } } },
    'container lighthouse shares its memory',
  ],
  [
    'a processor without a limit',
    { resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } } },
    'container lighthouse shares its cpu',
  ],
])('refuses %s', (_, container, text) => {
  expect(findings({ container })).toEqual([text]);
});

describe('a device of its node', () => {
  const own = { cpu: '1', memory: '2Gi' };
  const of = (requests: object, limits: object): readonly string[] =>
    findings({ container: { resources: { requests: { ...own, ...requests }, limits: { ...own, ...limits } } } });

  test('is accepted where it is the signer’s alone', () => {
    expect(of({ 'squat.ai/yubihsm': 1 }, { 'squat.ai/yubihsm': 1 })).toEqual([]);
  });

  test.each<[string, object, object]>([
    ['requested and not limited', { 'squat.ai/yubihsm': 1 }, {}],
    ['limited and not requested', {}, { 'squat.ai/yubihsm': 1 }],
    ['limited to more', { 'squat.ai/yubihsm': 1 }, { 'squat.ai/yubihsm': 2 }],
  ])('is refused where it is %s', (_, requests, limits) => {
    expect(of(requests, limits)).toEqual(['container lighthouse shares its squat.ai/yubihsm']);
  });

  test('opens the node no further', () => {
    const resources = { requests: { ...own, 'squat.ai/yubihsm': 1 }, limits: { ...own, 'squat.ai/yubihsm': 1 } };
    const container = { resources, securityContext: { privileged: true } };
    expect(findings({ container })).toEqual(['container lighthouse is privileged']);
  });
});

describe('a shell as process 1', () => {
  const REFUSED = ['container lighthouse runs a shell as process 1'];

  test.each<[string, object]>([
    ['exec form', { command: ['lighthouse', 'vc'] }],
    ['a script that ends with exec', { command: ['/bin/sh', '-ec', 'mkdir -p /data\nexec lighthouse vc\n'] }],
    ['a script in a file, which this cannot see', { command: ['sh', '/scripts/start.sh'] }],
  ])('accepts %s', (_, container) => {
    expect(findings({ container })).toEqual([]);
  });

  test.each<[string, object]>([
    ['with its script in the command', { command: ['/bin/bash', '-c', 'lighthouse vc'] }],
    ['with its script in the arguments', { command: ['sh', '-c'], args: ['lighthouse vc'] }],
    ['that goes on after exec', { command: ['sh', '-c', 'exec true\nlighthouse vc'] }],
    ['of a container with ports', { command: ['sh', '-c', 'lighthouse vc'], ports: [{ containerPort: 1 }] }],
  ])('refuses one %s', (_, container) => {
    expect(findings({ container })).toEqual(REFUSED);
  });

  test('accepts one in a step, which ends by itself', () => {
    const resources = { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } };
    const initContainers = [{ name: 'step', command: ['sh', '-c', 'cp /a /b'], resources }];
    expect(findings({ pod: { initContainers } })).toEqual([]);
  });
});

test.each<[string, SignerChange, string]>([
  [
    'pods that the cluster autoscaler may evict',
    { podAnnotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'true' } },
    "pods without cluster-autoscaler.kubernetes.io/safe-to-evict: 'false'",
  ],
  [
    'pods that Karpenter may evict',
    { podAnnotations: { 'karpenter.sh/do-not-disrupt': undefined } },
    "pods without karpenter.sh/do-not-disrupt: 'true'",
  ],
  [
    'a restart for each change of a setting',
    { podAnnotations: { 'checksum/config': 'a' } },
    'annotation checksum/config',
  ],
  [
    'a reloader, told on the workload',
    { annotations: { 'reloader.stakater.com/auto': 'true' } },
    'annotation reloader.stakater.com/auto',
  ],
  [
    'a reloader of one Secret',
    { podAnnotations: { 'secret.reloader.stakater.com/reload': 'a' } },
    'annotation secret.reloader.stakater.com/reload',
  ],
])('refuses %s', (_, change, text) => {
  expect(findings(change)).toEqual([text]);
});
