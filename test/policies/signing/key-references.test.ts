import { oneApplicationPerSecretPath } from '../../../lib/policies/signing/secret-paths';
import { signer, SIGNING_LABELS, type SignerChange } from '../signing-objects';
import { configMap, found, object } from '../tree';

const KMS_KEY = 'arn:aws:kms:eu-central-1:111122223333:key/0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b';
const OTHER_KEY = KMS_KEY.replace('0f9e8d7c', '1f9e8d7c');
const PATH = 'gitops-planes.io/secret-path';
const APPLICATION = 'gitops-planes.io/application';

/** A workload of an application that signs. */
const of = (application: string, change: SignerChange): object =>
  signer({ ...change, labels: { ...SIGNING_LABELS, [APPLICATION]: application } });

const declares = (key: string): SignerChange => ({ annotations: { [PATH]: key } });
const asks = (value: string): SignerChange => ({ container: { env: [{ name: 'KMS_IDS', value }] } });

/** The configuration of a TMKMS. */
const tmkms = (application: string, serial: string, key = 1): object => {
  const provider = `[[providers.yubihsm]]\nkeys = [{ chain_ids = ["x"], key = ${key} }]\nserial_number = "${serial}"\n`;
  return configMap('config', application, { 'tmkms.toml': provider }, { [APPLICATION]: application });
};

const both = (one: object, other: object): readonly string[] =>
  found(oneApplicationPerSecretPath, { 'chain/mainnet/a/1.yaml': one, 'chain/testnet/b/2.yaml': other });

const refused = (key: string): readonly string[] => [
  `chain/testnet/b/2.yaml: b on testnet signs with ${key}, which feeds a on mainnet (chain/mainnet/a/1.yaml)`,
];

test.each<[string, SignerChange, SignerChange]>([
  ['as both declare', declares(KMS_KEY), declares(KMS_KEY)],
  ['that neither declares', asks(KMS_KEY), asks(KMS_KEY)],
  ['beside another', declares(KMS_KEY), asks(`${OTHER_KEY},${KMS_KEY}`)],
  ['on a command line', asks(KMS_KEY), { container: { args: [`--kms-key=${KMS_KEY}`] } }],
])('two applications that sign with one key of AWS KMS are refused, %s', (_, one, other) => {
  expect(both(of('a', one), of('b', other))).toEqual(refused(KMS_KEY));
});

test('what has a key of a signer sign for it, and signs with no identity of its own, is refused', () => {
  const web = object(
    'apps/v1',
    'Deployment',
    'web',
    { spec: { template: { spec: { containers: [{ name: 'web', env: [{ name: 'KEY', value: KMS_KEY }] }] } } } },
    { labels: { [APPLICATION]: 'b' } },
  );
  expect(both(of('a', declares(KMS_KEY)), web)).toEqual(refused(KMS_KEY));
  expect(both(web, web)).toEqual([]);
});

test.each<[string, object, object]>([
  ['as both declare', of('a', declares('yubihsm:0123456789/1')), of('b', declares('yubihsm:0123456789/1'))],
  ['with two keys', of('a', declares('yubihsm:0123456789/1')), of('b', declares('yubihsm:0123456789/2'))],
  ['as both configure', tmkms('a', '0123456789'), tmkms('b', '0123456789', 2)],
  ['as one declares and the other configures', of('a', declares('yubihsm:0123456789/1')), tmkms('b', '0123456789')],
])('two applications that sign with one YubiHSM are refused, %s', (_, one, other) => {
  expect(both(one, other)).toEqual(refused('yubihsm:0123456789'));
});

test('other keys, other devices, and one application with its key in several objects are accepted', () => {
  expect(both(of('a', declares(KMS_KEY)), of('b', declares(OTHER_KEY)))).toEqual([]);
  expect(both(tmkms('a', '0123456789'), tmkms('b', '0123456788'))).toEqual([]);
  expect(
    found(oneApplicationPerSecretPath, {
      'chain/testnet/a/1.yaml': of('a', declares('yubihsm:0123456789/1')),
      'chain/testnet/a/2.yaml': tmkms('a', '0123456789'),
    }),
  ).toEqual([]);
});

test('a ConfigMap with a serial number of something else is no signer', () => {
  const printer = configMap(
    'printer',
    'b',
    { 'printer.toml': 'serial_number = "0123456789"\n' },
    { [APPLICATION]: 'b' },
  );
  expect(both(of('a', declares('yubihsm:0123456789/1')), printer)).toEqual([]);
});
