import type { NonEmpty } from '../model/kind';
import type { FlagStyle } from './flags';
import type { KnownFlags } from './known-flags';
import type { Metrics, Port, Probe } from './part';
import type { RoleOverlay } from './role-values';

/** One program that can fill a role of a family: what its command line, ports and image need. */
export interface Client {
  /** Its short name, which also names its StatefulSet: `geth`. */
  readonly name: string;

  /** Key of its image in `apps/versions/<cluster>.json`: `ethereum.geth`. */
  readonly image: string;

  /** Program and leading words. Exec form: a shell as process 1 swallows SIGTERM. */
  readonly command: NonEmpty<string>;

  /**
   * A subcommand with flags of its own. Flags named here stand before it, all others after it.
   *
   * @default none
   */
  readonly subcommand?: { readonly name: string; readonly flagsBefore: readonly string[] };

  /** @default double-dash */
  readonly flagStyle?: FlagStyle;

  /** User and group it runs as. Never 0. */
  readonly user: number;

  /** Ports by name; overlays cannot change them, since network policies and other parts rely on them. */
  readonly ports: Readonly<Record<string, Port>>;

  /**
   * Where it serves metrics.
   *
   * @default none
   */
  readonly metrics?: Metrics;

  /**
   * When it is ready for those who call it.
   *
   * @default ready once it runs
   */
  readonly readiness?: Probe;

  /** Defaults of the family's layer: resources, storage, flags that may be tuned. */
  readonly defaults: RoleOverlay;

  /**
   * Flags that it has, all or some of them, by which one that it does not have is told.
   *
   * @default those that this package renders or forbids
   */
  readonly knownFlags?: KnownFlags;

  /** Flags that no overlay may set, with the reason. */
  readonly dangerousFlags: Readonly<Record<string, string>>;

  /**
   * The only flags an overlay may set, for a client whose flags override its configuration files.
   *
   * @default every flag that is neither dangerous nor set by the workload
   */
  readonly allowedFlags?: readonly string[];

  /**
   * Prefix of environment variables which this client reads as flags; overlays may not set such a variable, for it
   * would be a flag that nobody sees.
   *
   * @default none
   */
  readonly environmentPrefix?: string;

  /**
   * The only environment variables an overlay may set, for a client whose settings are read from them.
   *
   * @default every variable that is neither set by the workload nor looks like a secret
   */
  readonly allowedVariables?: readonly string[];

  /**
   * Exit codes after which it is parked instead of started again, because it may have found its own keys active
   * elsewhere. A person deletes the pod once that is understood.
   *
   * @default none
   */
  readonly parkOn?: readonly number[];
}
