import { git } from './git';

// `:<old mode> <new mode> <old id> <new id> <status>`, then NUL, path, NUL: everything before the path has its place.
const NEW_MODE = { from: 8, to: 14 };
const NEW_ID = { from: 56, to: 96 };
const PATH = 99;
const FOLDER_MODE = '040000';
const COLON = 0x3a;

/** What a user's git settings would otherwise decide is said. */
const LOG = [
  'log',
  '--first-parent',
  // -m alone would follow log.diffMerges.
  '--diff-merges=first-parent',
  '--root',
  '-t',
  '--raw',
  '--no-abbrev',
  '-z',
  '--format=',
  '--no-renames',
  '--no-show-signature',
] as const;

/**
 * Every tree that the first-parent history of a commit had at each folder below `prefix`, by path below it.
 *
 * Only first parents count. What was merged counts as the merge left it; the commits of the merged branch, which
 * nobody approved one by one, do not.
 *
 * @param prefix path from the top of the repository, '' for the top itself
 */
export function readTreeLog(cwd: string, commit: string, prefix: string): ReadonlyMap<string, ReadonlySet<string>> {
  const log = git(cwd, [...LOG, commit, '--', ...(prefix === '' ? [] : [prefix])]);
  const below = prefix === '' ? '' : `${prefix}/`;
  const trees = new Map<string, Set<string>>();
  for (let at = 0; at < log.length;) {
    const end = log.indexOf(0, at + PATH);
    if (log[at] !== COLON || end === -1) throw new Error(`[git log] must print raw changes, got ${preview(log, at)}`);
    if (log.toString('latin1', at + NEW_MODE.from, at + NEW_MODE.to) === FOLDER_MODE) {
      const path = log.toString('utf8', at + PATH, end);
      const tree = log.toString('latin1', at + NEW_ID.from, at + NEW_ID.to);
      if (path.startsWith(below)) add(trees, path.slice(below.length), tree);
    }
    at = end + 1;
  }
  return trees;
}

function add(trees: Map<string, Set<string>>, path: string, tree: string): void {
  const known = trees.get(path);
  if (known === undefined) trees.set(path, new Set([tree]));
  else known.add(tree);
}

function preview(log: Buffer, at: number): string {
  return JSON.stringify(log.toString('utf8', at, at + 80));
}
