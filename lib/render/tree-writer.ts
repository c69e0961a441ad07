import { dirname } from 'node:path';
import { messageOf, ProblemsError } from '../model/errors';
import type { Disk } from './disk';
import { followJournal } from './journal';
import type { RootReport, RootTree, WriteOptions } from './root-tree';
import { discardStaging, readJournal, stage } from './staging';
import { planTree, reportsOf, STAGING, type TreePlan } from './tree-plan';

export type { RenderedFile, RootReport, RootTree, WriteOptions } from './root-tree';

/**
 * Makes the roots in an output folder exactly what was rendered, and leaves alone what is not ours.
 *
 * Changed files are staged, then a journal says what is left to do, and then it is done: files and new folders are
 * renamed into place, stale files removed, each index.json last. A call that is killed before the journal is there has
 * changed nothing; after that, the next call finishes it first. One process at a time.
 *
 * @throws ProblemsError before anything is changed, with all that is in the way.
 */
export function writeTree(
  out: string,
  roots: readonly RootTree[],
  disk: Disk,
  options: WriteOptions = {},
): readonly RootReport[] {
  recover(out, disk);
  const plan = planTree(out, roots, disk, options);
  const problems = [...plan.problems, ...lockedFolders(out, plan, disk)];
  if (problems.length > 0) throw new ProblemsError(problems);
  if (plan.roots.some((root) => root.writes.length + root.removals.length > 0)) {
    const journal = stage(out, plan, disk);
    try {
      followJournal(out, `${out}/${STAGING}`, journal, disk);
      discardStaging(out, disk);
    } catch (thrown) {
      throw new Error(`[${out}] was not written to the end, the next run goes on: ${messageOf(thrown)}`, {
        cause: thrown,
      });
    }
  }
  return reportsOf(plan);
}

/**
 * What {@link writeTree} would do. Writes nothing. Ask {@link isTorn} too: while a write is unfinished, the folder is
 * compared as it stands.
 *
 * @throws ProblemsError with all that is in the way.
 */
export function compareTree(
  out: string,
  roots: readonly RootTree[],
  disk: Disk,
  options: WriteOptions = {},
): readonly RootReport[] {
  const plan = planTree(out, roots, disk, options);
  if (plan.problems.length > 0) throw new ProblemsError(plan.problems);
  return reportsOf(plan);
}

/** Whether a write was killed and not finished since. The next {@link writeTree} finishes or undoes it. */
export function isTorn(out: string, disk: Disk): boolean {
  return disk.kindOf(out) === 'folder' && disk.kindOf(`${out}/${STAGING}`) !== undefined;
}

function recover(out: string, disk: Disk): void {
  if (!isTorn(out, disk)) return;
  const staging = `${out}/${STAGING}`;
  if (disk.kindOf(staging) !== 'folder') throw new Error(`[${out}] '${STAGING}' must be a folder: remove it`);
  const journal = readJournal(out, disk);
  // Without a journal, nothing outside of the staging folder was touched.
  if (journal !== undefined) followJournal(out, staging, journal, disk);
  discardStaging(out, disk);
}

/** Folders that would stop the write half-way. */
function lockedFolders(out: string, plan: TreePlan, disk: Disk): readonly string[] {
  const folders = new Set<string>();
  for (const root of plan.roots) {
    for (const { path } of [...root.writes, ...root.removals]) {
      let folder = dirname(`${root.dir}/${path}`);
      while (folder !== '.' && !plan.folders.has(folder)) folder = dirname(folder);
      folders.add(folder === '.' ? out : `${out}/${folder}`);
    }
  }
  return [...folders]
    .sort()
    .filter((folder) => disk.kindOf(folder) === 'folder' && !disk.isWritable(folder))
    .map((folder) => `[${folder}] must be a folder that can be written to`);
}
