import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inventoryAtRevision, tryFindFilesAtRevision } from '../../lib/commands/tree-at-revision';
import { configMap } from '../policies/tree';
import { GitRepository } from './git-repository';

const FILE = 'dist/service/testnet/web/configmap.a.yaml';
const text = (value: string): string => JSON.stringify(configMap('a', 'web', { value }));

let repository: GitRepository;
beforeEach(() => {
  repository = GitRepository.create();
  repository.commit({ [FILE]: text('one') });
  repository.git('tag', 'first');
  repository.commit({ [FILE]: text('two'), 'dist/service/testnet/web/x.yaml': 'a: [' });
});
afterEach(() => repository.remove());

test('reads a folder as a revision has it, not as it is checked out', () => {
  const { inventory, problems } = inventoryAtRevision(repository.dir, 'first', 'dist');
  expect(problems).toEqual([]);
  expect(inventory.objects).toEqual([
    {
      file: 'service/testnet/web/configmap.a.yaml',
      root: 'service.testnet',
      cluster: 'testnet',
      folder: 'web',
      object: JSON.parse(text('one')) as unknown,
    },
  ]);
});

test('says which files it cannot read', () => {
  expect(inventoryAtRevision(repository.dir, 'HEAD', 'dist').problems).toEqual([
    expect.stringMatching(/^service\/testnet\/web\/x\.yaml:1: not YAML/),
  ]);
});

test('reads a folder below the one it is run in', () => {
  const files = tryFindFilesAtRevision(join(repository.dir, 'dist/service'), 'first', 'testnet');
  expect([...(files?.keys() ?? [])]).toEqual(['web/configmap.a.yaml']);
  expect(tryFindFilesAtRevision(repository.dir, 'first', 'nothing')).toBeUndefined();
});

test('refuses a revision without the folder, one that does not exist, and a folder without a repository', () => {
  repository.git('rm', '-r', '--quiet', 'dist');
  repository.commit({ 'README.md': '' });
  expect(() => inventoryAtRevision(repository.dir, 'HEAD', 'dist')).toThrow(
    '--base must hold the folder dist, which HEAD does not',
  );
  for (const unknown of ['mian', 'deadbeef', '--help', 'HEAD:dist']) {
    expect(() => inventoryAtRevision(repository.dir, unknown, 'dist')).toThrow(
      `--base must be a folder or a git revision, got '${unknown}'`,
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'planes-none-'));
  expect(() => inventoryAtRevision(folder, 'HEAD', 'dist')).toThrow(
    "--base must be a folder or a git revision, got 'HEAD'",
  );
  rmSync(folder, { recursive: true });
});

test('in a shallow clone it says how to get the rest', () => {
  const clone = mkdtempSync(join(tmpdir(), 'planes-clone-'));
  const first = repository.git('rev-parse', 'first');
  repository.git('clone', '--quiet', '--depth=1', '--no-tags', `file://${repository.dir}`, clone);
  expect(() => inventoryAtRevision(clone, first, 'dist')).toThrow(
    `--base must be a folder or a git revision (this clone is shallow: run git fetch --unshallow), got '${first}'`,
  );
  rmSync(clone, { recursive: true });
});
