import { ValidatorApp } from '../../lib/constructs/validator/validator-app';
import { RULEBOOK } from '../../lib/policies';
import { judge } from '../../lib/policies/engine';
import { render } from '../../lib/render/render';
import { partOf, testnetWith } from '../fixtures/chain';
import {
  familyAlerts,
  peerIdentity,
  peerPlan,
  peerPlatform,
  peerWorkload,
  SESSION_KEYS,
  sol,
  SOLANA_ACCOUNTS,
} from '../fixtures/peers';
import { renderFolder } from '../fixtures/platform';

const [NODE, VOTE] = SOLANA_ACCOUNTS;

test('the workload of a validator, its listed ports left out', () => {
  const { platform, files } = peerWorkload(sol);
  const text = (files['statefulset.agave.yaml'] ?? '').replace(
    /(            - containerPort: 80\d\d\n {14}hostPort: 80\d\d\n.*\n {14}protocol: UDP\n)+/,
    '            …\n',
  );
  expect(`\n${text}`).toMatchSnapshot();
  expect(`\n${files['statefulset.solana-exporter.yaml']}`).toMatchSnapshot();
  expect(judge(RULEBOOK, render(platform).inventory)).toEqual([]);
  expect(familyAlerts(platform)).toEqual([
    'exporter: ValidatorDelinquent',
    'exporter: IdentityNotActiveOnce',
    'exporter: ValidatorNotSeen',
    'exporter: NodeUnhealthy',
    'exporter: NodeSlotsBehind',
    'exporter: ValidatorVotesLate',
    'exporter: AccountNearlyEmpty',
  ]);
});

test('no policy pretends to hold a pod on the network of its node, and its namespace admits it', () => {
  const { platform, files } = peerWorkload(sol);
  const policies = Object.keys(files).filter((file) => file.startsWith('networkpolicy.'));
  expect(policies).toEqual(['networkpolicy.default-deny.yaml']);
  const namespace = renderFolder(platform, 'bootstrap/testnet/instance')['namespace.sol-0-validator.yaml'];
  expect(namespace).toContain('pod-security.kubernetes.io/enforce: privileged\n');
});

test('two validators on one node are found by the ports they share', () => {
  const { platform, root } = peerPlatform();
  new ValidatorApp(root, 'sol-0', sol);
  const identity = peerIdentity('sol-1', 'solana', [
    'SysvarC1ock11111111111111111111111111111111',
    'Stake11111111111111111111111111111111111111',
  ]);
  new ValidatorApp(root, 'sol-1', { ...sol, identity, custody: { ...sol.custody, path: 'chain/testnet/sol-1' } });
  const found = judge(RULEBOOK, render(platform).inventory);
  expect(new Set(found.map(({ policy }) => policy))).toEqual(new Set(['host-ports-unique']));
});

test('each port of the range is one of its own', () => {
  const { ports } = partOf(
    peerPlan(sol, { units: { validator: { ports: { first: 9000, last: 9030 } } } }),
    'validator',
    'agave',
  );
  const udp = Object.values(ports).filter(({ protocol }) => protocol === 'UDP');
  expect(udp.map(({ number }) => number)).toEqual(Array.from({ length: 31 }, (_, i) => 9000 + i));
  expect(ports['gossip']).toEqual({ number: 9000, peers: true });
});

test('the tower is slashing state in a claim of its own', () => {
  const { volumes } = partOf(peerPlan(sol), 'validator', 'agave');
  const claims = Object.entries(volumes).filter(([, { kind }]) => kind === 'claim');
  expect(claims.map(([name, volume]) => [name, volume.kind === 'claim' && volume.slashingState])).toEqual([
    ['ledger', false],
    ['accounts', false],
    ['snapshots', false],
    ['tower', true],
  ]);
});

test('only an identity that never voted may start without a tower', () => {
  const agave = (history: 'kept' | 'none') =>
    partOf(
      peerPlan(sol, { identity: peerIdentity('sol-0', 'solana', SOLANA_ACCOUNTS, { history }) }),
      'validator',
      'agave',
    );
  expect(agave('kept').args).toContain('--require-tower');
  expect(agave('kept').init.map((step) => step.name)).toEqual(['expect-identity', 'expect-tower']);
  expect(agave('none').args).not.toContain('--require-tower');
  expect(agave('none').init.map((step) => step.name)).toEqual(['expect-identity']);
});

test('the vote account is an address, and the exporter watches the same one', () => {
  const plan = peerPlan(sol);
  expect(partOf(plan, 'validator', 'agave').args).toContain(`--vote-account=${VOTE}`);
  expect(partOf(plan, 'validator', 'solana-exporter').args).toEqual(
    expect.arrayContaining([`-votekey=${VOTE}`, `-active-identity=${NODE}`, '-rpc-url=http://127.0.0.1:8899']),
  );
  expect(Object.keys(plan.units[0].secrets)).toEqual(['identity']);
});

test('its RPC answers on the loopback address only', () => {
  const { args, ports } = partOf(peerPlan(sol), 'validator', 'agave');
  expect(args).toEqual(expect.arrayContaining(['--rpc-bind-address=127.0.0.1', '--private-rpc']));
  expect(ports['rpc']).toEqual({ number: 8899 });
});

test.each([
  ['no-wait-for-vote-to-start-leader', 'without knowing what it did before'],
  ['skip-tower-sync', 'without knowing what it did before'],
  ['authorized-voter', 'it signs with the declared identity alone'],
  ['trusted-validator', 'the network decides whom it trusts'],
  ['rpc-bind-address', 'the workload sets it itself'],
  ['require-tower', 'the workload sets it itself'],
])('the flag %s is refused', (flag, message) => {
  expect(() => peerPlan(sol, { roles: { validator: { flags: { [flag]: 'x' } } } })).toThrow(message);
});

test.each([
  ['another kind of identity', { identity: peerIdentity('sol-0', 'session-keys', [SESSION_KEYS]) }, 'kind solana'],
  [
    'an identity without its vote account',
    { identity: peerIdentity('sol-0', 'solana', [NODE]) },
    "the validator's account and its vote account, in this order",
  ],
  [
    'a port range that is too narrow',
    { units: { validator: { ports: { first: 8000, last: 8020 } } } },
    '\'units.validator.ports\' must be 26 to 64 ports between 1024 and 32767, got "8000 to 8020"',
  ],
  [
    'a port range that nobody could read',
    { units: { validator: { ports: { first: 8000, last: 10000 } } } },
    'got "8000 to 10000"',
  ],
  [
    'half a CPU',
    { roles: { validator: { cpu: '23500m' } } },
    '\'validator: cpu\' must be a whole number, got "23500m"',
  ],
  [
    'a disk without a size',
    { units: { validator: { disks: { accounts: 'big' } } } },
    'must be a size such as \'500Gi\', got "big"',
  ],
  [
    'storage over the network',
    { cluster: testnetWith({ signingStorage: { name: 'ceph', fence: 'single-pod', reclaim: 'Retain' } }) },
    "'cluster' must be one whose signing storage is local",
  ],
])('%s is refused', (_, change, message) => {
  expect(() => peerPlan(sol, change)).toThrow(message);
});

test('unsafe states do not compile', () => {
  const compile = (): void => {
    // @ts-expect-error no spare that is switched over
    peerPlan(sol, { units: { validator: {}, spare: {} } });
    // @ts-expect-error the key that takes the stake is nowhere near
    peerPlan(sol, { units: { validator: { authorizedWithdrawer: 'x' } } });
    // @ts-expect-error the tower is where the cluster keeps signing state
    peerPlan(sol, { units: { validator: { disks: { tower: '1Gi' } } } });
  };
  expect(compile).toBeInstanceOf(Function);
});
