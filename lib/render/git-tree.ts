import { hash } from 'node:crypto';
import { isRelativePath } from './relative-path';

/** A folder while its files are sorted in; texts are UTF-8. */
type FolderTree = Map<string, string | FolderTree>;

/**
 * The git tree id (sha1) of a folder, from its files by relative path: what `git write-tree` gives for the same bytes.
 * Files are mode 100644, folders 40000; an empty folder has git's id of the empty tree.
 *
 * A tree id is a content address: equal ids mean equal names and bytes.
 *
 * @throws where a path leads out of the folder, or is a file and a folder at once.
 */
export function gitTreeId(files: ReadonlyMap<string, string>): string {
  const root: FolderTree = new Map();
  for (const [path, text] of files) {
    if (!isRelativePath(path)) throw new Error(`git tree: '${path}' must be a relative path within the folder`);
    const parts = path.split('/');
    const name = parts.pop() as string;
    const folder = parts.reduce((parent, part) => subfolder(parent, part, path), root);
    if (folder.has(name)) throw clash(path);
    folder.set(name, text);
  }
  return Buffer.from(treeId(root), 'latin1').toString('hex');
}

function subfolder(parent: FolderTree, name: string, path: string): FolderTree {
  const found = parent.get(name);
  if (typeof found === 'string') throw clash(path);
  if (found !== undefined) return found;
  const made: FolderTree = new Map();
  parent.set(name, made);
  return made;
}

/** The id as 20 latin1 characters, one a byte. */
function treeId(folder: FolderTree): string {
  const entries = [...folder].map(([name, entry]) => {
    const bytes = latin1(name);
    return typeof entry === 'string'
      ? { order: bytes, text: `100644 ${bytes}\0${objectId('blob', latin1(entry))}` }
      : { order: `${bytes}/`, text: `40000 ${bytes}\0${treeId(entry)}` };
  });
  // Git compares bytes, and a folder's name as if it ended in '/'.
  entries.sort((a, b) => (a.order < b.order ? -1 : 1));
  return objectId('tree', entries.map((entry) => entry.text).join(''));
}

function objectId(type: 'blob' | 'tree', body: string): string {
  return hash('sha1', Buffer.from(`${type} ${body.length}\0${body}`, 'latin1'), 'binary');
}

/** The UTF-8 bytes of a text, one character a byte. */
function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function clash(path: string): Error {
  return new Error(`git tree: '${path}' must not be a file and a folder at once`);
}
