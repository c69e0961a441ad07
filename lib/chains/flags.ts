import { propProblem, type Where } from '../model/errors';
import { looksSecret } from './value-checks';

/**
 * Value of a command line flag.
 *
 * Text and numbers are rendered as `--flag=value`, `true` as the bare flag, a list as the flag repeated, and `false`
 * takes the flag away. Clients that want `--flag=true` get the text `'true'`.
 */
export type FlagValue = string | number | boolean | readonly string[];

/** Flags by name, without leading dashes. */
export type Flags = Readonly<Record<string, FlagValue>>;

/**
 * How a program takes its flags: `--name=value`; `-name=value` as Go's own flag package; or PostgreSQL's
 * `-c name=value`.
 */
export type FlagStyle = 'double-dash' | 'single-dash' | 'setting';

/** Flags as arguments, in the order of the record. */
export function renderFlags(flags: Flags, style: FlagStyle = 'double-dash'): readonly string[] {
  return Object.entries(flags).flatMap(([name, value]) => {
    if (value === false) return [];
    const values = isList(value) ? value : [value];
    return values.flatMap((one) => renderFlag(name, one, style));
  });
}

/**
 * A flag's name as clients compare it: yargs takes `--doppelganger-protection` for `--doppelgangerProtection` and
 * `--no-x` for `--x=false`, confutils ignores case and underscores. Two spellings of one flag must not slip past a
 * list of forbidden ones.
 */
export function flagKey(name: string): string {
  return name.replace(/^no-/, '').replace(/[-_.]/g, '').toLowerCase();
}

/** The problem with a flag that somebody wrote by hand, or undefined. */
export function flagProblem(where: Where, prop: string, name: string, value: FlagValue): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9._-]+$/.test(name)) {
    return propProblem(where, prop, 'the long name of a flag, without leading dashes and value', name);
  }
  const values = isList(value) ? value : [value];
  const broken = values.find((one) => typeof one === 'string' && /[\r\n\0]/.test(one));
  if (broken !== undefined) return propProblem(where, prop, 'one line', broken);
  const secret = values.some((one) => typeof one === 'string' && looksSecret(name, one));
  return secret ? propProblem(where, prop, 'no private material', 'something that looks like it') : undefined;
}

function renderFlag(name: string, value: string | number | boolean, style: FlagStyle): readonly string[] {
  if (style === 'setting') return ['-c', `${name}=${value}`];
  const dashes = style === 'single-dash' ? '-' : '--';
  return [value === true ? `${dashes}${name}` : `${dashes}${name}=${value}`];
}

function isList(value: FlagValue): value is readonly string[] {
  return Array.isArray(value);
}
