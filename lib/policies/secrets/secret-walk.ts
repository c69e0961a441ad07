import { isFields, type Fields } from '../json-fields';
import { isReference, namesSecret, namesSecretField, namesSecretKey } from './secret-names';
import { secretsInText } from './secret-text';

/** A secret, by the path of the field that holds it. It is never repeated itself. */
export interface FoundSecret {
  readonly path: string;
  readonly what: string;
}

/** Everything in a value that must not be in Git. */
export function secretsIn(value: unknown): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  walk(value, '', '', found);
  return found;
}

function walk(value: unknown, path: string, name: string, found: FoundSecret[]): void {
  if (typeof value === 'string') {
    for (const what of secretsInText(value, name)) found.push({ path, what });
  } else if (Array.isArray(value)) {
    value.forEach((item, i) => walk(item, `${path}[${i}]`, name, found));
    if (ARGUMENT_LISTS.has(name)) judgeArguments(value, path, found);
  } else if (isFields(value)) {
    judgeFields(value, path, found);
    // Not by entries: a pair for each of a million fields takes as long as all the rest.
    for (const key of Object.keys(value)) walk(value[key], path === '' ? key : `${path}.${key}`, key, found);
  }
}

const ARGUMENT_LISTS: ReadonlySet<string> = new Set(['args', 'command', 'extraArgs']);

function judgeFields(fields: Fields, path: string, found: FoundSecret[]): void {
  const { name, value } = fields;
  // An environment variable, and everything else that is a list of names with values.
  if (typeof name === 'string' && typeof value === 'string' && namesSecret(name) && !isReference(value)) {
    found.push({ path: `${path}.value`, what: `a literal value of ${name}` });
  }
  if (isFields(fields.crypto) && fields.crypto.kdf !== undefined) found.push({ path, what: 'an EIP-2335 keystore' });
  if (fields.priv_key !== undefined) found.push({ path: `${path}.priv_key`, what: 'a CometBFT private key' });
  for (const key of Object.keys(fields)) {
    const inner = fields[key];
    if (typeof inner !== 'string' || !namesSecretKey(key) || isReference(inner)) continue;
    found.push({ path: path === '' ? key : `${path}.${key}`, what: `a literal value of ${key}` });
  }
}

const FLAG = /^--?([A-Za-z][\w.-]*)(?:=(.*))?$/s;
const FLAG_IN_SCRIPT = /(?:^|\s)--([A-Za-z][\w.-]*)[= ]["']?([^\s"'-][^\s"']*)/g;
const VARIABLE_IN_SCRIPT = /(?:^|[\s;])([A-Z][A-Z0-9_]*)=["']?([^\s"';]+)/g;

/** `--password=x`, `--password x`, and the same within a script. */
function judgeArguments(list: readonly unknown[], path: string, found: FoundSecret[]): void {
  list.forEach((item, i) => {
    if (typeof item !== 'string') return;
    const report = (name: string): void => {
      found.push({ path: `${path}[${i}]`, what: `a literal value of ${name}` });
    };
    const [, name, own] = FLAG.exec(item) ?? [];
    if (name !== undefined) {
      const next = list[i + 1];
      const value = own ?? (typeof next === 'string' && !next.startsWith('-') ? next : '');
      if (namesSecretFlag(name) && !isReference(value)) report(`--${name}`);
      return;
    }
    for (const [, flag = '', value = ''] of item.matchAll(FLAG_IN_SCRIPT)) {
      if (namesSecretFlag(flag) && !isReference(value)) report(`--${flag}`);
    }
    for (const [, variable = '', value = ''] of item.matchAll(VARIABLE_IN_SCRIPT)) {
      if (namesSecret(variable) && !isReference(value)) report(variable);
    }
  });
}

/** `--key x` may be a label's; `--api-key x` is not. */
function namesSecretFlag(name: string): boolean {
  return namesSecretField(name) || /(^|[.-])secret$/.test(name);
}
