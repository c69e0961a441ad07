import type { NonEmpty } from '../../model/kind';
import type { PublicAddress } from '../public-address';
import type { RoleOverlay } from '../role-values';
import type { BeaconClient } from './beacon-clients';
import type { ClusterLock } from './cluster-lock';
import type { ExecutionClient } from './execution-clients';
import type { PostgresStorage } from './postgres';
import type { Relay } from './relays';
import type { ShareClient } from './share-clients';
import type { ValidatorClient } from './validator-clients';

/** Roles of an Ethereum workload. Which of them run follows from how it signs. */
export type EthereumRole = 'execution' | 'beacon' | 'relay' | 'signer' | 'database' | 'dvt' | 'ssv' | 'validator';

/** Values that the whole workload shares. */
export interface EthereumValues {
  /**
   * Address that receives execution-layer fees: 0x and 40 hex digits, not zero. An SSV node takes no notice of it: owners
   * of validators name theirs in the contract.
   */
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

/** Blocks of builders, through relays. */
export interface EthereumRelay {
  readonly client: 'mev-boost';

  /** Relays of the workload's network. MEV-boost takes the best bid of them all. */
  readonly relays: NonEmpty<Relay>;

  /**
   * Smallest bid in ETH that is worth more than a block of its own.
   *
   * @default MEV-boost's own: any
   */
  readonly minBid?: number;
}

/** Execution client and beacon node, one of each. */
export interface EthereumNode {
  readonly execution: ExecutionClient;
  readonly beacon: BeaconClient;

  /** @default both dial out only */
  readonly peers?: EthereumPeers;

  /**
   * MEV-boost beside the beacon node. The validator client then registers with the relays.
   *
   * @default every block is built by the node itself
   */
  readonly relay?: EthereumRelay;

  /** @default none */
  readonly overlay?: {
    readonly execution?: RoleOverlay;
    readonly beacon?: RoleOverlay;
    readonly relay?: RoleOverlay;
  };
}

/** A validator client: exactly one, for two on one key set get it slashed. */
export interface EthereumValidator<Client extends string> {
  readonly client: Client;

  /**
   * Text in the blocks it proposes, at most 32 bytes.
   *
   * @default the client's own
   */
  readonly graffiti?: string;

  /** @default none */
  readonly overlay?: { readonly validator?: RoleOverlay };
}

/** A remote signer that holds the keys, and a validator client without any. */
export interface RemoteSignerUnits {
  readonly node: EthereumNode;

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
  readonly validator: EthereumValidator<ValidatorClient>;
  readonly dvt?: never;
  readonly ssv?: never;
}

/** One operator of a distributed validator: Charon, and a validator client that holds this operator's key shares. */
export interface CharonUnits {
  readonly node: EthereumNode;

  /** Charon, between the beacon node and the validator client. */
  readonly dvt: {
    readonly client: 'charon';

    /** What the key ceremony wrote for all operators. The identity's keys are the key shares of one of them. */
    readonly clusterLock: ClusterLock;

    /** Relays over which operators find each other, as https:// URLs: those that Obol runs, or your own. */
    readonly relays: NonEmpty<string>;

    /** @default it meets the other operators through the relays only */
    readonly peers?: PublicAddress;

    /** @default none */
    readonly overlay?: { readonly dvt?: RoleOverlay };
  };

  /** The validator client with the key shares. Charon is its beacon node. */
  readonly validator: EthereumValidator<ShareClient>;
  readonly signer?: never;
  readonly storage?: never;
  readonly ssv?: never;
}

/**
 * One operator of the SSV network. Its node is a validator client of its own, which decrypts key shares of the contract
 * with the operator's key: that key is the identity.
 */
export interface SsvUnits {
  readonly node: EthereumNode;

  /** The operator's node. */
  readonly ssv: {
    readonly client: 'ssv-node';

    /**
     * Where other operators reach it: a public address of its node, and the port there, TCP and UDP.
     *
     * @default it dials them, and none of them dials it
     */
    readonly peers?: PublicAddress;

    /** @default none */
    readonly overlay?: { readonly ssv?: RoleOverlay };
  };
  readonly signer?: never;
  readonly storage?: never;
  readonly dvt?: never;
  readonly validator?: never;
}

/** One of several Dirks that hold a share of each key. */
export interface DirkInstance {
  /**
   * Its id, from 1, by which the accounts name it among their participants. Its unit is `signer-<id>`, on a node of its
   * own (`placement.units`).
   */
  readonly id: number;
}

/**
 * How keys are split over Dirks: `threshold` of the instances make a signature.
 *
 * Vouch dials the participants that the accounts name, so these must be the instances here:
 * `dirk.<workload>-signer-<id>.svc:13141`. Nothing signs that field of an account; where the accounts were generated
 * under other names it may be written anew
 * (https://github.com/attestantio/dirk/blob/master/docs/distributed_key_generation.md).
 */
export interface DirkShares {
  /**
   * More than half of the instances. Each of them refuses to sign a second time for its own shares; since two groups of
   * that size always have an instance in common, two messages that contradict each other are never both signed.
   */
  readonly threshold: number;

  /** Dirk makes such accounts with ids that are unique among all instances. At least three, so that one may be down. */
  readonly instances: readonly [DirkInstance, DirkInstance, DirkInstance, ...DirkInstance[]];
}

/** Dirk, one that holds the keys or several with a share of each, and Vouch, which alone of all clients speaks to it. */
export interface DirkUnits {
  /** Vouch would have to be the beacon node's MEV-boost itself, so there is none. */
  readonly node: EthereumNode & { readonly relay?: never };

  /** Dirk, the only place that holds keys, and the only record of what they signed. */
  readonly signer: {
    readonly client: 'dirk';

    /**
     * Name of the wallet with the identity's accounts, and no others: letters, digits, `-` and `_`. It is a
     * non-deterministic wallet, or a distributed one where there are `shares`.
     */
    readonly wallet: string;

    /**
     * Instances with a share of each key. The identity's keys are the composite ones.
     *
     * @default one instance with the keys
     */
    readonly shares?: DirkShares;

    /** @default none */
    readonly overlay?: { readonly signer?: RoleOverlay };
  };

  /** Vouch. It keeps no record of its own and looks for no doppelganger: Dirk alone stands between it and slashing. */
  readonly validator: EthereumValidator<'vouch'>;
  readonly storage?: never;
  readonly dvt?: never;
  readonly ssv?: never;
}

/**
 * Units of an Ethereum workload. Each has an application, a namespace, a release and a gate of its own.
 *
 * How it signs decides which there are: a remote signer with its database, Dirk with Vouch, Charon with local key shares,
 * or an SSV node, and never two of them: one key in two places signs twice.
 */
export type EthereumUnits = RemoteSignerUnits | DirkUnits | CharonUnits | SsvUnits;
