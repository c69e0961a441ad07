import { networks, substrate } from '../../lib/chains/substrate';
import { RULEBOOK } from '../../lib/policies';
import { judge } from '../../lib/policies/engine';
import { render } from '../../lib/render/render';
import { partOf } from '../fixtures/chain';
import {
  familyAlerts,
  paseo,
  peerIdentity,
  peerPlan,
  peerWorkload,
  SESSION_KEYS,
  SOLANA_ACCOUNTS,
} from '../fixtures/peers';

const { validator } = paseo.units;

test('the workload of a validator', () => {
  const { platform, files } = peerWorkload(paseo);
  expect(`\n${files['statefulset.polkadot.yaml']}`).toMatchSnapshot();
  expect(judge(RULEBOOK, render(platform).inventory)).toEqual([]);
  expect(familyAlerts(platform)).toEqual([
    'validator: ChainHeightStalled',
    'validator: FinalityStalled',
    'validator: FinalityLags',
    'validator: NodeFewPeers',
    'validator: NobodyDialsTheNode',
    'validator: ValidatorNotActive',
  ]);
});

test('session keys are files that are named after the declared identity', () => {
  const { secrets } = peerPlan(paseo).units[0];
  expect(secrets['session-keys']).toEqual({
    path: 'chain/paseo/paseo-0/validator/session-keys',
    signingKey: true,
    take: {
      [`6772616e${'a'.repeat(64)}`]: 'gran',
      [`62616265${'b'.repeat(64)}`]: 'babe',
      [`70617261${'c'.repeat(64)}`]: 'para',
      [`6173676e${'d'.repeat(64)}`]: 'asgn',
      [`61756469${'e'.repeat(64)}`]: 'audi',
      [`6265656602${'f'.repeat(64)}`]: 'beef',
    },
  });
});

test('votes are in the database, whose claim is slashing state', () => {
  const { volumes } = partOf(peerPlan(paseo), 'validator', 'polkadot');
  expect(volumes['data']).toMatchObject({ kind: 'claim', slashingState: true, mount: '/data' });
});

test('only an identity that never signed may begin with an empty database', () => {
  const steps = (history: 'kept' | 'none'): readonly string[] => {
    const identity = peerIdentity('paseo-0', 'session-keys', [SESSION_KEYS], { history });
    return partOf(peerPlan(paseo, { identity }), 'validator', 'polkadot').init.map((step) => step.name);
  };
  expect(steps('kept')).toEqual(['expect-session-keys', 'expect-history']);
  expect(steps('none')).toEqual(['expect-session-keys']);
});

test('Kusama is known by the id of its chain specification', () => {
  expect(networks.kusama).toMatchObject({ chainId: 'ksmcc3', environment: 'mainnet', facts: { specId: 'ksmcc3' } });
});

test('a chain of your own has its own session keys', () => {
  const own = substrate({
    chain: 'polkadot',
    binary: 'own',
    image: 'polkadot.polkadot',
    sessionKeys: ['aura', 'gran'],
  });
  const identity = peerIdentity('own-0', 'session-keys', [`0x${'a'.repeat(64)}${'b'.repeat(64)}`]);
  const { secrets } = peerPlan({ ...paseo, family: own }, { identity }).units[0];
  expect(Object.values(secrets['session-keys']?.take ?? {})).toEqual(['aura', 'gran']);
  expect(() => peerPlan({ ...paseo, family: own })).toThrow("'identity' must be the keys aura, gran of polkadot");
});

test('telemetry is off unless asked for', () => {
  const args = (telemetry?: boolean): readonly string[] =>
    partOf(peerPlan(paseo, { common: { telemetry } }), 'validator', 'polkadot').args;
  expect(args()).toContain('--no-telemetry');
  expect(args(true)).not.toContain('--no-telemetry');
});

test.each([
  ['insecure-validator-i-know-what-i-do', true, 'code of parachains would run unconfined'],
  ['unsafe-rpc-external', true, 'whoever reaches its RPC can rotate keys'],
  ['rpc-methods', 'unsafe', 'the workload sets it itself'],
  ['node-key', 'x', 'keys come from the custody'],
  ['database', 'rocksdb', 'no record of what GRANDPA voted'],
  ['alice', true, 'a key that everybody knows'],
  ['keystore-path', '/data/keystore', 'the workload sets it itself'],
])('the flag %s is refused', (flag, value, message) => {
  expect(() => peerPlan(paseo, { roles: { validator: { flags: { [flag]: value } } } })).toThrow(message);
});

test.each([
  ['another kind of identity', { identity: peerIdentity('paseo-0', 'solana', SOLANA_ACCOUNTS) }, 'kind session-keys'],
  [
    'session keys without that of BEEFY',
    { identity: peerIdentity('paseo-0', 'session-keys', [SESSION_KEYS.slice(0, -66)]) },
    "'identity' must be the keys gran, babe, para, asgn, audi, beef of polkadot, in this order",
  ],
  [
    'a host name for peers',
    { units: { validator: { ...validator, peers: { address: 'node.example.com', port: 30333 } } } },
    "'units.validator.peers.address' must be an IPv4 address",
  ],
  [
    'a port for peers that is none of the node',
    { units: { validator: { ...validator, peers: { ...validator.peers, port: 443 } } } },
    'must be a node port, 30000 to 32767, got 443',
  ],
  [
    'a profile outside its folder',
    { units: { validator: { ...validator, seccomp: '/etc/polkadot.json' } } },
    "must be a path below the kubelet's profile folder",
  ],
])('%s is refused', (_, change, message) => {
  expect(() => peerPlan(paseo, change)).toThrow(message);
});

test('unsafe states do not compile', () => {
  const compile = (): void => {
    // @ts-expect-error without a profile the node refuses to start, or is told to run unconfined
    peerPlan(paseo, { units: { validator: { peers: validator.peers } } });
    // @ts-expect-error one process for one set of session keys
    peerPlan(paseo, { units: { validator: { ...validator, replicas: 2 } } });
    // @ts-expect-error a role that the family lacks
    peerPlan(paseo, { roles: { collator: {} } });
  };
  expect(compile).toBeInstanceOf(Function);
});
