import { setTimeout as sleep } from 'node:timers/promises';
import { apply, until } from './apply';
import type { ControlPlane } from './control-plane';
import { expectPass, expectRefusal } from './expect-answer';
import type { Answer, Subject } from './kubectl';
import { objectsOf } from './rendered-objects';
import { everybodyBut, SUBJECT, UNRESTRICTED_SUBJECTS, unrestricted } from './subjects';
import { startTestnet } from './testnet';

/*
 * What holds the pods beside signing keys, on a real kube-apiserver: nobody deletes one by force, nobody enters one.
 * The pods come from the real StatefulSet controller; no scheduler and no kubelet run, so the tests play their part.
 */

// The first run builds the control plane.
jest.setTimeout(1_800_000);

const SIGNER = { namespace: 'hoodi-0-signer', name: 'web3signer-0' };
const VALIDATOR = { namespace: 'hoodi-0-validator', name: 'lighthouse-0' };
const UNSCHEDULED = { namespace: 'osmo-test-0-validator', name: 'validator-0' };
const ENDED = { namespace: 'hoodi-0-signer', name: 'ended' };
const CALLED_FAILED = { namespace: 'hoodi-0-signer', name: 'called-failed' };
const STOPPING = { namespace: 'hoodi-0-signer', name: 'stopping' };
const ORDINARY = { namespace: 'default', name: 'ordinary-0' };

const FORCED = 'a signing pod is never deleted by force';
const ENTERED = 'nobody enters a signing pod';

const kubelet = unrestricted(SUBJECT.kubelet);
const breakglass = unrestricted(SUBJECT.breakglass);

let plane: ControlPlane;

beforeAll(async () => {
  plane = await startTestnet();
  const { kubectl } = plane;
  apply(kubectl, [{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'tn-w1' } }, ...GUARD_ACCESS]);
  const workloads = [SIGNER, VALIDATOR, UNSCHEDULED].map(({ namespace }) => namespace);
  const objects = objectsOf('testnet')
    .map(({ object }) => object)
    .filter(({ metadata }) => workloads.includes(metadata.namespace ?? ''))
    .filter(({ kind }) =>
      ['ConfigMap', 'PersistentVolumeClaim', 'Service', 'ServiceAccount', 'StatefulSet'].includes(kind),
    );
  apply(kubectl, objects, SUBJECT.controller);
  await until(() => [SIGNER, VALIDATOR, UNSCHEDULED].every((pod) => uidOf(pod) !== ''));
  schedule(SIGNER, 'tn-w1');
  apply(kubectl, [ENDED, CALLED_FAILED, STOPPING].map(podOnNode), breakglass);
  report(SIGNER, 'Running', { running: {} });
  report(ENDED, 'Failed', { terminated: { exitCode: 137 } });
  report(CALLED_FAILED, 'Failed', { running: {} });
  report(STOPPING, 'Running', { running: {} });
  kubectl.run(['delete', 'pod', STOPPING.name, '--namespace', STOPPING.namespace, '--wait=false']);
});

afterAll(() => plane?.stop());

describe('a running pod is deleted by force', () => {
  test.each(everybodyBut('kubelet', 'breakglass'))('never by %s', (_, subject) => {
    expectRefusal(remove(SIGNER, subject, ['--force', '--grace-period=0']), FORCED);
  });

  test.each([
    ['the kubelet, with which it says that the containers have ended', kubelet],
    ['breakglass', breakglass],
  ])('by %s', (_, subject) => {
    expectPass(remove(SIGNER, subject, ['--force', '--grace-period=0']));
  });

  test('never as one of a collection', () => {
    const path = `/api/v1/namespaces/${SIGNER.namespace}/pods?dryRun=All&gracePeriodSeconds=0`;
    expectRefusal(plane.kubectl.ask(['delete', '--raw', path]), FORCED);
    expectPass(plane.kubectl.ask(['delete', '--raw', path], { as: breakglass }));
  });
});

describe.each([
  ['that is stopping', STOPPING],
  ['that was called Failed while its containers may run', CALLED_FAILED],
])('a pod %s is no less a running one', (_, pod) => {
  test.each(everybodyBut('kubelet', 'breakglass'))('to %s', (_name, subject) => {
    expectRefusal(remove(pod, subject, ['--force', '--grace-period=0']), FORCED);
  });

  test('the kubelet reports its end', () => {
    expectPass(remove(pod, kubelet, ['--force', '--grace-period=0']));
  });
});

describe.each(UNRESTRICTED_SUBJECTS)('%s may', (_, subject) => {
  test('delete a pod that gets its time to stop', () => {
    expectPass(remove(SIGNER, subject));
    expectPass(remove(SIGNER, subject, ['--grace-period=60']));
  });

  test('delete a pod that no node runs, and one whose containers have ended, even by force', () => {
    for (const pod of [UNSCHEDULED, ENDED]) {
      // The API server sets the grace period to 0 itself.
      expectPass(remove(pod, subject));
      expectPass(remove(pod, subject, ['--force', '--grace-period=0']));
    }
  });

  test('evict a pod that gets its time to stop', () => {
    expectPass(evict(SIGNER, subject, {}));
    expectPass(evict(SIGNER, subject, { gracePeriodSeconds: 60 }));
  });
});

describe('a pod is evicted by force', () => {
  test.each(everybodyBut('kubelet', 'breakglass'))('never by %s', (_, subject) => {
    expectRefusal(evict(SIGNER, subject, { gracePeriodSeconds: 0 }), FORCED);
  });

  test.each([
    ['the kubelet', kubelet],
    ['breakglass', breakglass],
  ])('by %s', (_, subject) => {
    expectPass(evict(SIGNER, subject, { gracePeriodSeconds: 0 }));
  });
});

describe('a guard whose Role names one pod', () => {
  test('restarts it', () => {
    expectPass(remove(SIGNER, SUBJECT.guard));
  });

  test('cannot do so by force', () => {
    expectRefusal(remove(SIGNER, SUBJECT.guard, ['--force', '--grace-period=0']), FORCED);
  });

  test('has no right to another', () => {
    expectRefusal(remove(ENDED, SUBJECT.guard), 'pods "ended" is forbidden: User');
  });
});

const NOT_RUNNING = 'does not have a host assigned';

/** Ways into a pod, and what an API server says that lets one try on a pod that no node runs. */
const WAYS: readonly [string, (pod: Pod) => string, string][] = [
  ['exec', (pod) => `${pathOf(pod)}/exec?command=id&stdout=true`, NOT_RUNNING],
  ['attach', (pod) => `${pathOf(pod)}/attach?stdout=true`, NOT_RUNNING],
  ['portforward', (pod) => `${pathOf(pod)}/portforward?ports=9000`, NOT_RUNNING],
  ['proxy', (pod) => `${pathOf(pod)}/proxy/`, 'address not allowed'],
  [
    'the proxy of its Service',
    ({ namespace }) => `/api/v1/namespaces/${namespace}/services/validator/proxy/`,
    'no endpoints',
  ],
];

describe.each(WAYS)('a pod is entered by %s', (_, path, afterAdmission) => {
  test.each(everybodyBut('breakglass'))('never by %s', (_name, subject) => {
    expectRefusal(connect(path(UNSCHEDULED), subject), ENTERED);
  });

  test('by breakglass', () => {
    const answer = connect(path(UNSCHEDULED), breakglass);
    expect(answer.stderr).not.toContain(ENTERED);
    expectRefusal(answer, afterAdmission);
  });
});

describe('a node gives its containers away', () => {
  const path = `/api/v1/nodes/tn-w1/proxy/exec/${SIGNER.namespace}/${SIGNER.name}/web3signer?command=id&output=1`;

  test.each(everybodyBut('breakglass'))('never to %s', (_, subject) => {
    expectRefusal(connect(path, subject), 'a node is a way into signing pods');
  });

  test('to breakglass', () => {
    expectRefusal(connect(path, breakglass), 'no preferred addresses found');
  });
});

describe('a debugging container enters a pod', () => {
  test.each(everybodyBut('breakglass'))('never for %s', (_, subject) => {
    expectRefusal(debug(SIGNER, subject), ENTERED);
  });

  test('for breakglass', () => {
    expectPass(debug(SIGNER, breakglass));
  });
});

test('kubectl exec shows the refused person what to do', () => {
  const { namespace, name } = SIGNER;
  const exec = (as: Subject): Answer => plane.kubectl.ask(['exec', name, '--namespace', namespace, '--', 'id'], { as });
  expectRefusal(exec(SUBJECT.clusterAdmin), 'read its logs and metrics, or ask for breakglass in an incident');
  const allowed = exec(breakglass);
  expect(allowed.done).toBe(false);
  expect(allowed.stderr).not.toContain(ENTERED);
});

test('when a node is lost, the real controllers replace an ordinary pod and leave the signing one alone', async () => {
  apply(plane.kubectl, [ordinaryStatefulSet()]);
  await until(() => uidOf(ORDINARY) !== '');
  const [ordinary, signing] = [uidOf(ORDINARY), uidOf(VALIDATOR)];
  for (const pod of [ORDINARY, VALIDATOR]) {
    schedule(pod, 'lost');
    report(pod, 'Running', { running: {} });
  }
  // The garbage collector looks every 20 s, and gives a node that it misses 40 s to come.
  await until(() => uidOf(ORDINARY) !== ordinary && phaseOf(VALIDATOR) === 'Failed', 180);
  // It deletes right after it wrote Failed, and so does the StatefulSet controller when it reads that.
  await sleep(3000);
  const pod = plane.kubectl.get('pod', VALIDATOR.name, '--namespace', VALIDATOR.namespace);
  expect(pod).toMatchObject({
    metadata: { uid: signing },
    status: { conditions: expect.arrayContaining([expect.objectContaining({ reason: 'DeletionByPodGC' })]) },
  });
  expect(pod).not.toHaveProperty('metadata.deletionTimestamp');
});

interface Pod {
  readonly namespace: string;
  readonly name: string;
}

/** What a guard of one signer is given. */
const GUARD_ACCESS: readonly object[] = [
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'guard', namespace: SIGNER.namespace },
    rules: [{ apiGroups: [''], resources: ['pods'], resourceNames: [SIGNER.name], verbs: ['get', 'delete'] }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'guard', namespace: SIGNER.namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'guard' },
    subjects: [{ kind: 'ServiceAccount', namespace: SIGNER.namespace, name: 'guard' }],
  },
];

const RESTRICTED = {
  image: 'busybox',
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  },
};

function pathOf({ namespace, name }: Pod): string {
  return `/api/v1/namespaces/${namespace}/pods/${name}`;
}

function podOnNode(pod: Pod): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: pod,
    spec: { nodeName: 'tn-w1', serviceAccountName: 'web3signer', containers: [{ name: 'main', ...RESTRICTED }] },
  };
}

function ordinaryStatefulSet(): object {
  const labels = { app: 'ordinary' };
  const containers = [{ name: 'main', image: 'busybox' }];
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'ordinary', namespace: ORDINARY.namespace },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
  };
}

/** What a scheduler does. */
function schedule(pod: Pod, node: string): void {
  const target = { apiVersion: 'v1', kind: 'Node', name: node };
  const body = { apiVersion: 'v1', kind: 'Binding', metadata: pod, target };
  plane.kubectl.run(['create', '--raw', `${pathOf(pod)}/binding`, '-f', '-'], { body });
}

/** What the kubelet says about a pod: its phase, and the state of each of its containers. */
function report({ namespace, name }: Pod, phase: string, state: object): void {
  const status = {
    phase,
    containerStatuses: [{ name: 'main', image: '', imageID: '', ready: false, restartCount: 0, state }],
  };
  const patch = ['--subresource', 'status', '--type', 'merge', '--patch', JSON.stringify({ status })];
  plane.kubectl.run(['patch', 'pod', name, '--namespace', namespace, ...patch], { as: kubelet });
}

function remove({ namespace, name }: Pod, as: Subject, how: readonly string[] = []): Answer {
  return plane.kubectl.ask(['delete', 'pod', name, '--namespace', namespace, '--dry-run=server', ...how], { as });
}

function evict(pod: Pod, as: Subject, deleteOptions: object): Answer {
  const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: pod, deleteOptions };
  return plane.kubectl.ask(['create', '--raw', `${pathOf(pod)}/eviction?dryRun=All`, '-f', '-'], { body, as });
}

function connect(path: string, as: Subject): Answer {
  return plane.kubectl.ask(['create', '--raw', path, '-f', '-'], { body: {}, as });
}

function debug(pod: Pod, as: Subject): Answer {
  const live = plane.kubectl.get('pod', pod.name, '--namespace', pod.namespace) as { readonly spec: object };
  const body = { ...live, spec: { ...live.spec, ephemeralContainers: [{ name: 'debug', ...RESTRICTED }] } };
  return plane.kubectl.ask(['replace', '--raw', `${pathOf(pod)}/ephemeralcontainers?dryRun=All`, '-f', '-'], {
    body,
    as,
  });
}

function uidOf(pod: Pod): string {
  return field(pod, '{.metadata.uid}');
}

function phaseOf(pod: Pod): string {
  return field(pod, '{.status.phase}');
}

/** A field of the live pod; empty where there is no such pod. */
function field({ namespace, name }: Pod, path: string): string {
  const what = ['get', 'pod', name, '--namespace', namespace, '--ignore-not-found', '--output', `jsonpath=${path}`];
  return plane.kubectl.run(what);
}
