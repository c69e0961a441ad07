import { posix } from 'node:path';
import { git } from './git';

/** An object as `git cat-file` gives it. */
interface GitObject {
  readonly type: string;
  readonly content: Buffer;
}

/** A blob or a tree within a tree that is read. */
interface Found {
  /** Index of the tree that was asked for. */
  readonly top: number;

  /** Path within it; empty for the tree itself. */
  readonly path: string;
  readonly id: string;
}

/**
 * The files of trees, in the order of `trees`, by path within the tree. One run of git per level of folders.
 *
 * @throws when an object is missing, is no regular file, or is not UTF-8: what cannot be read cannot be judged
 */
export function readTrees(cwd: string, trees: readonly string[]): readonly ReadonlyMap<string, string>[] {
  const files = trees.map(() => new Map<string, string>());
  let level: readonly Found[] = trees.map((id, top) => ({ top, path: '', id }));
  while (level.length > 0) {
    const objects = readObjects(cwd, level);
    const next: Found[] = [];
    for (const found of level) {
      const object = objects.get(found.id) as GitObject;
      if (object.type === 'tree') next.push(...entriesOf(found, object.content));
      else if (found.path !== '' && object.type === 'blob')
        files[found.top]?.set(found.path, textOf(found, object.content));
      else throw new Error(`[git object ${found.id}] must be a tree, got a ${object.type}`);
    }
    level = next;
  }
  return files;
}

function readObjects(cwd: string, wanted: readonly Found[]): ReadonlyMap<string, GitObject> {
  const ids = [...new Set(wanted.map(({ id }) => id))];
  const output = git(cwd, ['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
  const objects = new Map<string, GitObject>();
  let at = 0;
  for (const id of ids) {
    const end = output.indexOf('\n', at);
    const [, type = '', size = ''] = output.toString('utf8', at, end).split(' ');
    if (size === '') throw new Error(`[git object ${id}] must be in the repository, but it is ${type}`);
    objects.set(id, { type, content: output.subarray(end + 1, end + 1 + Number(size)) });
    at = end + 1 + Number(size) + 1;
  }
  return objects;
}

/** A tree object is `<mode> <name>\0<20 bytes of id>` for each entry. */
function entriesOf({ top, path, id }: Found, content: Buffer): Found[] {
  const entries: Found[] = [];
  for (let at = 0; at < content.length;) {
    const end = content.indexOf(0, at);
    const [mode = '', ...name] = content.toString('utf8', at, end).split(' ');
    const entry = { top, path: posix.join(path, name.join(' ')), id: content.toString('hex', end + 1, end + 21) };
    // A link would show the policies the name of another file where Argo CD reads that file.
    if (!/^(40000|100644|100755|100664)$/.test(mode)) {
      throw new Error(`[git tree ${id}] '${entry.path}' must be a regular file, got mode ${mode}`);
    }
    entries.push(entry);
    at = end + 21;
  }
  return entries;
}

function textOf({ path, id }: Found, content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw new Error(`[git object ${id}] '${path}' must be UTF-8`);
  }
}
