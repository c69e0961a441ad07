import { ArgoApplication, automated, DomainProject, gated, Instance, KIND, Topology } from '../../lib';
import { RULEBOOK } from '../../lib/policies';
import { judge } from '../../lib/policies/engine';
import { platformOn, projectOf } from '../fixtures/instances';
import { application, configMap, inventoryOf, project, type Tree } from '../policies/tree';

/*
 * Bad input about who may do what: each is told what to do instead, where it is made or by a policy on any tree. What
 * the messages say in full is tested beside each of them.
 */

describe('refused where it is made', () => {
  const { platform, cluster } = platformOn({ planes: ['service'] });
  const [root] = platform.topology.roots;
  if (root === undefined) throw new Error('the fixture has no root');
  const { repository, owners } = root;

  function topology(changed: Partial<typeof owners>): Topology {
    const roots = [{ plane: 'service', cluster, repository, owners: { ...owners, ...changed } }] as const;
    return new Topology({ name: 'fp', clusters: [cluster], roots, security: 'fp-security', observers: 'fp-observers' });
  }

  test('a group without a name', () => {
    expect(() => topology({ operators: '' })).toThrow(
      '[topology root service.testnet] \'owners.operators\' must be a group name without comma, quote or line break, got ""',
    );
  });

  test('an operator group that is the developer group', () => {
    expect(() => topology({ operators: owners.developers })).toThrow(
      "'owners.operators' must be another group than owners.developers",
    );
  });

  test('a destination that no project allows', () => {
    const { platform } = platformOn({ planes: ['service'] });
    const web = projectOf(platform, 'service', 'web');
    const declare = (): ArgoApplication =>
      new ArgoApplication(web.root, 'shop', {
        project: web,
        namespace: 'shop',
        source: { kind: 'content' },
        sync: automated(),
      });
    expect(declare).toThrow("'namespace' must be a namespace that project 'web' allows, got \"shop\"");
  });

  test('a project without a destination, and one with every kind', () => {
    const { platform } = platformOn({ planes: ['service'] });
    const [service] = platform.describedRoots;
    if (service === undefined) throw new Error('the fixture has no root');
    const none = new DomainProject(service, 'none', { description: 'x', namespaces: [], kinds: [KIND.configMap] });
    expect(none.node.validate()).toEqual(["no namespace: name at least one in 'namespaces'"]);
    expect(() => projectOf(platform, 'service', 'every', { kinds: [{ group: '*', kind: '*' }] })).toThrow(
      "'kinds' must be exact groups and kinds without wildcards",
    );
  });

  test('a version of Argo CD that does not know what is rendered', () => {
    expect(() => Instance.selfManaged({ version: '3.0', bootstrap: repository })).toThrow(
      "an Argo CD of at least 3.1 (before it 'automated.enabled: false' means on)",
    );
  });

  test('a gated application in a project whose window lets automation in', () => {
    const { platform } = platformOn({ planes: ['service'] });
    const web = projectOf(platform, 'service', 'web');
    const props = { project: web, namespace: 'web', source: { kind: 'content' }, sync: gated() } as const;
    expect(() => new ArgoApplication(web.root, 'web', props)).toThrow("'project' must be a gated project");
  });
});

describe('found on any tree', () => {
  const operator = (line: string): object => ({ roles: [{ name: 'operator', policies: [line], groups: ['ops'] }] });
  const sync = (object: string): string => `p, proj:platform:operator, applications, sync, ${object}, allow`;

  test.each<[string, string, Tree, string]>([
    [
      'a destination that no project allows',
      'application-in-project',
      {
        applications: application('a', {
          spec: { destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' } },
        }),
      },
      'shop',
    ],
    [
      'a project that nobody can sync',
      'project-syncable',
      { applications: application('a', { labels: { 'gitops-planes.io/gated': 'true' } }) },
      "in project platform a role of the operators' group with applications, sync, platform/*",
    ],
    [
      'a rule that matches nothing',
      'rule-matches-something',
      { instance: project('platform', operator(sync('platform/argocd-service/b'))) },
      'an Application that exists, not b',
    ],
    [
      'a rule about another project',
      'project-role-lines',
      { instance: project('platform', operator(sync('other/*'))) },
      'an object platform/<application>',
    ],
    [
      'a setting that Argo CD does not know',
      'argocd-settings-known',
      { settings: configMap('argocd-cm', 'argocd', { 'admin.enable': 'false' }) },
      'admin.',
    ],
    [
      'a setting that the EKS capability does not read',
      'argocd-settings-known',
      {
        instance: project('platform', {
          destinations: [{ server: 'arn:aws:eks:eu-central-1:1:cluster/x', namespace: 'web' }],
        }),
        settings: configMap('argocd-rbac-cm', 'argocd', { 'policy.default': '' }),
      },
      'project roles',
    ],
  ])('%s', (_, policy, changed, expected) => {
    const tree: Tree = {
      'bootstrap/testnet/instance/project.yaml': changed['instance'] ?? project('platform'),
      'service/testnet/applications/a.yaml': changed['applications'] ?? application('a'),
      ...(changed['settings'] === undefined ? {} : { 'bootstrap/testnet/instance/settings.yaml': changed['settings'] }),
    };
    const findings = judge(RULEBOOK, inventoryOf(tree)).filter((finding) => finding.policy === policy);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ level: 'error' });
    expect(`${findings[0]?.found}; ${findings[0]?.expected}`).toContain(expected);
  });
});
