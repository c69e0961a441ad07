import {
  permitsDestination,
  permitsKind,
  permitsRepository,
  permitsSourceNamespace,
  projectsOf,
  type Destination,
  type ProjectView,
} from '../../../lib/policies/projects/project-match';
import { inventoryOf, object } from '../tree';

function projectOf(spec: object): ProjectView {
  const [project] = projectsOf(
    inventoryOf({ 'p.yaml': object('argoproj.io/v1alpha1', 'AppProject', 'p', { spec }, { namespace: 'argocd' }) }),
  );
  if (project === undefined) throw new Error('the tree has one');
  return project;
}

const github = (path: string): string => `https://github.com/${path}`;
const gitlab = (path: string): string => `https://gitlab.com/group/${path}`;

// TestAppProject_IsSourcePermitted and TestAppProject_IsNegatedSourcePermitted of
// https://github.com/argoproj/argo-cd/blob/v3.5.1/pkg/apis/application/v1alpha1/types_test.go
test.each<[string[], string, boolean]>([
  [['*'], github('argoproj/test.git'), true],
  [[github('argoproj/test.git')], github('argoproj/test.git'), true],
  [['ssh://git@GITHUB.com:argoproj/test'], 'ssh://git@github.com:argoproj/test', true],
  [[github('argoproj/*')], github('argoproj/argoproj.git'), true],
  [[github('test1/test.git'), github('test2/test.git')], github('test2/test.git'), true],
  [[github('argoproj/test1.git')], github('argoproj/test2.git'), false],
  [[github('argoproj/*.git')], github('argoproj1/test2.git'), false],
  [[github('argoproj/foo')], github('argoproj/foo1'), false],
  [[gitlab('*')], gitlab('repo/owner'), false],
  [[gitlab('*/*')], gitlab('repo/owner'), true],
  [[gitlab('*/*/*')], gitlab('sub-group/repo/owner'), true],
  [[gitlab('**')], gitlab('sub-group/repo/owner'), true],
  [[`!${github('argoproj/test.git')}`], github('argoproj/test.git'), false],
  [['!ssh://git@GITHUB.com:argoproj/test'], 'ssh://git@github.com:argoproj/test', false],
  [[`!${github('argoproj/*')}`], github('argoproj/argoproj.git'), false],
  [[github('test1/test.git'), `!${github('test2/test.git')}`], github('test2/test.git'), false],
  [[`!${github('argoproj/foo*')}`], github('argoproj/foo1'), false],
  [[`!${gitlab('*/*')}`], gitlab('repo/owner'), false],
  [[`!${gitlab('*/*/*')}`], gitlab('sub-group/repo/owner'), false],
  [[`!${gitlab('**')}`], gitlab('sub-group/repo/owner'), false],
  [[github('argoproj/test1.git'), '*'], github('argoproj/test2.git'), true],
  [[`!${github('argoproj/*.git')}`, '*'], github('argoproj1/test2.git'), true],
  // By NormalizeGitURL of util/git/git.go: one URL in two forms, and a slash at the end is another one.
  [['git@github.com:argoproj/test.git'], 'ssh://git@github.com/argoproj/test', true],
  [[github('argoproj/test')], github('argoproj/test/'), false],
  // Seen with 3.5.1: a negation by itself allows everything else.
  [['!https://evil.example.com/*'], github('argoproj/test'), true],
])('sourceRepos %j on %s: %s', (sourceRepos, url, is) => {
  expect(permitsRepository(projectOf({ sourceRepos }), url)).toBe(is);
});

const IN_CLUSTER = 'https://kubernetes.default.svc';
const at = (server: string, namespace: string): Destination => ({ server, namespace });
const byName = (name: string, namespace: string) => ({ server: '', namespace, name });
const all = at('*', '*');

// TestAppProject_IsDestinationPermitted of the same file.
const DESTINATIONS: [object[], Destination, boolean][] = [
  [[at(IN_CLUSTER, 'default')], at(IN_CLUSTER, 'default'), true],
  [[at(IN_CLUSTER, 'default')], at(IN_CLUSTER, 'kube-system'), false],
  [[at('https://my-cluster', 'default')], at(IN_CLUSTER, 'default'), false],
  [[at(IN_CLUSTER, '*')], at(IN_CLUSTER, 'kube-system'), true],
  [[at('https://*.default.svc', 'default')], at(IN_CLUSTER, 'default'), true],
  [[at('https://team1-*', 'default')], at('https://test2-dev-cluster', 'default'), false],
  [[at(IN_CLUSTER, 'test-*')], at(IN_CLUSTER, 'test-foo'), true],
  [[at(IN_CLUSTER, 'test-*')], at(IN_CLUSTER, 'test'), false],
  [[all], at(IN_CLUSTER, 'test'), true],
  [[byName('test', '*')], byName('test', 'test'), true],
  [[byName('test2', '*')], byName('test', 'test'), false],
  [
    [
      { name: 'host-cluster', server: IN_CLUSTER, namespace: '!{kube-system,argocd}' },
      { name: 'destination-cluster-01', server: 'https://eks-endpoint.example.com', namespace: '*' },
    ],
    at('https://eks-endpoint.example.com', 'kube-system'),
    true,
  ],
];

// TestAppProject_IsNegatedDestinationPermitted of the same file.
const NEGATED: [object[], Destination, boolean][] = [
  [[at(`!${IN_CLUSTER}`, 'default')], at(IN_CLUSTER, 'default'), false],
  [[at(IN_CLUSTER, '!default')], at(IN_CLUSTER, 'kube-system'), true],
  [[at('!https://my-cluster', 'default')], at(IN_CLUSTER, 'default'), true],
  [[at(`!${IN_CLUSTER}`, '*')], at(IN_CLUSTER, 'kube-system'), false],
  [[at('!https://*.default.svc', 'default')], at(IN_CLUSTER, 'default'), false],
  [[at('!https://team1-*', 'default')], at('https://test2-dev-cluster', 'default'), true],
  [[at(IN_CLUSTER, '!test-*')], at(IN_CLUSTER, 'test-foo'), false],
  [[at(IN_CLUSTER, '!test-*')], at(IN_CLUSTER, 'test'), true],
  [[byName('!test', '*')], byName('test', 'test'), false],
  [[byName('!test2', '*')], byName('test', 'test'), true],
  [[at('*', 'kube-system'), at('*', '!kube-system')], at(IN_CLUSTER, 'kube-system'), false],
  [[all, at('*', '!kube-system')], at(IN_CLUSTER, 'kube-system'), false],
  [[at(IN_CLUSTER, '*'), at(`!${IN_CLUSTER}`, '*')], at(IN_CLUSTER, 'kube-system'), false],
  [[all, at(`!${IN_CLUSTER}`, 'kube-system')], at(IN_CLUSTER, 'kube-system'), false],
  [[all, at(`!${IN_CLUSTER}`, 'kube-system'), at('*', '!kube-system')], at(IN_CLUSTER, 'kube-system'), false],
  [[all, at(`!${IN_CLUSTER}`, 'kube-system'), at('*', '!kube-system')], at(IN_CLUSTER, 'default'), true],
  [[all, at(`!${IN_CLUSTER}`, 'kube-system'), at('*', '!kube-system')], at('https://test-dev', 'kube-system'), false],
  [[byName('test', '*'), byName('!test', '*')], byName('test', 'test'), false],
  [[at('*', 'test'), at('!https://test-server', 'other')], at('https://test-server', 'test'), true],
  [[all, at('https://test-server', '!other')], at('https://other-test-server', 'other'), true],
];

// Seen with 3.5.1 on a real cluster.
const SEEN: [object[], Destination, boolean][] = [
  [[at('*', '!g-deny')], at(IN_CLUSTER, 'kube-system'), true],
  [[at('!https://other', '*')], at(IN_CLUSTER, 'kube-system'), true],
  [[all, { name: 'in-cluster', namespace: '!x' }], at(IN_CLUSTER, 'x'), true],
  [[all, at('*', '!x')], at(IN_CLUSTER, 'x'), false],
  [[], at(IN_CLUSTER, 'x'), false],
];

test.each([...DESTINATIONS, ...NEGATED, ...SEEN])('destinations %j on %j: %s', (destinations, destination, is) => {
  expect(permitsDestination(projectOf({ destinations }), destination)).toBe(is);
});

const kind = (group: string, name: string, only?: string) => ({ group, kind: name, ...(only ? { name: only } : {}) });
const NAMESPACE = kind('', 'Namespace');
const every = kind('*', '*');
const apps = (name: string) => kind('apps', name);

// TestAppProject_IsGroupKindPermitted of the same file; names of cluster-scoped objects since 3.3.
test.each<[object, ReturnType<typeof kind>, string, boolean]>([
  [{ namespaceResourceWhitelist: [], namespaceResourceBlacklist: [apps('Deployment')] }, apps('ReplicaSet'), '', false],
  [{ namespaceResourceWhitelist: [], namespaceResourceBlacklist: [apps('Deployment')] }, apps('Deployment'), '', false],
  [{ namespaceResourceWhitelist: [apps('ReplicaSet')] }, apps('ReplicaSet'), '', true],
  [{ namespaceResourceWhitelist: [apps('ReplicaSet')] }, apps('Action'), '', false],
  [{ clusterResourceBlacklist: [NAMESPACE] }, NAMESPACE, '', false],
  [{ clusterResourceWhitelist: [every], clusterResourceBlacklist: [every] }, NAMESPACE, '', false],
  [{ clusterResourceWhitelist: [every], clusterResourceBlacklist: [every] }, apps('Action'), '', true],
  [{ clusterResourceWhitelist: [], namespaceResourceWhitelist: [every] }, NAMESPACE, '', false],
  [{ clusterResourceWhitelist: [], namespaceResourceWhitelist: [every] }, apps('Action'), '', true],
  [{}, NAMESPACE, '', false],
  [{}, apps('Action'), '', true],
  [{ clusterResourceWhitelist: [kind('', 'Namespace', 'team1-*')] }, NAMESPACE, 'other-namespace', false],
  [{ clusterResourceWhitelist: [kind('', 'Namespace', 'team1-*')] }, NAMESPACE, 'team1-namespace', true],
  // isNamedResourceInList of types.go, for the blacklist.
  [
    { clusterResourceWhitelist: [every], clusterResourceBlacklist: [kind('', '*', 'kube-*')] },
    NAMESPACE,
    'kube-x',
    false,
  ],
  [{ clusterResourceWhitelist: [every], clusterResourceBlacklist: [kind('', '*', 'kube-*')] }, NAMESPACE, 'x', true],
  // Kinds are matched as file names are, which know no alternatives.
  [{ namespaceResourceWhitelist: [apps('{ReplicaSet,Action}')] }, apps('Action'), '', false],
])('lists of kinds %j on %j named %j: %s', (spec, ref, name, is) => {
  expect(permitsKind(projectOf(spec), ref, name)).toBe(is);
});

test('a list of names neither allows nor lets past an object whose name is not known', () => {
  const named = [kind('', 'Namespace', 'team1-*')];
  expect(permitsKind(projectOf({ clusterResourceWhitelist: named }), NAMESPACE)).toBe(false);
  const spec = { clusterResourceWhitelist: [every], clusterResourceBlacklist: named };
  expect(permitsKind(projectOf(spec), NAMESPACE)).toBe(false);
});

// Test_MatchList of https://github.com/argoproj/argo-cd/blob/v3.5.1/util/glob/glob_test.go, with IsAppNamespacePermitted;
// the last ones seen with 3.5.1.
test.each<[string[], string, boolean]>([
  [['test'], 'test', true],
  [['other'], 'test', false],
  [['some', 'other'], 'test', false],
  [[], 'test', false],
  [[''], 'test', false],
  [['*'], 'test', true],
  [['other*', 'te*'], 'test', true],
  [['/^((?!disallowed).)*$/'], 'disallowed', false],
  [['/^((?!disallowed).)*$/'], 'allowed', true],
  [['argocd-*'], 'argocd-chain', true],
  [['/argocd-(service|chain)/'], 'argocd-chain', true],
  [['/argocd-(service|chain)/'], 'argocd-product', false],
  [['/(/'], 'test', false],
  // Beside the projects themselves an Application may name any.
  [['other'], 'argocd', true],
])('sourceNamespaces %j on %s: %s', (sourceNamespaces, namespace, is) => {
  expect(permitsSourceNamespace(projectOf({ sourceNamespaces }), namespace)).toBe(is);
});
