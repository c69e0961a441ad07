import { posix } from 'node:path';
import { tryGit } from './git';
import { readTrees } from './git-objects';
import { inventoryOfTexts, type TreeInventory } from './read-tree';

/**
 * The inventory of a folder as a git revision has it, such as `dist` at `origin/main`. Paths are below the folder. What is
 * wrong is said of `--base`, which is where revisions come from.
 *
 * @param cwd a folder within the repository, from which `folder` is reached
 * @throws when there is no repository or no such revision, or when the revision has no such folder
 */
export function inventoryAtRevision(cwd: string, revision: string, folder: string): TreeInventory {
  return inventoryOfTexts(findFilesAtRevision(cwd, revision, folder));
}

/** The files of a folder as a git revision has it, by path below the folder. @throws as {@link inventoryAtRevision} */
export function findFilesAtRevision(cwd: string, revision: string, folder: string): ReadonlyMap<string, string> {
  const files = tryFindFilesAtRevision(cwd, revision, folder);
  if (files !== undefined) return files;
  throw new Error(`--base must hold the folder ${folder}, which ${revision} does not`);
}

/** As {@link findFilesAtRevision}; undefined where the revision has no such folder. */
export function tryFindFilesAtRevision(
  cwd: string,
  revision: string,
  folder: string,
): ReadonlyMap<string, string> | undefined {
  const commit = commitAt(cwd, revision);
  const tree = tryGit(cwd, ['rev-parse', '--verify', '--quiet', `${commit}:./${posix.normalize(folder)}`]);
  if (tree?.ok !== true) return undefined;
  return readTrees(cwd, [tree.stdout.toString('utf8').trim()])[0];
}

function commitAt(cwd: string, revision: string): string {
  const found = tryGit(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  if (found?.ok === true) return found.stdout.toString('utf8').trim();
  const shallow = tryGit(cwd, ['rev-parse', '--is-shallow-repository'])?.stdout.toString('utf8').trim() === 'true';
  const hint = shallow ? ' (this clone is shallow: run git fetch --unshallow)' : '';
  throw new Error(`--base must be a folder or a git revision${hint}, got '${revision}'`);
}
