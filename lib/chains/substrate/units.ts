import type { PlanInput } from '../family';
import type { PublicAddress } from '../public-address';
import type { RoleOverlay } from '../role-values';
import type { NonEmpty } from '../../model/kind';
import type { SubstrateFacts } from './networks';

/** One chain on Substrate: what its program is called, and which session keys its validators have. */
export interface SubstrateChain {
  /** Name of the chain, also that of its networks: `polkadot`. */
  readonly chain: string;

  /** The program, which also names the StatefulSet: `polkadot`. */
  readonly binary: string;

  /** Image key: `polkadot.polkadot`. */
  readonly image: string;

  /**
   * Key types of its session keys, four letters each, in the order of the runtime's `SessionKeys`: `gran`, `babe` …
   * BEEFY's, `beef`, is last where there is one.
   */
  readonly sessionKeys: NonEmpty<string>;
}

/** Roles of a Substrate workload. */
export type SubstrateRole = 'validator';

/** Values that the whole workload shares. */
export interface SubstrateValues {
  /**
   * Whether the node reports to the telemetry servers of its chain, under the workload's name.
   *
   * @default false
   */
  readonly telemetry?: boolean;
}

/** Units of a Substrate workload. */
export interface SubstrateUnits {
  /** The validator, its session keys and its node key. */
  readonly validator: {
    /** Where the others reach it; a validator that cannot be dialled loses rewards. Its usual port is 30333. */
    readonly peers: PublicAddress;

    /**
     * Path of a seccomp profile on its node, below the kubelet's profile folder: `profiles/polkadot.json`. The node
     * confines the workers that compile and run parachain code with landlock, seccomp and namespaces of their own, and
     * does not start where it cannot; it needs a kernel of 5.13 or later, and a profile that adds `unshare`, `mount`,
     * `pivot_root` and `umount2` to what the container runtime's own allows, and an AppArmor profile, if any, that
     * allows these mounts (https://github.com/paritytech/polkadot-sdk/pull/2486). Which calls were needed was read
     * there and not tried.
     */
    readonly seccomp: string;

    /** @default none */
    readonly overlay?: { readonly validator?: RoleOverlay };
  };
}

/** What a Substrate workload is planned from. */
export type SubstrateInput = PlanInput<SubstrateFacts, SubstrateValues, SubstrateUnits, SubstrateRole>;
