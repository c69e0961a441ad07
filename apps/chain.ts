import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  guardActions,
  GuardService,
  KeySet,
  SigningIdentity,
  ValidatorApp,
  vault,
  type Cluster,
  type Platform,
} from '../lib';
import { osmosis, osmosisMainnet } from '../lib/chains/cometbft';
import { ClusterLock, ethereum, networks, postgres, type EthereumValues } from '../lib/chains/ethereum';
import { cantonTestnet } from './chain/canton';
import { dvnTestnet } from './chain/dvn';
import { ethereumDvt } from './chain/ethereum-dvt';
import { osmosisTestnets } from './chain/osmosis';
import { polkadotPaseo } from './chain/polkadot';
import { solanaTestnet } from './chain/solana';

/** Common values of every Ethereum workload of this operator. */
const ETHEREUM: EthereumValues = { feeRecipient: '0x5f3a9c1d0b7e2468acef13579bdf02468ace1357' };

/** The chain plane of one cluster: every workload that signs, and what it needs. */
export function chain(platform: Platform, cluster: Cluster): void {
  if (cluster.environment === 'mainnet') mainnet(platform, cluster);
  else testnet(platform, cluster);
}

function testnet(platform: Platform, cluster: Cluster): void {
  const root = platform.root('chain', cluster);
  polkadotPaseo(root);
  solanaTestnet(root);
  const hoodi = new ValidatorApp(root, 'hoodi-0', {
    family: ethereum,
    network: networks.hoodi,
    identity: SigningIdentity.keys('hoodi-0', keySet('hoodi-0')),
    custody: vault('chain/hoodi/hoodi-0'),
    placement: { node: 'tn-w1' },
    common: ETHEREUM,
    units: {
      node: { execution: 'geth', beacon: 'lighthouse', overlay: { execution: { memory: '32Gi' } } },
      signer: { client: 'web3signer' },
      storage: { slashingProtection: postgres() },
      validator: { client: 'lighthouse', graffiti: 'fp' },
    },
  });
  new GuardService(root, 'hoodi-0-restart-geth', { action: guardActions.restart(hoodi, 'node', 'geth') });
  new GuardService(root, 'hoodi-0-pause', { action: guardActions.pauseSigner(hoodi, 'signer', 'web3signer') });
  ethereumDvt(root, ETHEREUM, { clusterLock: clusterLock('hoodi-dvt-0'), shares: keySet('hoodi-dvt-0') });
  osmosisTestnets(root);
  cantonTestnet(root);
  dvnTestnet(root);
}

function mainnet(platform: Platform, cluster: Cluster): void {
  const root = platform.root('chain', cluster);
  new ValidatorApp(root, 'ethereum-0', {
    family: ethereum,
    network: networks.mainnet,
    identity: SigningIdentity.keys('ethereum-0', keySet('ethereum-0')),
    custody: vault('chain/mainnet/ethereum-0'),
    placement: { node: 'mn-w1' },
    common: ETHEREUM,
    units: {
      node: {
        execution: 'geth',
        beacon: 'lighthouse',
        overlay: { execution: { memory: '64Gi', storage: '4Ti' }, beacon: { memory: '24Gi' } },
      },
      signer: { client: 'web3signer' },
      storage: { slashingProtection: postgres() },
      validator: { client: 'lighthouse', graffiti: 'fp' },
    },
  });
  new ValidatorApp(root, 'osmosis-0', {
    family: osmosis,
    network: osmosisMainnet,
    identity: SigningIdentity.consensusAddress('osmosis-0', 'ySynfUPR+iWhjxpSQFTCzh2l8bsfnGylvOnzEN4s0n8='),
    custody: vault('chain/osmosis-1/osmosis-0'),
    placement: { node: 'mn-w2' },
    common: { pruning: 'default' },
    units: {
      node: {
        nodeId: '1f3e5c7a90b2d4f6083b5d7f9e1c3a5b7d9f0e2c',
        peers: { address: 'sentry.osmosis.example.com', port: 31656 },
        overlay: { sentry: { memory: '48Gi' } },
      },
      validator: { nodeId: '93b5d7f9e1c3a5b7d9f0e2c4a6b8d1f3e5c7a90b' },
    },
  });
}

/** Public keys of an identity, from a file that security owns. */
function keySet(id: string): KeySet {
  return KeySet.parse(`apps/keys/${id}.txt`, keyFile(`${id}.txt`));
}

/** What a key ceremony wrote for all operators of a distributed validator. */
function clusterLock(id: string): ClusterLock {
  return ClusterLock.parse(`apps/keys/${id}.cluster-lock.json`, keyFile(`${id}.cluster-lock.json`));
}

function keyFile(name: string): string {
  return readFileSync(join(__dirname, 'keys', name), 'utf8');
}
