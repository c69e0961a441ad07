import { hash } from 'node:crypto';
import { ProblemsError } from '../model/errors';
import type { Disk } from './disk';
import { isRelativePath } from './relative-path';

/** Moves a staged file or folder into its place. */
export interface MoveStep {
  /** Name in the staging folder. */
  readonly move: string;

  /** Path below the output folder. */
  readonly to: string;

  /** Nothing stood there when this was planned. */
  readonly isNew: boolean;
}

/** Removes one file of ours, if its bytes are still these. */
export interface RemoveStep {
  /** Path below the output folder. */
  readonly remove: string;
  readonly sha256: string;
}

/**
 * All that is left to do once everything is staged, in order. Each step can be repeated: a move is done when what it
 * moves is gone from the staging folder, a removal when the file is gone.
 */
export interface Journal {
  readonly schema: 1;
  readonly steps: readonly (MoveStep | RemoveStep)[];
}

/** Reads a journal, or gives undefined for one that cannot be followed safely. */
export function parseJournal(text: string): Journal | undefined {
  try {
    const value = JSON.parse(text) as Journal;
    return value.schema === 1 && value.steps.every(isStep) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Does what is left of a journal.
 *
 * @throws before the first step, where something foreign has come to stand in the place of a new file meanwhile.
 */
export function followJournal(out: string, staging: string, journal: Journal, disk: Disk): void {
  const real = new Map<string, boolean>();
  const open = journal.steps.filter((step) =>
    isMove(step) ? disk.kindOf(`${staging}/${step.move}`) !== undefined : isBelowFolders(out, step.remove, disk, real),
  );
  const problems = obstacles(out, staging, open, disk);
  if (problems.length > 0) throw new ProblemsError(problems);
  for (const step of open) {
    if (isMove(step)) disk.rename(`${staging}/${step.move}`, `${out}/${step.to}`);
    else if (isStill(`${out}/${step.remove}`, step.sha256, disk)) disk.removeFile(`${out}/${step.remove}`);
  }
  removeEmptyFolders(out, journal, disk);
}

function obstacles(out: string, staging: string, steps: Journal['steps'], disk: Disk): readonly string[] {
  const real = new Map<string, boolean>();
  return steps.filter(isMove).flatMap(({ move, to, isNew }) => {
    if (!isBelowFolders(out, to, disk, real))
      return [`[${out}] '${to}' must be put into a folder, and has none any more`];
    const kind = isNew ? disk.kindOf(`${out}/${to}`) : undefined;
    if (kind === undefined || (kind === 'file' && isSame(`${out}/${to}`, `${staging}/${move}`, disk))) return [];
    return [`[${out}] '${to}' came to stand where an unfinished write must put a file: move it away or remove it`];
  });
}

/** Whether each parent is a real folder: a link put there meanwhile would lead the write out of the output folder. */
function isBelowFolders(out: string, path: string, disk: Disk, known: Map<string, boolean>): boolean {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return true;
  const parent = path.slice(0, slash);
  const found = known.get(parent);
  if (found !== undefined) return found;
  const real = isBelowFolders(out, parent, disk, known) && disk.kindOf(`${out}/${parent}`) === 'folder';
  known.set(parent, real);
  return real;
}

function removeEmptyFolders(out: string, journal: Journal, disk: Disk): void {
  const folders = new Set<string>();
  for (const step of journal.steps) {
    if (isMove(step)) continue;
    for (let slash = step.remove.lastIndexOf('/'); slash > 0; slash = step.remove.lastIndexOf('/', slash - 1)) {
      folders.add(step.remove.slice(0, slash));
    }
  }
  // A folder sorts before what is in it.
  for (const folder of [...folders].sort().reverse()) {
    const path = `${out}/${folder}`;
    if (disk.kindOf(path) === 'folder' && disk.list(path).length === 0) disk.removeFolder(path);
  }
}

function isStill(file: string, sha256: string, disk: Disk): boolean {
  return disk.kindOf(file) === 'file' && hash('sha256', disk.read(file).bytes, 'hex') === sha256;
}

function isSame(file: string, staged: string, disk: Disk): boolean {
  return disk.kindOf(staged) === 'file' && disk.read(file).bytes.equals(disk.read(staged).bytes);
}

function isMove(step: MoveStep | RemoveStep): step is MoveStep {
  return 'move' in step;
}

function isStep(step: MoveStep | RemoveStep): boolean {
  return isMove(step)
    ? /^[0-9]+$/.test(step.move) && isRelativePath(step.to) && typeof step.isNew === 'boolean'
    : isRelativePath(step.remove) && typeof step.sha256 === 'string';
}
