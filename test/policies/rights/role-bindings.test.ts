import { boundSubjects, sensitiveNamespaceRights } from '../../../lib/policies/rights/role-bindings';
import { found, object, project, type Tree } from '../tree';

const RBAC = 'rbac.authorization.k8s.io/v1';
const BINDING = 'bootstrap/testnet/instance/binding.yaml';
const GUARD = { kind: 'ServiceAccount', name: 'guard', namespace: 'guards' };
const ARGOCD_SERVER = { kind: 'ServiceAccount', name: 'argocd-server', namespace: 'argocd' };
const OPERATORS = { kind: 'Group', name: 'fp-operators' };

interface Bound {
  readonly subject: object;
  readonly kind?: 'RoleBinding' | 'ClusterRoleBinding';
  readonly role?: object;
  readonly file?: string;
  readonly rules?: readonly object[];
}

/** A sensitive and another namespace, a role of both kinds, and one binding of it in the sensitive one. */
function tree({ subject, kind = 'RoleBinding', role, file = BINDING, rules = [] }: Bound): Tree {
  const roleRef = { kind: kind === 'RoleBinding' ? 'Role' : 'ClusterRole', name: 'rights', ...role };
  return {
    'bootstrap/testnet/instance/signer.yaml': namespace('signer', { 'gitops-planes.io/sensitive': 'true' }),
    'bootstrap/testnet/instance/node.yaml': namespace('node'),
    'bootstrap/testnet/instance/role.yaml': object(RBAC, 'Role', 'rights', { rules }, { namespace: 'signer' }),
    'bootstrap/testnet/instance/other.yaml': object(RBAC, 'Role', 'rights', { rules }, { namespace: 'node' }),
    'bootstrap/testnet/instance/clusterrole.yaml': object(RBAC, 'ClusterRole', 'rights', { rules }),
    'bootstrap/testnet/instance/breakglass.yaml': object(RBAC, 'ClusterRole', 'gitops-planes-breakglass', { rules }),
    'bootstrap/testnet/instance/project.yaml': project('chain', {
      roles: [{ name: 'operator', groups: ['fp-operators'] }],
    }),
    'service/testnet/guards/account.yaml': object('v1', 'ServiceAccount', 'guard', {}, { namespace: 'guards' }),
    'service/testnet/guards/default.yaml': object('v1', 'ServiceAccount', 'default', {}, { namespace: 'guards' }),
    [file]: object(
      RBAC,
      kind,
      'binding',
      { roleRef, subjects: [subject] },
      kind === 'RoleBinding' ? { namespace: 'signer' } : {},
    ),
  };
}

function namespace(name: string, labels: object = {}): object {
  return object('v1', 'Namespace', name, {}, { labels });
}

describe('subjects', () => {
  test.each<[string, Bound]>([
    ['a group of people, in the bootstrap', { subject: OPERATORS }],
    ['a ServiceAccount that another application declares', { subject: GUARD }],
    ['a ServiceAccount, in an application', { subject: GUARD, file: 'service/testnet/guards/binding.yaml' }],
    ['a ServiceAccount, in the whole cluster', { subject: GUARD, kind: 'ClusterRoleBinding' }],
    ["Argo CD's own, in the bootstrap", { subject: ARGOCD_SERVER }],
    [
      'a group that no project names, for breakglass',
      {
        subject: { kind: 'Group', name: 'breakglass' },
        role: { kind: 'ClusterRole', name: 'gitops-planes-breakglass' },
      },
    ],
  ])('may be %s', (_, bound) => {
    expect(found(boundSubjects, tree(bound))).toEqual([]);
  });

  test.each<[string, Bound, string]>([
    ['a user', { subject: { kind: 'User', name: 'olga' } }, 'rights for User olga'],
    [
      'everybody',
      { subject: { kind: 'Group', name: 'system:authenticated' } },
      'rights for Group system:authenticated',
    ],
    [
      'every ServiceAccount',
      { subject: { kind: 'Group', name: 'system:serviceaccounts' } },
      'rights for Group system:serviceaccounts',
    ],
    [
      'people in the whole cluster',
      { subject: OPERATORS, kind: 'ClusterRoleBinding' },
      'rights for Group fp-operators',
    ],
    [
      'people, in an application',
      { subject: OPERATORS, file: 'service/testnet/guards/binding.yaml' },
      'rights for Group fp-operators',
    ],
    [
      'a ServiceAccount that nothing declares',
      { subject: { ...GUARD, name: 'gard' } },
      'rights for ServiceAccount gard',
    ],
    [
      "Argo CD's own, in an application",
      { subject: ARGOCD_SERVER, file: 'service/testnet/guards/binding.yaml' },
      'rights for ServiceAccount argocd-server',
    ],
    ['the default of a namespace', { subject: { ...GUARD, name: 'default' } }, 'rights for ServiceAccount default'],
    [
      'an everyday group, for breakglass',
      { subject: OPERATORS, role: { kind: 'ClusterRole', name: 'gitops-planes-breakglass' } },
      'gitops-planes-breakglass for Group fp-operators',
    ],
  ])('are never %s', (_, bound, expected) => {
    const file = bound.file ?? BINDING;
    expect(found(boundSubjects, tree(bound))).toEqual([`${file}: ${expected}`]);
  });

  test.each(['cluster-admin', 'edit'])('the role %s, which no file declares, is not bound', (name) => {
    const bound = { subject: GUARD, role: { kind: 'ClusterRole', name } };
    expect(found(boundSubjects, tree(bound))).toEqual([`${BINDING}: ClusterRole ${name}`]);
  });

  test('a ServiceAccount may be released after the bootstrap that gives it rights', () => {
    expect(found(boundSubjects, tree({ subject: { ...GUARD, name: 'later' } }), 'released')).toEqual([]);
  });
});

describe('in a sensitive namespace', () => {
  const right = (group: string, resource: string, verb: string, ...names: string[]): object => ({
    apiGroups: [group],
    resources: [resource],
    verbs: [verb],
    ...(names.length > 0 ? { resourceNames: names } : {}),
  });
  const inSensitive = (rule: object, more: Partial<Bound> = {}): readonly string[] =>
    found(sensitiveNamespaceRights, tree({ subject: GUARD, rules: [rule], ...more }));

  test.each([
    [right('', 'pods', 'list')],
    [right('', 'pods', 'delete', 'web3signer-0')],
    [right('apps', 'statefulsets/scale', 'patch', 'web3signer')],
    [right('networking.k8s.io', 'networkpolicies', 'patch', 'fence')],
    [right('', 'events', 'create')],
  ])('%j is no danger', (rule) => {
    expect(inSensitive(rule)).toEqual([]);
  });

  test.each<[object, string]>([
    [right('', 'pods', 'create'), 'create of pods'],
    [right('batch', 'jobs', 'create'), 'create of jobs'],
    [right('', 'pods', 'delete'), 'delete of pods'],
    [right('', 'pods', 'patch', 'web3signer-0'), 'patch of pods web3signer-0'],
    [right('apps', 'statefulsets', 'patch', 'web3signer'), 'patch of statefulsets web3signer'],
    [right('apps', 'statefulsets', 'delete', 'web3signer'), 'delete of statefulsets web3signer'],
    [right('apps', 'statefulsets/scale', 'patch'), 'patch of statefulsets/scale'],
    [right('', 'persistentvolumeclaims', 'delete', 'state'), 'delete of persistentvolumeclaims state'],
    [right('', 'pods', 'deletecollection', 'web3signer-0'), 'deletecollection of pods web3signer-0'],
    [right('', 'secrets', 'update', 'keys'), 'update of secrets keys'],
    [right('', 'configmaps', 'update'), 'update of configmaps'],
    [right('', '*', '*', 'web3signer'), '* of * web3signer'],
  ])('%j is found', (rule, expected) => {
    expect(inSensitive(rule)).toEqual([`${BINDING}: rights, which grants ${expected}`]);
  });

  test('a binding to the whole cluster reaches it, and one of another namespace does not', () => {
    const rule = right('', 'pods', 'create');
    expect(inSensitive(rule, { kind: 'ClusterRoleBinding' })).toHaveLength(1);
    const elsewhere = object(
      RBAC,
      'RoleBinding',
      'binding',
      { roleRef: { kind: 'Role', name: 'rights' }, subjects: [GUARD] },
      { namespace: 'node' },
    );
    expect(
      found(sensitiveNamespaceRights, { ...tree({ subject: GUARD, rules: [rule] }), [BINDING]: elsewhere }),
    ).toEqual([]);
  });

  test('breakglass may delete what it needs to, by the role of the bootstrap alone', () => {
    const role = { kind: 'ClusterRole', name: 'gitops-planes-breakglass' };
    const rule = right('', 'pods', 'delete');
    expect(inSensitive(rule, { role })).toEqual([]);
    expect(inSensitive(rule, { role, file: 'service/testnet/guards/binding.yaml' })).toHaveLength(1);
  });
});
