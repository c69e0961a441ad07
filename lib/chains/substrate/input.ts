import { propProblem } from '../../model/errors';
import { sessionKeysIn } from '../../model/public-id';
import { publicAddressProblems } from '../public-address';
import type { SubstrateChain, SubstrateInput } from './units';

/** Problems with the typed props of a Substrate workload. */
export function inputProblems(chain: SubstrateChain, { where, identity, units }: SubstrateInput): string[] {
  const problems = publicAddressProblems(where, 'units.validator.peers', units.validator.peers);
  if (identity.kind !== 'session-keys' || identity.publicKeys.length !== 1) {
    const mustBe = 'the session keys of one validator (SigningIdentity.publicIds, kind session-keys)';
    return [
      ...problems,
      propProblem(where, 'identity', mustBe, `${identity.publicKeys.length} of kind ${identity.kind}`),
    ];
  }
  const keys = identity.publicKeys.flatMap(sessionKeysIn);
  const fits = (type: string, i: number): boolean => keys[i]?.length === (type === 'beef' ? 66 : 64);
  if (keys.length !== chain.sessionKeys.length || !chain.sessionKeys.every(fits)) {
    const mustBe = `the keys ${chain.sessionKeys.join(', ')} of ${chain.chain}, in this order`;
    problems.push(propProblem(where, 'identity', mustBe, `${keys.length} keys`));
  }
  return problems;
}
