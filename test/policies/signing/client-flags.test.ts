import { noDangerousFlags, safetyFlagsKept } from '../../../lib/policies/signing/client-flags';
import { signer, SIGNING_LABELS } from '../signing-objects';
import { foundIn } from '../tree';

/** A workload of another plane, or of a layout without our labels. */
const FOREIGN = {};

describe('no-dangerous-flags', () => {
  const judged = (args: readonly string[], labels: object = FOREIGN): readonly string[] =>
    foundIn(noDangerousFlags, signer({ labels, container: { args } }));

  test.each([
    '--init-slashing-protection',
    '--disable-slashing-protection-web3signer',
    '--slashing-protection-enabled=false',
    '--validators-external-signer-slashing-protection-enabled=false',
    '--http-host-allowlist=*',
    '--http-host-allowlist=localhost,*',
    '--enable-key-manager-api',
    '--key-manager-api-enabled=true',
    '--validator-api-enabled',
    '--keymanager',
    '--http-allow-keystore-export',
    '--Xsigning-ext-enabled=true',
    '--interop-num-validators=64',
    '--force-clear-db',
    '--clear-db=true',
    'unsafe-reset-all',
    'unsafe_reset_all',
    '--accept-risk',
    '-accept-risk',
    '--skip-tower-sync',
    '--no-tower',
    '--no-wait-for-vote-to-start-leader',
    '--staking-ephemeral-signer-enabled=true',
    '--insecure-validator-i-know-what-i-do',
    '--rpc-methods=Unsafe',
    '--unsafe-rpc-external',
    '--allow-insecure-unlock',
  ])('refuses %s on any tree', (arg) => {
    expect(judged(['--a', arg, '--b'])).toEqual([`argument ${arg} of lighthouse`]);
  });

  test.each([
    '--disable-slashing-protection-web3signer=false',
    '--slashing-protection-enabled=true',
    '--http-host-allowlist=web3signer.hoodi-0-signer',
    '--metrics-host-allowlist=*',
    '--rpc-http-host-allowlist=*',
    '--key-manager-api-enabled=false',
    '--keymanager=false',
    '--clear-db=false',
    '--accept-risk=false',
    '--rpc-methods=safe',
    'tendermint',
    'cometbft',
    '--mode=single',
    '--tmp',
    'fsync=off',
  ])('accepts %s of a program that does not sign', (arg) => {
    expect(judged([arg])).toEqual([]);
  });

  test.each(['--mode=single', '--alice', '--tmp', '--no-grandpa', 'fsync=off', 'zero_damaged_pages=on'])(
    'refuses %s where a key is used, or its record is kept',
    (arg) => {
      const text = [`argument ${arg} of lighthouse`];
      expect(judged([arg], SIGNING_LABELS)).toEqual(text);
      expect(judged([arg], { 'gitops-planes.io/slashing-state': 'true' })).toEqual(text);
    },
  );

  test('reads a value that is an argument of its own', () => {
    expect(judged(['--rpc-methods', 'unsafe'])).toEqual(['argument --rpc-methods=unsafe of lighthouse']);
    expect(judged(['--slashing-protection-enabled', 'false'])).toHaveLength(1);
    expect(judged(['--clear-db', 'false'])).toEqual([]);
  });

  test('reads scripts, commands and steps', () => {
    const script = 'gaiad comet unsafe-reset-all;\nexec gaiad start --home "/data"';
    const initContainers = [{ name: 'step', command: ['sh', '-c', script] }];
    expect(foundIn(noDangerousFlags, signer({ labels: FOREIGN, pod: { initContainers } }))).toEqual([
      'argument unsafe-reset-all of step',
    ]);
    const command = ['horcrux', 'start', '--accept-risk'];
    expect(foundIn(noDangerousFlags, signer({ labels: FOREIGN, container: { command } }))).toEqual([
      'argument --accept-risk of lighthouse',
    ]);
  });
});

test('no-dangerous-flags reads variables that a client takes for flags', () => {
  const judged = (name: string, value: string): readonly string[] =>
    foundIn(noDangerousFlags, signer({ container: { env: [{ name, value }] } }));
  expect(judged('WEB3SIGNER_ETH2_SLASHING_PROTECTION_ENABLED', 'false')).toHaveLength(1);
  expect(judged('WEB3SIGNER_HTTP_HOST_ALLOWLIST', '*')).toHaveLength(1);
  expect(judged('WEB3SIGNER_ETH2_SLASHING_PROTECTION_ENABLED', 'true')).toEqual([]);
  expect(judged('OTHER_SLASHING', 'false')).toEqual([]);
});

describe('safety-flags-kept', () => {
  const judged = (container: object, labels: object = SIGNING_LABELS): readonly string[] =>
    foundIn(safetyFlagsKept, signer({ labels, container }));
  const DOPPELGANGER = ['no --enable-doppelganger-protection'];

  test.each<[string, readonly string[]]>([
    ['lighthouse', ['--enable-doppelganger-protection']],
    ['teku', ['--doppelganger-detection-enabled=true']],
    ['teku', ['--doppelganger-detection-enabled']],
    ['prysm', ['--enable-doppelganger']],
    ['nimbus', ['--doppelganger-detection', 'true']],
    ['lodestar', ['--doppelgangerProtection=true']],
    ['web3signer', ['eth2', '--slashing-protection-enabled=true', '--key-manager-api-enabled=false']],
  ])('accepts %s with %j, and refuses it without', (name, args) => {
    expect(judged({ name, args })).toEqual([]);
    expect(judged({ name, args: [] })).toHaveLength(name === 'web3signer' ? 2 : 1);
  });

  test('an SSV node is told by a variable', () => {
    const image = 'ssvlabs/ssv-node:v2.3.7';
    const env = (value: string) => [{ name: 'ENABLE_DOPPELGANGER_PROTECTION', value }];
    expect(judged({ name: 'node', image, env: env('true') })).toEqual([]);
    const missing = ['no ENABLE_DOPPELGANGER_PROTECTION=true'];
    expect(judged({ name: 'node', image })).toEqual(missing);
    expect(judged({ name: 'ssv-node', env: env('false') })).toEqual(missing);
    expect(judged({ name: 'ssv-node', env: [...env('true'), ...env('false')] })).toEqual(missing);
  });

  test('says which flag is missing, switched off, or switched off again', () => {
    expect(judged({ args: [] })).toEqual(DOPPELGANGER);
    expect(judged({ args: ['--enable-doppelganger-protection=false'] })).toEqual(DOPPELGANGER);
    const twice = ['--enable-doppelganger-protection', '--enable-doppelganger-protection=false'];
    expect(judged({ args: twice })).toEqual(DOPPELGANGER);
    expect(judged({ name: 'web3signer', args: [] })).toEqual([
      'no --slashing-protection-enabled=true',
      'no --key-manager-api-enabled=false',
    ]);
  });

  test.each([
    'sigp/lighthouse:v8.2.3',
    `consensys/teku@sha256:${'a'.repeat(64)}`,
    'registry.example.com:5000/offchainlabs/prysm/validator',
    'statusim/nimbus-validator-client:multiarch-v25.9.2',
    'chainsafe/lodestar',
  ])('knows a client with another name by its image %s', (image) => {
    expect(judged({ name: 'client', image, args: [] })).toHaveLength(1);
  });

  test('asks nothing of other programs, of steps, and of what does not sign', () => {
    expect(judged({ name: 'client', image: 'sigp/lighthouse-exporter:v1', args: [] })).toEqual([]);
    expect(judged({ name: 'validator', image: 'example.com/validator', args: [] })).toEqual([]);
    expect(judged({ args: [] }, FOREIGN)).toEqual([]);
    const initContainers = [{ name: 'import', image: 'sigp/lighthouse', command: ['lighthouse', 'account'] }];
    expect(foundIn(safetyFlagsKept, signer({ pod: { initContainers } }))).toEqual([]);
  });

  test('a share of a key of several operators has a twin by design, and must say that it is one', () => {
    const shared = (...args: readonly string[]) => signer({ name: 'lodestar', container: { name: 'lodestar', args } });
    expect(foundIn(safetyFlagsKept, shared('--distributed'))).toEqual([]);
    expect(foundIn(safetyFlagsKept, shared('--other'))).toEqual(['no --doppelgangerProtection']);
  });

  test('a client of another network than that of its workload is refused, and no other program', () => {
    const told = (name: string, network: string) =>
      foundIn(
        safetyFlagsKept,
        signer({ container: { name, args: ['--enable-doppelganger-protection', '--network', network] } }),
      );
    // 'hoodi' is what the labels say; a client of another network signs there with keys of this one.
    expect(told('lighthouse', 'mainnet')).toEqual(['--network=mainnet']);
    expect(told('lighthouse', 'hoodi')).toEqual([]);
    expect(told('other', 'mainnet')).toEqual([]);
  });
});
