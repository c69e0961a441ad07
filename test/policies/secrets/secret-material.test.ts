import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noSecretMaterial } from '../../../lib/policies/secrets/secret-material';
import { BIP39_WORDS } from '../../../lib/policies/secrets/bip39-words';
import { configMap, found, foundIn, object } from '../tree';

// Put together here, so that no scanner takes this file for a leak.
const PEM = ['-----BEGIN EC PRIVATE', 'KEY-----\nMHc=\n-----END EC PRIVATE KEY-----'].join(' ');
const MNEMONIC = `${'abandon '.repeat(11)}about`;
const HEX = '0123456789abcdef'.repeat(4);
const KEYSTORE = { crypto: { kdf: { function: 'scrypt' }, cipher: {} }, version: 4 };
const AWS = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');
const GITHUB = `ghp_${'a1'.repeat(18)}`;
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0x', 's'.repeat(20)].join('.');

const pod = (container: object): object =>
  object('v1', 'Pod', 'x', { spec: { containers: [{ name: 'x', ...container }] } });
const env = (name: string, value: string): object => pod({ env: [{ name, value }] });
const judge = (value: object): readonly string[] => foundIn(noSecretMaterial, value);
const inText = (text: string): readonly string[] => judge(configMap('x', 'n', { 'app.toml': text }));

test('refuses a Secret with values, and never repeats one', () => {
  for (const field of ['data', 'stringData']) {
    expect(judge(object('v1', 'Secret', 'x', { [field]: { password: 'aHVudGVyMg==' } }))).toEqual([
      `${field}.password: a Secret with its value`,
    ]);
  }
  expect(judge(object('v1', 'Secret', 'x', { type: 'kubernetes.io/service-account-token' }))).toEqual([]);
});

test.each([
  ['a private key in PEM', PEM],
  ['a mnemonic seed phrase', MNEMONIC],
  ['a mnemonic seed phrase', `seed = "${MNEMONIC}" # restored`],
  ['an EIP-2335 keystore', JSON.stringify(KEYSTORE)],
  ['an EIP-2335 keystore', JSON.stringify({ nested: JSON.stringify(KEYSTORE) })],
  ['a CometBFT private key', JSON.stringify({ priv_key: { type: 'x', value: 'abc' } })],
  ['an AWS access key', `aws_access_key_id = ${AWS}`],
  ['a GitHub token', `https token ${GITHUB}`],
  ['a JSON web token', `bearer ${JWT}`],
  ['a URL with a password', 'dsn = "postgres://app:hunter2@db.example.com/app"'],
  ['64 hex digits under the name of a key', `private_key = "0x${HEX}"`],
])('finds %s within a text', (what, text) => {
  expect(inText(text)).toEqual([`data.app.toml: ${what}`]);
});

test.each(['RSA PRIVATE', 'EC PRIVATE', 'PRIVATE', 'OPENSSH PRIVATE', 'ENCRYPTED PRIVATE', 'RSA PUBLIC'])(
  'finds a private key in PEM that is written in base64, and no public one: %s',
  (type) => {
    const text = Buffer.from([`-----BEGIN ${type}`, 'KEY-----\nMHc=\n'].join(' ')).toString('base64');
    expect(inText(`OperatorPrivateKey: ${text}`)).toEqual(
      type.endsWith('PRIVATE') ? ['data.app.toml: a private key in base64 of PEM'] : [],
    );
  },
);

test('finds a keystore and a private key as objects', () => {
  expect(judge(object('example.com/v1', 'Keys', 'x', { spec: KEYSTORE }))).toEqual(['spec: an EIP-2335 keystore']);
  expect(judge(object('example.com/v1', 'Keys', 'x', { spec: { priv_key: { value: 'x' } } }))).toHaveLength(1);
});

test('finds hex under a telling file name', () => {
  expect(judge(configMap('x', 'n', { 'jwt.hex': HEX }))).toEqual([
    'data.jwt.hex: 64 hex digits under the name of a key',
  ]);
});

test.each([
  'POSTGRES_PASSWORD',
  'PGPASSWORD',
  'MYSQL_ROOT_PASSWORD',
  'APIKEY',
  'API_KEY',
  'MNEMONIC',
  'VALIDATOR_SEED',
  'SLACK_TOKEN',
  'CLIENT_SECRET',
])('refuses a literal value of %s, in a container and in a ConfigMap', (name) => {
  expect(judge(env(name, 'hunter2'))).toEqual([`spec.containers[0].env[0].value: a literal value of ${name}`]);
  expect(judge(configMap('x', 'n', { [name]: 'hunter2' }))).toEqual([`data.${name}: a literal value of ${name}`]);
});

test.each([
  ['POSTGRES_PASSWORD_FILE', '/run/secrets/password'],
  ['POSTGRES_PASSWORD', '/run/secrets/password'],
  ['JWT_SECRET', './jwt.hex'],
  ['API_KEY', '$(KEY_FROM_SECRET)'],
  ['API_KEY', ''],
  ['VAULT_TOKEN', 'vault:secret/x#token'],
  ['KEY_ROTATION', 'weekly'],
  ['TOKEN_TTL', '3600'],
  ['PUBLIC_KEY', 'abcdef'],
  ['USE_SECRET', 'true'],
  ['MONKEY', 'banana'],
  ['SIGNER_URL', 'https://signer.example.com:9000'],
])('accepts %s=%s', (name, value) => {
  expect(judge(env(name, value))).toEqual([]);
});

test.each([
  [['--password=hunter2'], '--password'],
  [['--db-password', 'hunter2'], '--db-password'],
  [['--api-key=abc'], '--api-key'],
  [['--authrpc.jwtsecret=hunter2'], '--authrpc.jwtsecret'],
  [['sh', '-c', 'exec signer --password hunter2'], '--password'],
  [['sh', '-c', 'PGPASSWORD=hunter2 psql'], 'PGPASSWORD'],
  [['sh', '-c', 'export MYSQL_ROOT_PASSWORD="hunter2"; run'], 'MYSQL_ROOT_PASSWORD'],
])('refuses arguments %j', (args, name) => {
  expect(judge(pod({ args })).map((text) => text.replace(/^\S+ /, ''))).toEqual([`a literal value of ${name}`]);
});

test.each([
  [['--password-file=/run/secrets/password', '--authrpc.jwtsecret=/secrets/jwt.hex', '--secret=/run/x']],
  [['--slashing-protection-db-password=$(PASSWORD)', '--password', '--verbose']],
  [['--validators-external-signer-public-keys=0xabc', '--key-manager-api-enabled=false']],
  [['sh', '-c', 'exec signer --password "$PASSWORD" --token-ttl 5']],
])('accepts arguments %j', (args) => {
  expect(judge(pod({ args }))).toEqual([]);
});

test('judges values.yaml by its fields, and takes names of Secrets for what they are', () => {
  const values = {
    adminPassword: 'prom-operator',
    auth: { clientSecret: 'hunter2' },
    existingSecret: 'name',
    secretName: 'name',
    passwordKey: 'password',
    secretKeyRef: { name: 'x', key: 'password' },
    privateKey: { rotationPolicy: 'Always' },
    tokenSecretRef: { key: 'token' },
    password: '',
  };
  expect(found(noSecretMaterial, { 'service/t/a/values.yaml': values })).toEqual([
    'service/t/a/values.yaml: adminPassword: a literal value of adminPassword',
    'service/t/a/values.yaml: auth.clientSecret: a literal value of clientSecret',
  ]);
});

test('looks into every file, readable as YAML or not', () => {
  const tree = { 'README.md': PEM, 'a/values.json': { password: 'x1' }, 'a/x.toml': `token = ${GITHUB}` };
  expect(found(noSecretMaterial, tree)).toHaveLength(3);
});

test('leaves public things alone', () => {
  const data = {
    'public-keys': `0x${'ab'.repeat(48)}\n${Buffer.alloc(32, 7).toString('base64')}\n`,
    'genesis-hash': HEX,
    checksum: HEX,
    'config.toml': `genesis_validators_root = "0x${HEX}"\npubkey = "${HEX}"\nmax_key_age = 5\n`,
    image: `registry.example.com/x:v1@sha256:${HEX}`,
    'ca.crt': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    url: 'ssh://git@git.example.com:22/fp/x.git https://user@host https://$(USER):$(PASSWORD)@host/x',
    tree: '0123456789abcdef0123456789abcdef01234567',
    prose:
      'Move keys only after the old signer stopped, then wait for two epochs and check that no pod is left behind before you start ' +
      'the second one again with any other client that will never share a store',
  };
  expect(judge(configMap('x', 'n', data))).toEqual([]);
});

test('takes no prose of CRDs and no list of short words for a mnemonic', () => {
  const text = readFileSync(join(__dirname, '../../../imports/crds/external-secrets-1.3.2.yaml'), 'utf8');
  expect(found(noSecretMaterial, { 'crds.yaml': text })).toEqual([]);
  expect(inText([...BIP39_WORDS].slice(0, 11).join(' '))).toEqual([]);
  expect(
    inText('alert about what this action will do when the array is full and how to act before it can grow'),
  ).toEqual([]);
});

test('knows the whole word list', () => {
  expect(BIP39_WORDS.size).toBe(2048);
});
