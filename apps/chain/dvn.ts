import { kms, SigningIdentity, ValidatorApp, vault, type GitOpsRoot } from '../../lib';
import { layerzero, networks, type RpcProvider } from '../../lib/chains/layerzero';

/** Our own nodes, behind the gateway that adds keys for the providers that want one. */
const own = (chain: string): RpcProvider => ({
  uri: `https://rpc.fp.example.com/${chain}`,
  entity: 'fp',
  category: 'internal',
});

const bought = (entity: string, chain: string): RpcProvider => ({
  uri: `https://${chain}.${entity}.example.net`,
  entity,
  category: 'dedicated_external',
});

/** A DVN on LayerZero's testnet: a signer and nothing else. What any two of its providers agree on, it signs. */
export function dvnTestnet(root: GitOpsRoot): void {
  new ValidatorApp(root, 'dvn-0', {
    family: layerzero,
    network: networks.testnet,
    identity: SigningIdentity.publicIds('dvn-0', 'evm-address', ['0x8b1f3d5c7a90e2b4d6f8091a3c5e7f9b0d2e4c6a']),
    custody: kms(
      {
        key: 'arn:aws:kms:eu-central-1:111122223333:key/5b7d9f0a-2c4e-4d68-8b1b-3d5f7a9c0e2d',
        role: 'arn:aws:iam::111122223333:role/dvn-0',
      },
      vault('chain/layerzero/testnet/dvn-0'),
    ),
    placement: { node: 'tn-w3' },
    common: {
      providers: {
        quorum: 2,
        chains: {
          bsc: [own('bsc'), bought('provider-a', 'bsc'), bought('provider-b', 'bsc')],
          sepolia: [own('sepolia'), bought('provider-a', 'sepolia')],
        },
      },
    },
    units: { signer: { callers: [{ namespace: 'dvn-gateway', name: 'dvn-gateway' }] } },
  });
}
