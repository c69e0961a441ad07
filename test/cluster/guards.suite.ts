import { GuardService } from '../../lib/constructs/guard/guard-service';
import { guardActions, type GuardAction } from '../../lib/constructs/guard/guard-actions';
import { ValidatorApp } from '../../lib/constructs/validator/validator-app';
import { render } from '../../lib/render/render';
import { chainPlatform, hoodi } from '../fixtures/chain';
import { allowedOf, type Row } from './access-reviews';
import { apply, applyCrds, enforce, isAdmission, isParameter, typeWarnings, until } from './apply';
import { expectRefusal } from './expect-answer';
import { startControlPlane, type ControlPlane } from './control-plane';
import { FORBIDDEN, FORBIDDEN_AT_HOME } from './guard-rights';
import type { Answer, Subject } from './kubectl';
import { fullCrds, type Manifest } from './rendered-objects';
import { ACCESS, serviceAccount, SUBJECT } from './subjects';

/*
 * Guards on a real kube-apiserver: each may do what its own program does, which is run here as the guard, and nothing
 * else. What RBAC cannot say is asked with the rights of a cluster administrator on top, so that admission answers alone.
 */

// The first run builds the control plane.
jest.setTimeout(1_800_000);

const { platform, root } = chainPlatform('single-pod');
const workload = new ValidatorApp(root, 'hoodi-0', hoodi);
const { restart, pauseSigner, fenceNetwork, expandVolume, refreshSecret, watchdog } = guardActions;

interface Guarded {
  readonly action: GuardAction;

  /** All that it may do outside of its own namespace. */
  readonly may: readonly Row[];
}

const SIGNER = ['--namespace', 'hoodi-0-signer'];
// Not a sensitive namespace, whose own fences would answer first.
const NODE = ['--namespace', 'hoodi-0-node'];
const CLOSED = { ingress: [], egress: [] };
const EMPTIES = 'empties the lists of a network policy and changes nothing else';
const ONE_ACTION = 'takes the action that it was made for and nothing else';

const GUARDS: Readonly<Record<string, Guarded>> = {
  'restart-geth': {
    action: restart(workload, 'node', 'geth'),
    may: ['get pods geth-0 in hoodi-0-node', 'delete pods geth-0 in hoodi-0-node'],
  },
  'restart-signer': {
    action: restart(workload, 'signer', 'web3signer'),
    may: ['get pods web3signer-0 in hoodi-0-signer', 'delete pods web3signer-0 in hoodi-0-signer'],
  },
  pause: {
    action: pauseSigner(workload, 'signer', 'web3signer'),
    may: [
      'get statefulsets.apps/scale web3signer in hoodi-0-signer',
      'patch statefulsets.apps/scale web3signer in hoodi-0-signer',
    ],
  },
  fence: {
    action: fenceNetwork(workload, 'signer'),
    may: [
      'get networkpolicies.networking.k8s.io web3signer in hoodi-0-signer',
      'patch networkpolicies.networking.k8s.io web3signer in hoodi-0-signer',
    ],
  },
  expand: {
    action: expandVolume(workload, 'storage', 'postgres', 'data', '30Gi'),
    may: [
      'get persistentvolumeclaims postgres-data in hoodi-0-storage',
      'patch persistentvolumeclaims postgres-data in hoodi-0-storage',
    ],
  },
  refresh: {
    action: refreshSecret(workload, 'node', 'jwt'),
    may: [
      'get externalsecrets.external-secrets.io jwt in hoodi-0-node',
      'patch externalsecrets.external-secrets.io jwt in hoodi-0-node',
    ],
  },
  watchdog: {
    action: watchdog(workload, 'node'),
    may: [
      'list pods in hoodi-0-node',
      'watch statefulsets.apps in hoodi-0-node',
      'get persistentvolumeclaims x in hoodi-0-node',
    ],
  },
};

for (const [id, { action }] of Object.entries(GUARDS)) new GuardService(root, id, { action });

let plane: ControlPlane;

beforeAll(async () => {
  plane = await startControlPlane();
  const { kubectl } = plane;
  const objects = render(platform).inventory.objects.map(({ object }) => object as Manifest);
  await applyCrds(
    kubectl,
    fullCrds().filter(({ metadata }) => !metadata.name.endsWith('.cert-manager.io')),
  );
  apply(kubectl, [
    ...ACCESS,
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } },
    ...objects.filter(({ kind }) => kind === 'Namespace'),
    ...objects.filter(isParameter),
  ]);
  await enforce(kubectl, objects.filter(isAdmission));
  const isWorkload = ({ metadata, kind }: Manifest): boolean =>
    /^(hoodi-0|guard)-/.test(metadata.namespace ?? '') && kind !== 'Namespace';
  apply(kubectl, objects.filter(isWorkload));
  expandable();
  await scheduled('hoodi-0-node', 'geth-0');
  await scheduled('hoodi-0-signer', 'web3signer-0');
});

afterAll(() => plane?.stop());

test('all expressions fit the objects they judge', async () => {
  expect(await typeWarnings(plane.kubectl)).toEqual([]);
});

describe.each(Object.keys(GUARDS))('guard %s', (id) => {
  const { may } = GUARDS[id] as Guarded;
  const record = `create events in guard-${id}`;

  test('may do what its action needs and write its record', () => {
    expect(may.length).toBeGreaterThan(0);
    expect(allowedOf(plane.kubectl, guard(id), [...may, record])).toEqual([...may, record]);
  });

  test('may do nothing else', () => {
    const others = Object.values(GUARDS).flatMap((other) => other.may);
    const home = FORBIDDEN_AT_HOME.map((text) => `${text} in guard-${id}`);
    const asked = [...FORBIDDEN, ...home, ...others].filter((text) => !may.includes(text));
    expect(asked.length).toBeGreaterThan(60);
    expect(allowedOf(plane.kubectl, guard(id), asked)).toEqual(id === 'watchdog' ? WATCHED_BY_OTHERS : []);
  });

  test('writes its record', () => {
    const { initContainers } = podOf(id);
    expect(initContainers[0].command).toEqual([
      'kubectl',
      '--cache-dir=/tmp',
      'create',
      '--filename=/record/record.json',
    ]);
    const text = (plane.kubectl.get('configmap', 'guard', '--namespace', `guard-${id}`) as { data: object }).data;
    const objects = [JSON.parse((text as { 'record.json': string })['record.json']) as object];
    plane.kubectl.run(['create', '--filename=-'], { objects, as: guard(id) });
    const { items } = plane.kubectl.get('events', '--namespace', `guard-${id}`) as { items: { message?: string }[] };
    expect(items.map(({ message }) => message)).toContainEqual(expect.stringContaining(`guard-${id} is about to`));
  });

  test('runs its program', () => {
    expect(run(id)).toMatchObject({ done: true });
  });
});

describe('with its own rights', () => {
  test('a guard that pauses starts nothing', () => {
    const args = commandOf('pause').args.map((arg) => arg.replace('"replicas":0', '"replicas":1'));
    expectRefusal(plane.kubectl.ask([...args, '--dry-run=server'], { as: guard('pause') }), 'never starts it');
  });

  test.each(['restart-geth', 'restart-signer'])('%s deletes its pod by no force', (id) => {
    expectRefusal(run(id, '--grace-period=0', '--force'), 'never delete');
  });

  test('a restart applies no pending revision, and goes on once the pod runs what is wanted', async () => {
    const pending = (value: string | null): void => {
      const annotations = { metadata: { annotations: { pending: value } } };
      const patch = JSON.stringify({ spec: { template: annotations } });
      plane.kubectl.run(['patch', 'statefulset', 'web3signer', '--namespace', 'hoodi-0-signer', '--patch', patch]);
    };
    pending('yes');
    expectRefusal(run('restart-signer'), 'denied request');
    await until(() => run('restart-signer').stderr.includes('another revision'));
    pending(null);
    await until(() => run('restart-signer').done);
  });

  test.each<[string, string, string, object, string]>([
    ['fence', 'networkpolicy', 'web3signer', { spec: { ingress: [{}], egress: [] } }, 'never opens it'],
    ['fence', 'networkpolicy', 'web3signer', { spec: { ingress: [], egress: [{}] } }, 'never opens it'],
    ['fence', 'networkpolicy', 'web3signer', { spec: { policyTypes: ['Ingress'], ...CLOSED } }, EMPTIES],
    [
      'fence',
      'networkpolicy',
      'web3signer',
      { spec: { podSelector: { matchLabels: { a: 'b' } }, ...CLOSED } },
      EMPTIES,
    ],
    ['fence', 'networkpolicy', 'web3signer', { spec: CLOSED, metadata: { labels: { a: 'b' } } }, EMPTIES],
    ['fence', 'networkpolicy', 'web3signer', { spec: CLOSED, metadata: { annotations: { a: 'b' } } }, EMPTIES],
    ['fence', 'networkpolicy', 'web3signer', { spec: CLOSED, metadata: { finalizers: ['a.b/c'] } }, EMPTIES],
    ['expand', 'pvc', 'postgres-data', storage('20Gi', { labels: { a: 'b' } }), 'grows a volume'],
    ['expand', 'pvc', 'postgres-data', storage('19Gi'), 'grows a volume'],
    ['expand', 'pvc', 'postgres-data', storage('30Gi', { labels: { a: 'b' } }), 'nothing else of it'],
    ['expand', 'pvc', 'postgres-data', storage('30Gi', { finalizers: null }), 'nothing else of it'],
    ['refresh', 'externalsecret', 'jwt', { metadata: { annotations: { other: 'x' } } }, 'read anew'],
    ['refresh', 'externalsecret', 'jwt', { metadata: { annotations: null } }, 'read anew'],
    ['refresh', 'externalsecret', 'jwt', { metadata: { labels: { a: 'b' } } }, 'read anew'],
    ['refresh', 'externalsecret', 'jwt', { spec: { target: { name: 'other' } } }, 'read anew'],
    ['refresh', 'externalsecret', 'jwt', { spec: { data: [] } }, 'read anew'],
  ])('%s changes a %s in no other way: %s %j', (id, kind, name, change, message) => {
    const namespace = { fence: 'hoodi-0-signer', expand: 'hoodi-0-storage' }[id] ?? 'hoodi-0-node';
    const args = [...patch(kind, name, change, namespace), '--dry-run=server'];
    expectRefusal(plane.kubectl.ask(args, { as: guard(id) }), message);
  });

  test('a fence leaves a policy that allows nothing, and a person opens it again', () => {
    const { args } = commandOf('fence');
    plane.kubectl.run(args, { as: guard('fence') });
    const { spec } = plane.kubectl.get('networkpolicy', 'web3signer', ...SIGNER) as Manifest;
    expect(spec).toMatchObject({ policyTypes: ['Ingress', 'Egress'] });
    expect(Object.keys(spec ?? {}).sort()).toEqual(['podSelector', 'policyTypes']);
    const opened = patch('networkpolicy', 'web3signer', { spec: { egress: [{}] } });
    expect(asked(opened)).toMatchObject({ done: true });
    expectRefusal(plane.kubectl.ask([...opened, '--dry-run=server'], { as: guard('fence') }), 'never opens it');
  });

  test('a restart of a pod whose StatefulSet is gone is refused', () => {
    plane.kubectl.run(['delete', 'statefulset', 'geth', '--cascade=orphan', ...NODE]);
    expectRefusal(run('restart-geth'), 'no params found');
  });
});

/** What a guard tries, and what it is told. */
const ATTEMPTS: readonly [string, readonly string[], string][] = [
  ['a signer', ['scale', 'statefulset', 'web3signer', '--replicas=1', ...SIGNER], 'never starts it'],
  ['a signer by its StatefulSet', patch('statefulset', 'web3signer', { spec: { replicas: 1 } }), ONE_ACTION],
  ['a Job', ['create', 'job', 'copy', '--image=x', ...NODE], ONE_ACTION],
  ['a record that was written', ['delete', 'events', '--all', '--namespace', 'guard-pause'], ONE_ACTION],
  ['a record elsewhere', ['create', '-f', '-', ...SIGNER], ONE_ACTION],
  ['its own rights', ['create', 'clusterrolebinding', 'x', '--clusterrole=edit', '--user=x'], ONE_ACTION],
  ['a claim', ['delete', 'pvc', '--all', '--wait=false', '--namespace=hoodi-0-node'], ONE_ACTION],
  ['a node', ['label', 'node', '--all', 'x=y'], ONE_ACTION],
  ['a label of a pod', ['label', 'pod', 'web3signer-0', 'x=y', ...SIGNER], ONE_ACTION],
  ['its namespace', ['label', 'namespace', 'guard-pause', 'x=y'], ONE_ACTION],
  ['itself', ['create', 'job', 'again', '--from=cronjob/guard', '--namespace=guard-pause'], ONE_ACTION],
];

describe('with all rights of an administrator a guard still changes nothing but by its actions:', () => {
  const name = 'guards-are-administrators';

  beforeAll(() => {
    const subject = '--group=system:serviceaccounts';
    plane.kubectl.run(['create', 'clusterrolebinding', name, '--clusterrole=cluster-admin', subject]);
    apply(plane.kubectl, [{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'tn-w2' } }]);
  });

  afterAll(() => plane.kubectl.run(['delete', 'clusterrolebinding', name]));

  test.each(ATTEMPTS)('%s', (_, args, message) => {
    const involvedObject = { namespace: 'hoodi-0-signer' };
    const objects = [{ apiVersion: 'v1', kind: 'Event', metadata: { name: 'x' }, involvedObject }];
    expectRefusal(plane.kubectl.ask([...args, '--dry-run=server'], { as: guard('pause'), objects }), message);
  });

  test('a pod', () => {
    const objects = [pod({ ...podOf('pause'), serviceAccountName: 'geth' })];
    const args = ['create', '-f', '-', '--dry-run=server', ...NODE];
    expectRefusal(plane.kubectl.ask(args, { as: guard('pause'), objects }), ONE_ACTION);
  });
});

describe('the program of a guard', () => {
  const home = ['--namespace', 'guard-pause'];

  test('is started by a Job of its CronJob, whose pod the job controller makes', async () => {
    plane.kubectl.run(['create', 'job', 'one', '--from=cronjob/guard', ...home]);
    const pods = (): string => plane.kubectl.run(['get', 'pods', '--selector=job-name=one', '-o=name', ...home]);
    await until(() => pods() !== '');
    const exec = ['exec', pods().trim(), ...home, '--', 'kubectl', 'version'];
    expectRefusal(plane.kubectl.ask(exec, { as: SUBJECT.clusterAdmin }), 'nobody enters them');
  });

  test.each([
    ['another image', 'image', 'registry.example.com/other:v1'],
    ['another command', 'command', ['kubectl', 'get', 'secrets']],
  ])('is no Job with %s', (_, field, value) => {
    const job = plane.kubectl.run([
      'create',
      'job',
      'two',
      '--from=cronjob/guard',
      '-o=json',
      '--dry-run=client',
      ...home,
    ]);
    const object = JSON.parse(job) as { spec: { template: { spec: { containers: Record<string, unknown>[] } } } };
    for (const container of object.spec.template.spec.containers) container[field] = value;
    expectRefusal(asked(['create', '-f', '-', ...home], [object]), 'runs its released program');
  });

  test('is no Job without its record', () => {
    const job = plane.kubectl.run([
      'create',
      'job',
      'two',
      '--from=cronjob/guard',
      '-o=json',
      '--dry-run=client',
      ...home,
    ]);
    const object = JSON.parse(job) as { spec: { template: { spec: { initContainers?: unknown } } } };
    delete object.spec.template.spec.initContainers;
    expectRefusal(asked(['create', '-f', '-', ...home], [object]), 'runs its released program');
  });

  test('is no pod and no Deployment', () => {
    expectRefusal(
      asked(['create', '-f', '-', ...home], [pod(podOf('pause'))]),
      'only its Jobs run pods, and nobody enters them',
    );
    expectRefusal(
      asked(['create', 'deployment', 'x', '--image=x', ...home]),
      'only its Jobs run pods, and nobody enters them',
    );
  });

  test('never runs by the clock, and its namespace stays a guard\u2019s', () => {
    expectRefusal(asked(patch('cronjob', 'guard', { spec: { suspend: false } }, 'guard-pause')), 'by the clock');
    expectRefusal(asked(['label', 'namespace', 'guard-pause', 'gitops-planes.io/guard-']), 'what holds this namespace');
  });
});

/** Rights of other guards that the watchdog's own hold, for it reads the same namespace. */
const WATCHED_BY_OTHERS = ['get pods geth-0 in hoodi-0-node'];

function guard(id: string): Subject {
  return serviceAccount(`guard-${id}`, 'guard');
}

interface GuardPod {
  readonly initContainers: readonly [{ readonly command: readonly string[] }];
  readonly containers: readonly [{ readonly command: readonly string[] }];
}

function podOf(id: string): GuardPod {
  const cronJob = plane.kubectl.get('cronjob', 'guard', '--namespace', `guard-${id}`) as {
    spec: { jobTemplate: { spec: { template: { spec: GuardPod } } } };
  };
  return cronJob.spec.jobTemplate.spec.template.spec;
}

function pod(spec: object): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec };
}

/** The arguments of what the guard's container runs, as Kubernetes would have filled them in. */
function commandOf(id: string): { readonly args: readonly string[] } {
  const [{ command }] = podOf(id).containers;
  const args = command.slice(1).filter((arg) => arg !== '--cache-dir=/tmp');
  return { args: args.map((arg) => arg.replace('$(RUN)', 'a8098c1a-f86e-11da-bd1a-00112444be1e')) };
}

/** Runs what the guard's container runs, as the guard, in server-side dry run where it writes. */
function run(id: string, ...more: readonly string[]): Answer {
  const { args } = commandOf(id);
  const dryRun = args[0] === 'get' ? [] : ['--dry-run=server'];
  return plane.kubectl.ask([...args, ...dryRun, ...more], { as: guard(id) });
}

/** Waits for a pod of a StatefulSet and says that a node runs it; there is neither a scheduler nor a kubelet. */
async function scheduled(namespace: string, pod: string): Promise<void> {
  const { kubectl } = plane;
  await until(() => kubectl.ask(['get', 'pod', pod, '--namespace', namespace]).done);
  const target = { apiVersion: 'v1', kind: 'Node', name: 'tn-w1' };
  const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name: pod, namespace }, target };
  kubectl.run(['create', '-f', '-'], { objects: [binding] });
}

/** A request of the administrator, in server-side dry run. */
function asked(args: readonly string[], objects: readonly object[] = []): Answer {
  return plane.kubectl.ask([...args, '--dry-run=server'], { as: SUBJECT.clusterAdmin, objects });
}

/** Lets the API server grow the claims, which it does for bound ones of a class that says so. */
function expandable(): void {
  const { kubectl } = plane;
  const parameters = { provisioner: 'csi.example.com', allowVolumeExpansion: true };
  apply(kubectl, [
    { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'signing' }, ...parameters },
  ]);
  const bound = { status: { phase: 'Bound', capacity: { storage: '10Gi' } } };
  kubectl.run([...patch('pvc', 'postgres-data', bound, 'hoodi-0-storage'), '--subresource=status']);
}

function storage(size: string, metadata: object = {}): object {
  return { metadata, spec: { resources: { requests: { storage: size } } } };
}

function patch(kind: string, name: string, change: object, namespace = 'hoodi-0-signer'): readonly string[] {
  return ['patch', kind, name, '--namespace', namespace, '--type=merge', '--patch', JSON.stringify(change)];
}
