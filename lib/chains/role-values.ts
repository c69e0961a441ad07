import { propProblem, type Where } from '../model/errors';
import { mergeLayers, type DeepPartial, type Layer, type Layered } from '../model/layers';
import type { Client } from './client';
import { flagKey, flagProblem, type Flags } from './flags';
import { environmentProblem, quantityProblem, settingProblem } from './value-checks';

/** One setting of a configuration file. */
export type SettingValue = string | number | boolean | readonly string[];

/** What is decided about one role of one workload, after all layers. */
export interface RoleValues {
  /** Command line flags by name. */
  readonly flags: Flags;

  /** Environment by variable. */
  readonly env: Readonly<Record<string, string>>;

  /** Settings of configuration files: by file, then by dotted name such as `p2p.max_num_inbound_peers`. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, SettingValue>>>>;

  /** CPU, such as `4` or `500m`. Signing roles get exactly this much, others at least. */
  readonly cpu: string;

  /** Memory, such as `16Gi`: what is reserved, and the limit. */
  readonly memory: string;

  /** Size of its data volume, such as `2Ti`. It may only grow. */
  readonly storage: string;

  /** StorageClass of its data volume. The cluster decides, not an overlay. */
  readonly storageClass: string;
}

/**
 * What an overlay may change. Replicas, update strategy, retention, grace period, ports and storage class are absent:
 * each of them, changed, has got validators slashed.
 */
export type RoleOverlay = DeepPartial<Omit<RoleValues, 'storageClass'>>;

/** A layer of a role, and who speaks in it. */
export interface RoleLayer extends Layer<RoleValues> {
  /**
   * - `facts`: the library's own knowledge of a network or cluster. Overlays may change it.
   * - `props`: typed props such as a fee recipient, checked where they are declared. Overlays may not go round them.
   * - `overlay`: what a person wrote flag by flag.
   */
  readonly from: 'facts' | 'props' | 'overlay';
}

/** What `resolveRole` merges, weakest first. */
export interface RoleLayers {
  /** For errors: where the workload is declared. */
  readonly where: Where;
  readonly client: Client;

  /** From `network` to `instance`; the client's defaults come before them. */
  readonly layers: readonly RoleLayer[];

  /** What the workload's own wiring and safety ask for. No layer may name any of it. */
  readonly fixed: {
    readonly flags?: Flags;
    readonly env?: Readonly<Record<string, string>>;
    readonly settings?: RoleOverlay['settings'];
  };
}

/** Name of the layer that holds what no overlay may change. */
const FIXED_LAYER = 'fixed by the family';

/**
 * Merges the layers of one role.
 *
 * @returns the values and every problem with them, each naming the layer that said so
 */
export function resolveRole(input: RoleLayers): { readonly values: Layered<RoleValues>; readonly problems: string[] } {
  const { client, layers, fixed } = input;
  const values = mergeLayers<RoleValues>([
    { name: `family ${client.name}`, values: { flags: {}, env: {}, settings: {}, ...client.defaults } },
    ...layers,
    { name: FIXED_LAYER, values: fixed },
  ]);
  return {
    values,
    problems: [
      ...layers.filter((layer) => layer.from === 'overlay').flatMap((layer) => overlayProblems(input, layer)),
      ...quantityProblem(input.where, client.name, values.values),
    ],
  };
}

function overlayProblems(input: RoleLayers, layer: RoleLayer): string[] {
  const { client, fixed, where } = input;
  const { flags = {}, env = {}, settings = {} } = layer.values;
  const prop = (name: string): string => `${client.name}: ${name} (layer '${layer.name}')`;
  const problems: (string | undefined)[] = [...flagProblems(input, flags, prop), ...spelledTwice(input, layer, flags)];
  if (layer.values.storage !== undefined && client.defaults.storage === undefined) {
    problems.push(propProblem(where, prop('storage'), 'absent: it has no data volume', layer.values.storage));
  }
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined) problems.push(environmentProblem(where, prop(`env.${name}`), name, value, input));
  }
  for (const [file, entries] of Object.entries(settings)) {
    const ours = fixed.settings?.[file];
    if (ours === undefined) {
      problems.push(propProblem(where, prop('settings'), 'for a configuration file of this client', file));
    }
    for (const [name, value] of Object.entries(entries ?? {})) {
      if (value === undefined) continue;
      const at = prop(`settings.${file}.${name}`);
      if (ours?.[name] === undefined) problems.push(settingProblem(where, at, name, value));
      else problems.push(propProblem(where, at, 'absent: the workload sets it itself', value));
    }
  }
  return problems.filter((problem) => problem !== undefined);
}

function flagProblems(input: RoleLayers, flags: DeepPartial<Flags>, prop: (name: string) => string): string[] {
  const { client, where } = input;
  const dangerous = byKey(client.dangerousFlags);
  const typed = input.layers.filter((layer) => layer.from === 'props').map((layer) => layer.values.flags ?? {});
  const taken = byKey(Object.assign({}, input.fixed.flags, ...typed) as Flags);
  return Object.entries(flags).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const reason = dangerous.get(flagKey(name));
    if (reason !== undefined) return [propProblem(where, prop(`flags.${name}`), `absent: ${reason}`, value)];
    if (taken.has(flagKey(name))) {
      return [propProblem(where, prop(`flags.${name}`), 'absent: the workload sets it itself', value)];
    }
    if (client.allowedFlags?.includes(name) === false) {
      const mustBe =
        client.allowedFlags.length === 0
          ? 'absent: it has none to set (what may be set is a setting or a variable)'
          : `one of ${client.allowedFlags.join(', ')} (everything else is a setting)`;
      return [propProblem(where, prop(`flags.${name}`), mustBe, value)];
    }
    return flagProblem(where, prop(`flags.${name}`), name, value) ?? [];
  });
}

/** A flag that another layer writes differently would be given twice. */
function spelledTwice(input: RoleLayers, layer: RoleLayer, flags: DeepPartial<Flags>): string[] {
  const known = new Map<string, string>();
  for (const other of [{ values: input.client.defaults }, ...input.layers]) {
    for (const name of Object.keys(other.values.flags ?? {})) {
      if (!known.has(flagKey(name))) known.set(flagKey(name), name);
    }
  }
  return Object.keys(flags)
    .filter((name) => known.get(flagKey(name)) !== name)
    .map((name) =>
      propProblem(
        input.where,
        `${input.client.name}: flags.${name} (layer '${layer.name}')`,
        `written as '${known.get(flagKey(name))}', like in the other layers`,
        name,
      ),
    );
}

function byKey<V>(flags: Readonly<Record<string, V>>): ReadonlyMap<string, V> {
  return new Map(Object.entries(flags).map(([name, value]) => [flagKey(name), value]));
}
