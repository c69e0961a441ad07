import { guardActions } from '../../../lib/constructs/guard/guard-actions';
import { ValidatorApp } from '../../../lib/constructs/validator/validator-app';
import { chainPlatform, hoodi } from '../../fixtures/chain';

const { root } = chainPlatform();
const workload = new ValidatorApp(root, 'hoodi-0', hoodi);
const { restart, pauseSigner, watchdog } = guardActions;

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
