import { propProblem, type Where } from '../model/errors';
import type { Client } from './client';
import type { RoleValues, SettingValue } from './role-values';

const QUANTITY = /^[1-9][0-9]*(\.[0-9]+)?(m|Ki|Mi|Gi|Ti|Pi)?$/;

/** Names under which secrets have been found in manifests. */
const SECRET_NAME = /(key|mnemonic|seed|password|passwd|secret|token|credential)/i;

/** Names of public 32-byte values: block hashes, state roots, checkpoints. */
const PUBLIC_NAME = /(hash|root|checkpoint|digest|sha256)/i;

/** A 32-byte or 64-byte key in hex. */
const HEX_KEY = /(^|[^0-9a-fA-F])(0x)?([0-9a-fA-F]{64}|[0-9a-fA-F]{128})($|[^0-9a-fA-F])/;

/** A PEM block, or twelve words or more. */
const PEM_OR_MNEMONIC = /-----BEGIN|^\s*([a-z]+\s+){11,}[a-z]+\s*$/;

/** Problems with the sizes in a role's merged values. */
export function quantityProblem(where: Where, client: string, values: RoleValues): string[] {
  const wanted = { cpu: values.cpu, memory: values.memory, storage: values.storage };
  return Object.entries(wanted).flatMap(([name, value]) => {
    if (value === undefined && name === 'storage') return [];
    const fine = typeof value === 'string' && QUANTITY.test(value) && (name === 'cpu' || !value.endsWith('m'));
    return fine ? [] : [propProblem(where, `${client}: ${name}`, "a Kubernetes quantity such as '4' or '16Gi'", value)];
  });
}

/** The problem with an environment variable of an overlay, or undefined. */
export function environmentProblem(
  where: Where,
  prop: string,
  name: string,
  value: string,
  role: { readonly client: Client; readonly fixed: { readonly env?: Readonly<Record<string, string>> } },
): string | undefined {
  const { allowedVariables, environmentPrefix } = role.client;
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return propProblem(where, prop, 'the name of a variable', name);
  if (role.fixed.env?.[name] !== undefined) {
    return propProblem(where, prop, 'absent: the workload sets it itself', value);
  }
  if (allowedVariables?.includes(name) === false) {
    const mustBe =
      allowedVariables.length === 0 ? 'absent: it has none to set' : `one of ${allowedVariables.join(', ')}`;
    return propProblem(where, prop, mustBe, name);
  }
  if (environmentPrefix !== undefined && name.startsWith(environmentPrefix)) {
    return propProblem(where, prop, `a flag: ${role.client.name} reads ${environmentPrefix}… as flags`, name);
  }
  if (/^(LD_|PATH$|_JAVA_OPTIONS$|JDK_JAVA_OPTIONS$|JAVA_TOOL_OPTIONS$)/.test(name))
    return propProblem(where, prop, 'absent: it decides which code runs', name);
  if (SECRET_NAME.test(name)) {
    return propProblem(where, prop, 'absent: secrets come from the custody, never from a manifest', 'a value');
  }
  return looksSecret(name, value)
    ? propProblem(where, prop, 'no private material', 'something that looks like it')
    : undefined;
}

/** The problem with a setting of a configuration file in an overlay, or undefined. */
export function settingProblem(where: Where, prop: string, name: string, value: SettingValue): string | undefined {
  if (!/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/.test(name)) {
    return propProblem(where, prop, 'a setting, its table before it with a dot', name);
  }
  const texts = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
  if (texts.some((text) => /[\r\n\0]/.test(text))) return propProblem(where, prop, 'one line', value);
  return texts.some((text) => looksSecret(name, text))
    ? propProblem(where, prop, 'no private material', 'something that looks like it')
    : undefined;
}

/** Whether a value has the shape of a private key, a PEM block or a mnemonic. */
export function looksSecret(name: string, text: string): boolean {
  return PEM_OR_MNEMONIC.test(text) || (HEX_KEY.test(text) && !PUBLIC_NAME.test(name));
}
