import { propProblem, type Where } from './errors';

/**
 * Every place in a value that a printed file cannot hold, each as one line: `null`, `undefined`, functions, symbols, bigints, numbers that
 * are not finite, class instances such as `Date`, and objects that contain themselves.
 *
 * Such a value would be dropped or printed as something else, and a switch that is not there is a default.
 */
export function jsonProblems(where: Where, prop: string, value: unknown): readonly string[] {
  return problemsAt(where, prop, value, []);
}

function problemsAt(where: Where, prop: string, value: unknown, around: readonly object[]): string[] {
  if (value === null) return [propProblem(where, prop, 'a value (a null would be dropped when it is printed)', value)];
  if (typeof value === 'string' || typeof value === 'boolean') return [];
  if (typeof value === 'number' && Number.isFinite(value)) return [];
  if (typeof value !== 'object') return [propProblem(where, prop, 'a JSON value', describe(value))];
  if (around.includes(value)) return [propProblem(where, prop, 'a JSON value', 'an object that contains itself')];
  const within = [...around, value];
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, i) => problemsAt(where, `${prop}[${i}]`, item, within));
  }
  if (!isPlainObject(value)) return [propProblem(where, prop, 'a JSON value', describe(value))];
  return Object.entries(value).flatMap(([member, inner]) => problemsAt(where, `${prop}.${member}`, inner, within));
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** What it is, never what it says: a value that does not belong here may be a secret. */
function describe(value: unknown): string {
  if (typeof value === 'object' && value !== null) return `an instance of ${value.constructor.name}`;
  return typeof value === 'number' ? String(value) : typeof value;
}
