import { SigningIdentity, ValidatorApp, vault, type GitOpsRoot } from '../../lib';
import { osmosis, osmosisTestnet } from '../../lib/chains/cometbft';

/** SHA-256 of osmo-test-5's genesis file, as we checked it. */
const OSMO_TEST_5_GENESIS = '0a7c1e3b5d9f8264c0e2a4f6183b5d7f9e1c3a5b7d9f0e2c4a6b8d1f3e5c7a90';

/** Two validators on osmo-test-5: one with a local key, one whose key is split over three nodes. */
export function osmosisTestnets(root: GitOpsRoot): void {
  withLocalKey(root);
  withSplitKey(root);
}

function withLocalKey(root: GitOpsRoot): void {
  new ValidatorApp(root, 'osmo-test-0', {
    family: osmosis,
    network: osmosisTestnet(OSMO_TEST_5_GENESIS),
    identity: SigningIdentity.consensusAddress('osmo-test-0', 'w8wxnv2UUvxTM41FAo/QzaDH3XcA/vePoYmpnoiiEec='),
    custody: vault('chain/osmo-test-5/osmo-test-0'),
    placement: { node: 'tn-w2' },
    common: {},
    units: {
      node: { nodeId: '6b1f0c9d3e5a7248b0d2f4a6c8e1937f5b7d9e0a' },
      validator: { nodeId: 'c4e6a8b0d2f1937f5b7d9e0a6b1f0c9d3e5a7248' },
    },
  });
}

/** Any two of the three cosigners sign, each on a node of its own. */
function withSplitKey(root: GitOpsRoot): void {
  new ValidatorApp(root, 'osmo-test-1', {
    family: osmosis,
    network: osmosisTestnet(OSMO_TEST_5_GENESIS),
    identity: SigningIdentity.consensusAddress('osmo-test-1', 'jmgjHXgwAEij8LMahU5L/zgvsxXeSPK43Zd9VNYqLhY='),
    custody: vault('chain/osmo-test-5/osmo-test-1'),
    placement: {
      node: 'tn-w1',
      units: { 'sentry-2': 'tn-w2', 'cosigner-2': 'tn-w2', 'cosigner-3': 'tn-w3' },
    },
    common: {},
    units: {
      sentries: [
        { nodeId: 'c8ef9fc9f05df04262fe7a49a036c4a5d31e6a2d' },
        { nodeId: 'd9977e335999ec6b78f5952690c81afda6ef1828' },
      ],
      cosigners: { threshold: 2, of: 3 },
    },
  });
}
