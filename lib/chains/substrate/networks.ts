import { Network } from '../../model/network';

/** What nodes of a Substrate chain must know of a network besides its name. */
export interface SubstrateFacts {
  /** Id in its chain specification, which names its folder below `chains`: `ksmcc3` for Kusama. */
  readonly specId: string;
}

function relay(name: string, environment: 'mainnet' | 'testnet', specId = name): Network<SubstrateFacts> {
  return new Network({ chain: 'polkadot', name, chainId: specId, environment, facts: { specId } });
}

/** Relay chains that the program `polkadot` knows by name. Kusama's tokens have a price, so it counts as a mainnet. */
export const networks = {
  polkadot: relay('polkadot', 'mainnet'),
  kusama: relay('kusama', 'mainnet', 'ksmcc3'),
  paseo: relay('paseo', 'testnet'),
  westend: relay('westend', 'testnet', 'westend2'),
} as const;
