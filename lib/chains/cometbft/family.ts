import { buildAll } from '../build-all';
import type { CometChain, CometInput } from './chain';
import type { CometFacts } from './facts';
import { inputProblems } from './input';
import { ROLES } from './roles';
import { GENESIS, nodeUnit, SENTRY, validatorUnit } from './unit-plans';
import type { CometRole, CometUnits, CometValues } from './units';
import type { ChainFamily } from '../family';
import type { WorkloadPlan } from '../workload-plan';

/** A chain family of one CometBFT chain. */
export type CometFamily = ChainFamily<CometFacts, CometValues, CometUnits, CometRole>;

/**
 * The family of a chain built on CometBFT and the Cosmos SDK 0.50: one validator with a local key, behind one sentry.
 *
 * The validator has no way in and one way out, to its sentry. Its record of signed blocks is in a claim of its own, so
 * that chain data can be restored without touching it. Defaults of the SDK's settings that are not rendered are those
 * of the chain's program and were not checked one by one.
 */
export function cometbft(chain: CometChain): CometFamily {
  return { name: 'cometbft', chain: chain.chain, roles: ROLES, plan: (input) => plan(chain, input) };
}

function plan(chain: CometChain, input: CometInput): WorkloadPlan {
  const { node, validator } = buildAll(
    { node: () => nodeUnit(chain, input), validator: () => validatorUnit(chain, input) },
    inputProblems(input),
  );
  const signer = { unit: 'validator', part: validator.parts[0].name };
  return {
    units: [node, validator],
    links: [
      { from: SENTRY, to: { ...GENESIS, port: 'http' } },
      { from: signer, to: { ...GENESIS, port: 'http' } },
      { from: signer, to: { ...SENTRY, port: 'p2p' } },
    ],
  };
}
