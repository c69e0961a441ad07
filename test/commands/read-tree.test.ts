import { readTreeInventory } from '../../lib/commands/read-tree';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configMap, memoryDisk, type Tree } from '../policies/tree';

const read = (tree: Tree): ReturnType<typeof readTreeInventory> => readTreeInventory('/tree', memoryDisk(tree));
const places = (tree: Tree): object[] =>
  read(tree).inventory.objects.map(({ file, root, cluster, folder }) => ({ file, root, cluster, folder }));

test('gives files of our layout their root, cluster and folder', () => {
  const tree = {
    'chain/testnet/hoodi-0-node/x.yaml': configMap('x'),
    'bootstrap/testnet/by-hand/y.yaml': configMap('y'),
  };
  expect(places(tree)).toEqual([
    { file: 'bootstrap/testnet/by-hand/y.yaml', root: 'bootstrap.testnet', cluster: 'testnet', folder: 'by-hand' },
    { file: 'chain/testnet/hoodi-0-node/x.yaml', root: 'chain.testnet', cluster: 'testnet', folder: 'hoodi-0-node' },
  ]);
});

test('takes any other layout for one cluster without a name', () => {
  const tree = { 'apps/web/x.yaml': configMap('x'), 'y.yaml': configMap('y'), 'chain/testnet/z.yaml': configMap('z') };
  expect(places(tree)).toEqual([
    { file: 'apps/web/x.yaml', root: '', cluster: '', folder: 'apps/web' },
    { file: 'chain/testnet/z.yaml', root: '', cluster: '', folder: 'chain/testnet' },
    { file: 'y.yaml', root: '', cluster: '', folder: '' },
  ]);
});

test('reads several documents, lists, JSON and hidden files, as Argo CD does', () => {
  const document = (name: string): string => JSON.stringify(configMap(name));
  const tree = {
    'a/many.yaml': `${document('a')}\n---\n${document('b')}\n---\n# nothing\n`,
    'a/list.yaml': { apiVersion: 'v1', kind: 'List', items: [configMap('c')] },
    'a/one.json': configMap('d'),
    'a/.hidden.yml': configMap('e'),
  };
  const names = read(tree).inventory.objects.map(({ object }) => object.metadata.name);
  expect(names.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('reads YAML as version 1.1, as Argo CD does', () => {
  const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {a: yes}\n';
  expect(read({ 'x.yaml': text }).inventory.objects[0]?.object['data']).toEqual({ a: true });
});

test('keeps everything else as files, and documents without a kind beside objects too', () => {
  const tree = {
    'a/values.yaml': 'replicas: 2\n',
    'a/README.md': 'read me',
    'a/kustomization.yaml': {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      metadata: { name: 'x' },
    },
    'a/mixed.yaml': `${JSON.stringify(configMap('x'))}\n---\npassword: hunter2\n`,
  };
  const { files, objects } = read(tree).inventory;
  expect(files.map(({ file }) => file).sort()).toEqual([
    'a/README.md',
    'a/kustomization.yaml',
    'a/mixed.yaml',
    'a/values.yaml',
  ]);
  expect(files.find(({ file }) => file === 'a/mixed.yaml')?.text).toContain('hunter2');
  expect(objects).toHaveLength(1);
});

test('leaves out hidden folders, node_modules and what is no text', () => {
  const tree = {
    '.git/x.yaml': configMap('x'),
    'node_modules/y.yaml': configMap('y'),
    'a/logo.png': 'a\0b',
    'a/z.yaml': configMap('z'),
  };
  const { inventory } = read(tree);
  expect(inventory.objects.map(({ file }) => file)).toEqual(['a/z.yaml']);
  expect(inventory.files).toEqual([]);
});

test('reports YAML that does not parse with file and line, and reads on', () => {
  const tree = {
    'a/bad.yaml': 'a: 1\nb: [1\nc: 2\n',
    'a/tpl.yaml': 'a: 1\nb: {{ .x }}\n',
    'a/good.yaml': configMap('x'),
  };
  const { problems, inventory } = read(tree);
  expect(problems).toEqual([
    expect.stringMatching(/^a\/bad\.yaml:\d: not YAML: /),
    expect.stringMatching(/^a\/tpl\.yaml:2: not YAML that Kubernetes reads: /),
  ]);
  expect(inventory.objects).toHaveLength(1);
});

test('reports aliases that multiply without end', () => {
  const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`);
  expect(read({ 'bomb.yaml': ['l0: &l0 x', ...levels].join('\n') }).problems).toEqual([
    expect.stringMatching(/^bomb\.yaml:1: not YAML: /),
  ]);
});

test('throws when there is no such folder', () => {
  expect(() => readTreeInventory('/none', memoryDisk({}))).toThrow("'/none' must be a folder");
});

test('reads a real folder, and reports a link to a manifest instead of following it', () => {
  const dir = mkdtempSync(join(tmpdir(), 'planes-tree-'));
  try {
    writeFileSync(join(dir, 'x.yaml'), JSON.stringify(configMap('x')));
    symlinkSync(join(dir, 'x.yaml'), join(dir, 'y.yaml'));
    const { inventory, problems } = readTreeInventory(dir);
    expect(inventory.objects.map(({ file }) => file)).toEqual(['x.yaml']);
    expect(problems).toEqual(['y.yaml: a symbolic link, which is not followed']);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
