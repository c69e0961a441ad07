import type { PlanInput } from '../family';
import type { Caller } from '../part';
import type { RoleOverlay } from '../role-values';
import type { CantonFacts } from './networks';

/** Roles of a Canton workload. */
export type CantonRole = 'participant-database' | 'validator-database' | 'participant' | 'validator';

/** The OAuth2 provider that says who may call the node. There is no way to do without. */
export interface CantonAuth {
  /** `https://` address of its key set. */
  readonly jwksUrl: string;

  /** `https://` address of its OpenID configuration. */
  readonly wellKnownUrl: string;

  /** Audience of tokens for the participant's ledger API. */
  readonly ledgerAudience: string;

  /** Audience of tokens for the validator app. */
  readonly validatorAudience: string;

  /** User on whose behalf the validator app calls the ledger API, also the participant's administrator. */
  readonly ledgerUser: string;
}

/** Values that the whole workload shares. */
export interface CantonValues {
  readonly auth: CantonAuth;

  /**
   * Id of the synchronizer's migration, part of the node's identity: it names the participant's database. It only
   * grows, and only when the network migrates.
   */
  readonly migration: number;

  /**
   * Whether the validator app starts from the dump that it wrote before the network migrated. Take it away once it has.
   *
   * @default false
   */
  readonly restoresMigration?: true;

  /** Where the network's operators reach its people, such as `ops@example.com`. */
  readonly contact: string;
}

/** Units of a Canton workload. */
export interface CantonUnits {
  /** The PostgreSQL of the participant, which holds its keys and contracts, and that of the validator app. */
  readonly storage: {
    /** @default none */
    readonly overlay?: {
      readonly 'participant-database'?: RoleOverlay;
      readonly 'validator-database'?: RoleOverlay;
    };
  };

  /** The participant, which signs. */
  readonly participant: {
    /** @default none */
    readonly overlay?: { readonly participant?: RoleOverlay };
  };

  /** The validator app: onboarding, wallet and traffic of its party. */
  readonly validator: {
    /** User of the OAuth2 provider who owns the party's wallet. */
    readonly walletUser: string;

    /**
     * Pods that may call its API: the wallet's web app, which is a product.
     *
     * @default nobody
     */
    readonly callers?: readonly Caller[];

    /** @default none */
    readonly overlay?: { readonly validator?: RoleOverlay };
  };
}

/** What a Canton workload is planned from. */
export type CantonInput = PlanInput<CantonFacts, CantonValues, CantonUnits, CantonRole>;
