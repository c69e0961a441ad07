import { SigningIdentity, ValidatorApp, vault, type GitOpsRoot } from '../../lib';
import { networks, polkadot } from '../../lib/chains/substrate';

/** What `author_rotateKeys` printed where the session keys were made, before they went into the vault. */
const SESSION_KEYS = [
  '0x280877a823ceb9c242db70371d08987000bbed5a054b91d6a98b7be450e65dda', // gran
  '621c34fd5c590bffc1475611a19aead9ea648875b86f304667fe310bcc3995a6', // babe
  '8726e2eb2cc10dd9f15f812c0e2a98eb2922ac0e442860fed0dd9a1d48661e1e', // para
  'b41628d20a3e8c2dc14186fce872ee76edb8875d9c71fdc9d3dbbee64665b095', // asgn
  '78e0aacebd94c341a893740118ca9f4d602d51a1a76160316901d46b82a4b524', // audi
  '02b3c2c4ca1426647bde22ea41e41548393a69dabce44967da1811b455ab242b9b', // beef
].join('');

/** A validator of Polkadot's test network Paseo. Its node holds the seccomp profile that the validator is confined by. */
export function polkadotPaseo(root: GitOpsRoot): void {
  new ValidatorApp(root, 'paseo-0', {
    family: polkadot,
    network: networks.paseo,
    identity: SigningIdentity.publicIds('paseo-0', 'session-keys', [SESSION_KEYS]),
    custody: vault('chain/paseo/paseo-0'),
    placement: { node: 'tn-w2' },
    common: {},
    units: {
      validator: {
        peers: { address: '203.0.113.22', port: 30333 },
        seccomp: 'profiles/polkadot.json',
        overlay: { validator: { storage: '500Gi' } },
      },
    },
  });
}
