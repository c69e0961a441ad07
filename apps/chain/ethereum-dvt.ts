import { SigningIdentity, ValidatorApp, vault, type GitOpsRoot, type KeySet } from '../../lib';
import { ethereum, networks, relays, type ClusterLock, type EthereumValues } from '../../lib/chains/ethereum';

/** What the operators of a distributed validator have in common, and the shares that are ours. */
interface Ceremony {
  readonly clusterLock: ClusterLock;
  readonly shares: KeySet;
}

/** Our part of a distributed validator: any three of its four operators sign. */
export function ethereumDvt(root: GitOpsRoot, common: EthereumValues, { clusterLock, shares }: Ceremony): void {
  new ValidatorApp(root, 'hoodi-dvt-0', {
    family: ethereum,
    network: networks.hoodi,
    identity: SigningIdentity.keys('hoodi-dvt-0', shares),
    custody: vault('chain/hoodi/hoodi-dvt-0'),
    placement: { node: 'tn-w3' },
    common,
    units: {
      node: {
        execution: 'geth',
        beacon: 'lighthouse',
        relay: { client: 'mev-boost', relays: [relays.hoodi.aestus], minBid: 0.05 },
      },
      dvt: {
        client: 'charon',
        clusterLock,
        relays: ['https://0.relay.obol.tech', 'https://1.relay.obol.tech'],
        peers: { address: '203.0.113.23', port: 31610 },
      },
      validator: { client: 'teku', graffiti: 'fp' },
    },
  });
}
