import { Chart, type ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Folder } from '../../lib/constructs/folder';
import type { Platform } from '../../lib/constructs/platform';
import { orderObjects } from '../../lib/render/dependencies';
import { render } from '../../lib/render/render';
import { fixturePlatform, testnet } from '../fixtures/platform';

function folderOf(platform: Platform, name: string): Folder {
  const props = { root: 'chain.testnet', cluster: testnet, folder: name, namespace: name, labels: {} } as const;
  return new Folder(platform, name, props);
}

const configMap = (scope: Construct, name: string): ApiObject =>
  new k8s.KubeConfigMap(scope, name, { metadata: { name } });

function setUp() {
  const platform = fixturePlatform();
  const folder = folderOf(platform, 'one');
  const [a, b, c] = ['a', 'b', 'c'].map((name) => configMap(folder, name)) as [ApiObject, ApiObject, ApiObject];
  return { platform, folder, a, b, c };
}

const wavesOf = (platform: Platform): Record<string, number> =>
  Object.fromEntries([...orderObjects(platform.node.findAll()).waves].map(([object, wave]) => [object.node.id, wave]));

test('a wave is the length of the longest chain of dependencies', () => {
  const { platform, a, b, c } = setUp();
  b.addDependency(a);
  c.addDependency(a, b);
  expect(wavesOf(platform)).toEqual({ b: 1, c: 2 });
});

test('the wave is written on the object, and no file is renamed', () => {
  const { platform, a, b } = setUp();
  b.addDependency(a);
  const { inventory, problems } = render(platform);
  expect(problems).toEqual([]);
  const found = inventory.objects.filter(({ folder }) => folder === 'one');
  expect(found.map(({ file, object }) => [file, object.metadata.annotations])).toEqual([
    ['chain/testnet/one/configmap.a.yaml', undefined],
    ['chain/testnet/one/configmap.b.yaml', { 'argocd.argoproj.io/sync-wave': '1' }],
    ['chain/testnet/one/configmap.c.yaml', undefined],
  ]);
});

test('a dependency of a construct is one of every object below it, on every object below the other', () => {
  const { platform, folder, a } = setUp();
  const [first, second] = [new Construct(folder, 'first'), new Construct(folder, 'second')];
  first.node.addDependency(a);
  second.node.addDependency(first);
  configMap(first, 'd');
  configMap(second, 'e');
  configMap(second, 'f');
  expect(wavesOf(platform)).toEqual({ d: 1, e: 2, f: 2 });
});

test('a dependency on another application is a problem, however it is declared', () => {
  const { platform, folder, a } = setUp();
  const other = folderOf(platform, 'two');
  const z = configMap(other, 'z');
  z.addDependency(a);
  other.node.addDependency(folder);
  expect(orderObjects(platform.node.findAll()).problems).toEqual([
    '[two/z] depends on [one/a] of another application: order applications by waves, or put both in one',
    '[two/z] depends on [one/a] of another application: order applications by waves, or put both in one',
  ]);
});

test('a cycle is a problem that names its members', () => {
  const { platform, a, b } = setUp();
  a.addDependency(b);
  b.addDependency(a);
  expect(orderObjects(platform.node.findAll()).problems).toEqual([
    '[one/a] depends on itself, through one/a and one/b',
  ]);
});

test('an object outside of all folders is one problem among others, with dependencies too', () => {
  const { platform, a } = setUp();
  const lost = configMap(new Chart(platform, 'chart'), 'lost');
  lost.addDependency(a);
  expect(render(platform).problems).toEqual([
    '[chart/lost] depends on [one/a] of another application: order applications by waves, or put both in one',
    "[chart/lost] is in no folder: create it below an application's 'content'",
  ]);
});
