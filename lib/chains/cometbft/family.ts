import type { CometChain, CometInput, PlannedChain } from './chain';
import type { CometFacts } from './facts';
import { planHorcrux } from './horcrux';
import { inputProblems } from './input';
import { planLocalKey } from './local-key';
import { ROLES } from './roles';
import { planTmkms } from './tmkms';
import type { CometRole, CometUnits, CometValues } from './units';
import type { ChainFamily } from '../family';
import type { WorkloadPlan } from '../workload-plan';

/** A chain family of one CometBFT chain. */
export type CometFamily = ChainFamily<CometFacts, CometValues, CometUnits, CometRole>;

/**
 * The family of a chain built on CometBFT and the Cosmos SDK 0.50, signing in one of three ways.
 *
 * - A validator with a local key, behind one sentry. It has no way in and one way out, to its sentry. Its record of
 *   signed blocks is in a claim of its own, so that chain data can be restored without touching it.
 * - One TMKMS, which dials a node without a key. It reads its own from a file, or has a YubiHSM 2 sign.
 * - A Horcrux cluster, which dials several nodes without keys.
 *
 * A node that waits for a remote signer stops unless one dials it within three seconds of its start, and Kubernetes
 * starts it again; it opens its other ports only then. The signer tries every three seconds.
 *
 * Going from one way to another, the record must come along: a node leaves `priv_validator_state.json` as it was while
 * another signs (https://github.com/cometbft/cometbft/blob/main/docs/references/config/config.toml.md).
 *
 * Defaults of the SDK's settings that are not rendered are those of the chain's program and were not checked one by one.
 */
export function cometbft(chain: CometChain): CometFamily {
  return {
    name: 'cometbft',
    chain: chain.chain,
    roles: ROLES,
    custody: ({ signer }) => (signer === undefined ? ['vault'] : ['vault', 'hsm']),
    plan: (input) => planComet(chain, input),
  };
}

/** Plans a workload of a chain in the way its units say. */
export function planComet(chain: PlannedChain, input: CometInput): WorkloadPlan {
  const { units } = input;
  const problems = inputProblems(chain, input);
  if (units.cosigners !== undefined) return planHorcrux(chain, { ...input, units }, problems);
  if (units.signer !== undefined) return planTmkms(chain, { ...input, units }, problems);
  return planLocalKey(chain, { ...input, units }, problems);
}
