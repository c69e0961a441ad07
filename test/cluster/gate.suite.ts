import { apply } from './apply';
import type { ControlPlane } from './control-plane';
import { expectRefusal } from './expect-answer';
import type { Answer, Subject } from './kubectl';
import { objectIn, objectsOf, type Manifest } from './rendered-objects';
import { SUBJECT } from './subjects';
import { startTestnet } from './testnet';

/*
 * The gate of testnet on a real kube-apiserver: a gated Application syncs exactly its released revision, whoever asks.
 * Requests are patches in server-side dry run, which admission judges like any other, so no case depends on another.
 */

// The first run builds the control plane.
jest.setTimeout(1_800_000);

const OTHER = 'f'.repeat(40);
const GATED = 'hoodi-0-signer';
const CHART = 'chart';

const signer = objectIn(`chain/testnet/applications/application.${GATED}.yaml`);
const instance = objectIn('bootstrap/testnet/applications/application.instance.yaml');
const chart = chartApplication();

let plane: ControlPlane;

beforeAll(async () => {
  plane = await startTestnet();
  const objects = objectsOf('testnet').map(({ object }) => object);
  apply(plane.kubectl, [...objects.filter(({ kind }) => kind === 'Application'), chart]);
});

afterAll(() => plane?.stop());

describe('Argo CD may start', () => {
  test.each([
    ['a plain sync, which the Argo CD API resolves to the pin', signer, sync(signer)],
    ['a dry run', signer, sync(signer, { dryRun: true })],
    ['a sync that says prune: false', signer, sync(signer, { prune: false })],
    ['a sync with the apply strategy, without force', signer, sync(signer, { syncStrategy: { apply: {} } })],
    ['a plain sync of a chart with its values', chart, sync(chart)],
    ['a plain sync of the instance', instance, sync(instance)],
  ])('%s', (_, application, patch) => {
    expect(ask(application, patch, SUBJECT.server)).toMatchObject({ done: true });
  });
});

const EXACT = 'syncs exactly its released revision';
const OPTIONS = "keep the application's own sync options";
const FORCED = 'a gated application is never forced';

const FORBIDDEN_SYNCS: readonly [string, Manifest, object, string][] = [
  ['another revision, or a rollback', signer, { revision: OTHER }, EXACT],
  ['a branch', signer, { revision: 'main' }, EXACT],
  ['one revision of a chart with its values', chart, { revision: OTHER, revisions: undefined }, EXACT],
  ['other revisions of a chart and its values', chart, { revisions: ['1.2.4', OTHER] }, EXACT],
  ['revisions of a single source', signer, { revisions: [OTHER] }, EXACT],
  [
    'another source',
    signer,
    { source: { ...(signer.spec?.['source'] as object), path: 'testnet/hoodi-0-node' } },
    EXACT,
  ],
  ['a source beside the sources', chart, { source: signer.spec?.['source'] }, EXACT],
  ['other sources', signer, { sources: [signer.spec?.['source']] }, EXACT],
  ['pruning', signer, { prune: true }, 'a gated application is never pruned'],
  ['local manifests', signer, { manifests: ['kind: Pod'] }, 'never syncs local manifests'],
  ['a subset', signer, { resources: [{ kind: 'ConfigMap', name: 'x' }] }, 'synced as a whole'],
  ['force with hooks', signer, { syncStrategy: { hook: { force: true } } }, FORCED],
  ['force without hooks', signer, { syncStrategy: { apply: { force: true } } }, FORCED],
  ['no sync options', signer, { syncOptions: undefined }, OPTIONS],
  ['emptied sync options', signer, { syncOptions: [] }, OPTIONS],
  ['sync options without the shared resource check', signer, { syncOptions: ['Prune=false'] }, OPTIONS],
  ['Replace', signer, { syncOptions: ['FailOnSharedResource=true', 'Replace=true'] }, OPTIONS],
  ['Force', signer, { syncOptions: ['FailOnSharedResource=true', 'Force=true'] }, OPTIONS],
];

describe.each([
  ['through Argo CD', SUBJECT.server],
  ['by a cluster administrator', SUBJECT.clusterAdmin],
])('refused %s: a sync with', (_, subject) => {
  test.each(FORBIDDEN_SYNCS)('%s', (_, application, changed, message) => {
    expectRefusal(ask(application, sync(application, changed), subject), message);
  });
});

describe('refused', () => {
  test.each<[string, Manifest, object, Subject, string]>([
    ['a bare operation', signer, { operation: { sync: {} } }, SUBJECT.clusterAdmin, OPTIONS],
    ['an operation that is no sync', signer, { operation: { info: [] } }, SUBJECT.server, 'the only operation'],
    ['an operation that the root has in Git', signer, sync(signer, { revision: OTHER }), SUBJECT.controller, EXACT],
    [
      'a live flip of automated sync',
      signer,
      automated({ enabled: true }),
      SUBJECT.server,
      'never synced automatically',
    ],
    ['automated sync from Git', signer, automated({ enabled: null }), SUBJECT.controller, 'never synced automatically'],
    ['another project', signer, { spec: { project: 'default' } }, SUBJECT.server, 'never changes its project'],
    ['another revision of the instance', instance, sync(instance, { revision: OTHER }), SUBJECT.server, EXACT],
    [
      'automated sync of the instance',
      instance,
      automated({ enabled: true }),
      SUBJECT.server,
      'never synced automatically',
    ],
  ])('%s', (_, application, patch, subject, message) => {
    expectRefusal(ask(application, patch, subject), message);
  });

  test('any write by an operator, whom Kubernetes gives no right', () => {
    const answer = ask(signer, sync(signer), SUBJECT.operator);
    expectRefusal(answer, 'cannot get resource "applications"');
  });

  test('a second Application without the label, synced automatically', () => {
    const { metadata, spec } = signer;
    const second = {
      ...signer,
      metadata: { name: 'second', namespace: metadata.namespace },
      spec: { ...spec, syncPolicy: { automated: {} } },
    };
    expectRefusal(create(second, SUBJECT.controller), 'never synced automatically');
  });

  test('an ApplicationSet beside gated Applications, and only there', () => {
    expectRefusal(create(applicationSet('argocd-chain'), SUBJECT.controller), 'no ApplicationSet beside gated');
    expect(create(applicationSet('argocd-monitoring'), SUBJECT.controller)).toMatchObject({ done: true });
  });
});

describe('the controller works on', () => {
  test.each([
    ['it refreshes', signer, { metadata: { annotations: { 'argocd.argoproj.io/refresh': 'normal' } } }],
    ['it writes the status', signer, { status: { sync: { status: 'Synced' } } }],
    ['the root moves a pin', signer, { spec: { source: { targetRevision: OTHER } } }],
    ['automated sync goes away altogether', signer, automated(null)],
    ['an Application that is not gated syncs automatically', rootApplication(), automated({ selfHeal: false })],
  ])('%s', (_, application, patch) => {
    expect(ask(application, patch, SUBJECT.controller)).toMatchObject({ done: true });
  });

  test('the root moves a pin, people terminate and the controller finishes while an operation runs', () => {
    const write = (patch: object, subject: Subject): void => {
      const answer = ask(signer, patch, subject, []);
      expect(answer).toMatchObject({ done: true });
    };
    write(sync(signer), SUBJECT.server);
    const operation = (sync(signer) as { operation: object }).operation;
    const startedAt = '2026-01-01T00:00:00Z';
    write({ status: { operationState: { operation, phase: 'Running', startedAt } } }, SUBJECT.controller);
    write({ spec: { source: { targetRevision: OTHER } } }, SUBJECT.controller);
    expectRefusal(
      ask(signer, { operation: { sync: { revision: OTHER, source: null, prune: true } } }, SUBJECT.server),
      'never pruned',
    );
    write({ status: { operationState: { phase: 'Terminating' } } }, SUBJECT.server);
    write({ operation: null, status: { operationState: { phase: 'Failed' } } }, SUBJECT.controller);
    write({ spec: signer.spec }, SUBJECT.controller);
  });

  test('an Application that broke the rules before the gate came is frozen until repaired, and can be deleted', () => {
    const { kubectl } = plane;
    const name = 'argocd-late';
    const late: Manifest = {
      ...signer,
      metadata: { name: 'late', namespace: name },
      // Of no gated project and to no gated destination: those are refused outside of gated namespaces.
      spec: {
        ...(signer['spec'] as object),
        project: 'late',
        destination: { server: 'https://kubernetes.default.svc', namespace: name },
        syncPolicy: { automated: {} },
      },
    };
    const finalizers = ['resources-finalizer.argocd.argoproj.io'];
    apply(kubectl, [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }]);
    apply(kubectl, [{ ...late, metadata: { ...late.metadata, finalizers } }]);
    kubectl.run(['label', 'namespace', name, 'gitops-planes.io/gated=true']);
    const status = { status: { sync: { status: 'Synced' } } };
    expectRefusal(ask(late, status, SUBJECT.controller), 'never synced automatically');
    expect(ask(late, automated({ enabled: false }), SUBJECT.controller)).toMatchObject({ done: true });
    kubectl.run(['delete', 'applications.argoproj.io', 'late', '--namespace', name, '--wait=false']);
    expect(ask(late, { metadata: { finalizers: null } }, SUBJECT.controller, [])).toMatchObject({ done: true });
    expect(kubectl.get('applications.argoproj.io', '--namespace', name)).toMatchObject({ items: [] });
  });
});

/** The operation that the Argo CD API writes for `argocd app sync`: revision, source and options of the Application. */
function sync({ spec }: Manifest, changed: object = {}): object {
  const { source, sources, syncPolicy } = spec as unknown as ApplicationSpec;
  const exact =
    sources === undefined
      ? { revision: source?.targetRevision, source }
      : { revisions: sources.map(({ targetRevision }) => targetRevision), sources };
  const { syncOptions } = syncPolicy;
  return {
    operation: {
      initiatedBy: { username: 'olga@example.com' },
      sync: { ...exact, syncOptions, syncStrategy: { hook: {} }, ...changed },
    },
  };
}

interface ApplicationSpec {
  readonly source?: { readonly targetRevision: string };
  readonly sources?: readonly { readonly targetRevision: string }[];
  readonly syncPolicy: { readonly syncOptions: readonly string[] };
}

function automated(changed: object | null): object {
  return { spec: { syncPolicy: { automated: changed } } };
}

/** A gated chart with its values: two sources. The chain plane renders none, the gate must hold for one all the same. */
function chartApplication(): Manifest {
  const { source, ...spec } = signer.spec ?? {};
  const sources = [
    { repoURL: 'https://charts.example.com', chart: 'signer', targetRevision: '1.2.3' },
    { ...(source as object), ref: 'values' },
  ];
  return { ...signer, metadata: { name: CHART, namespace: 'argocd-chain' }, spec: { ...spec, sources } };
}

function rootApplication(): Manifest {
  return objectIn('bootstrap/testnet/instance/application.chain-root.yaml');
}

function applicationSet(namespace: string): object {
  const { spec } = signer;
  const template = { metadata: { name: '{{name}}' }, spec };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'set', namespace },
    spec: { generators: [{ list: { elements: [{ name: 'generated' }] } }], template },
  };
}

function ask({ metadata }: Manifest, patch: object, as: Subject, mode = ['--dry-run=server']): Answer {
  const { name, namespace = '' } = metadata;
  const what = ['patch', 'applications.argoproj.io', name, '--namespace', namespace, '--type', 'merge'];
  return plane.kubectl.ask([...what, '--patch', JSON.stringify(patch), ...mode], { as });
}

function create(object: object, as: Subject): Answer {
  return plane.kubectl.ask(['create', '--dry-run=server', '-f', '-'], { objects: [object], as });
}
