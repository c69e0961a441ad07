import type { RemoteFile } from '../../model/network';

/** What nodes of any chain on CometBFT must know of a network. */
export interface CometNodeFacts {
  /** The genesis file. It is fetched once, checked, and handed to the workload's nodes within the cluster. */
  readonly genesis: RemoteFile;

  /** Seed nodes as `<40 hex>@<host>:<port>`. */
  readonly seeds: readonly string[];

  /**
   * Least fee the network accepts, such as `0.03uosmo`.
   *
   * @default none: fees are paid to an execution client
   */
  readonly minimumGasPrices?: string;
}

/** What nodes of a chain on CometBFT and the Cosmos SDK must know of a network. */
export interface CometFacts extends CometNodeFacts {
  readonly minimumGasPrices: string;
}
