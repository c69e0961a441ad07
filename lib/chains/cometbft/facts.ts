import type { RemoteFile } from '../../model/network';

/** What nodes of a CometBFT chain must know of a network. */
export interface CometFacts {
  /** The genesis file. It is fetched once, checked, and handed to the workload's nodes within the cluster. */
  readonly genesis: RemoteFile;

  /** Seed nodes as `<40 hex>@<host>:<port>`. */
  readonly seeds: readonly string[];

  /** Least fee the network accepts, such as `0.03uosmo`. */
  readonly minimumGasPrices: string;
}
