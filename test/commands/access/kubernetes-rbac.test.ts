import {
  readKubernetesRbac,
  serviceAccount,
  type KubernetesRequest,
  type KubernetesUser,
} from '../../../lib/commands/access/kubernetes-rbac';
import { inventoryOf, type Tree } from '../../policies/tree';
import { binding, role } from './rbac-objects';

const at = 'bootstrap/testnet/instance';
const asked: KubernetesRequest = { verb: 'delete', group: '', resource: 'pods', namespace: 'web', name: 'db-0' };
const group = (name: string): KubernetesUser => ({ name: '', groups: [name] });

function decided(tree: Tree, request: Partial<KubernetesRequest> = {}, user = group('ops')) {
  return readKubernetesRbac(inventoryOf(tree), 'testnet').decide(user, { ...asked, ...request });
}

const named = (rule: object): Tree => ({
  [`${at}/role.yaml`]: role('Role', 'roll', [{ apiGroups: [''], resources: ['pods'], verbs: ['delete'], ...rule }]),
  [`${at}/binding.yaml`]: binding('RoleBinding', 'roll', { kind: 'Role', name: 'roll' }, [
    { kind: 'Group', name: 'ops' },
  ]),
});

test('a rule says its role, its binding and its file', () => {
  expect(decided(named({ resourceNames: ['db-0'] }))).toEqual({
    text: 'Role roll: delete pods db-0; bound by RoleBinding web/roll',
    file: `${at}/role.yaml`,
  });
});

test.each([
  ['another object', { name: 'db-1' }],
  ['another namespace', { namespace: 'other' }],
  ['another verb', { verb: 'patch' }],
  ['another group', { group: 'apps' }],
  ['another resource', { resource: 'secrets' }],
  ['a subresource', { resource: 'pods/exec' }],
  ['an object without a name', { name: '' }],
])('a rule for one object does not grant %s', (_, request) => {
  expect(decided(named({ resourceNames: ['db-0'] }), request)).toBeUndefined();
});

test('an object whose name is not known is granted by a rule for any name', () => {
  const { name: _, ...nameless } = asked;
  const rbac = readKubernetesRbac(inventoryOf(named({ resourceNames: ['db-0'] })), 'testnet');
  expect(rbac.decide(group('ops'), nameless)).toBeDefined();
});

test.each([
  ['every verb', { verbs: ['*'] }, {}],
  ['every group', { apiGroups: ['*'] }, { group: 'apps' }],
  ['every resource', { resources: ['*'] }, { resource: 'pods/exec' }],
  ['a subresource of every resource', { resources: ['*/exec'] }, { resource: 'pods/exec' }],
  ['no name, which is every one', {}, { name: 'db-1' }],
])('%s reaches as far as Kubernetes lets it', (_, rule, request) =>
  expect(decided(named(rule), request)).toBeDefined(),
);

test('pods/* is no wildcard in a role', () => {
  expect(decided(named({ resources: ['pods/*'] }), { resource: 'pods/exec' })).toBeUndefined();
});

test('a binding counts for its own groups, users and ServiceAccounts', () => {
  const to = (subject: object): Tree => ({
    ...named({}),
    [`${at}/binding.yaml`]: binding('RoleBinding', 'roll', { kind: 'Role', name: 'roll' }, [subject]),
  });
  const account = { kind: 'ServiceAccount', name: 'guard', namespace: 'guards' };
  expect(decided(to(account), {}, serviceAccount('system:serviceaccount:guards:guard'))).toBeDefined();
  expect(decided(to(account), {}, serviceAccount('system:serviceaccount:web:guard'))).toBeUndefined();
  expect(decided(to({ kind: 'User', name: 'eve' }), {}, { name: 'eve', groups: [] })).toBeDefined();
  expect(decided(to({ kind: 'User', name: 'ops' }))).toBeUndefined();
  const inNamespace = { kind: 'Group', name: 'system:serviceaccounts:guards' };
  expect(decided(to(inNamespace), {}, serviceAccount('system:serviceaccount:guards:guard'))).toBeDefined();
});

test('a ClusterRole holds where it is bound: in a namespace, or everywhere', () => {
  const clusterRole = role('ClusterRole', 'roll', [{ apiGroups: [''], resources: ['pods'], verbs: ['delete'] }]);
  const bound = (kind: 'RoleBinding' | 'ClusterRoleBinding'): Tree => ({
    [`${at}/role.yaml`]: clusterRole,
    [`${at}/binding.yaml`]: binding(kind, 'roll', { kind: 'ClusterRole', name: 'roll' }, [
      { kind: 'Group', name: 'ops' },
    ]),
  });
  expect(decided(bound('RoleBinding'))).toBeDefined();
  expect(decided(bound('RoleBinding'), { namespace: 'other' })).toBeUndefined();
  expect(decided(bound('ClusterRoleBinding'), { namespace: 'other' })?.text).toContain('ClusterRoleBinding roll');
});

test('a role is found in its own namespace and on its own cluster only', () => {
  const elsewhere = { ...named({}), [`${at}/role.yaml`]: role('Role', 'roll', [{ verbs: ['*'] }], 'other') };
  expect(decided(elsewhere)).toBeUndefined();
  expect(readKubernetesRbac(inventoryOf(named({})), 'mainnet').decide(group('ops'), asked)).toBeUndefined();
});

test("Kubernetes' own roles are known, and what is aggregated to them counts", () => {
  const bound = (name: string, more: Tree = {}): Tree => ({
    [`${at}/binding.yaml`]: binding('RoleBinding', 'b', { kind: 'ClusterRole', name }, [
      { kind: 'Group', name: 'ops' },
    ]),
    ...more,
  });
  const secrets = { verb: 'get', resource: 'secrets' };
  expect(decided(bound('view'), secrets)).toBeUndefined();
  expect(decided(bound('view'), { verb: 'get', resource: 'pods/log' })?.file).toBe(`${at}/binding.yaml`);
  expect(decided(bound('edit'), secrets)).toBeDefined();
  expect(decided(bound('admin'), { verb: 'create', resource: 'pods/exec' })).toBeDefined();
  expect(decided(bound('cluster-admin'), { verb: 'escalate', resource: 'anything' })).toBeDefined();
  const aggregated = role('ClusterRole', 'more', [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }]);
  const labels = { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' };
  const more = { [`${at}/more.yaml`]: { ...aggregated, metadata: { name: 'more', labels } } };
  expect(decided(bound('view', more), secrets)).toBeDefined();
});

test('a role that is not rendered is told of, since what it grants is not known', () => {
  const tree = {
    'service/testnet/web/b.yaml': binding(
      'ClusterRoleBinding',
      'b',
      { kind: 'ClusterRole', name: 'made-elsewhere' },
      [],
    ),
  };
  expect(readKubernetesRbac(inventoryOf(tree), 'testnet').unknown).toEqual([
    '[service/testnet/web/b.yaml] binds ClusterRole made-elsewhere, which is not rendered: what it grants is not shown',
  ]);
});
