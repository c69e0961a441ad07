import { isDeepStrictEqual } from 'node:util';
import { nodeDisk } from '../../lib/render/disk';
import { compareTree, isTorn, type RootTree, writeTree } from '../../lib/render/tree-writer';
import { dyingDisk, stumblingDisk } from './faulty-disk';
import { rootOf, TempTree } from './temp-tree';

const BEFORE = [
  rootOf('chain/testnet', { 'a/x.yaml': '1', 'a/y.yaml': '2', 'gone/z.yaml': '3', 'b/k.yaml': 'kept' }),
  rootOf('chain/old', { 'o/x.yaml': '4' }),
];
const AFTER = [
  rootOf('chain/testnet', { 'a/x.yaml': 'changed', 'a/new.yaml': '5', 'b/k.yaml': 'kept', 'fresh/f/n.yaml': '6' }),
  rootOf('service/testnet', { 's/x.yaml': '7', 's/y.yaml': '8' }),
];
const FOREIGN = { 'chain/testnet/a/mine.txt': 'mine', 'chain/old/o/mine.txt': 'mine', 'service/note': 'mine' };

let tree: TempTree;

afterEach(() => tree.remove());

function prepare(): void {
  tree = new TempTree();
  writeTree(tree.out, BEFORE, nodeDisk);
  for (const [path, text] of Object.entries(FOREIGN)) tree.put(path, text);
}

function textsOf(roots: readonly RootTree[]): Record<string, string> {
  const own = roots.flatMap(({ dir, files }) =>
    [...files].map(([path, { text }]) => [`${dir}/${path}`, text] as const),
  );
  return { ...Object.fromEntries(own), ...FOREIGN };
}

function expectRight(roots: readonly RootTree[]): void {
  expect(tree.files()).toEqual(textsOf(roots));
  expect(isTorn(tree.out, nodeDisk)).toBe(false);
  const again = compareTree(tree.out, roots, nodeDisk);
  expect(again.flatMap((report) => [...report.written, ...report.removed])).toEqual([]);
}

/** Runs `attempt` with n = 1, 2 … until it says that it got through, and returns how many points there were. */
function atEveryPoint(attempt: (n: number) => boolean): number {
  for (let n = 1; n < 500; n++) {
    prepare();
    const through = attempt(n);
    tree.remove();
    if (through) return n;
  }
  throw new Error('never got through');
}

/** Whether a write got through on a disk that may fail. */
function gotThrough(write: () => unknown): boolean {
  try {
    write();
    return true;
  } catch {
    return false;
  }
}

test.each([
  ['the same roots', AFTER],
  ['the earlier roots', BEFORE],
])('after a kill at any point, the next write gives %s', (_, next) => {
  const points = atEveryPoint((n) => {
    const { disk } = dyingDisk(n);
    const through = gotThrough(() => writeTree(tree.out, AFTER, disk));
    writeTree(tree.out, next, nodeDisk);
    expectRight(next);
    return through;
  });
  expect(points).toBeGreaterThan(25);
});

test('after a second kill while the first is mended, the next write still gives the right tree', () => {
  for (const first of [12, 17, 22]) {
    atEveryPoint((n) => {
      gotThrough(() => writeTree(tree.out, AFTER, dyingDisk(first).disk));
      const through = gotThrough(() => writeTree(tree.out, AFTER, dyingDisk(n).disk));
      writeTree(tree.out, AFTER, nodeDisk);
      expectRight(AFTER);
      return through;
    });
  }
});

test('a kill before everything is staged changes nothing, and a later one leaves a torn tree that is reported', () => {
  const seen = new Set<string>();
  atEveryPoint((n) => {
    const { disk, died } = dyingDisk(n);
    const through = gotThrough(() => writeTree(tree.out, AFTER, disk));
    const own = Object.entries(tree.files()).filter(([path]) => !path.startsWith('.staging/'));
    const isBefore = isDeepStrictEqual(Object.fromEntries(own), textsOf(BEFORE));
    if (n > 1 && died()) seen.add(`${isBefore ? 'before' : 'moved'}, torn: ${isTorn(tree.out, nodeDisk)}`);
    return through;
  });
  expect([...seen].sort()).toEqual(['before, torn: true', 'moved, torn: true']);
});

test('one failing change leaves the old tree or a torn one, and the next write gives the right tree', () => {
  atEveryPoint((n) => {
    const through = gotThrough(() => writeTree(tree.out, AFTER, stumblingDisk(n)));
    if (!through && !isTorn(tree.out, nodeDisk)) expect(tree.files()).toEqual(textsOf(BEFORE));
    writeTree(tree.out, AFTER, nodeDisk);
    expectRight(AFTER);
    return through;
  });
});

test('the error of a failing change says whether anything was changed', () => {
  const messages = new Set<string>();
  atEveryPoint((n) => {
    try {
      writeTree(tree.out, AFTER, stumblingDisk(n));
      return true;
    } catch (thrown) {
      messages.add(String(thrown).replace(tree.out, 'dist'));
      return false;
    }
  });
  expect([...messages].sort()).toEqual([
    'Error: [dist] must be a folder that can be written to, nothing was changed: ENOSPC: no space left on device',
    'Error: [dist] was not written to the end, the next run goes on: ENOSPC: no space left on device',
  ]);
});

test('a foreign file that comes while a write is unfinished is never lost', () => {
  const renewed = ['chain/testnet/a/new.yaml', 'service/testnet/s/x.yaml'];
  const paths = [...renewed, 'chain/testnet/gone/z.yaml', 'chain/old/o/x.yaml'];
  const tried = new Set<string>();
  for (const path of paths) {
    atEveryPoint((n) => {
      const through = gotThrough(() => writeTree(tree.out, AFTER, dyingDisk(n).disk));
      if (through || !isTorn(tree.out, nodeDisk) || path in tree.files()) return through;
      tree.put(path, 'foreign');
      gotThrough(() => writeTree(tree.out, AFTER, nodeDisk));
      expect(tree.files()[path]).toBe('foreign');
      tried.add(path);
      return through;
    });
  }
  expect([...tried].sort()).toEqual(paths.sort());
});
