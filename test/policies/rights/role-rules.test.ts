import { noShellRights, noWideRights } from '../../../lib/policies/rights/role-rules';
import { found, foundIn, object } from '../tree';

const RBAC = 'rbac.authorization.k8s.io/v1';

function role(rule: object): object {
  return object(RBAC, 'Role', 'guard', { rules: [rule] }, { namespace: 'web' });
}

function ruleOf(resources: readonly string[], verbs: readonly string[], more: object = {}): object {
  return { apiGroups: [''], resources, verbs, ...more };
}

const READS = [
  ruleOf(['pods', 'configmaps'], ['get', 'list', 'watch']),
  ruleOf(['pods/log'], ['get']),
  ruleOf(['pods'], ['delete'], { resourceNames: ['geth-0'] }),
  ruleOf(['statefulsets/scale'], ['get', 'patch'], { apiGroups: ['apps'], resourceNames: ['web3signer'] }),
  ruleOf(['roles', 'rolebindings'], ['get', 'list'], { apiGroups: ['rbac.authorization.k8s.io'] }),
];

test.each(READS)('accepts %j', (rule) => {
  expect(foundIn(noWideRights, role(rule))).toEqual([]);
  expect(foundIn(noShellRights, role(rule))).toEqual([]);
});

test.each<[object, string]>([
  [ruleOf(['*'], ['get']), 'get of *: everything, by a wildcard'],
  [ruleOf(['pods'], ['*']), '* of pods: everything, by a wildcard'],
  [ruleOf(['*/scale'], ['patch'], { apiGroups: ['apps'] }), 'patch of */scale: everything, by a wildcard'],
  [ruleOf(['pods'], ['get'], { apiGroups: ['*'] }), 'get of pods: everything, by a wildcard'],
  [{ nonResourceURLs: ['*'], verbs: ['get'] }, 'get of *: everything, by a wildcard'],
  [ruleOf(['roles'], ['bind']), 'bind of roles: rights of others'],
  [ruleOf(['clusterroles'], ['escalate']), 'escalate of clusterroles: rights of others'],
  [ruleOf(['groups'], ['impersonate']), 'impersonate of groups: rights of others'],
  [ruleOf(['secrets'], ['get'], { resourceNames: ['keys'] }), 'get of secrets keys: Secrets'],
  [ruleOf(['pods', 'secrets'], ['list']), 'list of pods, secrets: Secrets'],
  [ruleOf(['secrets'], ['watch']), 'watch of secrets: Secrets'],
  [ruleOf(['nodes/proxy'], ['get']), 'get of nodes/proxy: every pod of a node'],
  [ruleOf(['serviceaccounts/token'], ['create']), 'create of serviceaccounts/token: tokens of ServiceAccounts'],
  [
    ruleOf(['certificatesigningrequests/approval'], ['update'], { apiGroups: ['certificates.k8s.io'] }),
    'update of certificatesigningrequests/approval: client certificates',
  ],
  [
    ruleOf(['rolebindings'], ['create'], { apiGroups: ['rbac.authorization.k8s.io'] }),
    'create of rolebindings: roles and bindings',
  ],
  [
    ruleOf(['validatingadmissionpolicybindings'], ['delete'], { apiGroups: ['admissionregistration.k8s.io'] }),
    'delete of validatingadmissionpolicybindings: admission',
  ],
])('finds %j', (rule, expected) => {
  expect(foundIn(noWideRights, role(rule))).toEqual([expected]);
});

test('rules that come from elsewhere, or go elsewhere, cannot be judged', () => {
  const aggregated = { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] }, rules: [] };
  expect(foundIn(noWideRights, object(RBAC, 'ClusterRole', 'sum', aggregated))).toEqual(['an aggregationRule']);
  const label = 'rbac.authorization.k8s.io/aggregate-to-edit';
  const part = object(RBAC, 'ClusterRole', 'part', { rules: [READS[0]] }, { labels: { [label]: 'true' } });
  expect(foundIn(noWideRights, part)).toEqual([label]);
});

test('a Role of another API group is none', () => {
  const other = object('iam.example.com/v1', 'Role', 'admin', { rules: [ruleOf(['*', 'pods/exec'], ['*'])] });
  expect(foundIn(noWideRights, other)).toEqual([]);
  expect(foundIn(noShellRights, other)).toEqual([]);
});

test.each(['exec', 'attach', 'portforward', 'ephemeralcontainers', 'proxy'])('nobody is let into pods by %s', (way) => {
  expect(foundIn(noShellRights, role(ruleOf([`pods/${way}`], ['get'])))).toEqual([`get of pods/${way}`]);
});

test('the way into pods is open to breakglass where security renders it, and nowhere else', () => {
  const rules = [ruleOf(['pods/exec', 'services/proxy'], ['create'])];
  const breakglass = object(RBAC, 'ClusterRole', 'gitops-planes-breakglass', { rules });
  const elsewhere = 'service/testnet/tools/clusterrole.gitops-planes-breakglass.yaml';
  expect(found(noShellRights, { 'bootstrap/testnet/instance/clusterrole.x.yaml': breakglass })).toEqual([]);
  expect(found(noShellRights, { [elsewhere]: breakglass })).toEqual([
    `${elsewhere}: create of pods/exec, services/proxy`,
  ]);
  const other = object(RBAC, 'ClusterRole', 'gitops-planes-operator', { rules });
  expect(found(noShellRights, { 'bootstrap/testnet/instance/clusterrole.x.yaml': other })).toHaveLength(1);
});
