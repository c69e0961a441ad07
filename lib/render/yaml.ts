import { propError } from '../model/errors';
import { literalOf, quoted, scalarOf } from './yaml-string';

/** The members that people look for first; the others follow sorted. */
const OBJECT_HEAD: readonly string[] = ['apiVersion', 'kind', 'metadata'];

/** Deeper is a value that contains itself; no Kubernetes object comes near. */
const MAX_DEPTH = 200;

/** A longer key is no longer one on a single line for YAML parsers (their limit is 1,024), and needs the `? ` form. */
const MAX_IMPLICIT_KEY = 1000;

/**
 * One JSON value as block-style YAML that YAML 1.1 and 1.2 parsers and kubectl read alike.
 *
 * Keys are sorted by UTF-16 code units, except that a Kubernetes object starts with apiVersion, kind and metadata.
 * Members that are undefined or null are left out, as cdk8s does; in a list they are `null`, so that the others keep
 * their place. Strings of several lines are literal blocks where that is safe, so that a diff shows lines.
 *
 * The text ends with exactly one newline.
 *
 * @throws naming the path of a value that is not JSON: NaN, Infinity, functions, class instances, bigint.
 */
export function toYaml(value: unknown): string {
  const path: (string | number)[] = [];
  try {
    const text = node(value, '', path, isKubernetesObject(value) ? OBJECT_HEAD : []);
    // A block starts on its own line; at the top there is nothing before it.
    return `${text.trimStart()}\n`;
  } catch (thrown) {
    if (!(thrown instanceof NotJson)) throw thrown;
    throw propError(titleOf(value), pathOf(path), thrown.mustBe, thrown.got);
  }
}

/** Thrown within one call of {@link toYaml}, which adds where it happened. */
class NotJson extends Error {
  public constructor(
    public readonly mustBe: string,
    public readonly got: unknown,
  ) {
    super(mustBe);
  }
}

/**
 * What follows a `:` or `-`: a space and a scalar, or a block on lines of its own, `indent` deep.
 *
 * `path` is where `value` stands. It is kept up to date in place rather than copied, because this runs per value.
 */
function node(value: unknown, indent: string, path: (string | number)[], head: readonly string[] = []): string {
  switch (typeof value) {
    case 'string':
      return ` ${literalOf(value, indent) ?? scalarOf(value)}`;
    case 'number':
      return ` ${numberOf(value)}`;
    case 'boolean':
      return value ? ' true' : ' false';
    case 'object':
      if (value === null) return ' null';
      if (path.length > MAX_DEPTH) throw new NotJson(`at most ${MAX_DEPTH} levels deep`, 'more');
      if (Array.isArray(value)) return list(value, indent, path);
      return map(value, indent, path, head);
    default:
      throw new NotJson('JSON', described(value));
  }
}

function map(value: object, indent: string, path: (string | number)[], head: readonly string[]): string {
  if (!isPlain(value)) throw new NotJson('JSON', `an instance of ${value.constructor?.name ?? 'a class'}`);
  const inner = `${indent}  `;
  let text = '';
  for (const key of orderedKeys(value, head)) {
    const member = (value as Record<string, unknown>)[key];
    if (member === undefined || member === null) continue;
    path.push(key);
    const block = node(member, inner, path);
    path.pop();
    const name = scalarOf(key);
    text += name.length > MAX_IMPLICIT_KEY ? `\n${indent}? ${name}\n${indent}:${block}` : `\n${indent}${name}:${block}`;
  }
  return text === '' ? ' {}' : text;
}

function list(value: readonly unknown[], indent: string, path: (string | number)[]): string {
  if (value.length === 0) return ' []';
  const inner = `${indent}  `;
  let text = '';
  for (let index = 0; index < value.length; index++) {
    path.push(index);
    const item = node(value[index] ?? null, inner, path);
    path.pop();
    // A nested block moves up to its dash: `- name: x`, `- - x`.
    text += `\n${indent}- ${item.charCodeAt(0) === 10 ? item.slice(inner.length + 1) : item.slice(1)}`;
  }
  return text;
}

/**
 * Digits that every YAML version reads as this number: 1.1 takes `1e+21` for a string, since it wants a fraction, and
 * some readers take `-0` for the integer 0.
 */
function numberOf(value: number): string {
  if (!Number.isFinite(value)) throw new NotJson('a finite number', value);
  if (Object.is(value, -0)) return '-0.0';
  const digits = String(value);
  return digits.includes('e') && !digits.includes('.') ? digits.replace('e', '.0e') : digits;
}

function orderedKeys(value: object, head: readonly string[]): readonly string[] {
  const keys = Object.keys(value);
  // cdk8s hands out sorted objects, and looking is cheaper than sorting.
  if (!isSorted(keys)) keys.sort();
  if (head.length === 0) return keys;
  return [...head.filter((key) => Object.hasOwn(value, key)), ...keys.filter((key) => !head.includes(key))];
}

function isSorted(keys: readonly string[]): boolean {
  for (let index = 1; index < keys.length; index++) {
    if ((keys[index - 1] as string) > (keys[index] as string)) return false;
  }
  return true;
}

/** Whether this is an object literal or parsed JSON, also one of another realm. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isKubernetesObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const { apiVersion, kind } = value as Record<string, unknown>;
  return typeof apiVersion === 'string' && typeof kind === 'string';
}

function titleOf(value: unknown): string {
  if (!isKubernetesObject(value)) return 'yaml';
  const name = (value['metadata'] as { readonly name?: unknown } | null | undefined)?.name;
  return typeof name === 'string' ? `${String(value['kind'])} ${name}` : String(value['kind']);
}

function pathOf(path: readonly (string | number)[]): string {
  const text = path
    .slice(0, 20)
    .map((part) => (typeof part === 'number' ? `[${part}]` : /^[\w-]+$/.test(part) ? `.${part}` : `[${quoted(part)}]`))
    .join('');
  return `${text === '' ? 'value' : text.replace(/^\./, '')}${path.length > 20 ? '…' : ''}`;
}

function described(value: unknown): unknown {
  return typeof value === 'function' ? `function ${value.name}` : value;
}
