import { mainnet } from '../../lib/chains/aptos';
import { RULEBOOK } from '../../lib/policies';
import { judge } from '../../lib/policies/engine';
import { render } from '../../lib/render/render';
import { partOf } from '../fixtures/chain';
import { aptosTest, familyAlerts, GENESIS_SHA256, peerIdentity, peerPlan, peerWorkload } from '../fixtures/peers';
import { StepFolder } from '../fixtures/step-folder';

const part = partOf(peerPlan(aptosTest), 'validator', 'aptos-node');

test('the workload of a validator and its configuration', () => {
  const { platform, files } = peerWorkload(aptosTest);
  expect(`\n${files['statefulset.aptos-node.yaml']}${files['configmap.config.yaml']}`).toMatchSnapshot();
  expect(judge(RULEBOOK, render(platform).inventory)).toEqual([]);
  expect(familyAlerts(platform)).toEqual(['validator: ConsensusStalled', 'validator: NodeNotSyncing']);
});

test('safety rules are in a claim apart from the chain data, whose name nothing counts up', () => {
  expect(part.volumes['safety']).toMatchObject({ kind: 'claim', slashingState: true, mount: '/safety' });
  expect(part.volumes['data']).toMatchObject({ kind: 'claim', slashingState: false });
  const claims = Object.keys(peerWorkload(aptosTest).files).filter((file) => file.startsWith('persistentvolumeclaim.'));
  expect(claims).toEqual([
    'persistentvolumeclaim.aptos-node-data.yaml',
    'persistentvolumeclaim.aptos-node-safety.yaml',
  ]);
});

test('it has time to stop, which the public chart does not give it', () => {
  expect(aptosTest.family.roles.validator.graceSeconds).toBeGreaterThanOrEqual(60);
});

describe('before it starts', () => {
  let folder: StepFolder;
  beforeEach(() => (folder = new StepFolder()));
  afterEach(() => folder.remove());

  test('an identity file without a consensus key is refused', () => {
    folder.write('safety/secure-data.json', '{}');
    folder.write('identity/validator-identity.yaml', '---\naccount_address: "0a"\n');
    expect(folder.run(part, 'expect-identity')).toBe(1);
    folder.write('identity/validator-identity.yaml', '---\nconsensus_private_key: "0x1"\n');
    expect(folder.run(part, 'expect-identity')).toBe(0);
  });

  test('without safety rules it starts only if it never signed', () => {
    folder.write('identity/validator-identity.yaml', '---\nconsensus_private_key: "0x1"\n');
    expect(folder.run(part, 'expect-identity')).toBe(1);
    const identity = peerIdentity('aptos-0', 'bls', aptosTest.identity.publicKeys, { history: 'none' });
    const fresh = partOf(peerPlan(aptosTest, { identity }), 'validator', 'aptos-node');
    expect(folder.run(fresh, 'expect-identity')).toBe(0);
  });
});

test('what is trusted of a network must have its form', () => {
  const waypoint = `0:${'ab'.repeat(32)}`;
  expect(mainnet({ genesisSha256: GENESIS_SHA256, waypoint })).toMatchObject({ chainId: '1', environment: 'mainnet' });
  expect(() => mainnet({ genesisSha256: GENESIS_SHA256, waypoint: 'x' })).toThrow("'waypoint' must be 0: and 64 hex");
  expect(() => mainnet({ genesisSha256: 'x', waypoint })).toThrow("'genesis.sha256' must be the file's SHA-256");
});

test.each([
  ['another kind of identity', { identity: peerIdentity('a-0', 'bls-g2', [`0x${'8a'.repeat(96)}`]) }, 'kind bls'],
  [
    'a host name for peers',
    { units: { validator: { peers: { address: 'node.example.com', port: 30180 } } } },
    "'units.validator.peers.address' must be an IPv4 address",
  ],
  ['a chain of its own', { roles: { validator: { flags: { test: true } } } }, 'it starts a chain of its own'],
  [
    'a setting',
    { roles: { validator: { settings: { 'validator.yaml': { 'base.role': 'full_node' } } } } },
    'for a configuration file of this client',
  ],
])('%s is refused', (_, change, message) => {
  expect(() => peerPlan(aptosTest, change)).toThrow(message);
});

test('unsafe states do not compile', () => {
  const { validator } = aptosTest.units;
  const compile = (): void => {
    // @ts-expect-error no counter that wipes the storage
    peerPlan(aptosTest, { units: { validator: { ...validator, era: 2 } } });
    // @ts-expect-error no grace period, and so none of 0
    peerPlan(aptosTest, { units: { validator: { ...validator, graceSeconds: 0 } } });
    // @ts-expect-error nothing that a workload of one program could share
    peerPlan(aptosTest, { common: { era: 2 } });
  };
  expect(compile).toBeInstanceOf(Function);
});
