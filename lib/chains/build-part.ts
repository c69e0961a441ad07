import { ProblemsError, type Where } from '../model/errors';
import type { SigningIdentity } from '../model/signing-identity';
import type { Client } from './client';
import { renderFlags, type Flags } from './flags';
import type { InitStep, Part, Port, SecretKey, Shard, SlashingState, Volume } from './part';
import { resolveRole, type RoleLayer, type RoleLayers, type RoleValues } from './role-values';
import { unknownFlags } from './unknown-flags';

/** What {@link buildPart} puts together. */
export interface PartProps {
  readonly where: Where;
  readonly role: string;
  readonly client: Client;

  /** Layers from `network` to `instance`. */
  readonly layers: readonly RoleLayer[];

  /** What no overlay may change. */
  readonly fixed: RoleLayers['fixed'];

  /** Volumes, given the merged values: the size and class of a claim come from there. */
  readonly volumes: (values: RoleValues) => Readonly<Record<string, Volume>>;

  /** @default those of the client */
  readonly ports?: Readonly<Record<string, Port>>;

  /** @default none */
  readonly init?: readonly InitStep[];

  /** @default none */
  readonly secretEnv?: Readonly<Record<string, SecretKey>>;

  /** @default false */
  readonly internet?: boolean;

  /** @default none */
  readonly identity?: SigningIdentity;

  /** @default where its role says */
  readonly slashingState?: SlashingState;

  /** @default none */
  readonly shard?: Shard;

  /** @default the container runtime's own profile */
  readonly seccomp?: string;

  /** @default none */
  readonly device?: string;

  /** @default none */
  readonly stateGeneration?: string;

  /**
   * Command before the flags, where it is not the client's own.
   *
   * @default that of the client
   */
  readonly command?: Client['command'];
}

/**
 * One part of a unit from its client and its layers.
 *
 * @throws ProblemsError with every problem of its values
 */
export function buildPart(props: PartProps): Part {
  const { client, role, where, layers, fixed } = props;
  const { values, problems } = resolveRole({ where, client, layers, fixed });
  if (problems.length > 0) throw new ProblemsError(problems);
  const { flags, env, cpu, memory } = values.values;
  const unknown = unknownFlags({ where, client, layers, fixed });
  return {
    name: client.name,
    role,
    client: client.name,
    image: client.image,
    command: props.command ?? client.command,
    args: argsOf(client, flags),
    env,
    secretEnv: props.secretEnv ?? {},
    ports: props.ports ?? client.ports,
    volumes: props.volumes(values.values),
    init: props.init ?? [],
    user: client.user,
    cpu,
    memory,
    ...(client.readiness === undefined ? {} : { readiness: client.readiness }),
    ...(client.metrics === undefined ? {} : { metrics: client.metrics }),
    internet: props.internet ?? false,
    ...(props.identity === undefined ? {} : { identity: props.identity }),
    ...(props.slashingState === undefined ? {} : { slashingState: props.slashingState }),
    ...(props.shard === undefined ? {} : { shard: props.shard }),
    ...(props.seccomp === undefined ? {} : { seccomp: props.seccomp }),
    ...(props.device === undefined ? {} : { device: props.device }),
    ...(props.stateGeneration === undefined ? {} : { stateGeneration: props.stateGeneration }),
    ...(unknown.length === 0 ? {} : { unknownFlags: unknown }),
    values,
  };
}

function argsOf(client: Client, flags: Flags): readonly string[] {
  const { subcommand, flagStyle } = client;
  if (subcommand === undefined) return renderFlags(flags, flagStyle);
  const entries = Object.entries(flags);
  const stands = (name: string): boolean => subcommand.flagsBefore.includes(name);
  return [
    ...renderFlags(Object.fromEntries(entries.filter(([name]) => stands(name))), flagStyle),
    subcommand.name,
    ...renderFlags(Object.fromEntries(entries.filter(([name]) => !stands(name))), flagStyle),
  ];
}
