import { dirname } from 'node:path';
import { messageOf } from '../model/errors';
import type { Disk } from './disk';
import { INDEX_FILE } from './index-file';
import { type Journal, type MoveStep, parseJournal, type RemoveStep } from './journal';
import type { PlannedWrite } from './root-plan';
import { STAGING, type TreePlan } from './tree-plan';

const JOURNAL = 'journal.json';

/**
 * Stages every change, and writes the journal that makes them count.
 *
 * @throws where the output folder cannot be written; nothing was changed then.
 */
export function stage(out: string, plan: TreePlan, disk: Disk): Journal {
  const isNewFolder = disk.kindOf(out) === undefined;
  try {
    makeFolders(out, disk);
    const staging = `${out}/${STAGING}`;
    disk.makeFolder(staging);
    const journal: Journal = { schema: 1, steps: stageFiles(staging, plan, disk) };
    disk.create(`${staging}/${JOURNAL}.new`, `${JSON.stringify(journal)}\n`);
    disk.rename(`${staging}/${JOURNAL}.new`, `${staging}/${JOURNAL}`);
    return journal;
  } catch (thrown) {
    try {
      discardStaging(out, disk);
      if (isNewFolder) disk.removeFolder(out);
    } catch {
      // The next run discards it: without a journal, it counts for nothing.
    }
    throw new Error(`[${out}] must be a folder that can be written to, nothing was changed: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
}

/**
 * Files on their way into the staging folder.
 *
 * A folder that does not exist yet is staged and moved as a whole: on a first write that is one rename per plane instead
 * of one per file, which would take longer than writing them.
 */
class Staging {
  public readonly moves: MoveStep[] = [];
  public readonly indexes: MoveStep[] = [];
  private readonly newFolders = new Map<string, string>();
  private readonly made = new Set<string>();

  public constructor(
    private readonly staging: string,
    private readonly folders: ReadonlySet<string>,
    private readonly disk: Disk,
  ) {}

  public add(dir: string, { path, text, isNew }: PlannedWrite): void {
    const to = `${dir}/${path}`;
    const newFolder = firstMissing(to, this.folders);
    if (newFolder === undefined) {
      this.disk.create(this.move(path === INDEX_FILE ? this.indexes : this.moves, to, isNew), text);
      return;
    }
    const staged = this.newFolders.get(newFolder) ?? this.move(this.moves, newFolder, true);
    this.newFolders.set(newFolder, staged);
    const file = `${staged}${to.slice(newFolder.length)}`;
    this.makeFolder(dirname(file));
    this.disk.create(file, text);
  }

  private move(list: MoveStep[], to: string, isNew: boolean): string {
    const move = String(this.moves.length + this.indexes.length);
    list.push({ move, to, isNew });
    return `${this.staging}/${move}`;
  }

  private makeFolder(folder: string): void {
    if (folder === this.staging || this.made.has(folder)) return;
    this.makeFolder(dirname(folder));
    this.disk.makeFolder(folder);
    this.made.add(folder);
  }
}

/** Stages the files of a plan. Removals wait until everything new is in place, and the indexes until all else is done. */
function stageFiles(staging: string, plan: TreePlan, disk: Disk): Journal['steps'] {
  const files = new Staging(staging, plan.folders, disk);
  for (const root of plan.roots) for (const write of root.writes) files.add(root.dir, write);
  const removals = plan.roots.flatMap((root) => root.removals.map((removal) => ({ dir: root.dir, ...removal })));
  const step = ({ dir, path, sha256 }: (typeof removals)[number]): RemoveStep => ({ remove: `${dir}/${path}`, sha256 });
  return [
    ...files.moves,
    ...removals.filter(({ path }) => path !== INDEX_FILE).map(step),
    ...files.indexes,
    ...removals.filter(({ path }) => path === INDEX_FILE).map(step),
  ];
}

/** The topmost parent that does not exist yet. */
function firstMissing(path: string, folders: ReadonlySet<string>): string | undefined {
  for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
    const parent = path.slice(0, slash);
    if (!folders.has(parent)) return parent;
  }
  return undefined;
}

function makeFolders(folder: string, disk: Disk): void {
  if (disk.kindOf(folder) !== undefined) return;
  makeFolders(dirname(folder), disk);
  disk.makeFolder(folder);
}

/** The journal of an unfinished write, if it came so far. It is renamed into place whole. */
export function readJournal(out: string, disk: Disk): Journal | undefined {
  const file = `${out}/${STAGING}/${JOURNAL}`;
  return disk.kindOf(file) === 'file' ? parseJournal(disk.read(file).bytes.toString()) : undefined;
}

/** Removes the staging folder. The journal goes first: what is left then counts for nothing. */
export function discardStaging(out: string, disk: Disk): void {
  const staging = `${out}/${STAGING}`;
  if (disk.kindOf(staging) !== 'folder') return;
  if (disk.kindOf(`${staging}/${JOURNAL}`) === 'file') disk.removeFile(`${staging}/${JOURNAL}`);
  removeAll(staging, disk);
}

function removeAll(folder: string, disk: Disk): void {
  for (const { name, kind } of disk.list(folder)) {
    if (kind === 'folder') removeAll(`${folder}/${name}`, disk);
    else disk.removeFile(`${folder}/${name}`);
  }
  disk.removeFolder(folder);
}
