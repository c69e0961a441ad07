import { k8s } from 'cdk8s-plus-28';
import { ArgoApplication } from '../../lib/constructs/argo-application';
import { gated } from '../../lib/model/sync-policy';
import { parseObjects, releasedInventory, type ReleasedContent } from '../../lib/render/released';
import { render } from '../../lib/render/render';
import { platformOn, projectOf } from '../fixtures/instances';
import { released, TREE } from '../fixtures/platform';

const PATH = 'chain/testnet/x';

/** A platform with an application `x` of one ConfigMap at a release, or without one. */
function setUp(tree?: string) {
  const releases = tree === undefined ? [] : [released('chain.testnet', 'x', { tree })];
  const { platform } = platformOn({ planes: ['chain'], releases });
  const project = projectOf(platform, 'chain', 'one');
  const { content } = new ArgoApplication(project.root, 'x', {
    project,
    namespace: 'one',
    source: { kind: 'content' },
    sync: gated(),
  });
  new k8s.KubeConfigMap(content, 'a', { metadata: { name: 'a' }, data: { now: 'yes' } });
  content.addFile('README.md', 'now\n');
  return { platform, rendering: render(platform) };
}

const nothing: ReleasedContent = {
  state: 'complete',
  had: () => false,
  readMany: () => {
    throw new Error('nothing is to be read');
  },
};

const earlier: ReleasedContent = {
  state: 'complete',
  had: (path, tree) => path === PATH && tree === TREE,
  readMany: (wanted) =>
    new Map(
      wanted.map(({ path }) => [
        path,
        new Map([
          ['configmap.a.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  now: "no"\n'],
          ['README.md', 'then\n'],
        ]),
      ]),
    ),
};

const contentOf = ({ platform, rendering }: ReturnType<typeof setUp>, content: ReleasedContent) => {
  const { inventory, unproven } = releasedInventory(platform.applications, rendering, content);
  const here = <T extends { readonly folder: string }>(places: readonly T[]): T[] =>
    places.filter(({ folder }) => folder === 'x');
  return { view: inventory.view, objects: here(inventory.objects), files: here(inventory.files), unproven };
};

test('what has no release does not run, but the folders that roots read do', () => {
  const { platform, rendering } = setUp();
  expect(contentOf({ platform, rendering }, nothing)).toEqual({
    view: 'released',
    objects: [],
    files: [],
    unproven: [],
  });
  const { inventory } = releasedInventory(platform.applications, rendering, nothing);
  expect(new Set(inventory.objects.map(({ folder }) => folder))).toEqual(new Set(['by-hand']));
  expect(inventory.files.map(({ file }) => file)).toContain('chain/testnet/applications/README.md');
});

test('a release of this very tree runs the rendered content, without asking history', () => {
  const tree = setUp().rendering.treeOf(PATH);
  const { objects, files, unproven } = contentOf(setUp(tree), { ...nothing, state: 'none' });
  expect(objects.map(({ object }) => object['data'])).toEqual([{ now: 'yes' }]);
  expect(files.map(({ text }) => text)).toEqual(['now\n']);
  expect(unproven).toEqual([]);
});

test('a release of an earlier tree runs what history had, and not what is rendered now', () => {
  const { objects, files, unproven } = contentOf(setUp(TREE), earlier);
  expect(objects).toEqual([
    {
      file: `${PATH}/configmap.a.yaml`,
      root: 'chain.testnet',
      cluster: 'testnet',
      folder: 'x',
      constructPath: PATH,
      object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { now: 'no' } },
    },
  ]);
  expect(files.map(({ text }) => text)).toEqual(['then\n']);
  expect(unproven).toEqual([]);
});

test('a released application is printed whatever its content is', () => {
  const { platform, rendering } = setUp(TREE);
  const { inventory } = releasedInventory(platform.applications, rendering, earlier);
  expect(inventory.objects.map(({ file }) => file)).toContain('chain/testnet/applications/application.x.yaml');
});

test('a tree that history never had at this path is refused, however real it is elsewhere', () => {
  const elsewhere = { ...earlier, had: (path: string) => path === 'chain/testnet/y', readMany: nothing.readMany };
  const { objects, unproven } = contentOf(setUp(TREE), elsewhere);
  expect(objects).toEqual([]);
  expect(unproven.map(({ record, release, verdict }) => [record.name, release.tree, verdict])).toEqual([
    ['x', TREE, 'refused'],
  ]);
});

test.each(['shallow', 'none'] as const)('with a history that is %s nothing can be told', (state) => {
  const { objects, unproven } = contentOf(setUp(TREE), { ...nothing, state, had: () => true });
  expect(objects).toEqual([]);
  expect(unproven.map(({ verdict }) => verdict)).toEqual(['unknown']);
});

describe('objects in a file', () => {
  test('are all of its documents that are objects', () => {
    const one = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
    expect(parseObjects('a.yaml', `${one}---\n${one.replace(': a', ': b')}---\n`).map((o) => o.metadata.name)).toEqual([
      'a',
      'b',
    ]);
  });

  test.each([
    ['values.yaml', 'replicas: 1\n'],
    ['values.yaml', 'kind: ConfigMap\n'],
    ['values.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: 1\n'],
    ['chart.json', '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}'],
    ['README.md', '# title\n'],
    ['empty.yaml', ''],
    ['broken.yaml', 'a: [\n'],
  ])('are none in %s holding %p', (name, text) => {
    expect(parseObjects(name, text)).toEqual([]);
  });

  test('are read as Argo CD reads them, by YAML 1.1', () => {
    const [object] = parseObjects('a.yml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: yes}\n');
    expect(object?.['data']).toEqual({ a: true });
  });
});
