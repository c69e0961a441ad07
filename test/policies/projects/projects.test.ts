import { applicationInProject, projectOfOwnPlane } from '../../../lib/policies/projects/project-containment';
import { lockedDefaultProject, noAdminKinds, projectAllowLists } from '../../../lib/policies/projects/project-lists';
import { argoNamespaceReach, rootProjectKinds } from '../../../lib/policies/projects/project-reach';
import {
  application,
  chartJson,
  chartSources,
  configMap,
  found,
  foundIn,
  object,
  project,
  REPOSITORY,
  type Tree,
} from '../tree';

const server = 'https://kubernetes.default.svc';
const everyKind = [{ group: '*', kind: '*' }];

describe('project-allow-lists', () => {
  test.each<[string, object, string]>([
    ['a negated destination', { destinations: [{ server, namespace: '!web' }] }, 'destination namespace !web'],
    ['a negated server', { destinations: [{ server: '!https://a', namespace: 'a' }] }, 'destination server !https://a'],
    ['every namespace', { destinations: [{ server, namespace: '*' }] }, 'destination namespace *'],
    ['every server', { destinations: [{ server: '*', namespace: 'a' }] }, 'destination server *'],
    [
      'server beside name',
      { destinations: [{ server, name: 'in-cluster', namespace: 'a' }] },
      'a destination with server and name',
    ],
    ['every repository', { sourceRepos: ['*'] }, 'source repository *'],
    ['a negated repository', { sourceRepos: ['!https://a'] }, 'source repository !https://a'],
    ['every source namespace', { sourceNamespaces: ['*'] }, 'source namespace *'],
    ['no kinds', { namespaceResourceWhitelist: undefined }, 'no namespaceResourceWhitelist'],
    ['an empty list of kinds', { namespaceResourceWhitelist: [] }, 'an empty namespaceResourceWhitelist'],
    ['every kind', { namespaceResourceWhitelist: everyKind }, 'namespaceResourceWhitelist of */*'],
    ['every cluster kind', { clusterResourceWhitelist: everyKind }, 'clusterResourceWhitelist of */*'],
    [
      'kinds by a class',
      { namespaceResourceWhitelist: [{ group: '', kind: '[^x]*' }] },
      'namespaceResourceWhitelist of /[^x]*',
    ],
    [
      'groups by a pattern',
      { clusterResourceWhitelist: [{ group: '?*', kind: 'A' }] },
      'clusterResourceWhitelist of ?*/A',
    ],
    ['a repository in alternatives', { sourceRepos: ['https://{a,b}'] }, 'source repository https://{a,b}'],
    ['every namespace in other words', { destinations: [{ server, namespace: '?*' }] }, 'destination namespace ?*'],
    ['a class of namespaces', { destinations: [{ server, namespace: '[!a]*' }] }, 'destination namespace [!a]*'],
    [
      'servers by a pattern',
      { destinations: [{ server: 'https://a*', namespace: 'a' }] },
      'destination server https://a*',
    ],
    ['an expression', { sourceNamespaces: ['/.*/'] }, 'source namespace /.*/'],
    ['what makes Argo CD panic', { sourceNamespaces: ['/'] }, 'source namespace /'],
    ['an open brace', { sourceNamespaces: ['a{'] }, 'source namespace a{'],
  ])('refuses %s', (_, spec, text) => {
    expect(foundIn(projectAllowLists, project('a', spec))).toEqual([text]);
  });

  test('accepts lists, and the blacklist of every kind in place of one', () => {
    expect(foundIn(projectAllowLists, project('a'))).toEqual([]);
    const part = { destinations: [{ server, namespace: '*-signer' }], sourceNamespaces: ['argocd-*'] };
    expect(foundIn(projectAllowLists, project('a', part))).toEqual([]);
    const spec = { namespaceResourceWhitelist: undefined, namespaceResourceBlacklist: everyKind };
    expect(foundIn(projectAllowLists, project('a', spec))).toEqual([]);
  });
});

describe('locked-default-project', () => {
  const locked = { sourceRepos: [], sourceNamespaces: [], destinations: [], namespaceResourceWhitelist: undefined };
  const closed = project('default', { ...locked, namespaceResourceBlacklist: everyKind });

  test('accepts a locked one, and what is applied before it by hand', () => {
    const tree = { 'bootstrap/testnet/instance/a.yaml': project('a'), 'bootstrap/testnet/instance/d.yaml': closed };
    expect(found(lockedDefaultProject, tree)).toEqual([]);
    expect(found(lockedDefaultProject, { 'bootstrap/testnet/by-hand/b.yaml': project('bootstrap') })).toEqual([]);
  });

  test('refuses an open one, and none', () => {
    expect(foundIn(lockedDefaultProject, project('default'))).toEqual(['a default project that allows something']);
    expect(foundIn(lockedDefaultProject, project('a'))).toEqual(["projects, but no project 'default' beside them"]);
  });
});

test('no-admin-kinds refuses powerful kinds in the chain and product planes only', () => {
  const spec = { clusterResourceWhitelist: [{ group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' }] };
  const of = (plane: string): object => project('a', spec, { 'gitops-planes.io/plane': plane });
  expect(foundIn(noAdminKinds, of('chain'))).toEqual(['ClusterRoleBinding allowed']);
  expect(foundIn(noAdminKinds, of('service'))).toEqual([]);
});

describe('application-in-project', () => {
  const tree = (app: object, spec: object = {}, more: Tree = {}): Tree => ({
    'bootstrap/testnet/instance/platform.yaml': project('platform', spec),
    'service/testnet/applications/a.yaml': app,
    'service/testnet/a/x.yaml': configMap('x'),
    ...more,
  });
  const refused = (...args: Parameters<typeof tree>): string[] =>
    found(applicationInProject, tree(...args)).map((text) => text.replace(/^\S+ /, ''));

  test('accepts what the project lists', () => {
    expect(refused(application('a'))).toEqual([]);
    expect(refused(application('a'), { sourceRepos: ['https://git.example.com/*/roots'] })).toEqual([]);
    expect(refused(application('a'), { sourceNamespaces: ['/argocd-(service|chain)/'] })).toEqual([]);
  });

  test('refuses another repository, destination and source namespace', () => {
    expect(refused(application('a', { source: { repoURL: 'https://evil.example.com' } }))).toEqual([
      'repository https://evil.example.com',
    ]);
    expect(refused(application('a', { spec: { destination: { server, namespace: 'db' } } }))).toEqual([
      `destination ${server}, namespace db`,
    ]);
    expect(refused(application('a', { metadata: { namespace: 'argocd-chain' } }))).toEqual([
      'an Application in namespace argocd-chain',
    ]);
    // A star stays within a segment of a repository's path.
    expect(refused(application('a'), { sourceRepos: ['https://*'] })).toEqual([`repository ${REPOSITORY}`]);
  });

  test("exempts Argo CD's own namespace from sourceNamespaces, as Argo CD does", () => {
    expect(refused(application('a', { metadata: { namespace: 'argocd' } }), { sourceNamespaces: undefined })).toEqual(
      [],
    );
  });

  test('refuses kinds and namespaces of the content, each once', () => {
    const more = {
      'service/testnet/a/r1.yaml': object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'r1'),
      'service/testnet/a/r2.yaml': object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'r2'),
      'service/testnet/a/y.yaml': configMap('y', 'db'),
    };
    expect(refused(application('a'), {}, more)).toEqual([
      "kind ClusterRole of group 'rbac.authorization.k8s.io'",
      'namespace db',
    ]);
  });

  test('kinds without a namespace may be allowed and refused by name', () => {
    const role = { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' };
    const found = `kind ClusterRole of group '${role.group}'`;
    const more = (...names: readonly string[]): Tree =>
      Object.fromEntries(
        names.map((name) => [`service/testnet/a/${name}.yaml`, object(`${role.group}/v1`, 'ClusterRole', name)]),
      );
    const named = { clusterResourceWhitelist: [{ ...role, name: 'ours-*' }] };
    expect(refused(application('a'), named, more('ours-a', 'ours-b'))).toEqual([]);
    expect(refused(application('a'), named, more('ours-a', 'theirs', 'ours-b'))).toEqual([`${found} named theirs`]);
    const but = { clusterResourceWhitelist: [role], clusterResourceBlacklist: [{ ...role, name: 'theirs' }] };
    expect(refused(application('a'), but, more('ours-a'))).toEqual([]);
    expect(refused(application('a'), but, more('ours-a', 'theirs'))).toEqual([found]);
    // A chart tells no names.
    const chart = {
      'service/testnet/a/chart.json': chartJson('a', { kinds: [`${role.group}/${role.kind}`] }),
    };
    for (const spec of [named, but]) {
      expect(refused(application('a', { sources: chartSources('a') }), spec, chart)).toEqual([found]);
    }
  });

  test('a blacklist takes away, and an absent list of namespaced kinds allows all', () => {
    expect(refused(application('a'), { namespaceResourceWhitelist: undefined })).toEqual([]);
    expect(refused(application('a'), { namespaceResourceBlacklist: everyKind })).toEqual([
      "kind ConfigMap of group ''",
    ]);
  });

  test('judges a chart by what its chart.json owns', () => {
    const more = {
      'service/testnet/a/chart.json': chartJson('a', {
        kinds: ['/ConfigMap', 'apps/Deployment'],
        namespaces: ['kube-system'],
      }),
    };
    expect(refused(application('a', { sources: chartSources('a') }), {}, more)).toEqual([
      "kind Deployment of group 'apps'",
      'namespace kube-system',
    ]);
  });

  test('refuses a project that is not declared, where projects are known at all', () => {
    expect(refused(application('a', { spec: { project: 'other' } }))).toEqual(['project other, which is not declared']);
    expect(found(applicationInProject, { 'service/testnet/applications/a.yaml': application('a') })).toEqual([]);
  });

  test('does not take a release without proof for a missing project', () => {
    const unproven = {
      ...tree(application('a', { spec: { project: 'other' } })),
      'service/testnet/applications/b.yaml': application('b'),
    };
    expect(found(applicationInProject, unproven, 'released')).toEqual([]);
  });
});

test('project-of-own-plane refuses the project of another plane', () => {
  const tree = (plane: string): Tree => ({
    'bootstrap/testnet/instance/platform.yaml': project('platform', {}, { 'gitops-planes.io/plane': plane }),
    'service/testnet/applications/a.yaml': application('a'),
  });
  expect(found(projectOfOwnPlane, tree('service'))).toEqual([]);
  expect(found(projectOfOwnPlane, tree('chain'))).toEqual([
    'service/testnet/applications/a.yaml: project platform of the chain plane',
  ]);
});

describe('what reaches the namespaces of Argo CD', () => {
  const applications = [{ group: 'argoproj.io', kind: 'Application' }];
  const into = (namespace: string, kinds: object[], more: object = {}): object =>
    project('platform', { destinations: [{ server, namespace }], namespaceResourceWhitelist: kinds, ...more });
  const rooted = (projectObject: object): Tree => ({
    'bootstrap/testnet/instance/p.yaml': projectObject,
    'bootstrap/testnet/instance/root.yaml': application('service-root', {
      source: { path: 'testnet/applications', targetRevision: 'main' },
    }),
  });

  test("a root's project allows Applications only", () => {
    expect(found(rootProjectKinds, rooted(into('argocd-service', applications)))).toEqual([]);
    const secrets = [...applications, { group: '', kind: 'Secret' }];
    expect(found(rootProjectKinds, rooted(into('argocd-service', secrets)))).toEqual([
      "bootstrap/testnet/instance/p.yaml: a root's project that allows Application, Secret",
    ]);
    const namespaces = { clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }] };
    expect(found(rootProjectKinds, rooted(into('argocd-service', applications, namespaces)))).toHaveLength(1);
    expect(found(rootProjectKinds, rooted(into('argocd-service', [])))).toHaveLength(1);
  });

  test.each(['argocd', 'argocd-service', 'argocd*'])('any other project stays away from %s', (namespace) => {
    const secrets = [{ group: '', kind: 'Secret' }];
    expect(found(argoNamespaceReach, rooted(into(namespace, secrets))).length).toBeGreaterThan(0);
    expect(found(argoNamespaceReach, rooted(into(namespace, applications)))).toEqual([]);
  });

  test("the bootstrap's own project is exempt, where it is applied by hand", () => {
    const bootstrap = project('bootstrap', { destinations: [{ server, namespace: 'argocd' }] });
    expect(found(argoNamespaceReach, { 'bootstrap/testnet/by-hand/p.yaml': bootstrap })).toEqual([]);
    expect(found(argoNamespaceReach, { 'bootstrap/testnet/instance/p.yaml': bootstrap })).toHaveLength(1);
  });
});
