import type { NonEmpty } from '../../model/kind';
import type { RoleOverlay } from '../role-values';

/** Roles of a CometBFT workload. Which of them run follows from how it signs. */
export type CometRole = 'genesis' | 'sentry' | 'validator' | 'signer' | 'cosigner' | 'relayer' | 'execution';

/** Values that the whole workload shares. */
export interface CometValues {
  /**
   * Least fee that its nodes accept.
   *
   * @default that of the network
   */
  readonly minimumGasPrices?: string;

  /**
   * Which old states are kept.
   *
   * @default default: the last 362,880 states
   */
  readonly pruning?: 'default' | 'everything' | 'nothing';
}

/** How peers on the internet reach a sentry. */
export interface CometPeers {
  /** Public IPv4 address or host name. */
  readonly address: string;

  /** Port of the node, 30000 to 32767, TCP. */
  readonly port: number;
}

/** A node that meets the internet. */
export interface CometSentry {
  /** Peer id of the sentry: 40 hex digits, the public side of its `node_key.json`. */
  readonly nodeId: string;

  /** @default it dials out only */
  readonly peers?: CometPeers;

  /** @default none */
  readonly overlay?: { readonly sentry?: RoleOverlay };
}

/** A sentry, and beside it the server of the genesis file. */
export interface CometNode extends CometSentry {
  /** @default none */
  readonly overlay?: {
    readonly sentry?: RoleOverlay;
    readonly genesis?: RoleOverlay;

    /** Only of a chain with execution clients. */
    readonly execution?: RoleOverlay;
  };
}

/** How a relayer reaches a chain and pays there. */
export interface RelayedChain {
  /** Chain id, such as `cosmoshub-4`. */
  readonly chainId: string;

  /** Address of a node's RPC, `https://`. */
  readonly rpc: string;

  /** The same node's events, `wss://`. */
  readonly websocket: string;

  /** Address of its gRPC API, `https://`. */
  readonly grpc: string;

  /** What account addresses begin with: `cosmos`. */
  readonly accountPrefix: string;

  /** Amount and denomination, such as `0.025uatom`. */
  readonly gasPrice: string;
}

/**
 * Hermes, which carries packets between the workload's chain and another with a wallet on each. Its keys hold money;
 * nothing they sign can be slashed.
 */
export interface CometRelayer {
  readonly client: 'hermes';

  /** What it pays on the workload's own chain, which it reaches through the first sentry. */
  readonly own: Pick<RelayedChain, 'accountPrefix' | 'gasPrice'>;
  readonly counterparty: RelayedChain;

  /** @default none */
  readonly overlay?: { readonly relayer?: RoleOverlay };
}

/** What every CometBFT workload may have, however it signs. */
export interface RelayedUnits {
  /**
   * A relayer in a unit of its own. The first sentry then serves gRPC to it, and to nobody else.
   *
   * @default none
   */
  readonly relayer?: CometRelayer;
}

/** One validator that holds its key, behind one sentry. */
export interface LocalKeyUnits extends RelayedUnits {
  /** A sentry: the only node that the internet and the validator meet. */
  readonly node: CometNode;

  /** The validator with its local key. It talks to the sentry, and to nobody else. */
  readonly validator: {
    /** Peer id of the validator. */
    readonly nodeId: string;

    /** @default none */
    readonly overlay?: {
      readonly validator?: RoleOverlay;

      /** Only of a chain with execution clients. */
      readonly execution?: RoleOverlay;
    };
  };
  readonly signer?: never;
  readonly sentries?: never;
  readonly cosigners?: never;
}

/** A node without a key, and one TMKMS that dials it and signs for it. */
export interface TmkmsUnits extends RelayedUnits {
  /** The node that the signer dials. It meets the internet and takes part in consensus with the signer's votes. */
  readonly node: CometNode;

  /**
   * The one TMKMS. Two of them know nothing of each other and sign twice
   * (https://github.com/iqlusioninc/tmkms#double-signing--high-availability), so their number is no prop.
   */
  readonly signer: {
    readonly client: 'tmkms';

    /**
     * Image key of your own build, such as `osmosis.tmkms`: there is no official image. Build it with
     * `--features=softsign`, or `--features=yubihsm` and libusb for a key in a YubiHSM 2 (`custody: hsm(…)`); without the
     * one it needs it refuses its configuration. It must have `tmkms` in its path, and hand SIGTERM on to it, for TMKMS
     * ignores the signal as process 1.
     */
    readonly image: string;

    /** @default none */
    readonly overlay?: { readonly signer?: RoleOverlay };
  };
  readonly validator?: never;
  readonly sentries?: never;
  readonly cosigners?: never;
}

/** How a key is split: `threshold` of `of` shards make a signature. */
export interface CosignerSet {
  /** More than half of `of`, so that two groups of cosigners never sign apart from each other. */
  readonly threshold: number;

  /** Number of shards, 3 to 9. Horcrux recommends 2 of 3 or 3 of 5. */
  readonly of: number;

  /** @default none */
  readonly overlay?: { readonly cosigner?: RoleOverlay };
}

/** Nodes without keys, and a Horcrux cluster that dials all of them and signs for whichever asks first. */
export interface HorcruxUnits extends RelayedUnits {
  /**
   * Units `sentry-1`, `sentry-2` …: at least two, on nodes of their own (`placement.units`), so that the validator
   * signs while one is down. Horcrux recommends three
   * (https://github.com/strangelove-ventures/horcrux/blob/main/docs/migrating.md).
   */
  readonly sentries: readonly [CometSentry, CometSentry, ...CometSentry[]];

  /** Units `cosigner-1` … `cosigner-<of>`, each with one shard and on a node of its own (`placement.units`). */
  readonly cosigners: CosignerSet;
  readonly node?: never;
  readonly validator?: never;
  readonly signer?: never;
}

/**
 * Units of a CometBFT workload. How it signs decides which there are: a local key, TMKMS, or Horcrux, and never two of
 * them.
 */
export type CometUnits = LocalKeyUnits | TmkmsUnits | HorcruxUnits;

/** The sentries of a workload with the units they are in, however it signs. */
export function sentriesOf(units: CometUnits): NonEmpty<readonly [unit: string, sentry: CometSentry]> {
  if (units.sentries === undefined) return [['node', units.node]];
  const [first, ...rest] = units.sentries;
  return [['sentry-1', first], ...rest.map((sentry, i) => [`sentry-${i + 2}`, sentry] as const)];
}
