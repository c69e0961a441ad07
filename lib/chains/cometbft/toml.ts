import type { SettingValue } from '../role-values';

/**
 * Settings as TOML: keys without a dot first, then one table for each prefix, sorted, so that the same settings give
 * the same bytes.
 */
export function renderToml(settings: Readonly<Record<string, SettingValue>>): string {
  const tables = new Map<string, string[]>();
  for (const name of Object.keys(settings).sort()) {
    const value = settings[name];
    if (value === undefined) continue;
    const dot = name.lastIndexOf('.');
    const table = dot < 0 ? '' : name.slice(0, dot);
    const lines = tables.get(table) ?? [];
    lines.push(`${name.slice(dot + 1)} = ${renderValue(value)}`);
    tables.set(table, lines);
  }
  return [...tables]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([table, lines]) => `${table === '' ? '' : `[${table}]\n`}${lines.join('\n')}\n`)
    .join('\n');
}

/** A basic TOML string takes the escapes that JSON uses. */
function renderValue(value: SettingValue): string {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  return `[${value.map((one) => JSON.stringify(one)).join(', ')}]`;
}
