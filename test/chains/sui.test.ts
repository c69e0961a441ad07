import { mainnet, testnet } from '../../lib/chains/sui';
import { RULEBOOK } from '../../lib/policies';
import { judge } from '../../lib/policies/engine';
import { render } from '../../lib/render/render';
import { partOf } from '../fixtures/chain';
import { familyAlerts, GENESIS_SHA256, peerIdentity, peerPlan, peerWorkload, suiTest } from '../fixtures/peers';
import { StepFolder } from '../fixtures/step-folder';

const { peers } = suiTest.units.validator;
const part = partOf(peerPlan(suiTest), 'validator', 'sui-node');

test('the workload of a validator and its configuration', () => {
  const { platform, files } = peerWorkload(suiTest);
  expect(`\n${files['statefulset.sui-node.yaml']}${files['configmap.config.yaml']}`).toMatchSnapshot();
  expect(judge(RULEBOOK, render(platform).inventory)).toEqual([]);
  expect(familyAlerts(platform)).toEqual(['validator: CheckpointsStalled', 'validator: CheckpointsLag']);
});

test('the key that moves the stake is not on the node', () => {
  expect(Object.keys(peerPlan(suiTest).units[0].secrets['keys']?.take ?? {})).toEqual([
    'protocol.key',
    'network.key',
    'worker.key',
  ]);
});

test('what it signed is in its databases, whose claim is slashing state', () => {
  expect(part.volumes['db']).toMatchObject({ kind: 'claim', slashingState: true, mount: '/db' });
});

describe('before it starts', () => {
  let folder: StepFolder;
  beforeEach(() => (folder = new StepFolder()));
  afterEach(() => folder.remove());

  test.each(['protocol.key', 'network.key', 'worker.key'])('without %s nothing starts', (missing) => {
    for (const file of ['protocol.key', 'network.key', 'worker.key']) {
      if (file !== missing) folder.write(`keys/${file}`, 'x');
    }
    expect(folder.run(part, 'expect-keys')).toBe(1);
    folder.write(`keys/${missing}`, 'x');
    expect(folder.run(part, 'expect-keys')).toBe(0);
  });

  test('an identity that signed before needs both of its databases', () => {
    folder.write('db/authorities_db/live/CURRENT', 'x');
    expect(folder.run(part, 'expect-history')).toBe(1);
    folder.write('db/consensus_db/1/CURRENT', 'x');
    expect(folder.run(part, 'expect-history')).toBe(0);
  });

  test('one that never signed needs none', () => {
    const identity = peerIdentity('sui-0', 'bls-g2', suiTest.identity.publicKeys, { history: 'none' });
    const { init } = partOf(peerPlan(suiTest, { identity }), 'validator', 'sui-node');
    expect(init.map((step) => step.name)).toEqual(['expect-keys', 'fetch-genesis']);
  });
});

test('the public networks differ in their chain ids and in whom they may run beside', () => {
  expect(mainnet(GENESIS_SHA256)).toMatchObject({ chainId: '35834a8a', environment: 'mainnet' });
  expect(testnet(GENESIS_SHA256)).toMatchObject({ chainId: '4c78adac', environment: 'testnet' });
  expect(() => testnet('x')).toThrow("'genesis.sha256' must be the file's SHA-256");
});

test.each([
  ['another kind of identity', { identity: peerIdentity('sui-0', 'bls', [`0x${'8a'.repeat(48)}`]) }, 'kind bls-g2'],
  [
    'a host name for peers',
    { units: { validator: { peers: { ...peers, address: 'node.example.com' } } } },
    "'units.validator.peers.address' must be an IPv4 address",
  ],
  [
    'a port that is none of the node',
    { units: { validator: { peers: { ...peers, stateSync: 8084 } } } },
    'must be a node port, 30000 to 32767, got 8084',
  ],
  ['a flag', { roles: { validator: { flags: { 'run-with-range-epoch': 1 } } } }, 'must be absent: it has none to set'],
  [
    'a setting',
    { roles: { validator: { settings: { 'validator.yaml': { 'db-path': '/tmp' } } } } },
    'for a configuration file of this client',
  ],
])('%s is refused', (_, change, message) => {
  expect(() => peerPlan(suiTest, change)).toThrow(message);
});
