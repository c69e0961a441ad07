import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { parse } from 'yaml';
import { ArgoApplication } from '../../lib/constructs/argo-application';
import { automated } from '../../lib/model/sync-policy';
import { gitTreeId } from '../../lib/render/git-tree';
import { render, type Rendering } from '../../lib/render/render';
import { platformOn, projectOf } from '../fixtures/instances';
import { released } from '../fixtures/platform';

function setUp(...names: readonly string[]) {
  const releases = names.map((name) => released('management.testnet', name));
  const { platform } = platformOn({ planes: ['management'], releases });
  const project = projectOf(platform, 'management', 'one');
  const add = (id: string): ArgoApplication =>
    new ArgoApplication(project.root, id, {
      project,
      namespace: 'one',
      source: { kind: 'content' },
      sync: automated(),
    });
  return { platform, add };
}

const configMap = (scope: Construct, name: string, namespace?: string, id = name): ApiObject =>
  new k8s.KubeConfigMap(scope, id, { metadata: { name, namespace }, data: { a: '1' } });

const filesOf = (rendering: Rendering, dir: string): string[] =>
  [...(rendering.roots.find((root) => root.dir === dir)?.files.keys() ?? [])].sort();

test('each object has one file, and each root its own', () => {
  const { platform, add } = setUp('x');
  configMap(add('x').content, 'a');
  const rendering = render(platform);
  expect(rendering.problems).toEqual([]);
  expect(rendering.roots.map(({ dir }) => dir).sort()).toEqual(['bootstrap/testnet', 'management/testnet']);
  expect(filesOf(rendering, 'management/testnet')).toEqual([
    'applications/README.md',
    'applications/application.x.yaml',
    'x/configmap.a.yaml',
  ]);
});

test('the inventory and the files say the same, and where each object was made', () => {
  const { platform, add } = setUp();
  configMap(add('x').content, 'a');
  const { inventory, roots } = render(platform);
  const object = inventory.objects.find(({ folder }) => folder === 'x');
  expect(object).toMatchObject({
    file: 'management/testnet/x/configmap.a.yaml',
    root: 'management.testnet',
    cluster: 'testnet',
    constructPath: 'management/testnet/x/content/a',
  });
  const file = roots.find(({ dir }) => dir === 'management/testnet')?.files.get('x/configmap.a.yaml');
  expect(parse(file?.text ?? '')).toEqual(object?.object);
  expect(file).toMatchObject({ application: 'x', object: '/ConfigMap/one/a' });
});

test('files that are no objects are written as their ending says', () => {
  const { platform, add } = setUp();
  const { content } = add('x');
  content.addFile('values.yaml', { b: 'yes' });
  content.addFile('chart.json', { a: 1 });
  content.addFile('README.md', '# text\n');
  const { inventory } = render(platform);
  const texts = inventory.files
    .filter(({ folder }) => folder === 'x')
    .map(({ file, text }) => [file.split('/').pop(), text]);
  expect(texts).toEqual([
    ['values.yaml', expect.stringMatching(/^b: ["']yes["']\n$/)],
    ['chart.json', '{\n  "a": 1\n}\n'],
    ['README.md', '# text\n'],
  ]);
});

test('the tree id of a folder is that of its files', () => {
  const { platform, add } = setUp();
  configMap(add('x').content, 'a');
  const { roots, treeOf } = render(platform);
  const text = roots.find(({ dir }) => dir === 'management/testnet')?.files.get('x/configmap.a.yaml')?.text ?? '';
  expect(treeOf('management/testnet/x')).toBe(gitTreeId(new Map([['configmap.a.yaml', text]])));
  expect(treeOf('management/testnet/unknown')).toBeUndefined();
});

test('two renders of equal sources give equal bytes', () => {
  const once = () => {
    const { platform, add } = setUp('x');
    configMap(add('x').content, 'a');
    return render(platform).roots.map(({ dir, files }) => [dir, [...files].map(([name, { text }]) => [name, text])]);
  };
  expect(once()).toEqual(once());
});

describe('a problem, naming both constructs', () => {
  test('is the same object twice in one application', () => {
    const { platform, add } = setUp();
    const { content } = add('x');
    configMap(content, 'a', undefined, 'first');
    configMap(new Construct(content, 'deep'), 'a', undefined, 'second');
    expect(render(platform).problems).toEqual([
      '[management/testnet/x/content/deep/second] renders management/testnet/x/configmap.a.yaml, which [management/testnet/x/content/first] renders already',
    ]);
  });

  test('are two files that differ only in case', () => {
    const { platform, add } = setUp();
    const { content } = add('x');
    const role = (name: string, id: string) => new k8s.KubeClusterRole(content, id, { metadata: { name } });
    role('Reader', 'first');
    role('reader', 'second');
    expect(render(platform).problems).toEqual([
      '[management/testnet/x/content/second] renders management/testnet/x/clusterrole.reader.yaml, which [management/testnet/x/content/first] renders already',
    ]);
  });

  test('is an object in the place of a file', () => {
    const { platform, add } = setUp();
    const { content } = add('x');
    content.addFile('configmap.a.yaml', 'text');
    configMap(content, 'a');
    expect(render(platform).problems).toEqual([
      '[management/testnet/x/content/a] renders management/testnet/x/configmap.a.yaml, which [management/testnet/x/content] renders already',
    ]);
  });
});

test.each([
  ['statefulset.evil.yaml', 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: evil\n'],
  ['secret.yaml', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } }],
  ['two.yml', 'a: 1\n---\n{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}}\n'],
])('an API object that is added as file %s is a problem: Argo CD would apply what no policy saw', (name, file) => {
  const { platform, add } = setUp();
  add('x').content.addFile(name, file);
  expect(render(platform).problems).toEqual([
    `[management/testnet/x/content] adds management/testnet/x/${name} as a file: create its API object, or no policy sees it`,
  ]);
});

test('all problems of a run are reported together', () => {
  const { platform, add } = setUp();
  platform.describe(() => add('Wrong'));
  const { content } = add('x');
  configMap(content, 'a', undefined, 'first');
  configMap(content, 'a', undefined, 'second');
  content.node.addValidation({ validate: () => ['too little', '[elsewhere] too much'] });
  expect(render(platform).problems.map((problem) => problem.slice(0, 50))).toEqual([
    "[management/testnet/Wrong] 'id' must be a DNS-1123",
    '[management/testnet/x/content] too little',
    '[elsewhere] too much',
    '[management/testnet/x/content/second] renders mana',
  ]);
});

test('an object is turned into JSON once', () => {
  const { platform, add } = setUp();
  const object = configMap(add('x').content, 'a');
  const toJson = jest.spyOn(object, 'toJson');
  render(platform);
  expect(toJson).toHaveBeenCalledTimes(1);
});
