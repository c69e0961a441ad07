import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Folder, FolderPart } from '../../lib/constructs/folder';
import { testnet } from '../fixtures/platform';

function setUp() {
  const app = new App({ outdir: 'never-written' });
  const folder = new Folder(app, 'content', {
    root: 'chain.testnet',
    cluster: testnet,
    folder: 'hoodi-0',
    namespace: 'hoodi-0',
    labels: { a: 'b' },
  });
  return { app, folder };
}

const configMap = (scope: Construct, name: string, namespace?: string): k8s.KubeConfigMap =>
  new k8s.KubeConfigMap(scope, name, { metadata: { name, namespace } });

test('a folder stands in the directory of its root', () => {
  const { folder } = setUp();
  expect([folder.dir, folder.folder, folder.protect]).toEqual(['chain/testnet', 'hoodi-0', false]);
});

test('objects find the folder that holds them, however deep, and through a part of it elsewhere', () => {
  const { app, folder } = setUp();
  const part = new FolderPart(new Construct(app, 'elsewhere'), 'part', folder);
  expect(Folder.holding(configMap(new Construct(folder, 'deep'), 'a'))).toBe(folder);
  expect(Folder.holding(configMap(part, 'b'))).toBe(folder);
  expect([Folder.isFolder(folder), Folder.isFolder(part)]).toEqual([true, false]);
});

test('an object outside of all folders is an error that says where objects go', () => {
  const { app } = setUp();
  const lost = configMap(new Chart(app, 'chart'), 'lost');
  expect(Folder.tryHolding(lost)).toBeUndefined();
  expect(() => Folder.holding(lost)).toThrow(
    new Error("[chart/lost] is in no folder: create it below an application's 'content'"),
  );
});

test('a part gives its objects the namespace and labels of the folder', () => {
  const { app, folder } = setUp();
  const object = configMap(new FolderPart(app, 'part', folder), 'b').toJson() as { metadata: object };
  expect(object.metadata).toEqual({ name: 'b', namespace: 'hoodi-0', labels: { a: 'b' } });
});

test('the files of its objects are listed, sorted, those of other namespaces with theirs', () => {
  const { folder } = setUp();
  configMap(folder, 'z');
  configMap(folder, 'a', 'kube-system');
  expect(folder.objectFiles).toEqual(['configmap.kube-system.a.yaml', 'configmap.z.yaml']);
});

test('a file that depends on others is produced when it is asked for', () => {
  const { folder } = setUp();
  folder.addFileLater('list.json', () => folder.objectFiles);
  folder.addFile('README.md', 'text');
  configMap(folder, 'late');
  expect([...folder.files]).toEqual([
    ['list.json', ['configmap.late.yaml']],
    ['README.md', 'text'],
  ]);
});

test.each(['a/b.yaml', '../a', '.hidden', '', 'a b', 'README.md'])('%p is refused as file name', (name) => {
  const { folder } = setUp();
  folder.addFile('README.md', 'text');
  expect(() => folder.addFile(name, 'text')).toThrow(
    new Error(`[content] 'name' must be a file name of its own, without folders, got "${name}"`),
  );
});
