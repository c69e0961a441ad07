import { Network, remoteFile } from '../../model/network';
import { cometbft } from './family';
import type { CometFacts } from './facts';

/** Osmosis. Its image holds the program and nothing else (https://github.com/osmosis-labs/osmosis/blob/main/Dockerfile). */
export const osmosis = cometbft({ chain: 'osmosis', binary: 'osmosisd', image: 'osmosis.osmosisd' });

/** `osmosis-1`. Seeds from https://github.com/cosmos/chain-registry/blob/master/osmosis/chain.json */
export const osmosisMainnet = new Network<CometFacts>({
  chain: 'osmosis',
  name: 'osmosis-1',
  chainId: 'osmosis-1',
  environment: 'mainnet',
  facts: {
    genesis: {
      url: 'https://media.githubusercontent.com/media/osmosis-labs/networks/0e53c816e0fab7bc78a5f14f618fc5c8185e101e/osmosis-1/genesis.json',
      sha256: '1cdb76087fabcca7709fc563b44b5de98aaf297eedc8805aa2884999e6bab06d',
    },
    seeds: [
      'f515a8599b40f0e84dfad935ba414674ab11a668@osmosis.blockpane.com:26656',
      'ade4d8bc8cbe014af6ebdf3cb7b1e9ad36f412c0@seeds.polkachu.com:12556',
      '20e1000e88125698264454a884812746c2eb4807@seeds.lavenderfive.com:12556',
    ],
    minimumGasPrices: '0.03uosmo',
  },
});

/**
 * `osmo-test-5`. Its genesis file is published without a digest, so whoever uses it states the one they checked.
 *
 * @param genesisSha256 SHA-256 of the genesis file, 64 hex digits
 */
export function osmosisTestnet(genesisSha256: string): Network<CometFacts> {
  const url = 'https://osmosis.fra1.digitaloceanspaces.com/osmo-test-5/genesis.json';
  return new Network<CometFacts>({
    chain: 'osmosis',
    name: 'osmo-test-5',
    chainId: 'osmo-test-5',
    environment: 'testnet',
    facts: {
      genesis: remoteFile('network osmo-test-5', 'genesis', { url, sha256: genesisSha256 }),
      seeds: [
        'bb197876fd952d245ef6377e3651c157e3d7ed81@157.245.26.231:26656',
        '7c2b9e76be5c2142c76b429d9c29e902599ceb44@157.245.21.183:26656',
      ],
      minimumGasPrices: '0.0025uosmo',
    },
  });
}
