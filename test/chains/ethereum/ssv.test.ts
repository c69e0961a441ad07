import { generateKeyPairSync } from 'node:crypto';
import { relays, type EthereumNode, type EthereumUnits } from '../../../lib/chains/ethereum';
import { BEACON_CLIENTS, type BeaconClient } from '../../../lib/chains/ethereum/beacon-clients';
import { EXECUTION_CLIENTS, type ExecutionClient } from '../../../lib/chains/ethereum/execution-clients';
import { vault } from '../../../lib/model/custody';
import { ValidatorApp } from '../../../lib/constructs/validator/validator-app';
import { SigningIdentity } from '../../../lib/model/signing-identity';
import { RULEBOOK } from '../../../lib/policies';
import { judge } from '../../../lib/policies/engine';
import { render } from '../../../lib/render/render';
import { blsIdentity, chainPlatform, charonUnits, ethereumPlan, ethereumUnits, partOf } from '../../fixtures/chain';
import { renderFolder } from '../../fixtures/platform';
import { hoodiSsv, OPERATOR_KEY, operatorIdentity, ssvPlan, ssvUnits } from '../../fixtures/ssv';
import { StepFolder } from '../../fixtures/step-folder';

const node = (change: Partial<EthereumNode>) => ({ units: { node: { ...ssvUnits.node, ...change } } });
const withSsv = (change: object) => ssvPlan({ units: { ssv: { ...ssvUnits.ssv, ...change } } });
const ssvNode = (plan = ssvPlan()) => partOf(plan, 'ssv', 'ssv-node');

test('an SSV node calls its beacon node and its execution client; no other client signs', () => {
  const plan = ssvPlan();
  expect(plan.units.map((unit) => unit.name)).toEqual(['node', 'ssv']);
  expect(plan.links.map(({ from, to }) => `${from.unit}.${from.part} → ${to.unit}.${to.part}:${to.port}`)).toEqual([
    'node.lighthouse → node.geth:engine',
    'ssv.ssv-node → node.lighthouse:http',
    'ssv.ssv-node → node.geth:websocket',
  ]);
  const { command, args, env } = ssvNode(plan);
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  expect([...command, ...args, ...variables].join('\n')).toMatchSnapshot();
});

test('its key is in its unit alone, and its record in a claim', () => {
  const plan = ssvPlan();
  const secrets = plan.units.map(({ name, secrets: own }) => [name, Object.values(own).map(({ path }) => path)]);
  expect(secrets).toEqual([
    ['node', ['chain/hoodi/hoodi-ssv-0/node/jwt']],
    ['ssv', ['chain/hoodi/hoodi-ssv-0/ssv/operator-key', 'chain/hoodi/hoodi-ssv-0/ssv/key-password']],
  ]);
  const { volumes, env } = ssvNode(plan);
  expect(volumes['data']).toMatchObject({ kind: 'claim', mount: '/data', slashingState: true });
  expect(env['DB_PATH']).toMatch(/^\/data\//);
});

test.each(Object.keys(EXECUTION_CLIENTS) as ExecutionClient[])(
  '%s answers over WebSocket where an SSV node asks it, and only there',
  (execution) => {
    const asked = partOf(ssvPlan(node({ execution })), 'node', execution);
    const unasked = partOf(
      ethereumPlan({ units: { node: { ...ethereumUnits.node, overlay: {}, execution } } }),
      'node',
      execution,
    );
    expect(asked.ports['websocket']).toEqual({ number: 8546 });
    expect(unasked.ports['websocket']).toBeUndefined();
    const host = (arg: string): string => arg.replaceAll('hoodi-ssv-0', 'hoodi-0');
    expect(asked.args.filter((arg) => !unasked.args.includes(host(arg))).join('\n')).toMatchSnapshot();
    expect(unasked.args.join(' ')).not.toMatch(/ws|websocket|0\.0\.0\.0:8546/i);
    // Nobody but the SSV node gets in: it is the only new link to it.
    expect(ssvNode(ssvPlan(node({ execution }))).env['ETH_1_ADDR']).toBe(`ws://${execution}.hoodi-ssv-0-node.svc:8546`);
  },
);

test.each(Object.keys(BEACON_CLIENTS) as BeaconClient[])('%s tells whether validators are live', (beacon) => {
  const asked = partOf(ssvPlan(node({ beacon })), 'node', beacon);
  const unasked = partOf(ethereumPlan({ units: { node: { ...ethereumUnits.node, beacon } } }), 'node', beacon);
  const host = (arg: string): string => arg.replaceAll('hoodi-ssv-0', 'hoodi-0');
  const own = { teku: ['--beacon-liveness-tracking-enabled=true'], grandine: ['--track-liveness'] };
  expect(asked.args.filter((arg) => !unasked.args.includes(host(arg)))).toEqual(
    beacon === 'teku' || beacon === 'grandine' ? own[beacon] : [],
  );
});

test('with announced peers it listens where others dial it, else it only dials', () => {
  const announced = ssvNode(withSsv({ peers: { address: '203.0.113.9', port: 31301 } }));
  expect(announced.env).toMatchObject({ HOST_ADDRESS: '203.0.113.9', TCP_PORT: '31301', UDP_PORT: '31301' });
  expect(announced.ports['p2p-tcp']).toMatchObject({ number: 31301, onNode: true });
  expect(announced.ports['p2p-udp']).toMatchObject({ number: 31301, protocol: 'UDP', onNode: true });
  const { env, ports } = ssvNode();
  expect(env['HOST_ADDRESS']).toBeUndefined();
  expect(ports['p2p-udp']).toEqual({ number: 12001, protocol: 'UDP' });
});

test('no fee recipient reaches it, and MEV-boost may stand beside its beacon node', () => {
  const plan = ssvPlan({
    feeRecipient: `0x${'0'.repeat(40)}`,
    ...node({ relay: { client: 'mev-boost', relays: [relays.hoodi.aestus] } }),
  });
  expect(partOf(plan, 'node', 'lighthouse').args.join(' ')).toContain('--builder=');
});

test.each([
  ['BLS keys', blsIdentity(), 'kind \'ssv-operator\'), got "bls"'],
  [
    'another chain',
    SigningIdentity.publicIds('a', 'evm-address', [`0x${'1'.repeat(40)}`]),
    'kind \'ssv-operator\'), got "evm-address"',
  ],
])('an identity of %s is refused', (_, identity, message) => {
  expect(() => ssvPlan({ identity })).toThrow(message);
});

test('two operators in one identity are refused: a node holds one key', () => {
  const der = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'der', type: 'spki' });
  const pem = `-----BEGIN RSA PUBLIC KEY-----\n${der.toString('base64')}\n-----END RSA PUBLIC KEY-----\n`;
  const keys = [OPERATOR_KEY, Buffer.from(pem).toString('base64')];
  expect(() => ssvPlan({ identity: SigningIdentity.publicIds('two', 'ssv-operator', keys) })).toThrow(
    'kind \'ssv-operator\'), got "2 operators"',
  );
});

test('an operator is no identity of another way to sign, and no address is announced that is none', () => {
  expect(() => ethereumPlan({ identity: operatorIdentity() })).toThrow("'identity' must be BLS public keys");
  expect(() => withSsv({ peers: { address: 'ssv.example.com', port: 31301 } })).toThrow(
    "'units.ssv.peers.address' must be an IPv4 address",
  );
  expect(() => withSsv({ peers: { address: '203.0.113.9', port: 13001 } })).toThrow('a node port, 30000 to 32767');
});

test.each([
  ['ssv', { flags: { 'share-config': '/data/other.yaml' } }, 'settings in a file are seen by no check'],
  ['ssv', { flags: { config: '/data/other.yaml' } }, 'the workload sets it itself'],
  ['ssv', { flags: { verbose: true } }, 'absent: it has none to set'],
  ['ssv', { env: { ENABLE_DOPPELGANGER_PROTECTION: 'false' } }, 'the workload sets it itself'],
  ['ssv', { env: { DB_PATH: '/tmp/db' } }, 'the workload sets it itself'],
  ['ssv', { env: { OPERATOR_KEY: 'x' } }, 'must be one of LOG_LEVEL'],
  ['ssv', { env: { SSV_SIGNER_ENDPOINT: 'http://x' } }, 'must be one of LOG_LEVEL'],
  ['ssv', { env: { EXPORTER: 'true' } }, 'must be one of LOG_LEVEL'],
  ['ssv', { env: { CUSTOM_NETWORK: 'x' } }, 'must be one of LOG_LEVEL'],
  ['ssv', { env: { ALLOW_DANGEROUS_PROPOSER_DELAY: 'true' } }, 'must be one of LOG_LEVEL'],
  ['execution', { flags: { 'ws.api': 'admin' } }, 'the workload sets it itself'],
  ['validator', { memory: '8Gi' }, "'roles' must be roles of the workload (execution, beacon, ssv)"],
  ['signer', { memory: '8Gi' }, "'roles' must be roles of the workload (execution, beacon, ssv)"],
] as const)('an overlay of %s is refused: %j', (role, overlay, message) => {
  expect(() => ssvPlan({ roles: { [role]: overlay } })).toThrow(message);
});

test('an overlay sizes it and tunes its peers', () => {
  const plan = ssvPlan({ roles: { ssv: { memory: '16Gi', env: { P2P_MAX_PEERS: '100', LOG_LEVEL: 'debug' } } } });
  expect(ssvNode(plan)).toMatchObject({ memory: '16Gi', env: { P2P_MAX_PEERS: '100', LOG_LEVEL: 'debug' } });
});

test('an SSV node beside another way to sign does not compile', () => {
  const { node: own, ssv } = ssvUnits;
  const { signer, storage, validator } = ethereumUnits;
  const refused: readonly EthereumUnits[] = [
    // @ts-expect-error an SSV node and a remote signer
    { node: own, ssv, signer, storage, validator },
    // @ts-expect-error an SSV node and a remote signer without a client
    { node: own, ssv, signer },
    // @ts-expect-error an SSV node and a validator client
    { node: own, ssv, validator },
    // @ts-expect-error an SSV node and Charon
    { ...charonUnits, ssv },
    // @ts-expect-error two SSV nodes with one key
    { node: own, ssv: [ssv, ssv] },
  ];
  expect(refused).toHaveLength(5);
});

describe('steps before a start', () => {
  const folder = new StepFolder();
  afterAll(() => folder.remove());
  const keystore = (name: string, key: string): void =>
    folder.write(
      '/operator/encrypted_private_key.json',
      JSON.stringify({ checksum: {}, cipher: {}, [name]: key, kdf: {} }),
    );

  test('it does not start with another key than the declared one', () => {
    folder.write('/identity/public-keys', operatorIdentity().publicKeysText);
    folder.write('/tmp/empty', '');
    expect(folder.run(ssvNode(), 'expect-key')).not.toBe(0);
    keystore('pubkey', OPERATOR_KEY.replace('dWtM', 'dWtN'));
    expect(folder.run(ssvNode(), 'expect-key')).toBe(1);
    keystore('pubkey', OPERATOR_KEY);
    expect(folder.run(ssvNode(), 'expect-key')).toBe(0);
  });

  test('older keystores name it otherwise, and one that names none is refused', () => {
    keystore('pubKey', OPERATOR_KEY);
    expect(folder.run(ssvNode(), 'expect-key')).toBe(0);
    keystore('other', OPERATOR_KEY);
    expect(folder.run(ssvNode(), 'expect-key')).toBe(1);
  });

  test('an operator with a history does not start on an empty volume, one that never signed does', () => {
    expect(folder.run(ssvNode(), 'expect-history')).toBe(1);
    folder.write('/data/db/MANIFEST', 'Bdgr');
    expect(folder.run(ssvNode(), 'expect-history')).toBe(0);
    const fresh = ssvNode(ssvPlan({ identity: operatorIdentity({ history: 'none' }) }));
    expect(fresh.init.map(({ name }) => name)).toEqual(['expect-key']);
  });

  test('the step that reads the key sees neither the password nor the database', () => {
    expect(ssvNode().init.find(({ name }) => name === 'expect-key')?.volumes).toEqual(['key', 'identity', 'temporary']);
  });
});

describe('rendered', () => {
  const { platform, root } = chainPlatform();
  new ValidatorApp(root, 'hoodi-ssv-0', {
    ...hoodiSsv,
    units: { ...ssvUnits, ssv: { client: 'ssv-node', peers: { address: '203.0.113.9', port: 31301 } } },
  });
  const files = (unit: string) => renderFolder(platform, `chain/testnet/hoodi-ssv-0-${unit}`);

  test.each([
    'statefulset.ssv-node.yaml',
    'networkpolicy.ssv-node.yaml',
    'service.ssv-node-peers.yaml',
    'podmonitor.ssv-node.yaml',
    'externalsecret.operator-key.yaml',
    'configmap.signing-identity.hoodi-ssv-0.yaml',
  ])('%s', (file) => {
    expect(`\n${files('ssv')[file]}`).toMatchSnapshot();
  });

  test('the execution client lets it in on one port more', () => {
    const text = files('node')['networkpolicy.geth.yaml'] ?? '';
    expect(text).toMatch(/port: 8546/);
    expect(text).toContain('hoodi-ssv-0-ssv');
  });

  test('no policy finds anything in its applications', () => {
    const findings = judge(RULEBOOK, render(platform).inventory);
    expect(findings.filter(({ file }) => file.startsWith('chain/'))).toEqual([]);
  });

  test('a paused operator runs no node of SSV', () => {
    const paused = chainPlatform();
    new ValidatorApp(paused.root, 'hoodi-ssv-0', { ...hoodiSsv, identity: operatorIdentity({ state: 'paused' }) });
    const text = renderFolder(paused.platform, 'chain/testnet/hoodi-ssv-0-ssv')['statefulset.ssv-node.yaml'];
    expect(text).toContain('replicas: 0');
  });

  test('one operator in two workloads is found', () => {
    const twice = chainPlatform();
    new ValidatorApp(twice.root, 'hoodi-ssv-0', hoodiSsv);
    const other = SigningIdentity.publicIds('hoodi-ssv-1', 'ssv-operator', [OPERATOR_KEY]);
    new ValidatorApp(twice.root, 'hoodi-ssv-1', {
      ...hoodiSsv,
      identity: other,
      custody: vault('chain/hoodi/hoodi-ssv-1'),
    });
    const findings = judge(RULEBOOK, render(twice.platform).inventory);
    expect(findings.map(({ policy }) => policy)).toContain('one-signer-per-identity');
  });
});
