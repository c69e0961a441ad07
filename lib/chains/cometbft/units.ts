import type { RoleOverlay } from '../role-values';

/** Roles of a CometBFT workload. */
export type CometRole = 'genesis' | 'sentry' | 'validator';

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

/** Units of a CometBFT workload with a key of its own beside the validator. */
export interface CometUnits {
  /** A sentry: the only node that the internet and the validator meet. */
  readonly node: {
    /** Peer id of the sentry: 40 hex digits, the public side of its `node_key.json`. */
    readonly nodeId: string;

    /** @default it dials out only */
    readonly peers?: CometPeers;

    /** @default none */
    readonly overlay?: { readonly sentry?: RoleOverlay; readonly genesis?: RoleOverlay };
  };

  /** The validator with its local key. It talks to the sentry, and to nobody else. */
  readonly validator: {
    /** Peer id of the validator. */
    readonly nodeId: string;

    /** @default none */
    readonly overlay?: { readonly validator?: RoleOverlay };
  };
}
