export { cometbft, type CometFamily } from './cometbft/family';
export { osmosis, osmosisMainnet, osmosisTestnet } from './cometbft/osmosis';
export type { CometChain } from './cometbft/chain';
export type { CometFacts, CometNodeFacts } from './cometbft/facts';
export type {
  CometNode,
  CometPeers,
  CometRelayer,
  CometRole,
  CometSentry,
  CometUnits,
  CometValues,
  CosignerSet,
  HorcruxUnits,
  LocalKeyUnits,
  RelayedChain,
  RelayedUnits,
  TmkmsUnits,
} from './cometbft/units';
