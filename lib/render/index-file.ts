import { isRelativePath } from './relative-path';

/** Name of the file in a root's folder that lists the root's other files. */
export const INDEX_FILE = 'index.json';

/** One file of a root. */
export interface IndexEntry {
  /** Path below the root's folder, with `/`. */
  readonly path: string;

  /** SHA-256 of the file's bytes: 64 lower-case hex digits. */
  readonly sha256: string;

  /** The application whose content it is. */
  readonly application?: string;

  /** Identity of the object it holds: `<group>/<kind>/<namespace>/<name>`. */
  readonly object?: string;
}

/**
 * The index of a root: which files are ours. Only files that an index names are ever removed.
 *
 * It holds no clock, host or commit, so that equal files give equal bytes; and it never lists itself.
 */
export interface IndexFile {
  readonly schema: 1;
  readonly files: readonly IndexEntry[];
}

/** The text of an index: one line per file, sorted by path. */
export function printIndex(files: readonly IndexEntry[]): string {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  // Built anew, because JSON shows members in the order they were set.
  const lines = sorted.map(
    ({ path, sha256, application, object }) => `    ${JSON.stringify({ path, sha256, application, object })}`,
  );
  return `{\n  "schema": 1,\n  "files": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}

/**
 * Reads an index, or gives undefined where it proves nothing about ownership: not JSON, another schema, a path that
 * leads out of the root, is listed twice or is the index itself.
 */
export function parseIndex(text: string): IndexFile | undefined {
  const value = parseJson(text);
  if (!isRecord(value) || value['schema'] !== 1 || !Array.isArray(value['files'])) return undefined;
  const files = value['files'] as readonly unknown[];
  if (!files.every(isEntry)) return undefined;
  if (new Set(files.map((file) => file.path)).size !== files.length) return undefined;
  return { schema: 1, files };
}

function isEntry(value: unknown): value is IndexEntry {
  if (!isRecord(value)) return false;
  const { path, sha256, application, object } = value;
  return (
    typeof path === 'string' &&
    isRelativePath(path) &&
    path !== INDEX_FILE &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    (application === undefined || typeof application === 'string') &&
    (object === undefined || typeof object === 'string')
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
