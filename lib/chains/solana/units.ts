import type { PlanInput } from '../family';
import type { RoleOverlay } from '../role-values';
import type { SolanaFacts } from './networks';

/** Roles of a Solana workload. */
export type SolanaRole = 'exporter' | 'validator';

/** A Solana workload has no values that both of its roles share. */
export type SolanaValues = Readonly<Record<string, never>>;

/** Ports of a node, from the first to the last. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** Units of a Solana workload. */
export interface SolanaUnits {
  /** The validator, and the exporter that asks it how it does. */
  readonly validator: {
    /**
     * Ports of the node that peers dial, 26 to 64 of them. The first is that of gossip.
     *
     * @default 8000 to 8025, as Agave wants at least 25 besides
     */
    readonly ports?: PortRange;

    /**
     * Sizes of its disks besides the ledger's, which is the overlay's `storage`.
     *
     * @default 500Gi of accounts, 250Gi of snapshots
     */
    readonly disks?: { readonly accounts?: string; readonly snapshots?: string };

    /** @default none */
    readonly overlay?: { readonly validator?: RoleOverlay; readonly exporter?: RoleOverlay };
  };
}

/** What a Solana workload is planned from. */
export type SolanaInput = PlanInput<SolanaFacts, SolanaValues, SolanaUnits, SolanaRole>;

/**
 * The two accounts of the declared identity: the validator's own, which signs, and its vote account.
 *
 * @returns empty text for what is not declared, which the input's checks refuse
 */
export function accountsOf({ identity }: SolanaInput): { readonly node: string; readonly vote: string } {
  const [node = '', vote = ''] = identity.publicKeys;
  return { node, vote };
}
