import { ClusterLock, networks, relays, type CharonUnits, type EthereumUnits } from '../../../lib/chains/ethereum';
import { SHARE_CLIENTS } from '../../../lib/chains/ethereum/share-clients';
import { ValidatorApp } from '../../../lib/constructs/validator/validator-app';
import { RULEBOOK } from '../../../lib/policies';
import { judge } from '../../../lib/policies/engine';
import { render } from '../../../lib/render/render';
import {
  blsIdentity,
  chainPlatform,
  charonPlan,
  charonUnits,
  clusterLockText,
  ethereumUnits,
  ethereumValues,
  hoodi,
  partOf,
} from '../../fixtures/chain';
import { renderFolder } from '../../fixtures/platform';
import { StepFolder } from '../../fixtures/step-folder';

type ShareClient = keyof typeof SHARE_CLIENTS;

const withDvt = (change: Partial<CharonUnits['dvt']>) =>
  charonPlan({ units: { dvt: { ...charonUnits.dvt, ...change } } });
const withLock = (change: Parameters<typeof clusterLockText>[0]) =>
  withDvt({ clusterLock: ClusterLock.parse('lock.json', clusterLockText(change)) });

test('Charon stands between the beacon node and the validator client; no signer and no database are there', () => {
  const plan = charonPlan();
  expect(plan.units.map((unit) => unit.name)).toEqual(['node', 'dvt', 'validator']);
  expect(plan.links.map(({ from, to }) => `${from.unit}.${from.part} → ${to.unit}.${to.part}:${to.port}`)).toEqual([
    'node.lighthouse → node.geth:engine',
    'dvt.charon → node.lighthouse:http',
    'validator.teku → dvt.charon:validator-api',
  ]);
  const { command, args } = partOf(plan, 'dvt', 'charon');
  expect([...command, ...args].join('\n')).toMatchSnapshot();
});

test('the key shares are in the unit of the validator client alone, and none of its keys in a claim', () => {
  const plan = charonPlan();
  const secrets = plan.units.map(({ name, secrets: own }) => [name, Object.keys(own)]);
  expect(secrets).toEqual([
    ['node', ['jwt']],
    ['dvt', ['enr']],
    ['validator', ['keystores-0']],
  ]);
  const { volumes } = partOf(plan, 'validator', 'teku');
  expect(volumes['shares']).toMatchObject({ kind: 'scratch', memory: true });
  expect(volumes['data']).toMatchObject({ kind: 'claim', slashingState: true });
});

test('with announced peers Charon listens where others dial it, else it is reached through relays only', () => {
  const announced = partOf(withDvt({ peers: { address: '203.0.113.9', port: 31610 } }), 'dvt', 'charon');
  expect(announced.args).toEqual(
    expect.arrayContaining(['--p2p-tcp-address=0.0.0.0:31610', '--p2p-external-ip=203.0.113.9']),
  );
  expect(announced.ports['p2p-tcp']).toMatchObject({ number: 31610, onNode: true });
  expect(partOf(charonPlan(), 'dvt', 'charon').ports['p2p-tcp']).toEqual({ number: 3610 });
});

test.each(Object.keys(SHARE_CLIENTS) as ShareClient[])(
  '%s signs with shares, and looks for no doppelganger',
  (client) => {
    const relay = { client: 'mev-boost', relays: [relays.hoodi.aestus] } as const;
    const plan = charonPlan({ units: { node: { ...charonUnits.node, relay }, validator: { client, graffiti: 'fp' } } });
    const { command, args } = partOf(plan, 'validator', client);
    expect([...command, ...args].join('\n')).toMatchSnapshot();
    expect(args.filter((arg) => /doppelganger/i.test(arg) && !arg.endsWith('=false'))).toEqual([]);
    expect(partOf(plan, 'dvt', 'charon').args).toContain('--builder-api');
  },
);

test.each([
  [{ definition: { fork_version: '0x00000000' } }, 'must be of hoodi, fork version 0x10000910, got "0x00000000"'],
  [
    { definition: { validators: [{ fee_recipient_address: `0x${'2b'.repeat(20)}` }] } },
    "must be one that pays to 'common.feeRecipient'",
  ],
])('a cluster lock of another network or owner is refused: %j', (change, message) => {
  expect(() => withLock(change)).toThrow(`'units.dvt.clusterLock' ${message}`);
});

test('an identity that is no operator of the lock is refused', () => {
  expect(() => charonPlan({ identity: blsIdentity({}, 3) })).toThrow(
    "must be one with an operator whose public key shares are the identity's keys",
  );
});

test('Charon dials its relays by TLS, and announces an address', () => {
  expect(() => withDvt({ relays: ['http://0.relay.obol.tech'] })).toThrow(
    "'units.dvt.relays' must be https:// and a host",
  );
  expect(() => withDvt({ peers: { address: 'dvt.example.com', port: 31610 } })).toThrow(
    "'units.dvt.peers.address' must be an IPv4 address",
  );
});

test.each([
  ['dvt', { flags: { 'no-verify': true } }, 'it takes a cluster lock that the operators did not sign'],
  ['dvt', { env: { CHARON_NO_VERIFY: 'true' } }, 'charon reads CHARON_'],
  ['dvt', { flags: { 'private-key-file-lock': false } }, 'the workload sets it itself'],
  ['validator', { flags: { 'doppelganger-detection-enabled': 'true' } }, 'the workload sets it itself'],
  ['validator', { flags: { 'validators-external-signer-url': 'http://x' } }, 'a signer beside them'],
  ['signer', { memory: '8Gi' }, "'roles' must be roles of the workload (execution, beacon, dvt, validator)"],
] as const)('an overlay of %s is refused: %j', (role, overlay, message) => {
  expect(() => charonPlan({ roles: { [role]: overlay } })).toThrow(message);
});

test('two ways to sign at once do not compile', () => {
  const { node, signer, storage } = ethereumUnits;
  const { dvt, validator } = charonUnits;
  const refused: readonly EthereumUnits[] = [
    // @ts-expect-error Charon and a remote signer
    { node, dvt, validator, signer },
    // @ts-expect-error Charon and the database of a remote signer
    { node, dvt, validator, storage },
    // @ts-expect-error a remote signer and Charon
    { ...ethereumUnits, dvt },
    // @ts-expect-error a remote signer without its database
    { node, signer, validator },
    // @ts-expect-error a validator client that nothing signs for
    { node, validator },
    // @ts-expect-error a client that takes no key shares
    { node, dvt, validator: { client: 'lighthouse' } },
  ];
  expect(refused).toHaveLength(6);
});

describe('steps before a start', () => {
  const folder = new StepFolder();
  afterAll(() => folder.remove());
  const [first = '', second = ''] = blsIdentity().publicKeys;
  const keystore = (key: string): string => JSON.stringify({ crypto: {}, pubkey: key.slice(2), version: 4 });
  const part = (client: ShareClient, history: 'kept' | 'none' = 'kept') =>
    partOf(charonPlan({ units: { validator: { client } }, identity: blsIdentity({ history }) }), 'validator', client);

  test('Charon does not start without its key', () => {
    const charon = partOf(charonPlan(), 'dvt', 'charon');
    expect(folder.run(charon, 'expect-key')).toBe(1);
    folder.write('/enr/charon-enr-private-key', 'a key');
    expect(folder.run(charon, 'expect-key')).toBe(0);
  });

  test('only the declared shares are taken', () => {
    folder.write('/identity/public-keys', blsIdentity().publicKeysText);
    folder.write('/keystores/keystore-0.json', keystore(first));
    folder.write('/keystores/keystore-0.txt', 'a password');
    folder.write('/tmp/empty', '');
    expect(folder.run(part('teku'), 'expect-keys')).toBe(1);
    folder.write('/keystores/keystore-1.json', keystore(second));
    folder.write('/keystores/keystore-1.txt', 'another');
    expect(folder.run(part('teku'), 'expect-keys')).toBe(0);
    for (const client of Object.keys(SHARE_CLIENTS) as ShareClient[]) {
      expect(folder.run(part(client), 'take-shares')).toBe(0);
    }
    expect(folder.read('/shares/keystore-1.txt')).toBe('another');
    expect(folder.read(`/shares/keystores/${second}/voting-keystore.json`)).toBe(keystore(second));
    expect(folder.read(`/shares/secrets/${first}`)).toBe('a password');
  });

  test('an identity with a history does not start without the record of any of its keys', () => {
    const record = (key: string) =>
      folder.write(`/data/validator/slashprotection/${key.slice(2)}.yml`, 'lastSignedBlockSlot: 1');
    record(first);
    expect(folder.run(part('teku'), 'expect-history')).toBe(1);
    record(second);
    expect(folder.run(part('teku'), 'expect-history')).toBe(0);
    expect(folder.run(part('lodestar'), 'expect-history')).toBe(1);
    folder.write('/data/validator-db/CURRENT', 'MANIFEST-000001');
    expect(folder.run(part('lodestar'), 'expect-history')).toBe(0);
  });

  test('an identity that never signed starts without one', () => {
    expect(part('teku', 'none').init.map(({ name }) => name)).toEqual(['expect-keys', 'take-shares']);
  });
});

describe('rendered', () => {
  const { platform, root } = chainPlatform();
  new ValidatorApp(root, 'hoodi-0', {
    ...hoodi,
    units: {
      ...charonUnits,
      node: { ...charonUnits.node, relay: { client: 'mev-boost', relays: [relays.hoodi.aestus] } },
    },
  });
  const files = (unit: string) => renderFolder(platform, `chain/testnet/hoodi-0-${unit}`);

  test.each(['statefulset.charon.yaml', 'networkpolicy.charon.yaml'])('Charon: %s', (file) => {
    expect(`\n${files('dvt')[file]}`).toMatchSnapshot();
  });

  test('MEV-boost is a Deployment, and shares are in memory', () => {
    expect(Object.keys(files('node'))).toContain('deployment.mev-boost.yaml');
    expect(files('validator')['statefulset.teku.yaml']).toContain('medium: Memory');
  });

  test('no policy finds anything in its applications', () => {
    const findings = judge(RULEBOOK, render(platform).inventory);
    expect(findings.filter(({ file }) => file.startsWith('chain/'))).toEqual([]);
  });
});

test('the fixture is of one network and owner', () => {
  expect(charonUnits.dvt.clusterLock.forkVersion).toBe(networks.hoodi.facts.genesisForkVersion);
  expect(charonUnits.dvt.clusterLock.feeRecipients).toContain(ethereumValues.feeRecipient);
});
