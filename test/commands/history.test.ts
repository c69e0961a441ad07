import { mkdirSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openHistory, type History } from '../../lib/commands/history';
import { GitRepository } from './git-repository';

const SIGNER = 'chain/testnet/hoodi-0-signer';
const FILE = `dist/${SIGNER}/stateful-set.signer.yaml`;

let repository: GitRepository;
beforeEach(() => {
  repository = GitRepository.create();
});
afterEach(() => repository.remove());

function history(dir = repository.dir): History {
  return openHistory(dir, { prefix: 'dist' });
}

/** Commits one version of the signer and returns its tree. */
function commitSigner(text: string): string {
  repository.commit({ [FILE]: text });
  return repository.treeOf(`dist/${SIGNER}`);
}

test('proves every tree that the branch had, the root commit included', () => {
  const trees = ['one', 'two', 'three'].map(commitSigner);
  expect(history().state).toBe('complete');
  expect(trees.map((tree) => history().had(SIGNER, tree))).toEqual([true, true, true]);
  expect(trees.map((tree) => history().read(SIGNER, tree).get('stateful-set.signer.yaml'))).toEqual([
    'one',
    'two',
    'three',
  ]);
});

test('proves a tree that was removed since', () => {
  const tree = commitSigner('one');
  repository.git('rm', '-r', '--quiet', 'dist');
  repository.commit({ 'README.md': '' });
  expect(history().read(SIGNER, tree)).toEqual(new Map([['stateful-set.signer.yaml', 'one']]));
});

test('proves nothing of a tree that exists in git only on a side branch', () => {
  commitSigner('one');
  repository.git('checkout', '--quiet', '-b', 'side');
  const tree = commitSigner('two');
  repository.git('checkout', '--quiet', 'main');
  expect(repository.git('cat-file', '-t', tree)).toBe('tree');
  expect(history().had(SIGNER, tree)).toBe(false);
  expect(() => history().read(SIGNER, tree)).toThrow(
    `[${SIGNER}] 'tree' must be one that the protected branch had at this path, got "${tree}"`,
  );
});

test('proves nothing of an object that is in no commit', () => {
  commitSigner('one');
  repository.git('checkout', '--quiet', '--detach');
  const tree = commitSigner('two');
  repository.git('checkout', '--quiet', 'main');
  repository.git('reflog', 'expire', '--expire=all', '--all');
  expect(history().had(SIGNER, tree)).toBe(false);
});

describe('of a merged branch', () => {
  let onBranch: string;
  let merged: string;

  beforeEach(() => {
    commitSigner('one');
    repository.git('checkout', '--quiet', '-b', 'change');
    onBranch = commitSigner('never approved');
    merged = commitSigner('approved');
    repository.git('checkout', '--quiet', 'main');
  });

  test('proves what the merge brought, and nothing of the commits in between', () => {
    repository.git('merge', '--quiet', '--no-ff', '--no-edit', 'change');
    expect(history().had(SIGNER, merged)).toBe(true);
    expect(history().had(SIGNER, onBranch)).toBe(false);
  });

  test('proves nothing where the merge kept its own side', () => {
    repository.git('merge', '--quiet', '--no-ff', '--no-edit', '--strategy=ours', 'change');
    expect(history().had(SIGNER, merged)).toBe(false);
    expect(history().had(SIGNER, onBranch)).toBe(false);
  });

  test('proves what only the merge commit itself made', () => {
    repository.git('merge', '--quiet', '--no-ff', '--no-commit', 'change');
    const evil = commitSigner('made while merging');
    expect(repository.git('rev-list', '--count', '--merges', 'main')).toBe('1');
    expect(history().had(SIGNER, evil)).toBe(true);
    expect(history().had(SIGNER, merged)).toBe(false);
  });
});

test('proves a tree at exactly its path', () => {
  repository.commit({ [FILE]: 'one', [`other/${SIGNER}/x.yaml`]: 'x', [`dist/${SIGNER}-2/x.yaml`]: 'y' });
  const tree = repository.treeOf(`dist/${SIGNER}`);
  const { had } = { had: (path: string) => history().had(path, tree) };
  expect(
    [SIGNER, 'chain/mainnet/hoodi-0-signer', 'chain/testnet', `${SIGNER}-2`, `dist/${SIGNER}`, ''].map(had),
  ).toEqual([true, false, false, false, false, false]);
  expect(history().had('', repository.treeOf('dist'))).toBe(false);
  expect(history().had(SIGNER, repository.treeOf(`other/${SIGNER}`))).toBe(false);
  expect(history().had(SIGNER, repository.treeOf(`dist/${SIGNER}-2`))).toBe(false);
});

test('proves a renamed folder under both names, each for its time', () => {
  repository.git('config', 'log.follow', 'true');
  repository.git('config', 'diff.renames', 'copies');
  const before = commitSigner('one');
  renameSync(join(repository.dir, 'dist/chain/testnet'), join(repository.dir, 'dist/chain/moved'));
  repository.commit({});
  repository.commit({ 'dist/chain/moved/hoodi-0-signer/stateful-set.signer.yaml': 'two' });
  const after = repository.treeOf('dist/chain/moved/hoodi-0-signer');
  const moved = 'chain/moved/hoodi-0-signer';
  const asked = [
    [SIGNER, before],
    [moved, before],
    [moved, after],
    [SIGNER, after],
  ] as const;
  expect(asked.map(([path, tree]) => history().had(path, tree))).toEqual([true, true, true, false]);
});

test('proves nothing under a name that dist itself had before', () => {
  repository.git('config', 'log.follow', 'true');
  repository.commit({ [`output/${SIGNER}/a.yaml`]: 'a' });
  const tree = repository.treeOf(`output/${SIGNER}`);
  renameSync(join(repository.dir, 'output'), join(repository.dir, 'dist'));
  repository.commit({ [`dist/${SIGNER}/a.yaml`]: 'b' });
  expect(history().had(SIGNER, tree)).toBe(false);
  expect(history().had(SIGNER, repository.treeOf(`dist/${SIGNER}`))).toBe(true);
});

test('proves a folder that was a file before', () => {
  repository.commit({ [`dist/${SIGNER}`]: 'a file' });
  const file = repository.treeOf(`dist/${SIGNER}`);
  unlinkSync(join(repository.dir, `dist/${SIGNER}`));
  const tree = commitSigner('one');
  expect(history().had(SIGNER, tree)).toBe(true);
  expect(history().had(SIGNER, file)).toBe(false);
});

test('reads the same whatever the git settings of the user say', () => {
  const settings = {
    'log.showRoot': 'false',
    'log.diffMerges': 'combined',
    'color.ui': 'always',
    'log.follow': 'true',
    'log.showSignature': 'true',
    'core.quotePath': 'true',
    'core.abbrev': '7',
  };
  for (const [key, value] of Object.entries(settings)) repository.git('config', key, value);
  const first = commitSigner('one');
  repository.git('checkout', '--quiet', '-b', 'change');
  const merged = commitSigner('two');
  repository.git('checkout', '--quiet', 'main');
  repository.git('merge', '--quiet', '--no-ff', '--no-edit', 'change');
  signBadly();
  expect([first, merged].map((tree) => history().had(SIGNER, tree))).toEqual([true, true]);
});

/** Gives the tip of main a signature that nobody can check; git log would print what it thinks of it. */
function signBadly(): void {
  const commit = repository
    .git('cat-file', 'commit', 'main')
    .replace('\n\n', '\ngpgsig -----BEGIN SSH SIGNATURE-----\n x\n\n');
  const signed = repository.gitWith(`${commit}\n`, 'hash-object', '-t', 'commit', '-w', '--stdin');
  repository.git('update-ref', 'refs/heads/main', signed);
}

test('is not taken in by replacement objects and grafts', () => {
  commitSigner('one');
  repository.git('checkout', '--quiet', '-b', 'side');
  const tree = commitSigner('two');
  repository.git('checkout', '--quiet', 'main');
  repository.commit({});
  const [main, side] = [repository.git('rev-parse', 'main'), repository.git('rev-parse', 'side')];
  repository.git('replace', main, side);
  expect(history().had(SIGNER, tree)).toBe(false);
  repository.git('replace', '--delete', main);
  writeFileSync(join(repository.dir, '.git/info/grafts'), `${main} ${side}\n`);
  expect(history().had(SIGNER, tree)).toBe(false);
});

test('is not led to another repository by the environment of a hook', () => {
  const tree = commitSigner('one');
  const other = GitRepository.create();
  const before = process.env['GIT_DIR'];
  try {
    process.env['GIT_DIR'] = join(other.dir, '.git');
    expect(history().had(SIGNER, tree)).toBe(true);
  } finally {
    if (before === undefined) delete process.env['GIT_DIR'];
    else process.env['GIT_DIR'] = before;
    other.remove();
  }
});

test.each(['planes', 'a b/ü*[x]', ':(glob)x'])('works in %s below the top of a repository', (below) => {
  const path = 'chain/testnet/ä "quoted"\ttab';
  repository.commit({
    [`${below}/dist/${path}/a.yaml`]: 'inner',
    [`dist/${path}/a.yaml`]: 'outer',
    [`${below}/dist/chain/testnet/index.json`]: '{}',
  });
  const inner = history(join(repository.dir, below));
  expect(inner.had(path, repository.treeOf(`${below}/dist/${path}`))).toBe(true);
  expect(inner.had(path, repository.treeOf(`dist/${path}`))).toBe(false);
  expect(inner.committed('chain/testnet/index.json')).toBe('{}');
});

test('works with the output folder above, absolute, or at the top', () => {
  const tree = commitSigner('one');
  mkdirSync(join(repository.dir, 'a/b'), { recursive: true });
  const had = (dir: string, prefix: string, path: string): boolean =>
    openHistory(join(repository.dir, dir), { prefix }).had(path, tree);
  expect(had('.', 'dist/', SIGNER)).toBe(true);
  expect(had('a/b', '../../dist', SIGNER)).toBe(true);
  expect(had('.', join(repository.dir, 'dist'), SIGNER)).toBe(true);
  expect(had('.', '.', `dist/${SIGNER}`)).toBe(true);
});

test('works through a link', () => {
  repository.commit({ [`planes/${FILE}`]: 'one', 'links/README.md': '' });
  symlinkSync('../planes', join(repository.dir, 'links/planes'));
  const linked = history(join(repository.dir, 'links/planes'));
  expect(linked.had(SIGNER, repository.treeOf(`planes/dist/${SIGNER}`))).toBe(true);
});
