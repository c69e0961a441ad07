import * as fs from 'node:fs';

/** What stands at a path. `other` is a symbolic link, socket or device: never followed, never ours. */
export type Kind = 'file' | 'folder' | 'other';

/** One name in a folder. */
export interface DiskEntry {
  readonly name: string;
  readonly kind: Kind;
}

/** A file as it is stored. */
export interface StoredFile {
  readonly bytes: Buffer;

  /** Whether its owner may execute it: the one bit of the mode that git records. */
  readonly executable: boolean;
}

/**
 * The disk, as far as writing rendered files needs it. Each operation either takes effect as a whole, or throws;
 * only {@link Disk.create} may leave a part of a file behind.
 */
export interface Disk {
  /** What stands at a path, without following a symbolic link there; undefined where nothing does. */
  readonly kindOf: (path: string) => Kind | undefined;

  /** Whether names can be added to and removed from a folder. */
  readonly isWritable: (folder: string) => boolean;
  readonly list: (folder: string) => readonly DiskEntry[];
  readonly read: (file: string) => StoredFile;

  /** Makes a file with mode 0644; throws where the name is taken. */
  readonly create: (file: string, text: string) => void;

  /** Makes a folder in a folder that exists. */
  readonly makeFolder: (folder: string) => void;

  /** Moves a file, in place of one that stands there, or a folder to where none stands. */
  readonly rename: (from: string, to: string) => void;
  readonly removeFile: (file: string) => void;

  /** Removes an empty folder. */
  readonly removeFolder: (folder: string) => void;
}

/** The disk of this machine. */
export const nodeDisk: Disk = {
  kindOf: (path) => {
    const found = fs.lstatSync(path, { throwIfNoEntry: false });
    return found && kindOf(found);
  },
  isWritable,
  list: (folder) =>
    fs.readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kindOf(entry) })),
  read,
  create,
  makeFolder: (folder) => {
    fs.mkdirSync(folder, 0o755);
  },
  rename: (from, to) => fs.renameSync(from, to),
  removeFile: (file) => fs.unlinkSync(file),
  removeFolder: (folder) => fs.rmdirSync(folder),
};

function kindOf(found: fs.Stats | fs.Dirent): Kind {
  return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
}

function isWritable(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Most rendered files fit, so that reading one is a single call into memory that is there already. */
const BUFFER = Buffer.allocUnsafeSlow(256 * 1024);

function read(file: string): StoredFile {
  const handle = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0));
  try {
    const { mode, size } = fs.fstatSync(handle);
    const executable = (mode & 0o100) !== 0;
    if (size >= BUFFER.length) return { bytes: fs.readFileSync(handle), executable };
    const length = fs.readSync(handle, BUFFER, 0, BUFFER.length, 0);
    return { bytes: Buffer.from(BUFFER.subarray(0, length)), executable };
  } finally {
    fs.closeSync(handle);
  }
}

function create(file: string, text: string): void {
  const handle = fs.openSync(file, 'wx', 0o644);
  try {
    fs.writeFileSync(handle, text);
    // The umask of a hardened machine may have taken bits away that the next reader needs.
    if (hasStrictUmask()) fs.fchmodSync(handle, 0o644);
  } finally {
    fs.closeSync(handle);
  }
}

function hasStrictUmask(): boolean {
  return (process.umask() & 0o644) !== 0;
}
