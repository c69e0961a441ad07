import { projectSyncable, ruleMatchesSomething } from '../../../lib/policies/projects/project-use';
import { application, configMap, found, project, type Tree } from '../tree';

const PROJECT = 'bootstrap/testnet/instance/p.yaml';
const APPLICATION = 'service/testnet/applications/a.yaml';
const gatedLabel = { labels: { 'gitops-planes.io/gated': 'true' } };

const line = (action: string, object = 'platform/*'): string =>
  `p, proj:platform:operator, applications, ${action}, ${object}, allow`;

function tree(spec: object, more: Tree = {}, change: object = gatedLabel): Tree {
  return { [PROJECT]: project('platform', spec), [APPLICATION]: application('a', change), ...more };
}

function operators(text: string, groups: readonly string[] = ['fp-operators']): object {
  return { roles: [{ name: 'operator', policies: [text], groups }] };
}

describe('project-syncable', () => {
  const nobody = [expect.stringContaining('a gated Application that nobody may sync')];

  test.each([line('sync'), line('sync', 'platform/argocd-service/a'), line('sync', 'platform/a'), line('*')])(
    'accepts %s',
    (text) => expect(found(projectSyncable, tree(operators(text)))).toEqual([]),
  );

  test.each([
    ['no role', {}],
    ['a role without a group', operators(line('sync'), [])],
    ['a role that reads', operators(line('get'))],
    ['a role for another application', operators(line('sync', 'platform/argocd-service/b'))],
    ['a role for another project', operators(line('sync', 'other/*'))],
    ['a deny', operators(line('sync').replace('allow', 'deny'))],
  ])('refuses %s', (_, spec) => expect(found(projectSyncable, tree(spec))).toEqual(nobody));

  test('counts what argocd-rbac-cm gives, on its own cluster', () => {
    const rbac = configMap('argocd-rbac-cm', 'argocd', { 'policy.csv': `p, role:x, applications, sync, */*, allow\n` });
    expect(found(projectSyncable, tree({}, { 'bootstrap/testnet/instance/c.yaml': rbac }))).toEqual([]);
    expect(found(projectSyncable, tree({}, { 'bootstrap/mainnet/instance/c.yaml': rbac }))).toEqual(nobody);
  });

  test('asks nothing of what syncs itself, nor of a project that is not declared', () => {
    expect(found(projectSyncable, tree({}, {}, {}))).toEqual([]);
    expect(found(projectSyncable, { [APPLICATION]: application('a', gatedLabel) })).toEqual([]);
  });
});

describe('rule-matches-something', () => {
  const content = { 'service/testnet/later/c.yaml': configMap('c') };

  test.each([
    ['every application', 'platform/*'],
    ['an application by name', 'platform/argocd-service/a'],
    ['a pattern', 'platform/argocd-*/a*'],
    ['content that was never released', 'platform/argocd-service/later'],
  ])('accepts a line for %s', (_, object) => {
    expect(found(ruleMatchesSomething, tree(operators(line('sync', object)), content))).toEqual([]);
  });

  test.each([
    ['an application that nobody has', 'platform/argocd-service/b'],
    ['an application of another cluster', 'platform/argocd-service/elsewhere'],
    ['a project that nobody has', 'plattform/*'],
  ])('refuses a line for %s', (_, object) => {
    const elsewhere = { 'service/mainnet/elsewhere/c.yaml': configMap('c') };
    const text = line('sync', object);
    expect(found(ruleMatchesSomething, tree(operators(text), elsewhere))).toEqual([
      `${PROJECT}: role operator: ${text}`,
    ]);
  });

  test('refuses a line of argocd-rbac-cm too', () => {
    const file = 'bootstrap/testnet/instance/c.yaml';
    const text = 'p, guard, applications, get, platform/b, allow';
    const rbac = configMap('argocd-rbac-cm', 'argocd', { 'policy.csv': `${text}\ng, x, role:y\n` });
    expect(found(ruleMatchesSomething, tree({}, { [file]: rbac }))).toEqual([`${file}: policy.csv: ${text}`]);
  });

  test.each([
    ['applications', ['a', '*'], []],
    ['applications', ['b'], ['applications b']],
    ['namespaces', ['we*'], []],
    ['namespaces', ['shop'], ['namespaces shop']],
  ])('a sync window for %s %p matches all but %p', (field, patterns, dead) => {
    const spec = { syncWindows: [{ kind: 'deny', schedule: '* * * * *', duration: '1h', [field]: patterns }] };
    expect(found(ruleMatchesSomething, tree(spec))).toEqual(
      dead.map((each) => `${PROJECT}: a sync window for ${each}, which matches nothing`),
    );
  });

  test('says nothing where there are no Applications, nor of what is released later than the bootstrap', () => {
    const spec = operators(line('sync', 'platform/b'));
    expect(found(ruleMatchesSomething, { [PROJECT]: project('platform', spec) })).toEqual([]);
    expect(found(ruleMatchesSomething, tree(spec), 'released')).toEqual([]);
  });
});
