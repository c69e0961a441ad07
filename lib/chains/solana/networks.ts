import { Network } from '../../model/network';

/** What validators must know of a Solana cluster besides its genesis hash, which is its chain id. */
export interface SolanaFacts {
  /** Where it meets the others' gossip: `<host>:<port>`. */
  readonly entrypoints: readonly string[];

  /** Identities whose snapshots it trusts, base58. It takes snapshots from nobody else. */
  readonly knownValidators: readonly string[];
}

const PORT = 8001;

function entrypoints(cluster: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `entrypoint${i === 0 ? '' : i + 1}.${cluster}.solana.com:${PORT}`);
}

/**
 * The public clusters, as https://docs.anza.xyz/clusters/available lists them. Whom to trust with snapshots is the
 * operator's choice in the end: a network of your own may name others.
 */
export const networks = {
  mainnet: new Network<SolanaFacts>({
    chain: 'solana',
    name: 'mainnet-beta',
    chainId: '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d',
    environment: 'mainnet',
    facts: {
      entrypoints: entrypoints('mainnet-beta', 5),
      knownValidators: [
        '7Np41oeYqPefeNQEHSv1UDhYrehxin3NStELsSKCT4K2',
        'GdnSyH3YtwcxFvQrVVJMm1JhTS4QVX7MFsX56uJLUfiZ',
        'DE1bawNcRJB9rVm3buyMVfr8mBEoyyu73NBovf2oXJsJ',
        'CakcnaRDHka2gXyfbEd2d3xsvkJkqsLw2akB3zsN1D2S',
      ],
    },
  }),
  testnet: new Network<SolanaFacts>({
    chain: 'solana',
    name: 'testnet',
    chainId: '4uhcVJyU9pJkvQyS88uRDiswHXSCkY3zQawwpjk2NsNY',
    environment: 'testnet',
    facts: {
      entrypoints: entrypoints('testnet', 3),
      knownValidators: [
        '5D1fNXzvv5NjV1ysLjirC4WY92RNsVH18vjmcszZd8on',
        'dDzy5SR3AXdYWVqbDEkVFdvSPCtS9ihF5kJkHCtXoFs',
        'Ft5fbkqNa76vnsjYNwjDZUXoTWpP7VYm3mtsaQckQADN',
        'eoKpUABi59aT4rR9HGS3LcMecfut9x7zJyodWWP43YQ',
        '9QxCLckBiJc783jnMvXZubK4wH86Eqqvashtrwvcsgkv',
      ],
    },
  }),
  devnet: new Network<SolanaFacts>({
    chain: 'solana',
    name: 'devnet',
    chainId: 'EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG',
    environment: 'testnet',
    facts: {
      entrypoints: entrypoints('devnet', 5),
      knownValidators: [
        'dv1ZAGvdsz5hHLwWXsVnM94hWf1pjbKVau1QVkaMJ92',
        'dv2eQHeP4RFrJZ6UeiZWoc3XTtmtZCUKxxCApCDcRNV',
        'dv4ACNkpYPcE3aKmYDqZm9G5EB3J4MRoeE7WNDRBVJB',
        'dv3qDFk1DTF36Z62bNvrCXe9sKATA6xvVy6A798xxAS',
      ],
    },
  }),
} as const;
