export { cometbft, type CometFamily } from './cometbft/family';
export { osmosis, osmosisMainnet, osmosisTestnet } from './cometbft/osmosis';
export type { CometChain } from './cometbft/chain';
export type { CometFacts } from './cometbft/facts';
export type { CometPeers, CometRole, CometUnits, CometValues } from './cometbft/units';
