import { isCollection, LineCounter, parseAllDocuments, visit, type Document, type Node } from 'yaml';
import { messageOf } from '../model/errors';
import type { Manifest } from '../render/inventory';

/** What a file holds. */
export interface ParsedFile {
  readonly objects: readonly Manifest[];

  /** Text of what is no object: the whole file, or its documents without a kind, which Argo CD skips in silence. */
  readonly rest: string;

  /** What could not be read, each as `file:line: message`. */
  readonly problems: readonly string[];
}

/**
 * The API objects of a file, read as Argo CD reads YAML (1.1), with lists taken apart as it does.
 *
 * @param file its path, for problems; its ending says whether it is YAML or JSON at all
 */
export function parseManifests(file: string, text: string): ParsedFile {
  const isYaml = /\.ya?ml$/.test(file);
  if (!isYaml && !file.endsWith('.json')) return { objects: [], rest: text, problems: [] };
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { version: '1.1', merge: true, lineCounter: lines, logLevel: 'silent' });
  const objects: Manifest[] = [];
  const rest: string[] = [];
  const problems: string[] = [];
  for (const document of documents as Document.Parsed[]) {
    const problem = problemOf(document, lines);
    if (problem !== undefined) {
      // JSON that is none is a file like any other; YAML that does not parse breaks its application.
      if (isYaml) problems.push(`${file}:${problem}`);
      rest.push(source(document, text));
      continue;
    }
    const found = manifestsOf(document.toJS());
    objects.push(...found);
    if (found.length === 0) rest.push(source(document, text));
  }
  // A Kustomization configures its folder and is never applied, whatever its metadata.
  if (/(^|\/)kustomization\.ya?ml$/.test(file)) return { objects: [], rest: text, problems };
  return { objects, rest: objects.length === 0 ? text : rest.join('---\n'), problems };
}

function problemOf(document: Document.Parsed, lines: LineCounter): string | undefined {
  const [error] = document.errors;
  if (error !== undefined) {
    const [message = ''] = error.message.split(/ at line \d+|\n/);
    return `${lines.linePos(error.pos[0]).line}: not YAML: ${message}`;
  }
  const key = collectionAsKey(document);
  if (key !== undefined) return `${lines.linePos(key).line}: not YAML that Kubernetes reads: a collection as a key`;
  try {
    document.toJS();
    return undefined;
  } catch (thrown) {
    // Aliases that multiply beyond all measure, or that name nothing.
    return `${lines.linePos(document.range[0]).line}: not YAML: ${messageOf(thrown)}`;
  }
}

/** Where a map or list is a key, as in a template that was never rendered (`a: {{ .b }}`); JSON has no such thing. */
function collectionAsKey(document: Document.Parsed): number | undefined {
  let found: number | undefined;
  visit(document, {
    Pair(_, { key }) {
      if (!isCollection(key)) return undefined;
      found = (key as Node).range?.[0] ?? document.range[0];
      return visit.BREAK;
    },
  });
  return found;
}

function source(document: Document.Parsed, text: string): string {
  return text.slice(document.range[0], document.range[2]);
}

function manifestsOf(value: unknown): readonly Manifest[] {
  if (typeof value !== 'object' || value === null) return [];
  const { apiVersion, kind, metadata, items } = value as Record<string, unknown>;
  if (apiVersion === 'v1' && kind === 'List' && Array.isArray(items)) return items.flatMap(manifestsOf);
  const isObject = typeof metadata === 'object' && metadata !== null;
  return typeof apiVersion === 'string' && typeof kind === 'string' && isObject ? [value as Manifest] : [];
}
