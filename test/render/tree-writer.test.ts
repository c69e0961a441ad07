import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { type Disk, nodeDisk } from '../../lib/render/disk';
import { parseIndex } from '../../lib/render/index-file';
import { compareTree, isTorn, type RootTree, type WriteOptions, writeTree } from '../../lib/render/tree-writer';
import { stumblingDisk } from './faulty-disk';
import { rootOf, TempTree } from './temp-tree';

const ROOT = rootOf('chain/testnet', { 'a/x.yaml': 'x\n', 'a/y.yaml': 'y\n', 'applications/README.md': 'é\n' });
const SMALLER = rootOf('chain/testnet', { 'a/x.yaml': 'x\n' });

let tree: TempTree;

beforeEach(() => {
  tree = new TempTree();
});

afterEach(() => tree.remove());

function write(roots: readonly RootTree[] = [ROOT], options?: WriteOptions): ReturnType<typeof writeTree> {
  return writeTree(tree.out, roots, nodeDisk, options);
}

/** The disk, and a record of what is changed on it. */
function watchedDisk(): { readonly disk: Disk; readonly changes: readonly string[] } {
  const changes: string[] = [];
  const watched = Object.entries(nodeDisk).map(([name, run]) => [
    name,
    (...args: readonly string[]): unknown => {
      if (/^(create|make|rename|remove)/.test(name))
        changes.push(`${name} ${args[name === 'rename' ? 1 : 0]?.slice(tree.out.length + 1)}`);
      return (run as (...all: readonly string[]) => unknown)(...args);
    },
  ]);
  return { disk: Object.fromEntries(watched), changes };
}

/** Expects an error from both ways, and that nothing was changed. */
function expectRefused(message: string | RegExp, roots: readonly RootTree[] = [ROOT]): void {
  const before = tree.files(tree.base);
  expect(() => compareTree(tree.out, roots, nodeDisk)).toThrow(message);
  expect(() => write(roots)).toThrow(message);
  expect(tree.files(tree.base)).toEqual(before);
  expect(isTorn(tree.out, nodeDisk)).toBe(false);
}

describe('a first write', () => {
  test('gives exactly the files, an index, and nothing else', () => {
    const reports = write();
    const written = ['a/x.yaml', 'a/y.yaml', 'applications/README.md', 'index.json'];
    expect(reports).toEqual([{ dir: 'chain/testnet', written, kept: 0, removed: [], foreign: [] }]);
    expect(tree.files()).toEqual({
      'chain/testnet/a/x.yaml': 'x\n',
      'chain/testnet/a/y.yaml': 'y\n',
      'chain/testnet/applications/README.md': 'é\n',
    });
    expect(tree.folders()).toEqual(['chain', 'chain/testnet', 'chain/testnet/a', 'chain/testnet/applications']);
    expect(parseIndex(tree.text('chain/testnet/index.json'))?.files.map(({ path }) => path)).toEqual(
      written.slice(0, 3),
    );
  });

  test('makes files that everybody may read, whatever the umask', () => {
    const umask = process.umask(0o077);
    try {
      write();
    } finally {
      process.umask(umask);
    }
    expect(fs.statSync(join(tree.out, 'chain/testnet/a/x.yaml')).mode & 0o777).toBe(0o644);
  });

  test('makes the output folder with its parents', () => {
    writeTree(join(tree.base, 'p', 'q'), [ROOT], nodeDisk);
    expect(Object.keys(tree.files(join(tree.base, 'p/q')))).toHaveLength(3);
  });
});

describe('a later write', () => {
  test('leaves unchanged files alone', () => {
    write();
    const old = new Date(1_000_000_000_000);
    for (const path of ['a/x.yaml', 'a/y.yaml', 'index.json'])
      fs.utimesSync(join(tree.out, 'chain/testnet', path), old, old);
    const reports = write([
      rootOf('chain/testnet', { 'a/x.yaml': 'x\n', 'a/y.yaml': 'new\n', 'applications/README.md': 'é\n' }),
    ]);
    expect(reports).toMatchObject([{ written: ['a/y.yaml', 'index.json'], kept: 2 }]);
    expect(fs.statSync(join(tree.out, 'chain/testnet/a/x.yaml')).mtimeMs).toBe(old.getTime());
  });

  test('changes nothing at all where all is right', () => {
    write();
    const { disk, changes } = watchedDisk();
    expect(writeTree(tree.out, [ROOT], disk)).toMatchObject([{ written: [], kept: 4 }]);
    expect(changes).toEqual([]);
  });

  test('puts new files in place, then removes stale ones, and the index comes last', () => {
    write([rootOf('chain/testnet', { 'a/x.yaml': 'old', 'b/y.yaml': 'y\n' })]);
    const { disk, changes } = watchedDisk();
    writeTree(tree.out, [rootOf('chain/testnet', { 'a/x.yaml': 'x\n', 'c/y.yaml': 'y\n' })], disk);
    const inPlace = changes.filter((change) => !change.includes('.staging'));
    expect(inPlace).toEqual([
      'rename chain/testnet/a/x.yaml',
      'rename chain/testnet/c',
      'removeFile chain/testnet/b/y.yaml',
      'rename chain/testnet/index.json',
      'removeFolder chain/testnet/b',
    ]);
  });

  test('restores a file that was edited by hand, also with its size and time kept', () => {
    write();
    const file = join(tree.out, 'chain/testnet/a/x.yaml');
    const { mtime } = fs.statSync(file);
    fs.writeFileSync(file, 'X\n');
    fs.utimesSync(file, mtime, mtime);
    expect(write()).toMatchObject([{ written: ['a/x.yaml'], kept: 3 }]);
    expect(tree.text('chain/testnet/a/x.yaml')).toBe('x\n');
  });

  test('restores a file that was removed, made executable or made a link', () => {
    write();
    fs.rmSync(join(tree.out, 'chain/testnet/a/x.yaml'));
    fs.chmodSync(join(tree.out, 'chain/testnet/a/y.yaml'), 0o755);
    fs.rmSync(join(tree.out, 'chain/testnet/applications/README.md'));
    fs.symlinkSync('/etc/passwd', join(tree.out, 'chain/testnet/applications/README.md'));
    expect(write()).toMatchObject([{ written: ['a/x.yaml', 'a/y.yaml', 'applications/README.md'], kept: 1 }]);
    expect(fs.statSync(join(tree.out, 'chain/testnet/a/y.yaml')).mode & 0o777).toBe(0o644);
    expect(tree.text('chain/testnet/applications/README.md')).toBe('é\n');
  });

  test('removes what the index names and is no longer rendered, with folders that become empty', () => {
    write();
    const removed = ['a/y.yaml', 'applications/README.md'];
    expect(write([SMALLER])).toMatchObject([{ written: ['index.json'], kept: 1, removed }]);
    expect(tree.folders()).toEqual(['chain', 'chain/testnet', 'chain/testnet/a']);
  });

  test('removes a root that is no longer rendered, and keeps what is foreign there', () => {
    write([ROOT, rootOf('service/testnet', { 's/x.yaml': '1' })]);
    tree.put('chain/testnet/a/mine', 'mine');
    expect(write([])).toEqual([
      { dir: 'chain/testnet', written: [], kept: 0, removed: ['a/x.yaml', 'a/y.yaml', 'applications/README.md', 'index.json'], foreign: ['a/mine'] }, // prettier-ignore
      { dir: 'service/testnet', written: [], kept: 0, removed: ['index.json', 's/x.yaml'], foreign: [] },
    ]);
    expect(tree.files()).toEqual({ 'chain/testnet/a/mine': 'mine' });
    expect(fs.existsSync(join(tree.out, 'service'))).toBe(false);
    expect(fs.existsSync(join(tree.out, 'chain/testnet/index.json'))).toBe(false);
  });

  test('comparing says the same as writing, and writes nothing', () => {
    write();
    tree.put('chain/testnet/a/mine', 'mine');
    const before = tree.files();
    const compared = compareTree(tree.out, [SMALLER], nodeDisk);
    expect(tree.files()).toEqual(before);
    expect(compared).toEqual(write([SMALLER]));
  });
});

describe('foreign files', () => {
  test('are reported and kept, also outside of the roots', () => {
    for (const path of ['chain/testnet/a/mine', 'chain/testnet/z', 'notes', 'chain/other/deep/n'])
      tree.put(path, 'mine');
    expect(write()).toMatchObject([
      { dir: 'chain/testnet', foreign: ['a/mine', 'z'] },
      { dir: '.', written: [], removed: [], foreign: ['chain/other/', 'notes'] },
    ]);
    expect(Object.values(tree.files()).filter((text) => text === 'mine')).toHaveLength(4);
  });

  test('stand in the way where they differ, all told at once', () => {
    tree.put('chain/testnet/a/x.yaml', 'mine');
    tree.put('chain/testnet/a/y.yaml/file', 'mine');
    tree.put('chain/testnet/applications', 'mine');
    expectRefused(
      /'a\/x.yaml' stands where a file of ours(.|\n)*'a\/y.yaml' stands where a file(.|\n)*'applications' stands where a folder/,
    );
  });

  test('become ours where they are what would be written', () => {
    tree.put('chain/testnet/a/x.yaml', 'x\n');
    expect(write()).toMatchObject([{ written: ['a/y.yaml', 'applications/README.md', 'index.json'], kept: 1 }]);
  });

  test('are not what an unreadable index names, unless the committed one does', () => {
    write();
    const committed = tree.text('chain/testnet/index.json');
    tree.put('chain/testnet/index.json', '<<<<<<< HEAD');
    expect(write([SMALLER])).toMatchObject([{ removed: [], foreign: ['a/y.yaml', 'applications/README.md'] }]);
    tree.put('chain/testnet/index.json', '{}');
    const options = { committedIndex: (dir: string) => (dir === 'chain/testnet' ? committed : undefined) };
    expect(write([SMALLER], options)).toMatchObject([{ removed: ['a/y.yaml', 'applications/README.md'], foreign: [] }]);
  });

  test('an index that names paths outside of the root removes nothing', () => {
    write();
    tree.put('secret', 'mine');
    tree.put('chain/testnet/index.json', tree.text('chain/testnet/index.json').replace('a/y.yaml', '../../secret'));
    expect(write([SMALLER])).toMatchObject([{ removed: [] }, { foreign: ['secret'] }]);
    expect(tree.text('secret')).toBe('mine');
  });
});

describe('an output folder that cannot be used', () => {
  test('a file', () => {
    fs.writeFileSync(tree.out, 'mine');
    expectRefused('output folder must be a folder, is a file or link');
  });

  test.each(['chain', 'chain/testnet', 'chain/testnet/a'])('a link leading out at %s', (path) => {
    const outside = join(tree.base, 'outside');
    fs.mkdirSync(outside);
    fs.mkdirSync(join(tree.out, path, '..'), { recursive: true });
    fs.symlinkSync(outside, join(tree.out, path));
    expectRefused(/must be a folder, is a file or link|stands where a folder must be written/);
    expect(fs.readdirSync(outside)).toEqual([]);
  });

  test('a folder that cannot be written to, named before anything is changed', () => {
    write([SMALLER]);
    const locked = { ...nodeDisk, isWritable: (folder: string) => !folder.endsWith('/chain/testnet') };
    expect(() => writeTree(tree.out, [ROOT], locked)).toThrow(
      `[${tree.out}/chain/testnet] must be a folder that can be written to`,
    );
    expect(Object.keys(tree.files())).toEqual(['chain/testnet/a/x.yaml']);
  });

  test.each([
    ['chain', 'a root must be two folders deep'],
    ['../testnet', 'a root must be two folders deep'],
  ])('a root at %s', (dir, message) => {
    expectRefused(message, [rootOf(dir, {})]);
  });

  test('two roots at one place, a rendered index, a path that leads out', () => {
    expectRefused('must be one root only', [ROOT, ROOT]);
    expectRefused("'index.json' must not be rendered", [rootOf('chain/testnet', { 'index.json': '{}' })]);
    expectRefused("'../x' must be a path below the root", [rootOf('chain/testnet', { '../x': '' })]);
  });
});

describe('an unfinished write', () => {
  test('whose journal leads out of the folder is undone, not followed', () => {
    write();
    tree.put('../secret', 'mine');
    tree.put('.staging/0', 'evil');
    tree.put('.staging/journal.json', '{"schema":1,"steps":[{"move":"0","to":"../secret","isNew":false}]}');
    expect(isTorn(tree.out, nodeDisk)).toBe(true);
    write();
    expect(tree.text('../secret')).toBe('mine');
    expect(isTorn(tree.out, nodeDisk)).toBe(false);
  });

  test('is not finished through a link that came since', () => {
    write();
    const outside = join(tree.base, 'outside');
    fs.mkdirSync(outside);
    fs.symlinkSync(outside, join(tree.out, 'link'));
    tree.put('.staging/0', 'x');
    tree.put('.staging/journal.json', '{"schema":1,"steps":[{"move":"0","to":"link/x","isNew":false}]}');
    expect(() => write()).toThrow("'link/x' must be put into a folder");
    expect(fs.readdirSync(outside)).toEqual([]);
  });

  test('removes nothing through a link that came since', () => {
    write();
    tree.put('../outside/x', 'x');
    fs.symlinkSync(join(tree.base, 'outside'), join(tree.out, 'link'));
    const sha256 = createHash('sha256').update('x').digest('hex');
    tree.put('.staging/journal.json', JSON.stringify({ schema: 1, steps: [{ remove: 'link/x', sha256 }] }));
    write();
    expect(tree.text('../outside/x')).toBe('x');
  });

  test('is compared as it stands, and is nothing foreign', () => {
    write();
    tree.put('.staging/0', 'x');
    expect(compareTree(tree.out, [ROOT], nodeDisk)).toMatchObject([{ dir: 'chain/testnet', written: [], foreign: [] }]);
  });

  test('that never began leaves no output folder behind', () => {
    expect(() => writeTree(tree.out, [ROOT], stumblingDisk(4))).toThrow('nothing was changed');
    expect(fs.existsSync(tree.out)).toBe(false);
  });
});
