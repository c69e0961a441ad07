import type { Shard } from '../chains/part';
import type { Cluster } from '../model/cluster';
import type { Environment } from '../model/cluster';

/** One role of a workload as it runs: what alerts and dashboards need to find it. */
export interface RoleRecord {
  /** Role of the family, such as `beacon-node`. */
  readonly role: string;

  /** Client program, such as `lighthouse`. */
  readonly client: string;
  readonly unit: string;
  readonly namespace: string;

  /** What runs it: a Deployment only where it keeps nothing and signs nothing. */
  readonly kind: 'StatefulSet' | 'Deployment';

  /** Name of its StatefulSet or Deployment, and of its Service. */
  readonly name: string;
  readonly signs: boolean;

  /** Which share of a split key it holds; absent where the key is whole. */
  readonly shard?: Shard;

  /** Port name that serves metrics; absent where the program has none. */
  readonly metricsPort?: string;
}

/** A chain workload as the platform's registry knows it. */
export interface WorkloadRecord {
  readonly name: string;
  readonly cluster: Cluster;
  readonly family: string;

  /** The chain whose network it is on, which a family of several chains does not tell. */
  readonly chain: string;
  readonly network: string;
  readonly environment: Environment;
  readonly roles: readonly RoleRecord[];

  /** Short ids of the signing identities it holds, with the number of keys of each. */
  readonly identities: readonly { readonly id: string; readonly keys: number; readonly paused: boolean }[];
}
