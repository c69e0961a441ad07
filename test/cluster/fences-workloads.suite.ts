import { apply, until } from './apply';
import type { ControlPlane } from './control-plane';
import { expectPass, expectRefusal } from './expect-answer';
import type { Answer, Subject } from './kubectl';
import { objectIn, objectsOf, type Manifest } from './rendered-objects';
import { secondWorkloads } from './second-workloads';
import { everybodyBut, SUBJECT, UNRESTRICTED_SUBJECTS, unrestricted } from './subjects';
import { startTestnet } from './testnet';

/*
 * What holds the workloads beside signing keys, on a real kube-apiserver: one replica, no second signer, kept storage,
 * kept namespaces with their labels. Requests are server-side dry runs, which admission judges like any other.
 */

// The first run builds the control plane.
jest.setTimeout(1_800_000);

const SENSITIVE = 'gitops-planes.io/sensitive';
const GATED = 'gitops-planes.io/gated';
const NAMESPACE = 'osmo-test-0-validator';
const LIST = 'gitops-planes-declared-workloads';

const TWO = 'a workload that signs or keeps slashing state has one replica at most';
const UNDECLARED = 'only declared workloads run beside signing keys';
const NO_POD = 'beside signing keys pods come from declared StatefulSets and Deployments only';
const KEPT = 'slashing state and what writes it are kept';
const KEPT_NAMESPACE = 'the namespace of a signing workload or of gated Applications is kept';
const KEPT_LABEL = 'is what holds this namespace and stays';

const statefulSet = objectIn(`chain/testnet/${NAMESPACE}/statefulset.validator.yaml`);
const second = secondWorkloads(statefulSet);
const harmless = secondWorkloads(statefulSet, 'default');
const breakglass = unrestricted(SUBJECT.breakglass);
const controller = unrestricted(SUBJECT.controller);

let plane: ControlPlane;

beforeAll(async () => {
  plane = await startTestnet();
  const kinds = ['ConfigMap', 'PersistentVolumeClaim', 'Service', 'ServiceAccount', 'StatefulSet'];
  const objects = objectsOf('testnet')
    .map(({ object }) => object)
    .filter(({ kind, metadata }) => metadata.namespace === NAMESPACE && kinds.includes(kind));
  apply(plane.kubectl, [...GUARD_ACCESS, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ordinary' } }]);
  apply(plane.kubectl, objects, SUBJECT.controller);
});

afterAll(() => plane?.stop());

describe.each(UNRESTRICTED_SUBJECTS)('%s', (_, subject) => {
  test.each([0, 1])('may set %s replicas', (replicas) => {
    expectPass(patch(subject, { spec: { replicas } }));
    expectPass(scale(subject, replicas));
  });

  test('is refused two replicas, by patch, through /scale and in a new StatefulSet', () => {
    expectRefusal(patch(subject, { spec: { replicas: 2 } }), TWO);
    expectRefusal(scale(subject, 2), TWO);
    const declared = objectIn('chain/testnet/hoodi-0-signer/statefulset.web3signer.yaml');
    expectPass(write(declared, subject));
    expectRefusal(write(withReplicas(declared, 2), subject), TWO);
  });

  test('may set two replicas where nothing signs', () => {
    expectPass(write(withReplicas(harmless.statefulSet, 2), subject));
  });
});

describe('a guard whose Role names one /scale', () => {
  test.each([0, 1])('sets %s replicas', (replicas) => {
    expectPass(scale(SUBJECT.guard, replicas));
  });

  test('is refused two', () => {
    expectRefusal(scale(SUBJECT.guard, 2), TWO);
  });

  test('has no right to the StatefulSet', () => {
    expectRefusal(patch(SUBJECT.guard, { spec: { replicas: 0 } }), 'cannot get resource "statefulsets" in API group');
  });
});

describe('beside a declared workload', () => {
  test('the real StatefulSet controller starts its pod', async () => {
    await until(() => plane.kubectl.ask(['get', 'pod', 'validator-0', '--namespace', NAMESPACE]).done);
  });

  test.each(everybodyBut('breakglass'))('%s writes it, and no second one with its claims', (_, subject) => {
    expectPass(patch(subject, { metadata: { annotations: { note: 'x' } } }));
    expectRefusal(write(second.statefulSet, subject), UNDECLARED);
    expectRefusal(write(second.deployment, subject), UNDECLARED);
    // The name alone is not enough: a Deployment would overlap with its successor.
    expectRefusal(write({ ...second.deployment, metadata: statefulSet.metadata }, subject), UNDECLARED);
    for (const object of [second.daemonSet, second.replicationController, second.job, second.cronJob]) {
      expectRefusal(write(object, subject), NO_POD);
    }
  });

  test.each(everybodyBut('breakglass', 'statefulSetController'))('%s starts no pod', (_, subject) => {
    expectRefusal(write(second.pod, subject), NO_POD);
    expectRefusal(write(second.replicaSet, subject), NO_POD);
  });

  test.each(Object.entries(second))('breakglass starts what an incident asks for: %s', (_, object) => {
    expectPass(write(object, breakglass));
  });

  // A pod alone asks for a ServiceAccount that is not there.
  test.each(Object.entries(harmless).filter(([kind]) => kind !== 'pod'))(
    '%s may run where nothing signs',
    (_, object) => {
      expectPass(write(object, controller));
    },
  );
});

describe('the list of declared workloads', () => {
  const { deployment } = second;
  const entry = `${NAMESPACE}.Deployment.second`;
  const pods = (): string =>
    plane.kubectl.run(['get', 'pods', '--namespace', NAMESPACE, '--selector', 'app=second', '--output', 'name']);

  test('admits what it names, down to the pod that the real controllers start', async () => {
    expectRefusal(write(deployment, controller), UNDECLARED);
    declare({ [entry]: 'second' });
    await until(() => write(deployment, controller).done);
    apply(plane.kubectl, [deployment], controller);
    await until(() => pods() !== '');
  });

  test('holds again what is no longer in it, which can still be deleted', async () => {
    declare({ [entry]: null });
    await until(() => !write(deployment, controller).done);
    expectRefusal(write(deployment, controller), UNDECLARED);
    plane.kubectl.run(['delete', 'deployment', 'second', '--namespace', NAMESPACE, '--timeout=60s']);
    await until(() => pods() === '');
  });

  test('admits nothing from anybody while it is missing', async () => {
    plane.kubectl.run(['delete', 'configmap', LIST, '--namespace', 'argocd']);
    await until(() => !write(statefulSet, controller).done);
    for (const [, subject] of UNRESTRICTED_SUBJECTS) {
      expectRefusal(write(statefulSet, subject), 'no params found for policy binding with `Deny`');
    }
    apply(plane.kubectl, [objectIn(`bootstrap/testnet/instance/configmap.${LIST}.yaml`)]);
    await until(() => write(statefulSet, controller).done);
  });
});

describe('what keeps slashing state is deleted', () => {
  const claim = ['persistentvolumeclaim', 'validator-state', '--namespace', NAMESPACE];
  const workload = ['statefulset', 'validator', '--namespace', NAMESPACE];

  test.each(everybodyBut('breakglass'))('never by %s', (_, subject) => {
    expectRefusal(remove(claim, subject), KEPT);
    expectRefusal(remove(workload, subject), KEPT);
    expectRefusal(remove([...workload, '--cascade=orphan'], subject), KEPT);
    expectRefusal(remove([...workload, '--force', '--grace-period=0'], subject), KEPT);
  });

  test.each([
    `/api/v1/namespaces/${NAMESPACE}/persistentvolumeclaims`,
    `/apis/apps/v1/namespaces/${NAMESPACE}/statefulsets`,
  ])('never as one of a collection: %s', (path) => {
    expectRefusal(plane.kubectl.ask(['delete', '--raw', `${path}?dryRun=All`], { as: controller }), KEPT);
    expectPass(plane.kubectl.ask(['delete', '--raw', `${path}?dryRun=All`], { as: breakglass }));
  });

  test('by breakglass', () => {
    expectPass(remove(claim, breakglass));
    expectPass(remove(workload, breakglass));
  });

  test('and other things there by whoever has the right', () => {
    expectPass(remove(['configmap', 'config', '--namespace', NAMESPACE], controller));
  });
});

describe.each([NAMESPACE, 'argocd-chain'])('the namespace %s', (name) => {
  test.each(everybodyBut('breakglass'))('stays when %s deletes it', (_, subject) => {
    const { done, stderr } = plane.kubectl.ask(['delete', 'namespace', name, '--wait=false'], { as: subject });
    expect({ done, stderr }).toMatchObject({ done: false, stderr: expect.stringContaining(KEPT_NAMESPACE) });
    const live = plane.kubectl.get('namespace', name);
    expect(live).toMatchObject({ status: { phase: 'Active' } });
    expect(live).not.toHaveProperty('metadata.deletionTimestamp');
  });

  test('may be deleted by breakglass', () => {
    expectPass(remove(['namespace', name], breakglass));
  });
});

test('a namespace in which nothing signs may be deleted', () => {
  expectPass(remove(['namespace', 'ordinary'], controller));
});

describe.each([
  [NAMESPACE, SENSITIVE],
  ['argocd-chain', GATED],
])('the namespace %s keeps its label %s', (name, label) => {
  test.each(everybodyBut('breakglass', 'controller'))('when %s takes it off, or changes it', (_, subject) => {
    expectRefusal(relabel(name, { [label]: null }, subject), `${label} ${KEPT_LABEL}`);
    expectRefusal(relabel(name, { [label]: 'false' }, subject), `${label} ${KEPT_LABEL}`);
    expectPass(relabel(name, { team: 'x' }, subject));
  });

  test.each(['', '/status', '/finalize'])('when it is replaced at namespaces%s', (subresource) => {
    const live = plane.kubectl.get('namespace', name) as Manifest;
    const body = { ...live, metadata: { ...live.metadata, labels: {} } };
    const path = `/api/v1/namespaces/${name}${subresource}?dryRun=All`;
    const replace = (as: Subject): Answer => plane.kubectl.ask(['replace', '--raw', path, '-f', '-'], { body, as });
    expectRefusal(replace(unrestricted(SUBJECT.clusterAdmin)), `${label} ${KEPT_LABEL}`);
    expectPass(replace(breakglass));
  });

  test('unless breakglass asks, or Argo CD for the Application instance', () => {
    expectPass(relabel(name, { [label]: null }, breakglass));
    expectPass(relabel(name, { [label]: null }, controller));
  });

  test('when Argo CD asks for an Application that was let adopt the namespace', () => {
    const adopt = (application: string): string =>
      plane.kubectl.run(['annotate', 'namespace', name, `gitops-planes.io/adopt${application}`]);
    const id = { 'argocd.argoproj.io/tracking-id': `argocd-service_namespaces:/Namespace:argocd/${name}` };
    adopt('=namespaces');
    expectPass(relabel(name, {}, controller, id));
    expectRefusal(relabel(name, { [label]: null }, controller, id), `${label} ${KEPT_LABEL}`);
    adopt('-');
  });
});

/** What a guard of one signer is given. */
const GUARD_ACCESS: readonly object[] = [
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'guard-of-validator', namespace: NAMESPACE },
    rules: [
      {
        apiGroups: ['apps'],
        resources: ['statefulsets/scale'],
        resourceNames: ['validator'],
        verbs: ['get', 'patch'],
      },
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'guard-of-validator', namespace: NAMESPACE },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'guard-of-validator' },
    subjects: [{ kind: 'ServiceAccount', namespace: 'hoodi-0-signer', name: 'guard' }],
  },
];

function withReplicas(workload: Manifest, replicas: number): Manifest {
  return { ...workload, spec: { ...workload.spec, replicas } };
}

/** What Argo CD does with a manifest from Git, whether the object exists or not. */
function write(object: Manifest, as: Subject): Answer {
  const how = ['--server-side', '--force-conflicts', '--dry-run=server'];
  return plane.kubectl.ask(['apply', ...how, '-f', '-'], { objects: [object], as });
}

function patch(as: Subject, changed: object, how: readonly string[] = []): Answer {
  const what = ['patch', 'statefulset', 'validator', '--namespace', NAMESPACE, '--type', 'merge'];
  return plane.kubectl.ask([...what, '--patch', JSON.stringify(changed), '--dry-run=server', ...how], { as });
}

function scale(as: Subject, replicas: number): Answer {
  return patch(as, { spec: { replicas } }, ['--subresource', 'scale']);
}

function remove(what: readonly string[], as: Subject): Answer {
  return plane.kubectl.ask(['delete', '--dry-run=server', ...what], { as });
}

function relabel(name: string, labels: object, as: Subject, annotations: object = {}): Answer {
  const changed = JSON.stringify({ metadata: { labels, annotations } });
  const what = ['patch', 'namespace', name, '--type', 'merge', '--patch', changed, '--dry-run=server'];
  return plane.kubectl.ask(what, { as });
}

/** Changes the list that the Application `instance` writes. */
function declare(data: object): void {
  const what = ['patch', 'configmap', LIST, '--namespace', 'argocd', '--type', 'merge'];
  plane.kubectl.run([...what, '--patch', JSON.stringify({ data })], { as: SUBJECT.controller });
}
