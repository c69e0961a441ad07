import { hash } from 'node:crypto';
import type { Disk, Kind } from './disk';
import { INDEX_FILE, parseIndex, printIndex } from './index-file';
import { isRelativePath } from './relative-path';
import type { RootTree, WriteOptions } from './root-tree';

/** A file to be written. */
export interface PlannedWrite {
  /** Below the root's folder. */
  readonly path: string;
  readonly text: string;

  /** Nothing stands there yet; otherwise our own file is replaced. */
  readonly isNew: boolean;
}

/** A file to be removed, as it is now. */
export interface PlannedRemoval {
  readonly path: string;
  readonly sha256: string;
}

/** What is to be done in one root, and what is in the way. */
export interface RootPlan {
  readonly dir: string;
  readonly writes: readonly PlannedWrite[];
  readonly kept: number;
  readonly removals: readonly PlannedRemoval[];
  readonly foreign: readonly string[];

  /** Folders that exist below the root's. */
  readonly folders: ReadonlySet<string>;
  readonly problems: readonly string[];
}

/** What stands below a folder, by path; symbolic links are not followed. */
type Standing = ReadonlyMap<string, Kind>;

/**
 * Compares a root with the disk. Every file is read: size and time prove nothing after a `git checkout`, which gives a
 * tampered file of equal size an earlier time than the index beside it, and reading 40,000 files takes 0.3 s.
 *
 * @param files undefined for a root that is no longer rendered: what its index names goes.
 */
export function planRoot(
  out: string,
  dir: string,
  files: RootTree['files'] | undefined,
  disk: Disk,
  options: WriteOptions,
): RootPlan {
  const folder = `${out}/${dir}`;
  const standing = walk(folder, disk);
  const owned = once(() => ownedPaths(folder, dir, standing, disk, options));
  const wanted = files === undefined ? new Map<string, string>() : wantedTexts(files);
  const { writes, problems } = planWrites(folder, wanted, standing, owned, disk);
  const removals: PlannedRemoval[] = [];
  const foreign: string[] = [];
  for (const [path, kind] of standing) {
    if (kind === 'folder' || wanted.has(path)) continue;
    if (kind === 'file' && owned().has(path))
      removals.push({ path, sha256: sha256(disk.read(`${folder}/${path}`).bytes) });
    else foreign.push(path);
  }
  return {
    dir,
    writes,
    kept: wanted.size - writes.length - problems.length,
    removals: removals.sort(byPath),
    foreign: foreign.sort(),
    folders: new Set([...standing].filter(([, kind]) => kind === 'folder').map(([path]) => path)),
    problems: problems.map((problem) => `[${dir}] ${problem}`),
  };
}

/** Which paths are ours: none where nothing tells. An index is ours like the files that it names. */
function ownedPaths(
  folder: string,
  dir: string,
  standing: Standing,
  disk: Disk,
  options: WriteOptions,
): ReadonlySet<string> {
  const onDisk = standing.get(INDEX_FILE) === 'file' ? disk.read(`${folder}/${INDEX_FILE}`).bytes.toString() : '';
  const index = parseIndex(onDisk) ?? parseIndex(options.committedIndex?.(dir) ?? '');
  return new Set(index && [INDEX_FILE, ...index.files.map((file) => file.path)]);
}

/** Reading a large index takes a while, and where all is right nobody asks what is ours. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function wantedTexts(files: RootTree['files']): ReadonlyMap<string, string> {
  const texts = new Map([...files].map(([path, file]) => [path, file.text]));
  const entries = [...files].map(([path, { text, application, object }]) => ({
    path,
    sha256: sha256(text),
    application,
    object,
  }));
  // Last, so that an index never names what is not there yet.
  return texts.set(INDEX_FILE, printIndex(entries));
}

function planWrites(
  folder: string,
  wanted: ReadonlyMap<string, string>,
  standing: Standing,
  owned: () => ReadonlySet<string>,
  disk: Disk,
): Pick<RootPlan, 'writes' | 'problems'> {
  const writes: PlannedWrite[] = [];
  const problems: string[] = [];
  for (const [path, text] of wanted) {
    const kind = standing.get(path);
    const obstacle = kind === 'folder' ? path : blockedBy(path, standing);
    if (!isRelativePath(path)) problems.push(`'${path}' must be a path below the root`);
    else if (obstacle !== undefined) problems.push(inTheWay(obstacle, obstacle === path ? 'file' : 'folder'));
    else if (kind === undefined) writes.push({ path, text, isNew: true });
    else {
      const change = compare(kind, `${folder}/${path}`, text, disk);
      if (change === 'none') continue;
      if (change === 'bytes' && path !== INDEX_FILE && !owned().has(path))
        problems.push(inTheWay(path, 'file of ours'));
      else writes.push({ path, text, isNew: false });
    }
  }
  return { writes, problems };
}

/** How a file differs. One that is merely executable is restored too, because that bit is part of the git tree id. */
function compare(kind: Kind, file: string, text: string, disk: Disk): 'none' | 'mode' | 'bytes' {
  if (kind !== 'file') return 'bytes';
  const { bytes, executable } = disk.read(file);
  if (!Buffer.from(text).equals(bytes)) return 'bytes';
  return executable ? 'mode' : 'none';
}

/** The nearest parent that exists and is no folder: a file, or a link that would lead out of the root. */
function blockedBy(path: string, standing: Standing): string | undefined {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const kind = standing.get(path.slice(0, slash));
    if (kind === 'folder') return undefined;
    if (kind !== undefined) return path.slice(0, slash);
  }
  return undefined;
}

function inTheWay(path: string, what: string): string {
  return `'${path}' stands where a ${what} must be written, and is not ours to replace: move it away or remove it`;
}

function walk(folder: string, disk: Disk): Standing {
  const standing = new Map<string, Kind>();
  if (disk.kindOf(folder) !== 'folder') return standing;
  const open = [''];
  for (let prefix = open.pop(); prefix !== undefined; prefix = open.pop()) {
    for (const { name, kind } of disk.list(`${folder}/${prefix}`)) {
      const path = `${prefix}${name}`;
      standing.set(path, kind);
      if (kind === 'folder') open.push(`${path}/`);
    }
  }
  return standing;
}

function sha256(content: string | Buffer): string {
  return hash('sha256', content, 'hex');
}

function byPath(a: PlannedRemoval, b: PlannedRemoval): number {
  return a.path < b.path ? -1 : 1;
}
