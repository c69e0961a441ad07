import { Network } from '../../model/network';

/** What Ethereum clients must know of a network besides its name. */
export interface EthereumFacts {
  /**
   * Root of the validator set at genesis: 0x and 64 hex digits. Slashing-protection interchange files (EIP-3076) carry
   * it, so that the history of one network is never taken for that of another.
   */
  readonly genesisValidatorsRoot: string;

  /** Fork version at genesis: 0x and 8 hex digits. The cluster lock of a distributed validator carries it. */
  readonly genesisForkVersion: string;

  /** Beacon node API that a new beacon node takes a recent finalized state from. */
  readonly checkpointSyncUrl: string;
}

/** Networks of Ethereum that validators run on. Holesky is shut down; Sepolia's validators are permissioned. */
export const networks = {
  mainnet: new Network<EthereumFacts>({
    chain: 'ethereum',
    name: 'mainnet',
    chainId: '1',
    environment: 'mainnet',
    facts: {
      genesisValidatorsRoot: '0x4b363db94e286120d76eb905340fdd4e54bfe9f06bf33ff6cf5ad27f511bfe95',
      genesisForkVersion: '0x00000000',
      checkpointSyncUrl: 'https://mainnet.checkpoint.sigp.io',
    },
  }),
  hoodi: new Network<EthereumFacts>({
    chain: 'ethereum',
    name: 'hoodi',
    chainId: '560048',
    environment: 'testnet',
    facts: {
      genesisValidatorsRoot: '0x212f13fc4df078b6cb7db228f1c8307566dcecf900867401a92023d7ba99cb5f',
      genesisForkVersion: '0x10000910',
      checkpointSyncUrl: 'https://checkpoint-sync.hoodi.ethpandaops.io',
    },
  }),
} as const;
