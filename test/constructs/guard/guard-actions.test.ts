import { guardActions } from '../../../lib/constructs/guard/guard-actions';
import { ValidatorApp } from '../../../lib/constructs/validator/validator-app';
import { chainPlatform, hoodi } from '../../fixtures/chain';

const { root } = chainPlatform('single-pod');
const workload = new ValidatorApp(root, 'hoodi-0', hoodi);
const { restart, pauseSigner, fenceNetwork, expandVolume, refreshSecret, watchdog } = guardActions;

test('restart deletes the one pod of a StatefulSet, which it may read as well', () => {
  const { rules, args } = restart(workload, 'node', 'geth');
  expect(rules).toEqual([
    { apiGroups: [''], resources: ['pods'], verbs: ['get', 'delete'], resourceNames: ['geth-0'] },
  ]);
  expect(args).toEqual(['delete', 'pod', 'geth-0', '--namespace=hoodi-0-node', '--wait=false']);
});

test('pauseSigner patches the scale of a signer to 0', () => {
  const { rules, args } = pauseSigner(workload, 'signer', 'web3signer');
  expect(rules).toEqual([
    { apiGroups: ['apps'], resources: ['statefulsets/scale'], verbs: ['get', 'patch'], resourceNames: ['web3signer'] },
  ]);
  expect(args).toContain('--patch={"spec":{"replicas":0}}');
});

test('fenceNetwork empties the policies of all parts of a unit', () => {
  const { rules, args } = fenceNetwork(workload, 'node');
  expect(rules.map(({ resourceNames }) => resourceNames)).toEqual([['geth', 'lighthouse']]);
  expect(args).toContain('--patch={"spec":{"ingress":[],"egress":[]}}');
});

test('expandVolume asks for a larger size of one claim', () => {
  const { rules, args } = expandVolume(workload, 'storage', 'postgres', 'data', '1Ti');
  expect(rules.map(({ resourceNames }) => resourceNames)).toEqual([['postgres-data']]);
  expect(args).toContain('--patch={"spec":{"resources":{"requests":{"storage":"1Ti"}}}}');
});

test('refreshSecret gives one ExternalSecret another annotation at each run', () => {
  const { rules, args } = refreshSecret(workload, 'node', 'jwt');
  expect(rules.map(({ resourceNames }) => resourceNames)).toEqual([['jwt']]);
  expect(args).toContain('force-sync=$(RUN)');
});

test('the watchdog only reads, and no Secrets', () => {
  const { rules } = watchdog(workload, 'signer');
  expect(new Set(rules.flatMap(({ verbs }) => verbs))).toEqual(new Set(['get', 'list', 'watch']));
  expect(rules.flatMap(({ resources }) => resources)).not.toContain('secrets');
});

test.each<[string, () => unknown, string]>([
  [
    'unit',
    () => restart(workload, 'nodes', 'geth'),
    '[chain/testnet/workload-hoodi-0] \'unit\' must be one of node, storage, signer, validator, got "nodes"',
  ],
  ['unit to watch', () => watchdog(workload, 'nodes'), "'unit' must be one of node, storage, signer, validator"],
  [
    'part',
    () => restart(workload, 'node', 'reth'),
    "[chain/testnet/workload-hoodi-0] 'part' must be a part of unit 'node' (geth, lighthouse), got \"reth\"",
  ],
  [
    'part that does not sign',
    () => pauseSigner(workload, 'node', 'geth'),
    '\'part\' must be a part that signs (signer.web3signer, validator.lighthouse), got "node.geth"',
  ],
  [
    'volume',
    () => expandVolume(workload, 'storage', 'postgres', 'wal', '1Ti'),
    "'volume' must be a claim of 'storage.postgres' (data), got \"wal\"",
  ],
  [
    'volume on a local disk',
    () => expandVolume(workload, 'node', 'geth', 'data', '9Ti'),
    'since a local volume cannot grow: move it to a larger disk by hand, got "data on local-nvme"',
  ],
  [
    'smaller size',
    () => expandVolume(workload, 'storage', 'postgres', 'data', '20Gi'),
    "'size' must be larger than 20Gi, such as '3Ti', got \"20Gi\"",
  ],
  ['size', () => expandVolume(workload, 'storage', 'postgres', 'data', '1e20'), "'size' must be larger than 20Gi"],
  [
    'secret that signs',
    () => refreshSecret(workload, 'signer', 'keystores-0'),
    "'secret' must be a secret of unit 'signer' that holds no signing key (database",
  ],
  ['secret', () => refreshSecret(workload, 'node', 'key'), 'that holds no signing key (jwt), got "key"'],
])('a wrong %s is an error that names those that exist', (_, make, message) => {
  expect(make).toThrow(message);
});

test('a part that keeps nothing has no pod of its own name, and cannot be restarted', () => {
  const roles = workload.record.roles.map((role) =>
    role.name === 'geth' ? { ...role, kind: 'Deployment' as const } : role,
  );
  const changed = Object.assign(Object.create(workload) as typeof workload, { record: { ...workload.record, roles } });
  expect(() => restart(changed, 'node', 'geth')).toThrow(
    /'part' must be a part that runs as a StatefulSet, since only its pod keeps its name \(node\.lighthouse, .*\), got "node\.geth"/,
  );
});
