import { propError } from './errors';

/** `T` with every member of every nested object optional. Lists and class instances are taken or left as a whole. */
export type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> }
    : T;

/** One layer of values, such as the defaults of a family or the overlay of one instance. */
export interface Layer<T extends object> {
  /** What is said of a value that comes from here: `network hoodi`, `instance hoodi-0`. */
  readonly name: string;
  readonly values: DeepPartial<T>;
}

/** A value that is not an object with members of its own: text, number, boolean, list or class instance. */
export interface Leaf {
  /** Where it stands, as a JSON pointer (RFC 6901): `/flags/http.port`. Flag and file names hold dots, never `/`. */
  readonly path: string;
  readonly value: unknown;

  /** The layer that won. */
  readonly source: string;
}

/** Merged values that remember where each leaf came from. */
export interface Layered<T extends object> {
  readonly values: T;

  /** The layer whose value stands at a leaf, or undefined where there is no leaf. */
  sourceOf(path: string): string | undefined;

  /** All that layers set a leaf to, the winning one last; also what a later layer's list or object replaced. */
  history(path: string): readonly Entry[];

  /** All leaves, in the order in which they were first set. */
  leaves(): readonly Leaf[];
}

/** A value, and the layer that set it. */
export interface Entry {
  readonly value: unknown;
  readonly source: string;
}

type Tree = Map<string, Tree | Entry>;

/**
 * Merges layers, the last one winning.
 *
 * Objects merge, and so collections are records keyed by name (flags by flag, environment by variable). Lists, class
 * instances and scalars replace what was there. `undefined` never erases, so a layer that passes an optional value on
 * cannot lose a default by accident.
 *
 * @throws when two layers have one name, since then no source would be unambiguous
 */
export function mergeLayers<T extends object>(layers: readonly Layer<T>[]): Layered<T> {
  const names = layers.map((layer) => layer.name);
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined) throw propError('layers', 'name', 'distinct for each layer', repeated);
  const tree: Tree = new Map();
  const history = new Map<string, Entry[]>();
  for (const layer of layers) merge(tree, layer.values, layer.name, '', history);
  return {
    values: valuesOf(tree) as T,
    sourceOf: (path) => entryAt(tree, path)?.source,
    history: (path) => [...(history.get(path) ?? [])],
    leaves: () => leavesOf(tree, ''),
  };
}

/** The JSON pointer of nested member names: `pointer('flags', 'http.port')` is `/flags/http.port`. */
export function pointer(...members: readonly string[]): string {
  return members.map((member) => `/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The member names of a JSON pointer: the other way round of {@link pointer}. */
export function pointerMembers(path: string): readonly string[] {
  return path
    .split('/')
    .slice(1)
    .map((member) => member.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function merge(tree: Tree, values: object, source: string, at: string, history: Map<string, Entry[]>): void {
  for (const [member, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const path = at + pointer(member);
    if (isPlainObject(value)) {
      const there = tree.get(member);
      const branch: Tree = there instanceof Map ? there : new Map();
      tree.set(member, branch);
      merge(branch, value, source, path, history);
    } else {
      tree.set(member, { value, source });
      const setters = history.get(path) ?? [];
      setters.push({ value, source });
      history.set(path, setters);
    }
  }
}

/** Built with fromEntries, which makes an own member even of `__proto__`. */
function valuesOf(tree: Tree): object {
  return Object.fromEntries(
    [...tree].map(([member, at]) => [member, at instanceof Map ? valuesOf(at) : at.value]),
  ) as object;
}

function leavesOf(tree: Tree, at: string): Leaf[] {
  return [...tree].flatMap(([member, there]) => {
    const path = at + pointer(member);
    return there instanceof Map ? leavesOf(there, path) : [{ path, value: there.value, source: there.source }];
  });
}

function entryAt(tree: Tree, path: string): Entry | undefined {
  let at: Tree | Entry | undefined = tree;
  for (const member of pointerMembers(path)) {
    if (!(at instanceof Map)) return undefined;
    at = at.get(member);
  }
  return at instanceof Map ? undefined : at;
}

/** Whether a value is an object with members of its own: no list and no class instance. */
export function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
