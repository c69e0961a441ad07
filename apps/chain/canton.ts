import { SigningIdentity, ValidatorApp, vault, type GitOpsRoot } from '../../lib';
import { canton, testnet } from '../../lib/chains/canton';

/** The validator's party: its name, and the fingerprint of the key that made it. */
const PARTY = 'fp-validator-1::122067c9a41e5b803d2f96c47e18ab50df3291b6c8704e5da29f13c6b8e07d54a231';

const LOGIN = 'https://login.example.com';

/** A validator of the Canton Network's TestNet. Its PostgreSQL holds its keys: see to its backups before its first day. */
export function cantonTestnet(root: GitOpsRoot): void {
  new ValidatorApp(root, 'canton-0', {
    family: canton,
    network: testnet({
      scan: 'https://scan.sv-1.test.global.canton.network.sync.global',
      sponsor: 'https://sv.sv-1.test.global.canton.network.sync.global',
    }),
    identity: SigningIdentity.publicIds('canton-0', 'party', [PARTY]),
    custody: vault('chain/canton/testnet/canton-0'),
    placement: { node: 'tn-w3' },
    common: {
      auth: {
        jwksUrl: `${LOGIN}/.well-known/jwks.json`,
        wellKnownUrl: `${LOGIN}/.well-known/openid-configuration`,
        ledgerAudience: 'https://ledger.canton-0.example.com',
        validatorAudience: 'https://validator.canton-0.example.com',
        ledgerUser: 'canton-0@clients',
      },
      migration: 1,
      contact: 'platform@example.com',
    },
    units: {
      storage: { overlay: { 'participant-database': { storage: '200Gi' } } },
      participant: {},
      validator: { walletUser: 'treasury' },
    },
  });
}
