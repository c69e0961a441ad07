import { accountRights } from '../../../lib/policies/rights/account-rights';
import { found, object, type Tree } from '../tree';

const RBAC = 'rbac.authorization.k8s.io/v1';
const GUARD = { kind: 'ServiceAccount', name: 'guard', namespace: 'guard-a' };
const named = { apiGroups: [''], resources: ['pods'], verbs: ['get', 'delete'], resourceNames: ['geth-0'] };

interface Change {
  readonly namespace?: string;
  readonly rules?: readonly object[];
  readonly roleRef?: object;
  readonly subject?: object;
}

/** A sensitive namespace, one of a guard, one of neither, and a Role that is bound in one of them. */
function tree({ namespace = 'signer', rules = [named], subject = GUARD, ...change }: Change = {}): Tree {
  const roleRef = change.roleRef ?? { kind: 'Role', name: 'r' };
  const at = 'bootstrap/testnet/instance';
  return {
    [`${at}/n1.yaml`]: object('v1', 'Namespace', 'signer', {}, { labels: { 'gitops-planes.io/sensitive': 'true' } }),
    [`${at}/n2.yaml`]: object('v1', 'Namespace', 'guard-a', {}, { labels: { 'gitops-planes.io/guard': 'true' } }),
    [`${at}/n3.yaml`]: object('v1', 'Namespace', 'web'),
    [`${at}/role.yaml`]: object(RBAC, 'Role', 'r', { rules }, { namespace }),
    [`${at}/binding.yaml`]: object(RBAC, 'RoleBinding', 'b', { roleRef, subjects: [subject] }, { namespace }),
  };
}

const remarks = (change?: Change): readonly string[] =>
  found(accountRights, tree(change)).map((text) => text.replace('bootstrap/testnet/instance/', ''));

test('a right on named objects and the reading of the watchdog pass', () => {
  expect(remarks()).toEqual([]);
  expect(
    remarks({ rules: [{ apiGroups: ['apps'], resources: ['statefulsets'], verbs: ['get', 'list', 'watch'] }] }),
  ).toEqual([]);
});

test.each<[string, object, string]>([
  ['create', { ...named, verbs: ['create'] }, "'create' cannot be limited to objects by name"],
  ['Secrets', { ...named, resources: ['secrets'], verbs: ['get'] }, "no action of a guard needs 'get' on 'secrets'"],
  ['every pod', { ...named, resourceNames: undefined }, 'it holds for every object'],
  ['a workload', { ...named, apiGroups: ['apps'], resources: ['statefulsets'], verbs: ['patch'] }, "'patch'"],
  ['records elsewhere', { apiGroups: [''], resources: ['events'], verbs: ['create'] }, "'create' cannot be limited"],
])('a program is given no right on %s in a sensitive namespace', (_, rule, text) => {
  const subject = { kind: 'ServiceAccount', name: 'operator', namespace: 'web' };
  expect(remarks({ rules: [rule], subject })).toEqual([expect.stringContaining(text)]);
});

test('a guard is held wherever it acts, other programs in sensitive namespaces, and people by what is theirs', () => {
  const rules = [{ ...named, verbs: ['create'] }];
  expect(remarks({ rules, namespace: 'web' })).toHaveLength(1);
  expect(remarks({ rules, namespace: 'web', subject: { ...GUARD, namespace: 'web' } })).toEqual([]);
  expect(remarks({ rules, subject: { kind: 'Group', name: 'fp-operators' } })).toEqual([]);
});

test.each(['system:serviceaccounts', 'system:serviceaccounts:guard-a'])('the group %s is programs too', (name) => {
  expect(remarks({ rules: [{ ...named, verbs: ['create'] }], subject: { kind: 'Group', name } })).toHaveLength(1);
});

test('a guard writes records at home and nothing else', () => {
  const records = { apiGroups: [''], resources: ['events'], verbs: ['create'] };
  expect(remarks({ namespace: 'guard-a', rules: [records] })).toEqual([]);
  expect(remarks({ namespace: 'guard-a', rules: [{ ...records, resources: ['pods'] }] })).toHaveLength(1);
});

test('a ClusterRole, a Role that nobody declares, and rights in every namespace are refused', () => {
  expect(remarks({ roleRef: { kind: 'ClusterRole', name: 'edit' } })).toEqual([
    'binding.yaml: ClusterRole edit for a program',
  ]);
  expect(remarks({ roleRef: { kind: 'Role', name: 'other' } })).toEqual(['binding.yaml: Role other for a program']);
  const everywhere = object(RBAC, 'ClusterRoleBinding', 'c', {
    roleRef: { kind: 'ClusterRole', name: 'view' },
    subjects: [GUARD],
  });
  expect(found(accountRights, { 'bootstrap/testnet/instance/c.yaml': everywhere })).toEqual([
    'bootstrap/testnet/instance/c.yaml: rights of a guard in every namespace',
  ]);
});
