import { propError } from '../../model/errors';
import { Network } from '../../model/network';

/** What nodes of a Canton network must know of it. */
export interface CantonFacts {
  /**
   * Scan of the super validator that is asked first: `https://scan.sv-1.global.canton.network.sync.global`. The others
   * are found through it, and more than a third of them must agree.
   */
  readonly scan: string;

  /** Super validator that sponsors the node: the one that gave the onboarding secret. */
  readonly sponsor: string;
}

/**
 * The Canton Network's MainNet.
 *
 * @param facts of the operator's own sponsor: each super validator admits the addresses that it knows
 */
export function mainnet(facts: CantonFacts): Network<CantonFacts> {
  return global('mainnet', 'mainnet', facts);
}

/**
 * The Canton Network's TestNet.
 *
 * @param facts of the operator's own sponsor
 */
export function testnet(facts: CantonFacts): Network<CantonFacts> {
  return global('testnet', 'testnet', facts);
}

/** Canton networks have no chain id besides their name. */
function global(name: string, environment: 'mainnet' | 'testnet', facts: CantonFacts): Network<CantonFacts> {
  for (const prop of ['scan', 'sponsor'] as const) {
    if (!/^https:\/\/[a-z0-9.-]+$/.test(facts[prop])) {
      throw propError(`network ${name}`, prop, 'an https:// URL of a host', facts[prop]);
    }
  }
  return new Network<CantonFacts>({ chain: 'canton', name, chainId: name, environment, facts });
}
