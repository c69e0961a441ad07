import type { Disk } from './disk';
import { INDEX_FILE, parseIndex } from './index-file';
import { isRelativePath } from './relative-path';
import { planRoot, type RootPlan } from './root-plan';
import type { RootReport, RootTree, WriteOptions } from './root-tree';

/** Folder in the output folder that holds an unfinished write; on the same file system, so that files can be renamed. */
export const STAGING = '.staging';

/** What is to be done below an output folder, and what is in the way. */
export interface TreePlan {
  /** Rendered roots in the given order, then the ones that are no longer rendered. */
  readonly roots: readonly RootPlan[];

  /** Folders that exist, by path below the output folder. */
  readonly folders: ReadonlySet<string>;

  /** Foreign paths outside of every root. */
  readonly foreign: readonly string[];
  readonly problems: readonly string[];
}

/** What stands in the output folder, two levels deep. */
interface TopLevel {
  /** `chain`, `chain/testnet`. */
  readonly folders: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
}

/** Compares roots with an output folder. Reads only. */
export function planTree(out: string, roots: readonly RootTree[], disk: Disk, options: WriteOptions): TreePlan {
  const outKind = disk.kindOf(out);
  if (outKind !== undefined && outKind !== 'folder')
    return blocked(`[${out}] output folder must be a folder, is a file or link`);
  const top = topLevel(out, outKind !== undefined, disk);
  const problems = rootProblems(roots, top);
  if (problems.length > 0) return { ...blocked(''), problems };
  const rendered = new Set(roots.map((root) => root.dir));
  const rest = [...top.folders].filter((dir) => dir.includes('/') && !rendered.has(dir)).sort();
  const earlier = rest.filter((dir) => hasIndex(out, dir, disk, options));
  const plans = [
    ...roots.map((root) => planRoot(out, root.dir, root.files, disk, options)),
    ...earlier.map((dir) => planRoot(out, dir, undefined, disk, options)),
  ];
  const below = plans.flatMap((plan) => [...plan.folders].map((folder) => `${plan.dir}/${folder}`));
  return {
    roots: plans,
    folders: new Set([...top.folders, ...below]),
    foreign: [...top.others, ...rest.filter((dir) => !earlier.includes(dir)).map((dir) => `${dir}/`)].sort(),
    problems: plans.flatMap((plan) => plan.problems),
  };
}

/** What a plan does, for people. */
export function reportsOf(plan: TreePlan): readonly RootReport[] {
  const reports = plan.roots.map((root) => ({
    dir: root.dir,
    written: root.writes.map((write) => write.path).sort(),
    kept: root.kept,
    removed: root.removals.map((removal) => removal.path),
    foreign: root.foreign,
  }));
  const outside = { dir: '.', written: [], kept: 0, removed: [], foreign: plan.foreign };
  return plan.foreign.length === 0 ? reports : [...reports, outside];
}

function topLevel(out: string, exists: boolean, disk: Disk): TopLevel {
  const folders = new Set<string>();
  const others = new Set<string>();
  const look = (folder: string, prefix: string): void => {
    for (const { name, kind } of disk.list(folder)) {
      const path = `${prefix}${name}`;
      if (path === STAGING) continue;
      (kind === 'folder' ? folders : others).add(path);
    }
  };
  if (exists) look(out, '');
  const planes = [...folders];
  for (const plane of planes) look(`${out}/${plane}`, `${plane}/`);
  return { folders, others };
}

function rootProblems(roots: readonly RootTree[], top: TopLevel): readonly string[] {
  const seen = new Set<string>();
  return roots.flatMap(({ dir, files }) => {
    const problems: string[] = [];
    const plane = dir.slice(0, dir.indexOf('/'));
    if (!isRelativePath(dir) || dir.split('/').length !== 2) problems.push('a root must be two folders deep');
    if (seen.has(dir)) problems.push('must be one root only');
    if (files.has(INDEX_FILE)) problems.push(`'${INDEX_FILE}' must not be rendered, it is written by itself`);
    for (const path of [plane, dir]) {
      if (top.others.has(path))
        problems.push(`'${path}' must be a folder, is a file or link: move it away or remove it`);
    }
    seen.add(dir);
    return problems.map((problem) => `[${dir}] ${problem}`);
  });
}

/** Whether a folder was a root: by an index that can be read, on disk or committed. */
function hasIndex(out: string, dir: string, disk: Disk, options: WriteOptions): boolean {
  const file = `${out}/${dir}/${INDEX_FILE}`;
  const text = disk.kindOf(file) === 'file' ? disk.read(file).bytes.toString() : '';
  return (parseIndex(text) ?? parseIndex(options.committedIndex?.(dir) ?? '')) !== undefined;
}

function blocked(problem: string): TreePlan {
  return { roots: [], folders: new Set(), foreign: [], problems: [problem] };
}
