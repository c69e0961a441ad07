import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHistory, type History } from '../../lib/commands/history';
import { GitRepository } from './git-repository';

const NODE = 'chain/testnet/hoodi-0-node';
const PREFIX = { prefix: 'dist' };

let repository: GitRepository;
const more: string[] = [];
beforeEach(() => {
  repository = GitRepository.create();
});
afterEach(() => {
  repository.remove();
  for (const dir of more.splice(0)) rmSync(dir, { recursive: true });
});

function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'planes-history-'));
  more.push(dir);
  return dir;
}

/** A clone of the repository. */
function clone(...options: readonly string[]): GitRepository {
  const dir = tempDir();
  repository.git('clone', '--quiet', ...options, `file://${repository.dir}`, dir);
  return new GitRepository(dir);
}

function commitNode(at: GitRepository, text: string): string {
  at.commit({ [`dist/${NODE}/a.yaml`]: text, 'dist/chain/testnet/index.json': `{"text": "${text}"}` });
  return at.treeOf(`dist/${NODE}`);
}

function proves(history: History, trees: readonly string[]): readonly boolean[] {
  return trees.map((tree) => history.had(NODE, tree));
}

test('has no history outside of a repository, in one without commits, and for an output folder outside of it', () => {
  const outside = tempDir();
  const histories = [
    openHistory(outside, PREFIX),
    openHistory(join(outside, 'missing'), PREFIX),
    openHistory(repository.dir, PREFIX),
    openHistory(join(repository.dir, '.git'), PREFIX),
  ];
  const tree = commitNode(repository, 'one');
  histories.push(openHistory(repository.dir, { prefix: '../dist' }), openHistory(repository.dir, { prefix: outside }));
  for (const history of histories) {
    expect(history.state).toBe('none');
    expect(history.had(NODE, tree)).toBe(false);
    expect(() => history.read(NODE, tree)).toThrow("'tree' must be one that the protected branch had at this path");
    expect(history.readMany([])).toEqual(new Map());
    expect(history.committed('chain/testnet/index.json')).toBeUndefined();
  }
});

test('proves nothing in a shallow clone, and still reads what is committed', () => {
  const trees = [commitNode(repository, 'one'), commitNode(repository, 'two')];
  const shallow = clone('--depth', '1');
  const history = openHistory(shallow.dir, PREFIX);
  expect(history.state).toBe('shallow');
  expect(proves(history, trees)).toEqual([false, false]);
  expect(history.committed('chain/testnet/index.json')).toBe('{"text": "two"}');

  shallow.git('fetch', '--quiet', '--unshallow');
  expect(openHistory(shallow.dir, PREFIX).state).toBe('complete');
  expect(proves(openHistory(shallow.dir, PREFIX), trees)).toEqual([true, true]);
});

test('refuses a repository whose object format is not sha1', () => {
  const sha256 = GitRepository.create('--object-format=sha256');
  more.push(sha256.dir);
  commitNode(sha256, 'one');
  expect(() => openHistory(sha256.dir, PREFIX)).toThrow(
    `[${sha256.dir}] 'object format' must be sha1, as the tree ids in releases are, got "sha256"`,
  );
});

test('says what git says where it cannot read a repository', () => {
  repository.git('config', 'core.repositoryFormatVersion', '99');
  expect(() => openHistory(repository.dir, PREFIX)).toThrow(/git cannot read the repository: .*99/);
});

describe('the protected branch', () => {
  test('is origin/main, not the local main that is ahead of it', () => {
    const published = commitNode(repository, 'one');
    const local = clone();
    const ahead = commitNode(local, 'two');
    expect(proves(openHistory(local.dir, PREFIX), [published, ahead])).toEqual([true, false]);
  });

  test('is the local main where there is no origin, whatever is checked out', () => {
    const onMain = commitNode(repository, 'one');
    repository.git('checkout', '--quiet', '-b', 'change');
    const onChange = commitNode(repository, 'two');
    expect(proves(openHistory(repository.dir, PREFIX), [onMain, onChange])).toEqual([true, false]);
  });

  test('is what is checked out where there is no main', () => {
    repository.git('checkout', '--quiet', '-b', 'trunk');
    const tree = commitNode(repository, 'one');
    expect(proves(openHistory(repository.dir, PREFIX), [tree])).toEqual([true]);
  });

  test('is no tag of that name', () => {
    const onMain = commitNode(repository, 'one');
    repository.git('checkout', '--quiet', '--detach');
    const tagged = commitNode(repository, 'two');
    repository.git('tag', 'main');
    expect(proves(openHistory(repository.dir, PREFIX), [onMain, tagged])).toEqual([true, false]);
  });

  test('is the one that is named, and must exist', () => {
    commitNode(repository, 'one');
    repository.git('checkout', '--quiet', '-b', 'stable');
    const tree = commitNode(repository, 'two');
    repository.git('checkout', '--quiet', 'main');
    expect(proves(openHistory(repository.dir, { ...PREFIX, branch: 'stable' }), [tree])).toEqual([true]);
    expect(proves(openHistory(clone().dir, { ...PREFIX, branch: 'stable' }), [tree])).toEqual([true]);
    expect(() => openHistory(repository.dir, { ...PREFIX, branch: 'stabel' })).toThrow(
      `[${repository.dir}] 'branch' must be a branch of origin, or a local one, got "stabel"`,
    );
  });
});

describe('reading', () => {
  test('gives the files of several folders, those in folders of their own included', () => {
    const signer = 'chain/testnet/hoodi-0-signer';
    repository.commit({
      [`dist/${NODE}/a.yaml`]: 'a: ü\n',
      [`dist/${NODE}/deep/er/b c.yaml`]: '',
      [`dist/${signer}/a.yaml`]: 'a: ü\n',
      [`dist/${signer}/bom.yaml`]: '\ufeffx\r\n',
    });
    const wanted = [NODE, signer].map((path) => ({ path, tree: repository.treeOf(`dist/${path}`) }));
    commitNode(repository, 'later');
    expect(openHistory(repository.dir, PREFIX).readMany(wanted)).toEqual(
      new Map([
        [
          NODE,
          new Map([
            ['a.yaml', 'a: ü\n'],
            ['deep/er/b c.yaml', ''],
          ]),
        ],
        [
          signer,
          new Map([
            ['a.yaml', 'a: ü\n'],
            ['bom.yaml', '\ufeffx\r\n'],
          ]),
        ],
      ]),
    );
  });

  test('names every folder that is not proved, and takes each path once', () => {
    const tree = commitNode(repository, 'one');
    const history = openHistory(repository.dir, PREFIX);
    const other = tree.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    expect(() =>
      history.readMany([
        { path: 'a', tree },
        { path: NODE, tree },
        { path: NODE, tree: other },
      ]),
    ).toThrow(
      `[a] 'tree' must be one that the protected branch had at this path, got "${tree}"\n` +
        `[${NODE}] 'tree' must be one that the protected branch had at this path, got "${other}"`,
    );
    expect(() =>
      history.readMany([
        { path: NODE, tree },
        { path: NODE, tree },
      ]),
    ).toThrow('each path once');
  });

  test('refuses what the policies could not read as Argo CD does', () => {
    repository.commit({ [`dist/${NODE}/a.yaml`]: Buffer.from([0x61, 0xff]) });
    const notText = repository.treeOf(`dist/${NODE}`);
    const blob = repository.treeOf(`dist/${NODE}/a.yaml`);
    repository.git('update-index', '--add', '--cacheinfo', `120000,${blob},dist/${NODE}/b.yaml`);
    repository.git('commit', '--quiet', '--message=link');
    const link = repository.treeOf(`dist/${NODE}`);
    const history = openHistory(repository.dir, PREFIX);
    expect(() => history.read(NODE, notText)).toThrow(`[git object ${blob}] 'a.yaml' must be UTF-8`);
    expect(() => history.read(NODE, link)).toThrow(
      `[git tree ${link}] 'b.yaml' must be a regular file, got mode 120000`,
    );
  });

  test('says which object is missing', () => {
    const tree = commitNode(repository, 'one');
    const blob = repository.treeOf(`dist/${NODE}/a.yaml`);
    const history = openHistory(repository.dir, PREFIX);
    expect(history.had(NODE, tree)).toBe(true);
    rmSync(join(repository.dir, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    expect(() => history.read(NODE, tree)).toThrow(`[git object ${blob}] must be in the repository, but it is missing`);
  });

  test('gives the text of a file at HEAD, not the one on disk', () => {
    commitNode(repository, 'one');
    const history = openHistory(repository.dir, PREFIX);
    repository.git('rm', '--quiet', 'dist/chain/testnet/index.json');
    expect(history.committed('chain/testnet/index.json')).toBe('{"text": "one"}');
    expect(history.committed('chain/testnet/missing.json')).toBeUndefined();
    expect(history.committed('chain/testnet')).toBeUndefined();
  });
});
