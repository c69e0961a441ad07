import type { ChainFamily, PlanInput } from './family';
import { HOME } from './cometbft/chain';
import type { EvmSide } from './cometbft/evm';
import type { CometNodeFacts } from './cometbft/facts';
import { planComet } from './cometbft/family';
import { ROLES } from './cometbft/roles';
import type { CometRole, CometValues, LocalKeyUnits } from './cometbft/units';
import { EXECUTION_CLIENTS } from './ethereum/execution-clients';
import { MOUNT } from './ethereum/wiring';
import { propProblem, ProblemsError } from '../model/errors';
import { Network, remoteFile, type RemoteFile } from '../model/network';

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

/** What Berachain's nodes must know of a network. */
export interface BerachainFacts extends CometNodeFacts {
  /** Genesis file of the execution client; bera-reth knows no network by name. */
  readonly executionGenesis: RemoteFile;

  /** Trusted setup with which blobs are verified. */
  readonly trustedSetup: RemoteFile;
}

/** Values that the whole workload shares. */
export interface BerachainValues extends Pick<CometValues, 'pruning'> {
  /** Address that receives execution-layer fees: 0x and 40 hex digits, not zero. */
  readonly feeRecipient: string;
}

/** Units of a Berachain workload. */
export interface BerachainUnits extends LocalKeyUnits {
  /**
   * Execution client beside each node. The documents of beacond ask for bera-reth.
   *
   * @default bera-reth
   */
  readonly execution?: 'bera-reth' | 'bera-geth';
}

type BerachainInput = PlanInput<BerachainFacts, BerachainValues, BerachainUnits, CometRole>;

const NETWORK = 'the network decides which chain it follows';
const EXECUTION_GENESIS = 'eth-genesis.json';
const TRUSTED_SETUP = 'kzg-trusted-setup.json';

const GETH = {
  ...EXECUTION_CLIENTS.geth,
  name: 'bera-geth',
  image: 'berachain.bera-geth',
  knownFlags: { names: EXECUTION_CLIENTS.geth.knownFlags.names },
  dangerousFlags: { ...EXECUTION_CLIENTS.geth.dangerousFlags, berachain: NETWORK, bepolia: NETWORK },
};

const RETH = {
  ...EXECUTION_CLIENTS.reth,
  name: 'bera-reth',
  image: 'berachain.bera-reth',
  knownFlags: { names: EXECUTION_CLIENTS.reth.knownFlags.names },
  command: ['bera-reth', 'node'],
  environmentPrefix: 'BERA_RETH_',
  wire: (wiring) => ({ ...EXECUTION_CLIENTS.reth.wire(wiring), chain: `${MOUNT.data}/${EXECUTION_GENESIS}` }),
} as const satisfies EvmSide['execution'];

function side({ network, common, units }: BerachainInput): EvmSide {
  const { trustedSetup, executionGenesis } = network.facts;
  const reth = units.execution !== 'bera-geth';
  return {
    command: ['beacond', 'start'],
    // https://github.com/berachain/beacon-kit/blob/2059e2abea2a42513a0617a38cd7f758d1a1e6a1/cli/flags/flags.go
    allowedFlags: ['log-level', 'style', 'time-format'].map((name) => `beacon-kit.logger.${name}`),
    engineFlags: ({ url, jwtFile }) => ({
      'beacon-kit.chain-spec': network.environment,
      'beacon-kit.engine.rpc-dial-url': url,
      'beacon-kit.engine.jwt-secret-path': jwtFile,
      'beacon-kit.kzg.trusted-setup-path': `${HOME.root}/config/${TRUSTED_SETUP}`,
      'beacon-kit.payload-builder.suggested-fee-recipient': common.feeRecipient,
    }),
    execution: reth ? RETH : GETH,
    ...(reth ? { executionGenesis: EXECUTION_GENESIS } : {}),
    files: { [TRUSTED_SETUP]: trustedSetup, ...(reth ? { [EXECUTION_GENESIS]: executionGenesis } : {}) },
    throwawayHome: `beacond init throwaway --chain-id=${network.chainId} --home=/tmp/throwaway`,
  };
}

/**
 * Berachain: `beacond`, a consensus client on CometBFT, and bera-reth or bera-geth beside each node, driven over the
 * engine API.
 *
 * A validator signs with a local BLS key, with which beacond also makes what no remote signer would sign
 * (https://github.com/berachain/beacon-kit/blob/main/node-core/components/signer/signer.go). Its identity is the address
 * in its key file, 40 hex digits.
 *
 * The secret of the engine API stands at two paths with the same text: `validator/jwt` and `execution/jwt`; the sentry's
 * pair shares `node/jwt`. Flags were read in the sources; no client was started with them. Least sure: where the image of
 * bera-reth has its program, and the prefix of the variables that it reads.
 */
export const berachain: ChainFamily<BerachainFacts, BerachainValues, BerachainUnits, CometRole> = {
  name: 'berachain',
  chain: 'berachain',
  roles: ROLES,
  plan: (input) => {
    const { feeRecipient } = input.common;
    if (!/^0x(?!0{40}$)[0-9a-fA-F]{40}$/.test(feeRecipient)) {
      const mustBe = '0x and 40 hex digits, an address that somebody owns';
      throw new ProblemsError([propProblem(input.where, 'common.feeRecipient', mustBe, feeRecipient)]);
    }
    return planComet({ chain: 'berachain', binary: 'beacond', image: 'berachain.beacond', evm: side(input) }, input);
  },
};

/** Where the files below were read, and their digests computed. */
const SOURCE =
  'https://raw.githubusercontent.com/berachain/beacon-kit/2059e2abea2a42513a0617a38cd7f758d1a1e6a1/testing/networks';

const trustedSetup: RemoteFile = {
  url: `${SOURCE}/80094/${TRUSTED_SETUP}`,
  sha256: '0229b43f4fac9b17374809520eb621b5ee1a7f74547e7d36918e7d4b122e178d',
};

/** Bepolia, Berachain's public testnet. */
export const bepolia = new Network<BerachainFacts>({
  chain: 'berachain',
  name: 'bepolia',
  chainId: 'testnet-beacon-80069',
  environment: 'testnet',
  facts: {
    genesis: {
      url: `${SOURCE}/80069/genesis.json`,
      sha256: '3036656b4e1ab54359e19178e333fd6f07b3516fbc84da5186995121a01dfbf7',
    },
    executionGenesis: {
      url: `${SOURCE}/80069/${EXECUTION_GENESIS}`,
      sha256: '364581ab6a4ba7e80b6f964a7074e0af36ac3b1bfc2aa168b179764216b986db',
    },
    trustedSetup,
    seeds: [
      'e56e965bd53832d47cf2f7cc2b7118c20c0c5b19@34.89.234.189:26656',
      '58b349f2d3f2206798aae4f8d87141f095095503@34.159.220.160:26656',
      '9499000274a522d85f91dbdac26945bbe2a144ba@35.234.244.49:26656',
    ],
  },
});

/**
 * Berachain's mainnet. The execution client's genesis file is large and was not at hand, so whoever uses it states the
 * digest they checked.
 *
 * @param executionGenesisSha256 SHA-256 of that file, 64 hex digits
 */
export function berachainMainnet(executionGenesisSha256: string): Network<BerachainFacts> {
  const file = { url: `${SOURCE}/80094/${EXECUTION_GENESIS}`, sha256: executionGenesisSha256 };
  return new Network<BerachainFacts>({
    chain: 'berachain',
    name: 'berachain',
    chainId: 'mainnet-beacon-80094',
    environment: 'mainnet',
    facts: {
      genesis: {
        url: `${SOURCE}/80094/genesis.json`,
        sha256: 'd83b50211850d5a3abcbba7e85037468add496b7605aa23bdf72523cf979ec6c',
      },
      executionGenesis: remoteFile('network berachain', 'executionGenesis', file),
      trustedSetup,
      seeds: [
        '1af8f82739bf4031302d9ec5a21508e09245a75d@34.159.172.173:26656',
        '9551cfb45e5220e28b397da58b022841cc4fd258@35.198.184.184:26656',
        'da82fec973bb65b2dce04f5824ce27b5510adce1@35.198.137.87:26656',
      ],
    },
  });
}
