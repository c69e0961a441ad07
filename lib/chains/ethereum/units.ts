import type { RoleOverlay } from '../role-values';
import type { BeaconClient } from './beacon-clients';
import type { ExecutionClient } from './execution-clients';
import type { PostgresStorage } from './postgres';
import type { ValidatorClient } from './validator-clients';

/** Roles of an Ethereum workload. */
export type EthereumRole = 'execution' | 'beacon' | 'signer' | 'database' | 'validator';

/** Values that the whole workload shares. */
export interface EthereumValues {
  /** Address that receives execution-layer fees: 0x and 40 hex digits, not zero. */
  readonly feeRecipient: string;
}

/** How peers on the internet reach a node: a port forward or public address of the node it is pinned to. */
export interface EthereumPeers {
  /** Public IPv4 address. */
  readonly address: string;

  /** Port of the execution client, 30000 to 32767, TCP and UDP. */
  readonly execution: number;

  /** Port of the beacon node, 30000 to 32767, TCP and UDP. */
  readonly beacon: number;
}

/** Units of an Ethereum workload. Each has an application, a namespace, a release and a gate of its own. */
export interface EthereumUnits {
  /** Execution client and beacon node, one of each. */
  readonly node: {
    readonly execution: ExecutionClient;
    readonly beacon: BeaconClient;

    /** @default both dial out only */
    readonly peers?: EthereumPeers;

    /** @default none */
    readonly overlay?: { readonly execution?: RoleOverlay; readonly beacon?: RoleOverlay };
  };

  /** Remote signer, the only place that holds keys. */
  readonly signer: {
    readonly client: 'web3signer';

    /** @default none */
    readonly overlay?: { readonly signer?: RoleOverlay };
  };

  /** Where the signer records what it signed. */
  readonly storage: {
    readonly slashingProtection: PostgresStorage;

    /** @default none */
    readonly overlay?: { readonly database?: RoleOverlay };
  };

  /** Validator client: exactly one, for two on one key set get it slashed. */
  readonly validator: {
    readonly client: ValidatorClient;

    /**
     * Text in the blocks it proposes, at most 32 bytes.
     *
     * @default the client's own
     */
    readonly graffiti?: string;

    /** @default none */
    readonly overlay?: { readonly validator?: RoleOverlay };
  };
}
