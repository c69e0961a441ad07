import { platformOn } from '../../fixtures/instances';
import { REVISION, renderFolder } from '../../fixtures/platform';
import { policyOf, refusals, type AdmissionRequest } from './admission';

const OTHER = 'f'.repeat(40);
const gate = policyOf(platformOn({ planes: ['chain'] }).platform, 'gitops-planes-gate');

const MESSAGE = {
  project: 'a gated application never changes its project: retire it and release a new one',
  automated: 'a gated application is never synced automatically: an operator runs argocd app sync',
  revision: 'a gated application syncs exactly its released revision: release another one to change it',
  kind: 'the only operation on a gated application is a sync',
  prune: 'a gated application is never pruned: sync without prune',
  manifests: 'a gated application never syncs local manifests',
  resources: 'a gated application is synced as a whole: a subset skips hooks',
  force: 'a gated application is never forced: force deletes and creates anew',
  options: "keep the application's own sync options: run a plain argocd app sync",
};

const source = { repoURL: 'https://git.example.com/fp/chain.git', path: 'x', targetRevision: REVISION };

const app = {
  metadata: { name: 'x', namespace: 'argocd-chain' },
  spec: { project: 'one', source, syncPolicy: { automated: { enabled: false, prune: false, selfHeal: false } } },
};

const sources = [
  { repoURL: 'https://charts.example.com', chart: 'c', targetRevision: '1.1.0' },
  { repoURL: source.repoURL, ref: 'values', targetRevision: REVISION },
];

const chart = { ...app, spec: { project: 'one', sources, syncPolicy: app.spec.syncPolicy } };

/** What the API server of Argo CD writes for a plain sync. */
const plain = { revision: REVISION, source, syncOptions: ['FailOnSharedResource=true'], syncStrategy: { hook: {} } };

const starting = (sync: object, from: object = app): AdmissionRequest => ({
  object: { ...from, operation: { sync } },
  oldObject: from,
});

describe('passes', () => {
  test.each<[string, AdmissionRequest]>([
    ['creating it', { object: app }],
    ['a plain sync', starting(plain)],
    ['a dry run', starting({ ...plain, dryRun: true })],
    [
      'a plain sync of a chart',
      starting({ ...plain, revision: undefined, source: undefined, sources, revisions: ['1.1.0', REVISION] }, chart),
    ],
    ['an operation without revision and source, which syncs the pin', starting({ syncOptions: plain.syncOptions })],
    ['prune and force that are false', starting({ ...plain, prune: false, syncStrategy: { apply: { force: false } } })],
    ['no automated at all', { object: { ...app, spec: { ...app.spec, syncPolicy: {} } }, oldObject: app }],
    ['no sync policy at all', { object: { ...app, spec: { project: 'one', source } }, oldObject: app }],
    [
      'the root moving the pin while an operation runs',
      {
        object: {
          ...app,
          spec: { ...app.spec, source: { ...source, targetRevision: OTHER } },
          operation: { sync: plain },
        },
        oldObject: { ...app, operation: { sync: plain } },
      },
    ],
    ['the controller taking the operation away', { object: app, oldObject: { ...app, operation: { sync: plain } } }],
    [
      'taking the finalizer of one that is being deleted, even where it violates the gate',
      {
        object: {
          metadata: { ...app.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' },
          spec: { ...app.spec, syncPolicy: { automated: {} } },
        },
        oldObject: app,
      },
    ],
  ])('%s', (_name, request) => {
    expect(refusals(gate, JSON.parse(JSON.stringify(request)) as AdmissionRequest)).toEqual([]);
  });
});

describe('refuses', () => {
  const withSpec = (spec: object): AdmissionRequest => ({
    object: { ...app, spec: { ...app.spec, ...spec } },
    oldObject: app,
  });

  test.each<[string, AdmissionRequest, string[]]>([
    ['another project', withSpec({ project: 'two' }), [MESSAGE.project]],
    ['a live flip', withSpec({ syncPolicy: { automated: { enabled: true } } }), [MESSAGE.automated]],
    ['automated: {}, which is on', withSpec({ syncPolicy: { automated: {} } }), [MESSAGE.automated]],
    [
      'creating one that is on',
      { object: { ...app, spec: { ...app.spec, syncPolicy: { automated: { prune: false } } } } },
      [MESSAGE.automated],
    ],
    ['another revision', starting({ ...plain, revision: OTHER }), [MESSAGE.revision]],
    [
      'a rollback',
      starting({ ...plain, revision: OTHER, source: { ...source, targetRevision: OTHER } }),
      [MESSAGE.revision, MESSAGE.revision],
    ],
    ['another source', starting({ ...plain, source: { ...source, path: 'y' } }), [MESSAGE.revision]],
    ['sources where it has one', starting({ ...plain, sources: [source] }), [MESSAGE.revision]],
    ['revisions where it has one', starting({ ...plain, revisions: [REVISION] }), [MESSAGE.revision]],
    [
      'another chart version',
      starting({ syncOptions: plain.syncOptions, revisions: ['1.2.0', REVISION] }, chart),
      [MESSAGE.revision],
    ],
    [
      'a revision of a chart',
      starting({ syncOptions: plain.syncOptions, revision: '1.1.0' }, chart),
      [MESSAGE.revision],
    ],
    ['prune', starting({ ...plain, prune: true }), [MESSAGE.prune]],
    ['local manifests', starting({ ...plain, manifests: ['{}'] }), [MESSAGE.manifests]],
    ['a subset', starting({ ...plain, resources: [{ kind: 'Service', name: 'x' }] }), [MESSAGE.resources]],
    ['force by hook', starting({ ...plain, syncStrategy: { hook: { force: true } } }), [MESSAGE.force]],
    ['force by apply', starting({ ...plain, syncStrategy: { apply: { force: true } } }), [MESSAGE.force]],
    ['no options', starting({ revision: REVISION, source }), [MESSAGE.options]],
    ['emptied options', starting({ ...plain, syncOptions: [] }), [MESSAGE.options]],
    ['Replace', starting({ ...plain, syncOptions: [...plain.syncOptions, 'Replace=true'] }), [MESSAGE.options]],
    ['Force', starting({ ...plain, syncOptions: [...plain.syncOptions, 'Force=true'] }), [MESSAGE.options]],
    ['an operation in Git', { object: { ...app, operation: { sync: {} } } }, [MESSAGE.options]],
    [
      'an operation in place of the one that runs',
      {
        object: { ...app, operation: { sync: { ...plain, prune: true } } },
        oldObject: { ...app, operation: { sync: plain } },
      },
      [MESSAGE.prune],
    ],
  ])('%s', (_name, request, expected) => {
    expect(refusals(gate, JSON.parse(JSON.stringify(request)) as AdmissionRequest)).toEqual(expected);
  });

  test('an operation that is no sync: the rules that ask for it fail, and a failing rule refuses', () => {
    const request = { object: { ...app, operation: { retry: { limit: 1 } } }, oldObject: app };
    expect(() => refusals(gate, request)).toThrow('no such key: sync');
    expect(gate.validations.map(({ message }) => message)).toContain(MESSAGE.kind);
  });
});

test('it holds by the namespace, so an unlabelled second Application cannot walk past', () => {
  expect(gate.matchConstraints).toEqual({
    namespaceSelector: { matchLabels: { 'gitops-planes.io/gated': 'true' } },
    resourceRules: [
      {
        apiGroups: ['argoproj.io'],
        apiVersions: ['v1alpha1'],
        operations: ['CREATE', 'UPDATE'],
        resources: ['applications'],
        scope: 'Namespaced',
      },
    ],
  });
  expect(gate.matchConditions?.map(({ name }) => name)).toEqual(['not-deleting']);
});

test('no ApplicationSet stands beside gated Applications', () => {
  const { platform } = platformOn({ planes: ['chain'] });
  expect(refusals(policyOf(platform, 'gitops-planes-gate-sets'), { object: { metadata: { name: 'x' } } })).toHaveLength(
    1,
  );
});

test('the Application instance is held by its name, and its neighbours are not', () => {
  const instance = policyOf(platformOn({ planes: ['service'] }).platform, 'gitops-planes-gate-instance');
  const automatic = (name: string): AdmissionRequest => ({
    object: { metadata: { name, namespace: 'argocd' }, spec: { ...app.spec, syncPolicy: { automated: {} } } },
  });
  expect(refusals(instance, automatic('instance'))).toEqual([MESSAGE.automated]);
  expect(refusals(instance, automatic('service-root'))).toEqual([]);
});

describe('on the EKS capability, where all share one namespace', () => {
  const eks = policyOf(platformOn({ planes: ['chain'], flavor: 'eks-capability' }).platform, 'gitops-planes-gate');
  const labels = { 'gitops-planes.io/gated': 'true' };
  const labelled = { ...app, metadata: { ...app.metadata, labels } };
  const on = { ...app.spec, syncPolicy: { automated: {} } };

  test('it holds by the label of the Application', () => {
    expect(refusals(eks, { object: { ...labelled, spec: on }, oldObject: labelled })).toEqual([MESSAGE.automated]);
    expect(refusals(eks, { object: { ...app, spec: on }, oldObject: app })).toEqual([]);
  });

  test('taking the label away does not walk past', () => {
    expect(refusals(eks, { object: { ...app, spec: on }, oldObject: labelled })).toEqual([MESSAGE.automated]);
  });
});

test('without a chain plane only the instance is gated', () => {
  const { platform } = platformOn({ planes: ['service'] });
  const gates = Object.keys(renderFolder(platform, 'bootstrap/testnet/instance')).filter((name) =>
    name.startsWith('validatingadmissionpolicy.'),
  );
  expect(gates).toEqual(['validatingadmissionpolicy.gitops-planes-gate-instance.yaml']);
});
