import { SigningIdentity, ValidatorApp, vault, type GitOpsRoot } from '../../lib';
import { networks, solana } from '../../lib/chains/solana';

/** A Solana validator on its public testnet. The node it is pinned to is its own: network, disks and CPUs. */
export function solanaTestnet(root: GitOpsRoot): void {
  const node = 'osJpWidpcpbcaY7T6sVTz5iSQnuiBof9sAhugwAmUzH';
  const voteAccount = '3envRjSupSqxrUW52EZsfkEZQwemno4A4L7ahNp1Lvzv';
  new ValidatorApp(root, 'solana-0', {
    family: solana,
    network: networks.testnet,
    identity: SigningIdentity.publicIds('solana-0', 'solana', [node, voteAccount]),
    custody: vault('chain/solana/testnet/solana-0'),
    placement: { node: 'tn-solana' },
    common: {},
    units: {
      validator: {
        ports: { first: 8000, last: 8029 },
        disks: { accounts: '1Ti' },
        overlay: { validator: { cpu: '32', memory: '448Gi', storage: '2Ti' } },
      },
    },
  });
}
