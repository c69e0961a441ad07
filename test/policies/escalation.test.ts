import { RULEBOOK } from '../../lib/policies';
import { applicationInProject } from '../../lib/policies/projects/project-containment';
import { noPluginSources, repositoryOfOneOwner } from '../../lib/policies/projects/project-repositories';
import type { Inventory } from '../../lib/render/inventory';
import { application, found, foundIn, object, project, REPOSITORY, type Tree } from './tree';

const server = 'https://kubernetes.default.svc';
const plane = (name: string) => ({ 'gitops-planes.io/plane': name });
const gatedApp = application('a', { labels: { 'gitops-planes.io/gated': 'true' } });
const rbac = (kind: string) => ({ clusterResourceWhitelist: [{ group: 'rbac.authorization.k8s.io', kind }] });
const line = (action: string, resource = 'applications') => ({
  roles: [{ name: 'r', groups: ['g'], policies: [`p, proj:platform:r, ${resource}, ${action}, platform/*, allow`] }],
});
const settings = (key: string, value: string) =>
  object('v1', 'ConfigMap', 'argocd-cm', { data: { [key]: value } }, { namespace: 'argocd' });

function set(template: object, generator: object = { list: { elements: [{ name: 'a' }] } }): object {
  const spec = { goTemplate: true, goTemplateOptions: ['missingkey=error'], generators: [generator], template };
  return object('argoproj.io/v1alpha1', 'ApplicationSet', 's', { spec }, { namespace: 'argocd-monitoring' });
}

function tree(spec: object, app: object = application('a'), labels: object = plane('service')): Tree {
  return {
    'bootstrap/testnet/instance/p.yaml': project('platform', spec, labels),
    'service/testnet/applications/a.yaml': app,
  };
}

const projectTemplate = { metadata: { name: '{{.name}}' }, spec: { project: '{{.project}}' } };
const fixedTemplate = { metadata: { name: '{{.name}}' }, spec: { project: 'platform' } };

/** Every way past a project that Argo CD leaves open, with the policy that closes it. */
const PATHS: [string, string, Tree][] = [
  [
    "a destination in Argo CD's own namespace",
    'argo-namespace-reach',
    tree({ destinations: [{ server, namespace: 'argocd' }] }),
  ],
  ['the project of another plane', 'project-of-own-plane', tree({}, application('a'), plane('chain'))],
  ['update on a gated project', 'gated-project-rights', tree(line('update'), gatedApp)],
  ['delete on a gated project', 'gated-project-rights', tree(line('delete'), gatedApp)],
  ['override on a gated project', 'gated-project-rights', tree(line('override'), gatedApp)],
  ['every action', 'project-role-lines', tree(line('*'))],
  ['every resource action', 'project-role-lines', tree(line('action/*'))],
  ['update of children through a root', 'project-role-lines', tree(line('update/argoproj.io/Application/*/*'))],
  ['delete of children through a root', 'project-role-lines', tree(line('delete/argoproj.io/Application/*/*'))],
  ['an action on children through a root', 'project-role-lines', tree(line('action/argoproj.io/Application/x'))],
  ['a templated project', 'application-set-template', { 's.yaml': set(projectTemplate) }],
  ['a plugin generator', 'application-set-generators', { 's.yaml': set(fixedTemplate, { plugin: {} }) }],
  ['an scm generator', 'application-set-generators', { 's.yaml': set(fixedTemplate, { scmProvider: {} }) }],
  ['an administrator kind', 'no-admin-kinds', tree(rbac('ClusterRoleBinding'), application('a'), plane('chain'))],
  ['an administrator kind by a glob', 'no-admin-kinds', tree(rbac('ClusterRole*'), application('a'), plane('chain'))],
  ['a shell by a role', 'project-role-lines', tree(line('create', 'exec'))],
  ['a shell by a setting', 'argocd-settings-closed', { 'cm.yaml': settings('exec.enabled', 'true') }],
  ['values from anywhere', 'argocd-settings-closed', { 'cm.yaml': settings('helm.valuesFileSchemes', 'https') }],
  ['a plugin that renders', 'no-plugin-sources', tree({}, application('a', { source: { plugin: { name: 'p' } } }))],
];

const views: Inventory['view'][] = ['rendered', 'released'];

const policyOf = (id: string) => RULEBOOK.find((it) => it.id === id);

describe.each(views)('in the %s inventory', (view) => {
  // An object by itself is judged where it is rendered: what is released was rendered, and judged, before.
  const judged = PATHS.filter(([, id]) => view === 'rendered' || policyOf(id)?.scope === 'fleet');

  test.each(judged)('%s is found by %s', (_, id, broken) => {
    const policy = policyOf(id);
    if (policy === undefined) throw new Error(`no policy ${id} in the rulebook`);
    expect(found(policy, broken, view)).not.toEqual([]);
    expect(found(policy, tree({}), view)).toEqual([]);
  });

  test('a repository of two owners is found', () => {
    const developer = (group: string) => ({ roles: [{ name: 'developer', groups: [group], policies: [] }] });
    const shared = (group: string): Tree => ({
      ...tree(developer('one')),
      'bootstrap/testnet/instance/q.yaml': project('high', developer(group)),
    });
    expect(found(repositoryOfOneOwner, shared('one'), view)).toEqual([]);
    expect(found(repositoryOfOneOwner, shared('two'), view)).toEqual([
      `bootstrap/testnet/instance/q.yaml: repository ${REPOSITORY}, which one write for project platform`,
    ]);
  });

  test('content that its project refuses by name is found', () => {
    const namespace = (name: string): Tree => ({
      ...tree({ clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'team1-*' }] }),
      'service/testnet/a/n.yaml': object('v1', 'Namespace', name),
    });
    expect(found(applicationInProject, namespace('team1-web'), view)).toEqual([]);
    expect(found(applicationInProject, namespace('kube-system'), view)).toEqual([
      "service/testnet/a/n.yaml: kind Namespace of group '' named kube-system",
    ]);
  });
});

test('a plugin in the template of an ApplicationSet is found as well', () => {
  const template = { ...fixedTemplate, spec: { project: 'platform', source: { plugin: {} } } };
  expect(foundIn(noPluginSources, set(template))).toEqual(['plugin of the repository']);
});
