import type { ChainFamily } from './family';
import type { EvmSide } from './cometbft/evm';
import type { CometNodeFacts } from './cometbft/facts';
import { planComet } from './cometbft/family';
import { STORY_GETH_FLAGS } from './cometbft/known-flags/story-geth';
import { ROLES } from './cometbft/roles';
import type { CometRole, CometValues, LocalKeyUnits } from './cometbft/units';
import { EXECUTION_CLIENTS } from './ethereum/execution-clients';
import { Network } from '../model/network';

export type { CometNodeFacts } from './cometbft/facts';
export type {
  CometNode,
  CometPeers,
  CometRelayer,
  CometRole,
  CometSentry,
  LocalKeyUnits,
  RelayedChain,
  RelayedUnits,
} from './cometbft/units';

/** Values that the whole workload shares. */
export type StoryValues = Pick<CometValues, 'pruning'>;

const NETWORK = 'the network decides which chain it follows';

/** Where the genesis files and seeds below were read, and their digests computed. */
const SOURCE = 'https://raw.githubusercontent.com/piplabs/story/3938717cda52ae5f14f82e311e39120d9bde37e4/lib/netconf';

function side(network: string): EvmSide {
  const { dangerousFlags, ...geth } = EXECUTION_CLIENTS.geth;
  const others = Object.fromEntries(['story', 'aeneid', 'iliad', 'odyssey', 'local'].map((name) => [name, NETWORK]));
  return {
    // The image's own entrypoint runs `story init` first, which mints a new validator key on an empty volume
    // (https://github.com/piplabs/story/blob/main/Dockerfile). A command of our own leaves it out.
    command: ['story', 'run'],
    // https://github.com/piplabs/story/blob/3938717cda52ae5f14f82e311e39120d9bde37e4/lib/log/config.go
    allowedFlags: ['log_level', 'log_format', 'log_color'],
    engineFlags: ({ url, jwtFile }) => ({ network, 'engine-endpoint': url, 'engine-jwt-file': jwtFile }),
    execution: {
      ...geth,
      name: 'story-geth',
      image: 'story.geth',
      knownFlags: STORY_GETH_FLAGS,
      dangerousFlags: { ...dangerousFlags, ...others },
    },
    files: {},
    throwawayHome: `story init --network=${network} --home=/tmp/throwaway`,
  };
}

/**
 * Story: `story`, a consensus client on CometBFT, and `story-geth` beside each node, driven over the engine API.
 *
 * A validator signs with a local key: it is of secp256k1, which Horcrux cannot split. Its identity is the address in its
 * key file, 40 hex digits.
 *
 * The secret of the engine API stands at two paths with the same text: `validator/jwt` and `execution/jwt`; the sentry's
 * pair shares `node/jwt`. Flags were read in the sources; no client was started with them.
 */
export const story: ChainFamily<CometNodeFacts, StoryValues, LocalKeyUnits, CometRole> = {
  name: 'story',
  chain: 'story',
  roles: ROLES,
  plan: (input) =>
    planComet({ chain: 'story', binary: 'story', image: 'story.story', evm: side(input.network.name) }, input),
};

/** Networks of Story that its programs know by name. */
export const storyNetworks = {
  mainnet: new Network<CometNodeFacts>({
    chain: 'story',
    name: 'story',
    chainId: 'story-1',
    environment: 'mainnet',
    facts: {
      genesis: {
        url: `${SOURCE}/story/genesis.json`,
        sha256: '9ebacba2315c9bed5dca9e612640946f5de503127bc88dcc4b5a11eaa3de850e',
      },
      seeds: [
        'c1d973eea1b2c637777ab32783b3d37f2b52ba36@b1.storyrpc.io:26656',
        '78db197dbbffb97a5c851b87b1df4cc51e99d4f9@b2.storyrpc.io:26656',
      ],
    },
  }),
  aeneid: new Network<CometNodeFacts>({
    chain: 'story',
    name: 'aeneid',
    chainId: 'devnet-1',
    environment: 'testnet',
    facts: {
      genesis: {
        url: `${SOURCE}/aeneid/genesis.json`,
        sha256: 'bf82e0167f262a91b0332a78c04b77fcdcc88aae4fde0816a3341a9a895d0750',
      },
      seeds: ['944e8889ecd7c13623ef1081aae4555d6f525041@b1-b.odyssey-devnet.storyrpc.io:26656'],
    },
  }),
} as const;
