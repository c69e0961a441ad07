import { topology } from '../../apps/topology';
import { allowedOf, type Row } from './access-reviews';
import { apply, applyCrds, enforce, isAdmission, isParameter } from './apply';
import { startControlPlane, type ControlPlane } from './control-plane';
import type { Answer, Subject } from './kubectl';
import { fullCrds, objectsOf, type Manifest } from './rendered-objects';

/*
 * What people may do in Kubernetes and what they may not, as the bootstraps of both validator clusters render it, asked of
 * a real kube-apiserver: rights by SubjectAccessReview, and by requests where admission decides as well.
 */

// The first run builds the control plane.
jest.setTimeout(1_800_000);

const OPERATORS = topology.tryFindRoot('chain', 'testnet')?.owners.operators ?? '';
const DEVELOPERS = topology.tryFindRoot('chain', 'testnet')?.owners.developers ?? '';

const PERSONAS = {
  operator: person('olga@example.com', OPERATORS),
  breakglass: person('bert@example.com', topology.breakglass),
  developer: person('dora@example.com', DEVELOPERS),
  observer: person('otto@example.com', topology.observers),
  security: person('sara@example.com', topology.security),
} as const;

/** May do everything in Kubernetes, and is held by admission alone. */
const CLUSTER_ADMIN = person('root@example.com', 'system:masters');

let plane: ControlPlane;

beforeAll(async () => {
  plane = await startControlPlane();
  await applyCrds(
    plane.kubectl,
    fullCrds().filter(({ metadata }) => metadata.name.endsWith('.argoproj.io')),
  );
  apply(plane.kubectl, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } }]);
});

afterAll(() => plane?.stop());

describe.each([
  ['testnet', 'hoodi-0'],
  ['mainnet', 'ethereum-0'],
])('on %s', (cluster, workload) => {
  const objects = objectsOf(cluster).map(({ object }) => object);
  const signer = `${workload}-signer`;
  const node = `${workload}-node`;
  const units = namespacesWith(objects, 'gitops-planes.io/workload');
  const sensitive = namespacesWith(objects, 'gitops-planes.io/sensitive');
  const rolled = objects.filter(isReplacedByHand);
  const roll = rolled.map(({ metadata: { name, namespace } }) => `delete pods ${name}-0 in ${namespace}`);

  beforeAll(async () => {
    apply(
      plane.kubectl,
      objects.filter((object) => object.kind === 'Namespace' || isParameter(object)),
    );
    await enforce(plane.kubectl, objects.filter(isAdmission));
    apply(plane.kubectl, objects.filter(isRight));
    apply(
      plane.kubectl,
      objects.filter(({ kind, metadata: { namespace = '' } }) => {
        return RUNS.includes(kind) && (namespace === signer || (isClaim(kind) && sensitive.includes(namespace)));
      }),
    );
    await startSigner(signer);
  });

  test('there are rights to ask for, and tables worth asking', () => {
    expect(objects.filter(isRight).length).toBeGreaterThan(15);
    expect(sensitive).toContain(signer);
    expect(units).toContain(node);
    expect(roll.length).toBeGreaterThanOrEqual(sensitive.length);
    const nobody = new Set(FORBIDDEN_TO_ALL(signer));
    expect(nobody.size).toBeGreaterThanOrEqual(40);
  });

  describe('may', () => {
    test('an operator: read every unit, and delete the one pod of each StatefulSet that is replaced by hand', () => {
      expectAllowed(PERSONAS.operator, [...units.flatMap(reading), ...roll]);
    });

    test('an operator: run a guard, and nothing else in its namespace', () => {
      const guards = namespacesWith(objects, 'gitops-planes.io/guard');
      expect(guards.length > 0).toBe(cluster === 'testnet');
      expectAllowed(
        PERSONAS.operator,
        guards.flatMap((guard) => [`create jobs.batch in ${guard}`, `list jobs.batch in ${guard}`]),
      );
      expectForbidden(
        PERSONAS.operator,
        guards.flatMap((guard) => [
          `delete jobs.batch x in ${guard}`,
          `patch cronjobs.batch x in ${guard}`,
          `create cronjobs.batch in ${guard}`,
          `create pods in ${guard}`,
          `get secrets x in ${guard}`,
        ]),
      );
    });

    test('breakglass: what the fences let it do in sensitive namespaces', () => {
      expectAllowed(PERSONAS.breakglass, sensitive.flatMap(intervening));
    });
  });

  describe('may not', () => {
    test.each(Object.entries(PERSONAS))('%s: what nobody may, beside a signer and beside a node', (_, subject) => {
      expectForbidden(subject, [...FORBIDDEN_TO_ALL(signer), ...FORBIDDEN_TO_ALL(node)]);
    });

    test.each(Object.entries(PERSONAS))('%s: enter, stop or read anything outside the chain plane', (_, subject) => {
      expectForbidden(subject, ['argocd', 'argocd-chain', 'kube-system', 'default'].flatMap(everything));
    });

    test('an operator: enter pods, delete other ones, claims or StatefulSets, or roll what no person rolls', () => {
      const others = intervening(signer).filter((row) => !/^(get|list|watch) (?!pods\/(?!log))/.test(row));
      expect(others.length).toBeGreaterThanOrEqual(10);
      expectForbidden(PERSONAS.operator, [
        ...others,
        'delete pods web3signer-1 in ' + signer,
        'delete pods web3signer-0 in ' + node,
        'delete pods geth-0 in ' + node,
        'delete pods postgres-0 in ' + signer,
        'get pods/exec web3signer-0 in ' + signer,
        'create pods/exec web3signer-0 in ' + signer,
        ...intervening(node).filter((row) => row.startsWith('delete')),
      ]);
    });

    test('breakglass: anything where nothing signs', () => {
      expectForbidden(PERSONAS.breakglass, units.filter((unit) => !sensitive.includes(unit)).flatMap(everything));
    });

    test.each(['developer', 'observer', 'security'] as const)('%s: anything at all', (persona) => {
      expectForbidden(PERSONAS[persona], [...units.flatMap(everything), ...roll]);
    });
  });

  describe('where the right is there and admission decides', () => {
    const pod = ['pod', 'web3signer-0', '--namespace', signer];
    const gently = ['delete', ...pod, '--dry-run=server', '--wait=false'];
    const claims = objects
      .filter(({ kind, metadata: { namespace = '' } }) => isClaim(kind) && sensitive.includes(namespace))
      .map(({ metadata: { name, namespace } }) => ['persistentvolumeclaims', name, namespace]);
    const byForce = [...gently, '--force', '--grace-period=0'];

    test('an operator rolls the signer, and never by force', () => {
      expect(ask(gently, PERSONAS.operator)).toMatchObject({ done: true });
      expectRefusal(ask(byForce, PERSONAS.operator), 'a signing pod is never deleted by force');
    });

    test('breakglass deletes by force, with claims and the StatefulSet', () => {
      expect(ask(byForce, PERSONAS.breakglass)).toMatchObject({ done: true });
      expect(claims.length).toBeGreaterThan(0);
      const kept = [['statefulsets', 'web3signer', signer], ...claims];
      for (const [kind = '', name = '', namespace = ''] of kept) {
        const args = ['delete', kind, name, '--namespace', namespace, '--dry-run=server', '--wait=false'];
        expect(ask(args, PERSONAS.breakglass)).toMatchObject({ done: true });
        expectRefusal(ask(args, CLUSTER_ADMIN), 'let breakglass delete what is left');
        expectRefusal(ask(args, PERSONAS.operator), 'cannot delete resource');
      }
    });

    test('breakglass enters the pod as far as the node, and nobody else gets there', () => {
      const shell = ['exec', 'web3signer-0', '--namespace', signer, '--', 'true'];
      const entered = ask(shell, PERSONAS.breakglass);
      expect(entered.stderr).not.toMatch(/forbidden|denied/i);
      expect(entered.stderr).toContain('no preferred addresses found');
      expectRefusal(ask(shell, CLUSTER_ADMIN), 'nobody enters a signing pod');
      for (const persona of ['operator', 'developer', 'observer', 'security'] as const) {
        expectRefusal(ask(shell, PERSONAS[persona]), 'is forbidden: User');
      }
    });

    test('breakglass puts a debugging container into the pod, and nobody else does', () => {
      const options = ['--image=busybox', '--profile=restricted', '--attach=false'];
      const debug = ['debug', 'web3signer-0', '--namespace', signer, ...options];
      expectRefusal(ask(debug, PERSONAS.operator), 'cannot patch resource "pods/ephemeralcontainers"');
      expectRefusal(ask(debug, CLUSTER_ADMIN), 'nobody enters a signing pod');
      expect(ask(debug, PERSONAS.breakglass)).toMatchObject({ done: true });
    });

    test('nobody starts a second signer: the personas have no right, and administrators are fenced', () => {
      const scale = ['scale', 'statefulset', 'web3signer', '--namespace', signer, '--replicas=2'];
      for (const subject of Object.values(PERSONAS)) expect(ask(scale, subject).stderr).toContain('is forbidden: User');
      expect(ask(scale, CLUSTER_ADMIN).done).toBe(false);
    });
  });
});

test('the tables find a right that somebody grants by hand', () => {
  const metadata = { name: 'by-hand', namespace: 'hoodi-0-signer' };
  const kind = 'RoleBinding';
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'edit' };
  const subjects = [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: OPERATORS }];
  apply(plane.kubectl, [{ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata, roleRef, subjects }]);
  const found = allowedOf(plane.kubectl, PERSONAS.operator, FORBIDDEN_TO_ALL('hoodi-0-signer'));
  expect(found).toContain('list secrets in hoodi-0-signer');
  expect(found).toContain('create jobs.batch in hoodi-0-signer');
});

test.each(['get pods/exce in default', 'read pods in default', 'get secret in default', 'patch jobs in default'])(
  "the row '%s' is refused, since nobody could do it anyhow",
  (row) => {
    expect(() => allowedOf(plane.kubectl, PERSONAS.operator, [row])).toThrow(`'${row}' must`);
  },
);

/** A table for each kind of namespace; what stands in it is refused to every persona. */
function FORBIDDEN_TO_ALL(namespace: string): readonly Row[] {
  return [...HERE.map((row) => `${row} in ${namespace}`), ...ANYWHERE, `delete namespaces ${namespace}`];
}

const HERE: readonly Row[] = [
  'get secrets',
  'list secrets',
  'watch secrets',
  'create secrets',
  'patch secrets',
  'create pods',
  'update pods web3signer-0',
  'patch pods web3signer-0',
  'deletecollection pods',
  'create pods/eviction web3signer-0',
  'create pods/binding web3signer-0',
  'patch pods/status web3signer-0',
  'patch pods/resize web3signer-0',
  'get pods/proxy web3signer-0',
  'get services/proxy web3signer',
  'create statefulsets.apps',
  'update statefulsets.apps web3signer',
  'patch statefulsets.apps web3signer',
  'deletecollection statefulsets.apps',
  'update statefulsets.apps/scale web3signer',
  'patch statefulsets.apps/scale web3signer',
  'create deployments.apps',
  'patch deployments.apps',
  'create replicasets.apps',
  'create daemonsets.apps',
  'create replicationcontrollers',
  'create jobs.batch',
  'create cronjobs.batch',
  'create horizontalpodautoscalers.autoscaling',
  'create persistentvolumeclaims',
  'patch persistentvolumeclaims',
  'deletecollection persistentvolumeclaims',
  'create serviceaccounts',
  'create serviceaccounts/token default',
  'create roles.rbac.authorization.k8s.io',
  'patch roles.rbac.authorization.k8s.io gitops-planes-roll',
  'bind roles.rbac.authorization.k8s.io gitops-planes-roll',
  'escalate roles.rbac.authorization.k8s.io gitops-planes-roll',
  'create rolebindings.rbac.authorization.k8s.io',
  'patch rolebindings.rbac.authorization.k8s.io gitops-planes-operator',
  'delete rolebindings.rbac.authorization.k8s.io gitops-planes-operator',
  'create configmaps',
  'patch configmaps',
  'patch services web3signer',
  'patch networkpolicies.networking.k8s.io',
  'delete networkpolicies.networking.k8s.io',
  'delete poddisruptionbudgets.policy',
  'impersonate serviceaccounts default',
];

const ANYWHERE: readonly Row[] = [
  'list secrets',
  'list pods',
  'delete pods',
  'get secrets argocd-secret in argocd',
  'get nodes/proxy',
  'create nodes/proxy',
  'patch nodes',
  'delete nodes',
  'create namespaces',
  'patch namespaces argocd-chain',
  'delete namespaces argocd-chain',
  'update namespaces/finalize argocd-chain',
  'delete persistentvolumes',
  'delete customresourcedefinitions.apiextensions.k8s.io applications.argoproj.io',
  'impersonate users',
  'impersonate groups',
  'impersonate serviceaccounts argocd-application-controller in argocd',
  'create serviceaccounts/token argocd-application-controller in argocd',
  'update certificatesigningrequests.certificates.k8s.io/approval',
  'create clusterroles.rbac.authorization.k8s.io',
  'patch clusterroles.rbac.authorization.k8s.io gitops-planes-operator',
  'bind clusterroles.rbac.authorization.k8s.io cluster-admin',
  'escalate clusterroles.rbac.authorization.k8s.io gitops-planes-breakglass',
  'create clusterrolebindings.rbac.authorization.k8s.io',
  'create validatingadmissionpolicies.admissionregistration.k8s.io',
  'patch validatingadmissionpolicies.admissionregistration.k8s.io gitops-planes-no-shell',
  'delete validatingadmissionpolicies.admissionregistration.k8s.io gitops-planes-no-shell',
  'patch validatingadmissionpolicybindings.admissionregistration.k8s.io gitops-planes-no-shell',
  'delete validatingadmissionpolicybindings.admissionregistration.k8s.io gitops-planes-no-shell',
  'create mutatingwebhookconfigurations.admissionregistration.k8s.io',
  'patch configmaps gitops-planes-declared-workloads in argocd',
  'patch configmaps argocd-cm in argocd',
  'patch configmaps argocd-rbac-cm in argocd',
  'create appprojects.argoproj.io in argocd',
  'patch appprojects.argoproj.io default in argocd',
  'patch applications.argoproj.io instance in argocd',
  'create applications.argoproj.io in argocd-chain',
  'patch applications.argoproj.io in argocd-chain',
  'delete applications.argoproj.io in argocd-chain',
  'create applicationsets.argoproj.io in argocd-chain',
];

/** What an operator reads. */
function reading(namespace: string): readonly Row[] {
  const resources = [
    'configmaps',
    'deployments.apps',
    'endpoints',
    'events',
    'networkpolicies.networking.k8s.io',
    'persistentvolumeclaims',
    'poddisruptionbudgets.policy',
    'pods',
    'services',
    'statefulsets.apps',
  ];
  const rows = resources.flatMap((resource) => ['get', 'list', 'watch'].map((verb) => `${verb} ${resource}`));
  return [...rows, 'get pods/log'].map((row) => `${row} in ${namespace}`);
}

/** What breakglass does. */
function intervening(namespace: string): readonly Row[] {
  const seen = ['persistentvolumeclaims', 'pods', 'statefulsets.apps'];
  const ways = ['attach', 'exec', 'portforward'];
  return [
    ...seen.flatMap((resource) => ['get', 'list', 'watch', 'delete'].map((verb) => `${verb} ${resource}`)),
    ...ways.flatMap((way) => [`get pods/${way}`, `create pods/${way}`]),
    'get pods/log',
    'update pods/ephemeralcontainers',
    'patch pods/ephemeralcontainers',
  ].map((row) => `${row} in ${namespace}`);
}

function everything(namespace: string): readonly Row[] {
  return [...new Set([...reading(namespace), ...intervening(namespace)])];
}

const RUNS = ['ConfigMap', 'PersistentVolumeClaim', 'Service', 'ServiceAccount', 'StatefulSet'];

function isClaim(kind: string): boolean {
  return kind === 'PersistentVolumeClaim';
}

function isRight({ apiVersion }: Manifest): boolean {
  return apiVersion === 'rbac.authorization.k8s.io/v1';
}

/** By what is rendered for the workload itself, so that it does not follow from the roles that are judged by it. */
function isReplacedByHand({ kind, spec }: Manifest): boolean {
  return kind === 'StatefulSet' && (spec?.['updateStrategy'] as { type?: string } | undefined)?.type === 'OnDelete';
}

function namespacesWith(objects: readonly Manifest[], label: string): readonly string[] {
  return objects
    .filter(({ kind, metadata }) => kind === 'Namespace' && label in ((metadata as Labelled).labels ?? {}))
    .map(({ metadata }) => metadata.name);
}

interface Labelled {
  readonly labels?: Readonly<Record<string, string>>;
}

/** Waits for the signer's pod, which the StatefulSet controller starts, and gives it a node: nobody schedules here. */
async function startSigner(namespace: string): Promise<void> {
  const node = `node-of-${namespace}`;
  apply(plane.kubectl, [{ apiVersion: 'v1', kind: 'Node', metadata: { name: node } }]);
  const args = ['wait', '--for=create', 'pod/web3signer-0', '--namespace', namespace, '--timeout=60s'];
  plane.kubectl.run(args);
  const target = { apiVersion: 'v1', kind: 'Node', name: node };
  const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name: 'web3signer-0', namespace }, target };
  plane.kubectl.run(['create', '--validate=false', '-f', '-'], { objects: [binding] });
}

function person(user: string, group: string): Subject {
  return { user, groups: [group, 'system:authenticated'] };
}

function ask(args: readonly string[], as: Subject): Answer {
  return plane.kubectl.ask(args, { as });
}

function expectAllowed(subject: Subject, rows: readonly Row[]): void {
  expect(rows.length).toBeGreaterThan(0);
  expect(allowedOf(plane.kubectl, subject, rows)).toEqual(rows);
}

function expectForbidden(subject: Subject, rows: readonly Row[]): void {
  expect(rows.length).toBeGreaterThan(0);
  expect(allowedOf(plane.kubectl, subject, rows)).toEqual([]);
}

function expectRefusal({ done, stderr }: Answer, message: string): void {
  expect(stderr).toContain(message);
  expect(done).toBe(false);
}
