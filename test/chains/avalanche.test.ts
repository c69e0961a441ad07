import { RULEBOOK } from '../../lib/policies';
import { judge } from '../../lib/policies/engine';
import { render } from '../../lib/render/render';
import { partOf } from '../fixtures/chain';
import { familyAlerts, fuji, peerIdentity, peerPlan, peerWorkload, SOLANA_ACCOUNTS } from '../fixtures/peers';
import { StepFolder } from '../fixtures/step-folder';

const part = partOf(peerPlan(fuji), 'validator', 'avalanchego');

test('the workload of a validator', () => {
  const { platform, files } = peerWorkload(fuji);
  expect(`\n${files['statefulset.avalanchego.yaml']}`).toMatchSnapshot();
  expect(judge(RULEBOOK, render(platform).inventory)).toEqual([]);
  expect(familyAlerts(platform)).toEqual([
    'validator: HealthCheckFails',
    'validator: UptimeLow',
    'validator: UptimeNotRewarded',
    'validator: NodeFewPeers',
    'validator: StakingEnds',
  ]);
});

test('the API answers on the address of the pod, which only Prometheus and the kubelet reach', () => {
  expect(part.args).toContain('--http-host=$(POD_IP)');
  const policy = peerWorkload(fuji).files['networkpolicy.avalanchego.yaml'] ?? '';
  const [, ...rules] = policy
    .slice(policy.indexOf('ingress:'), policy.indexOf('podSelector:\n    match'))
    .split('- from:');
  expect(rules.filter((rule) => rule.includes('port: 9650')).every((rule) => rule.includes('name: prometheus'))).toBe(
    true,
  );
  expect(rules).toHaveLength(2);
});

test('tracked subnets become one flag', () => {
  const { args } = partOf(peerPlan(fuji, { common: { subnets: ['a', 'b'] } }), 'validator', 'avalanchego');
  expect(args).toContain('--track-subnets=a,b');
});

test('it keeps no record of what it signed, and needs none', () => {
  expect(part.volumes['data']).toMatchObject({ kind: 'claim', slashingState: false });
  expect(fuji.family.roles.validator).toMatchObject({
    slashingState: { none: expect.stringContaining('takes no stake') },
  });
});

test.each(['staker.key', 'staker.crt', 'signer.key'])('without %s nothing starts', (missing) => {
  const folder = new StepFolder();
  try {
    for (const file of ['staker.key', 'staker.crt', 'signer.key'])
      if (file !== missing) folder.write(`staking/${file}`, 'x');
    expect(folder.run(part, 'expect-keys')).toBe(1);
    folder.write(`staking/${missing}`, 'x');
    expect(folder.run(part, 'expect-keys')).toBe(0);
  } finally {
    folder.remove();
  }
});

test.each([
  ['staking-ephemeral-cert-enabled', 'it mints a new NodeID'],
  ['staking-signer-key-file-content', 'a key on the command line'],
  ['sybil-protection-enabled', 'the network decides'],
  ['http-host', 'the workload sets it itself'],
])('the flag %s is refused', (flag, message) => {
  expect(() => peerPlan(fuji, { roles: { validator: { flags: { [flag]: 'true' } } } })).toThrow(message);
});

test('a variable that would be a flag is refused', () => {
  expect(() => peerPlan(fuji, { roles: { validator: { env: { AVAGO_HTTP_HOST: '0.0.0.0' } } } })).toThrow('a flag');
});

test.each([
  ['another kind of identity', { identity: peerIdentity('fuji-0', 'solana', SOLANA_ACCOUNTS) }, 'kind node-id'],
  [
    'a host name for peers',
    { units: { validator: { peers: { address: 'node.example.com', port: 30951 } } } },
    "'units.validator.peers.address' must be an IPv4 address",
  ],
])('%s is refused', (_, change, message) => {
  expect(() => peerPlan(fuji, change)).toThrow(message);
});
