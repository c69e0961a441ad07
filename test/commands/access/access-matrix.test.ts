import { accessMatrix, readAccess, type AccessCell, type Verb } from '../../../lib/commands/access/access-matrix';
import { accessMarkdown, accessText } from '../../../lib/commands/access/access-text';
import { topology } from '../../fixtures/platform';
import { application, inventoryOf, object, project, type Tree } from '../../policies/tree';

const GROUP = 'fp-service-developers';
const role = (policies: readonly string[], groups: readonly string[] = [GROUP], name = 'some') => ({
  name,
  policies,
  groups,
});
const line = (action: string, effect = 'allow', target = 'platform/*', resource = 'applications'): string =>
  `p, proj:platform:some, ${resource}, ${action}, ${target}, ${effect}`;
const settings = (name: string, data: object) => object('v1', 'ConfigMap', name, { data }, { namespace: 'argocd' });
const off = { automated: { enabled: false, prune: false, selfHeal: false } };

function tree(roles: readonly object[], more: Tree = {}, app: object = application('web')): Tree {
  return {
    'bootstrap/testnet/instance/project.yaml': project('platform', { roles }),
    'service/testnet/applications/web.yaml': app,
    ...more,
  };
}

async function rows(of: Tree, root = 'service.testnet') {
  const matrix = accessMatrix(await readAccess(inventoryOf(of), topology));
  return matrix.find((access) => access.root === root)?.rows ?? [];
}

async function cell(of: Tree, verb: Verb, subject = 'developer', root?: string): Promise<AccessCell | undefined> {
  return (await rows(of, root)).find((row) => row.subject === subject)?.cells.find((it) => it.verb === verb);
}

const reach = async (of: Tree, verb: Verb, subject?: string) => (await cell(of, verb, subject))?.reach;

test('a line grants what it names, and the cell says which line and file', async () => {
  expect(await cell(tree([role([line('get')])]), 'read')).toEqual({
    verb: 'read',
    reach: 'all',
    grants: [
      {
        text: 'p, proj:platform:some, applications, get, platform/*, allow',
        file: 'bootstrap/testnet/instance/project.yaml',
        applications: ['web'],
      },
    ],
    refusals: [],
    limits: [],
  });
  expect(await reach(tree([role([line('get')])]), 'sync')).toBe('none');
});

test.each([
  ['platform/*', 'all'],
  ['platform/argocd-service/web', 'all'],
  ['platform/argocd-service/*', 'all'],
  ['*/*', 'all'],
  ['platform/web', 'none'],
  ['platform/argocd-service/we', 'none'],
  ['other/*', 'none'],
])(
  'an Application outside of argocd is <project>/<namespace>/<name>, and * crosses the /: %s gives %s',
  async (target, is) => {
    expect(await reach(tree([role([line('sync', 'allow', target)])]), 'sync')).toBe(is);
  },
);

test("an Application in Argo CD's own namespace is <project>/<name>", async () => {
  const own = application('web', { metadata: { namespace: 'argocd' } });
  expect(await reach(tree([role([line('sync', 'allow', 'platform/web')])], {}, own), 'sync')).toBe('all');
  expect(await reach(tree([role([line('sync', 'allow', 'platform/argocd/web')])], {}, own), 'sync')).toBe('none');
});

test('a deny takes away within one role, and nothing from a second group', async () => {
  const denied = role([line('sync'), line('sync', 'deny')]);
  expect(await reach(tree([denied]), 'sync')).toBe('none');
  // Both roles are of one group, which is one subject.
  const second = {
    ...role(['p, proj:platform:second, applications, sync, platform/*, allow'], [GROUP]),
    name: 'second',
  };
  expect(await reach(tree([denied, second]), 'sync')).toBe('none');
  // Somebody who is in two groups is asked for each; as the default role holds for everybody.
  const open = {
    'bootstrap/testnet/instance/rbac.yaml': settings('argocd-rbac-cm', { 'policy.default': 'role:admin' }),
  };
  expect(await reach(tree([denied], open), 'sync')).toBe('all');
});

test('the default role holds for nobody in particular', async () => {
  const readonly = settings('argocd-rbac-cm', { 'policy.default': 'role:readonly' });
  const open = tree([], { 'bootstrap/testnet/instance/rbac.yaml': readonly });
  expect(await cell(open, 'logs', 'nobody')).toMatchObject({
    reach: 'all',
    grants: [{ text: 'p, role:readonly, logs, get, */*, allow', file: 'built into Argo CD' }],
  });
  expect(await reach(open, 'sync', 'nobody')).toBe('none');
  expect(await reach(tree([]), 'read', 'nobody')).toBe('none');
});

test('a line that names a group without a g line grants nothing', async () => {
  const csv = (text: string) => ({
    'bootstrap/testnet/instance/rbac.yaml': settings('argocd-rbac-cm', { 'policy.csv': text }),
  });
  expect(await reach(tree([], csv(`p, ${GROUP}, applications, sync, */*, allow`)), 'sync')).toBe('none');
  const joined = `p, role:x, applications, sync, */*, allow\ng, ${GROUP}, role:x\n`;
  expect(await reach(tree([], csv(joined)), 'sync')).toBe('all');
});

test('a right on some of the Applications names those', async () => {
  const two = tree([role([line('sync', 'allow', 'platform/argocd-service/web')])], {
    'service/testnet/applications/other.yaml': application('other'),
  });
  expect(await cell(two, 'sync')).toMatchObject({ reach: 'some', grants: [{ applications: ['web'] }] });
});

test.each([
  ['action/apps/StatefulSet/restart', 'all'],
  ['action/*', 'all'],
  ['action/batch/CronJob/create-job', 'all'],
  ['*', 'all'],
  ['sync', 'none'],
])('%s: may run an action on %s', async (action, is) => {
  expect(await reach(tree([role([line(action)])]), 'action')).toBe(is);
});

test('exec needs the setting besides the right', async () => {
  const roles = [role([line('create', 'allow', 'platform/*', 'exec')])];
  expect(await cell(tree(roles), 'exec')).toMatchObject({
    reach: 'none',
    refusals: [{ text: "exec.enabled: 'false'" }],
  });
  const on = { 'bootstrap/testnet/instance/cm.yaml': settings('argocd-cm', { 'exec.enabled': 'true' }) };
  expect(await reach(tree(roles, on), 'exec')).toBe('all');
});

describe('another revision', () => {
  const sync = [role([line('sync')])];
  const manual = application('web', { syncPolicy: off });

  test('is refused by Argo CD where sync is automated', async () => {
    expect(await cell(tree(sync), 'rollback')).toMatchObject({
      reach: 'none',
      refusals: [{ text: 'another revision while sync is automated' }],
    });
  });

  test('comes with sync where a person syncs', async () => {
    expect(await reach(tree(sync, {}, manual), 'rollback')).toBe('all');
    expect(await reach(tree(sync, {}, manual), 'revision')).toBe('all');
  });

  test('takes override where the setting says so, which rollback does not heed', async () => {
    const key = 'application.sync.requireOverridePrivilegeForRevisionSync';
    const strict = { 'bootstrap/testnet/instance/cm.yaml': settings('argocd-cm', { [key]: 'true' }) };
    expect(await reach(tree(sync, strict, manual), 'revision')).toBe('none');
    expect(await reach(tree(sync, strict, manual), 'rollback')).toBe('all');
    expect(await reach(tree([role([line('override')])], strict, manual), 'revision')).toBe('all');
  });
});

describe('roll', () => {
  const set = (name: string, type: string) => ({
    [`service/testnet/web/${name}.yaml`]: object(
      'apps/v1',
      'StatefulSet',
      name,
      { spec: { updateStrategy: { type } } },
      { namespace: 'web' },
    ),
  });

  test('is a right on the pods that wait for it', async () => {
    const one = set('db', 'OnDelete');
    expect(await reach(tree([role([line('delete/*/Pod/web/db-0')])], one), 'roll')).toBe('all');
    expect(await reach(tree([role([line('delete/*/Pod/web/other-0')])], one), 'roll')).toBe('none');
    expect(await reach(tree([role([line('delete')])], one), 'roll')).toBe('none');
    const two = { ...one, ...set('cache', 'OnDelete') };
    expect(await reach(tree([role([line('delete/*/Pod/web/db-0')])], two), 'roll')).toBe('none');
  });

  test('is nothing where no pod waits', async () => {
    expect(await reach(tree([role([line('delete/*/Pod/web/db-0')])], set('db', 'RollingUpdate')), 'roll')).toBe(
      'nothing',
    );
  });
});

test('proposing and approving follow CODEOWNERS', async () => {
  expect(await cell(tree([]), 'approve', 'operator')).toMatchObject({
    reach: 'all',
    grants: [{ text: '/apps/releases/ fp-operators', file: '.github/CODEOWNERS' }],
  });
  expect(await reach(tree([]), 'approve', 'developer')).toBe('none');
  expect(await reach(tree([]), 'propose', 'developer')).toBe('all');
  expect((await cell(tree([]), 'approve', 'security', 'bootstrap.testnet'))?.reach).toBe('all');
});

test('another group or account has a row where it may do something, and none where it may not', async () => {
  const csv = 'p, chain-guard, applications, get, platform/*, allow\n';
  const closed = {
    'bootstrap/testnet/instance/rbac.yaml': settings('argocd-rbac-cm', { 'policy.csv': csv }),
    'bootstrap/testnet/instance/cm.yaml': settings('argocd-cm', { 'admin.enabled': 'false' }),
  };
  const names = async (of: Tree) => (await rows(of)).filter(({ kind }) => kind !== 'persona').map((row) => row.subject);
  expect(await names(tree([role([line('get')], ['visitors'])], closed))).toEqual(['visitors', 'chain-guard']);
  expect(await names(tree([role([line('get', 'deny')], ['visitors'])], closed))).toEqual(['chain-guard']);
  expect(await names(tree([]))).toEqual(['admin']);
});

test('breakglass is whoever is put into the empty group', async () => {
  const glass = {
    name: 'breakglass',
    policies: ['p, proj:platform:breakglass, applications, delete, platform/*, allow'],
  };
  expect(await reach(tree([glass]), 'delete', 'breakglass')).toBe('all');
  expect(await reach(tree([glass]), 'delete', 'operator')).toBe('none');
});

test.each([
  ['p, proj:platform:some, applications, get, platform/*', 'a policy line must be p, subject, resource'],
  ['p, proj:platform:some, applications, {get,sync}, platform/*, allow', 'a policy line must be p, subject, resource'],
  ['p, proj:platform:some, applications, [gs]et, platform/*, allow', 'must have no wildcards but * and ?'],
])('a line that cannot be read is an error with its file: %s', async (text, message) => {
  await expect(rows(tree([role([text])]))).rejects.toThrow('[bootstrap/testnet/instance/project.yaml] ');
  await expect(rows(tree([role([text])]))).rejects.toThrow(message);
});

test('regular expressions in place of globs are refused', async () => {
  const rbac = { 'bootstrap/testnet/instance/rbac.yaml': settings('argocd-rbac-cm', { 'policy.matchMode': 'regex' }) };
  await expect(rows(tree([], rbac))).rejects.toThrow(
    "[bootstrap/testnet/instance/rbac.yaml] 'policy.matchMode' must be glob",
  );
});

test('text and Markdown number the rules of a root, and name each once', async () => {
  const matrix = accessMatrix(
    await readAccess(inventoryOf(tree([role([line('get'), line('sync')])])), topology),
  ).filter(({ root }) => root === 'service.testnet');
  expect(accessText(matrix)).toMatchSnapshot();
  expect(accessMarkdown(matrix)).toMatchSnapshot();
});
