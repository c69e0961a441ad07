import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ArgoApplication, type ArgoApplicationProps } from '../../lib/constructs/argo-application';
import { ChartVersion } from '../../lib/model/chart-version';
import { HelmChart } from '../../lib/model/helm-chart';
import { KIND } from '../../lib/model/kind';
import type { Plane } from '../../lib/model/plane';
import type { ReleaseEntry } from '../../lib/model/release';
import { automated, gated } from '../../lib/model/sync-policy';
import { render } from '../../lib/render/render';
import { dashboard, platformOn, projectOf, type InstanceVariant } from '../fixtures/instances';
import { image, released, renderFolder, testnet } from '../fixtures/platform';

const openbao = new HelmChart<object>({
  name: 'openbao',
  repository: 'https://openbao.github.io/openbao-helm',
  owns: { kinds: [KIND.statefulSet], crds: [], namespaces: ['one'] },
});

const chart = { kind: 'chart', chart: openbao, values: { server: { replicas: 3 } } } as const;
const content = { kind: 'content' } as const;
const product = { kind: 'product', images: { 'product.fp-claim-dashboard': dashboard } } as const;

/** A root with a project `one` that allows the namespace `one` and the chart of this test. */
function setUp(plane: Plane, variant: InstanceVariant = {}) {
  const { platform } = platformOn({ planes: [plane], ...variant });
  const project = projectOf(platform, plane, 'one', { chartRepositories: [openbao.repository] });
  const add = (id: string, props: Omit<ArgoApplicationProps, 'project' | 'namespace'>): ArgoApplication =>
    new ArgoApplication(project.root, id, { project, namespace: 'one', ...props });
  const printed = (): string => {
    const files = renderFolder(platform, `${plane}/testnet/applications`);
    return Object.entries(files)
      .filter(([name]) => name.startsWith('application.'))
      .map(([, text]) => `\n${text}`)
      .join('');
  };
  return { platform, project, root: project.root, add, printed };
}

const atRelease = (plane: Plane, extra?: Partial<ReleaseEntry['release']>): InstanceVariant => ({
  releases: [released(`${plane}.testnet`, 'x', extra)],
});

test('a gated application is explicitly off, sensitive, pinned and without finalizer', () => {
  const { add, printed } = setUp('chain', atRelease('chain'));
  add('x', { source: content, sync: gated() });
  expect(printed()).toMatchSnapshot();
});

test('an automated application of content', () => {
  const { add, printed } = setUp('management', atRelease('management'));
  add('x', { source: content, sync: automated({ prune: true, selfHeal: true }) });
  expect(printed()).toMatchSnapshot();
});

test('a chart application has the released version, and values from its own folder at the released revision', () => {
  const { add, printed } = setUp('service', atRelease('service', { chart: ChartVersion.exact('0.28.0') }));
  add('x', { source: chart, sync: automated(), sensitive: true });
  expect(printed()).toMatchSnapshot();
});

test('a product has the released image', () => {
  const approved = image('registry.example.com/fp/fp-claim-dashboard', 'v2.3.0', 3);
  const { add, printed } = setUp(
    'product',
    atRelease('product', { images: { 'product.fp-claim-dashboard': approved } }),
  );
  add('x', { source: product, sync: automated({ prune: true, selfHeal: true }) });
  expect(printed()).toMatchSnapshot();
});

test('a child of a wave has a sync wave as text and one retry', () => {
  const { add, printed } = setUp('service', atRelease('service'));
  add('x', { source: content, sync: automated(), wave: 'namespaces' });
  expect(printed()).toMatchSnapshot();
});

test('the wave 0 is written out, as any other', () => {
  const { add, printed } = setUp('service', atRelease('service'));
  add('x', { source: content, sync: automated(), wave: 'security' });
  expect(printed()).toContain(`argocd.argoproj.io/sync-wave: "0"`);
});

test('a product without images has no empty kustomize, which would be a difference for ever', () => {
  const { add, printed } = setUp('product', atRelease('product'));
  add('x', { source: { kind: 'product', images: {} }, sync: automated() });
  expect(printed()).not.toContain('kustomize');
  expect(printed()).not.toContain('directory');
});

describe('before 3.4, where explicit false members and application-level protection do not exist', () => {
  const syncPolicyOf = (text: string): string => text.slice(text.indexOf('  syncPolicy:'));

  test.each(['3.1', '3.3'])('a gated application of %s is off by one member', (version) => {
    const { add, printed } = setUp('chain', { version, ...atRelease('chain') });
    add('x', { source: content, sync: gated() });
    expect(syncPolicyOf(printed())).toBe(`  syncPolicy:
    automated:
      enabled: false
    syncOptions:
      - FailOnSharedResource=true
      - PruneLast=true
      - RespectIgnoreDifferences=true
`);
  });

  test.each([
    ['3.3', automated(), '    automated: {}\n'],
    ['3.3', automated({ prune: true }), '    automated:\n      prune: true\n'],
    ['3.4', automated({ prune: true }), '    automated:\n      prune: true\n      selfHeal: false\n'],
    ['3.4', automated(), '    automated:\n      prune: false\n      selfHeal: false\n'],
  ])('%s prints %p as the controller keeps it', (version, sync, expected) => {
    const { add, printed } = setUp('management', { version, ...atRelease('management') });
    add('x', { source: content, sync });
    expect(syncPolicyOf(printed())).toBe(
      `  syncPolicy:\n${expected}    syncOptions:\n      - FailOnSharedResource=true\n`,
    );
  });
});

test('on the EKS capability an application lives in the one namespace and goes to the ARN', () => {
  const { add, printed } = setUp('management', { flavor: 'eks-capability', ...atRelease('management') });
  add('x', { source: content, sync: automated() });
  expect(printed()).toContain('  namespace: argocd\n');
  expect(printed()).toContain(
    '  destination:\n    namespace: one\n    server: arn:aws:eks:eu-central-1:111122223333:cluster/testnet\n',
  );
});

test('an application without a release is content only', () => {
  const { add, printed, platform } = setUp('chain');
  const application = add('x', { source: content, sync: gated() });
  expect(application.release).toBeUndefined();
  expect(printed()).toBe('');
  expect(platform.applications.map(({ name }) => name)).toEqual(['instance', 'x']);
});

test('a gated application is sensitive unless told otherwise, an automated one is not', () => {
  const { add, platform } = setUp('chain');
  add('a', { source: content, sync: gated() });
  add('b', { source: content, sync: gated(), sensitive: false });
  const { add: addAutomated, platform: other } = setUp('management');
  addAutomated('c', { source: content, sync: automated() });
  expect(platform.applications.map((a) => [a.name, a.sensitive]).slice(1)).toEqual([
    ['a', true],
    ['b', false],
  ]);
  expect(other.applications.map((a) => [a.name, a.sensitive]).slice(1)).toEqual([['c', false]]);
});

test('every object of a sensitive application is protected, whatever it says itself', () => {
  const { add, platform } = setUp('chain');
  const { content: folder } = add('x', { source: content, sync: gated() });
  const annotations = { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true,Prune=true' };
  new k8s.KubeConfigMap(folder, 'config', { metadata: { name: 'config', annotations }, data: { a: 'b' } });
  expect(renderFolder(platform, 'chain/testnet/x')['configmap.config.yaml']).toContain(
    'argocd.argoproj.io/sync-options: ServerSideApply=true,Prune=false,Delete=false\n',
  );
});

test('moving an object to another scope changes neither file nor name', () => {
  const one = (scope: (folder: Construct) => Construct) => {
    const { add, platform } = setUp('chain');
    const application = add('x', { source: content, sync: gated() });
    new k8s.KubeConfigMap(scope(application.content), 'config', { metadata: { name: 'config' } });
    return renderFolder(platform, 'chain/testnet/x');
  };
  const moved = one((folder) => new Construct(new Construct(folder, 'deep'), 'deeper'));
  expect(Object.keys(moved)).toEqual(['configmap.config.yaml']);
  expect(moved).toEqual(one((folder) => folder));
});

describe('refuses', () => {
  const here = '[management/testnet/x]';

  test('a name over 53 characters, which Helm would refuse', () => {
    const id = 'a'.repeat(54);
    expect(() => setUp('management').add(id, { source: content, sync: automated() })).toThrow(
      new Error(
        `[management/testnet/${id}] 'id' must be a DNS-1123 label of at most 53 characters (a-z, 0-9, -), got "${id}"`,
      ),
    );
  });

  test.each(['by-hand', 'instance', 'bootstrap-root', 'chain-root'])('the name %s, which is taken', (id) => {
    expect(() => setUp('management').add(id, { source: content, sync: automated() })).toThrow(
      new Error(
        `[management/testnet/${id}] 'id' must be another name than those of the instance's Applications and of a root's folders, got "${id}"`,
      ),
    );
  });

  test('a chart in the chain plane', () => {
    expect(() => setUp('chain').add('x', { source: chart, sync: gated() })).toThrow(
      '[chain/testnet/x] \'source\' must be content: no chart in the chain plane, since policies cannot see into one, got "openbao"',
    );
  });

  test('an automated application in the chain plane', () => {
    expect(() => setUp('chain').add('x', { source: content, sync: automated() })).toThrow(
      "[chain/testnet/x] 'sync' must be gated(), as everything in project 'one', got \"automated\"",
    );
  });

  test('a gated application where no gate is', () => {
    expect(() => setUp('management').add('x', { source: content, sync: gated() })).toThrow(
      `${here} 'project' must be a gated project, since the application is gated, got "one"`,
    );
  });

  test.each([automated({ prune: true }), automated({ selfHeal: true })])('a sensitive application with %p', (sync) => {
    expect(() => setUp('management').add('x', { source: content, sync, sensitive: true })).toThrow(
      `${here} 'sync' must be gated() or automated() without prune and selfHeal, since the application is sensitive, got ${JSON.stringify(sync)}`,
    );
  });

  test('everything that contradicts its project at once', () => {
    const { platform } = platformOn({ planes: ['management', 'service'] });
    const project = projectOf(platform, 'service', 'one');
    const root = platform.root('management', platform.topology.clusters[0] ?? testnet);
    expect(
      () => new ArgoApplication(root, 'x', { project, namespace: 'two', source: chart, sync: automated() }),
    ).toThrow(
      new Error(
        [
          `${here} 'project' must be a project of root management.testnet, got "service/testnet/project-one"`,
          `${here} 'namespace' must be a namespace that project 'one' allows, got "two"`,
          `${here} 'source' must be a chart of a repository that project 'one' allows, got "${openbao.repository}"`,
        ].join('\n'),
      ),
    );
  });

  test.each(['main', '0123456', '0123456789ABCDEF0123456789abcdef01234567', ''])(
    'a release at %p, which is no full commit',
    (revision) => {
      const { add } = setUp('chain', atRelease('chain', { revision }));
      expect(() => add('x', { source: content, sync: gated() })).toThrow(
        new Error(`[releases/chain.testnet.json] 'x.revision' must be a commit of 40 hex digits, got "${revision}"`),
      );
    },
  );

  test('a release without the chart or the image that it must name', () => {
    const charted = setUp('service', atRelease('service'));
    expect(() => charted.add('x', { source: chart, sync: automated() })).toThrow(
      new Error("[releases/service.testnet.json] 'x.chart' must be the chart's released version, got nothing"),
    );
    const imaged = setUp('product', atRelease('product'));
    expect(() => imaged.add('x', { source: product, sync: automated() })).toThrow(
      new Error(
        "[releases/product.testnet.json] 'x.images.product.fp-claim-dashboard' must be the released image, got nothing",
      ),
    );
  });

  test('one name for two applications of an instance, naming both constructs', () => {
    const { platform } = platformOn({ planes: ['management', 'service'] });
    for (const plane of ['management', 'service'] as const) {
      const project = projectOf(platform, plane, plane);
      new ArgoApplication(project.root, 'x', { project, namespace: plane, source: content, sync: automated() });
    }
    expect(render(platform).problems).toEqual([
      '[service/testnet/x] \'id\' must be a name of its own in Argo CD on testnet, apart from that of [management/testnet/x], got "x"',
    ]);
  });
});

test('what deletes or takes over workloads is no prop', () => {
  const { add } = setUp('management');
  // @ts-expect-error there is no finalizer
  add('a', { source: content, sync: automated(), finalizers: ['resources-finalizer.argocd.argoproj.io'] });
  // @ts-expect-error there is no free sync option
  add('b', { source: content, sync: automated(), syncOptions: ['Replace=true'] });
  // @ts-expect-error there is no revision: it comes from the release
  add('c', { source: content, sync: automated(), targetRevision: 'main' });
  // @ts-expect-error there is no operation
  add('d', { source: content, sync: automated(), operation: { sync: {} } });
});
