import { accessMatrix, readAccess, type AccessCell, type Verb } from '../../../lib/commands/access/access-matrix';
import { accessQuestion } from '../../../lib/commands/access/access-question';
import { topology } from '../../fixtures/platform';
import { application, inventoryOf, object, project, type Tree } from '../../policies/tree';
import { binding, fence, role } from './rbac-objects';

const at = 'bootstrap/testnet/instance';
const operators = { kind: 'Group', name: 'fp-operators' };
const GUARD = 'system:serviceaccount:guards:guard';
const guard = { kind: 'ServiceAccount', name: 'guard', namespace: 'guards' };

const web: Tree = {
  [`${at}/project.yaml`]: project('platform'),
  [`${at}/namespace.yaml`]: object('v1', 'Namespace', 'web', {
    metadata: { name: 'web', labels: { sensitive: 'true' } },
  }),
  'service/testnet/applications/web.yaml': application('web'),
  'service/testnet/web/db.yaml': object(
    'apps/v1',
    'StatefulSet',
    'db',
    {
      spec: {
        replicas: 1,
        updateStrategy: { type: 'OnDelete' },
        volumeClaimTemplates: [{ metadata: { name: 'state' } }],
      },
    },
    { namespace: 'web' },
  ),
};

/** A right of a subject in namespace `web`. */
function right(verbs: string[], resources: string[], group = '', subject: object = operators, names?: string[]): Tree {
  const rule = { apiGroups: [group], resources, verbs, ...(names === undefined ? {} : { resourceNames: names }) };
  return {
    [`${at}/role.yaml`]: role('Role', 'r', [rule]),
    [`${at}/binding.yaml`]: binding('RoleBinding', 'r', { kind: 'Role', name: 'r' }, [subject]),
  };
}

function fenced(resources: string[], operations: string[], group = '', expression = 'false', spec = {}): Tree {
  const [policy, bound] = fence('fence', { apiGroups: [group], resources, operations }, expression, spec);
  return { [`${at}/policy.yaml`]: policy, [`${at}/policybinding.yaml`]: bound };
}

async function cell(tree: Tree, verb: Verb, subject = 'operator'): Promise<AccessCell | undefined> {
  const matrix = accessMatrix(await readAccess(inventoryOf({ ...web, ...tree }), topology));
  const rows = matrix.find(({ root }) => root === 'service.testnet')?.rows ?? [];
  return rows.find((row) => row.subject === subject)?.cells.find((it) => it.verb === verb);
}

const reach = async (tree: Tree, verb: Verb, subject?: string) => (await cell(tree, verb, subject))?.reach;

test.each<[Verb, Tree, Tree]>([
  ['roll', right(['delete'], ['pods'], '', operators, ['db-0']), right(['delete'], ['pods'], '', operators, ['db-1'])],
  ['roll', right(['create'], ['pods/eviction']), right(['create'], ['pods'])],
  ['exec', right(['create'], ['pods/exec']), right(['list'], ['pods/exec'])],
  ['exec', right(['get'], ['pods/exec']), right(['get'], ['pods'])],
  ['exec', right(['create'], ['pods/attach']), right(['create'], ['pods/portforward'])],
  ['exec', right(['patch'], ['pods/ephemeralcontainers']), right(['patch'], ['pods'])],
  ['logs', right(['get'], ['pods/log']), right(['get'], ['pods'])],
  ['edit', right(['patch'], ['statefulsets'], 'apps'), right(['patch'], ['statefulsets'])],
  ['stop', right(['patch'], ['statefulsets/scale'], 'apps'), right(['get'], ['statefulsets/scale'], 'apps')],
  ['start', right(['update'], ['statefulsets'], 'apps'), right(['update'], ['statefulsets/status'], 'apps')],
  ['restart', right(['delete'], ['pods']), right(['create'], ['pods'])],
  ['kill', right(['delete'], ['pods']), right(['patch'], ['pods'])],
  ['remove', right(['delete'], ['statefulsets'], 'apps'), right(['delete'], ['deployments'], 'apps')],
  ['remove', right(['deletecollection'], ['statefulsets'], 'apps'), right(['deletecollection'], ['pods'])],
  [
    'storage',
    right(['delete'], ['persistentvolumeclaims'], '', operators, ['state-db-0']),
    right(['delete'], ['persistentvolumeclaims'], '', operators, ['state-db-1']),
  ],
  ['secrets', right(['list'], ['secrets']), right(['create'], ['secrets'])],
  ['secrets', right(['get'], ['secrets'], '', operators, ['one']), right(['get'], ['configmaps'])],
  ['run', right(['create'], ['jobs'], 'batch'), right(['create'], ['configmaps'])],
])('%s is granted by a right in Kubernetes, and not by one beside it', async (verb, granted, other) => {
  expect(await cell(granted, verb)).toMatchObject({ reach: 'all', grants: [{ file: `${at}/role.yaml` }] });
  expect(await reach(other, verb)).toBe('none');
});

test.each<[Verb, string]>([
  ['read', 'get'],
  ['sync', 'patch'],
  ['rollback', 'patch'],
  ['update', 'update'],
  ['override', 'update'],
  ['delete', 'delete'],
])('%s is granted by a right to %s the Application in Kubernetes', async (verb, kubernetes) => {
  const on = (namespace: string): Tree => ({
    [`${at}/role.yaml`]: role(
      'Role',
      'r',
      [{ apiGroups: ['argoproj.io'], resources: ['applications'], verbs: [kubernetes] }],
      namespace,
    ),
    [`${at}/binding.yaml`]: {
      ...binding('RoleBinding', 'r', { kind: 'Role', name: 'r' }, [operators]),
      metadata: { name: 'r', namespace },
    },
  });
  expect(await reach(on('argocd-service'), verb)).toBe('all');
  expect(await reach(on('web'), verb)).toBe('none');
});

test('a right that a fence refuses is shown as refused, with both rules', async () => {
  const granted = right(['delete'], ['statefulsets'], 'apps');
  expect(await cell({ ...granted, ...fenced(['statefulsets'], ['DELETE'], 'apps') }, 'remove')).toMatchObject({
    reach: 'none',
    grants: [{ file: `${at}/role.yaml` }],
    refusals: [{ text: 'fence: not here', file: `${at}/policy.yaml` }],
  });
  expect(await reach({ ...granted, ...fenced(['deployments'], ['DELETE'], 'apps') }, 'remove')).toBe('all');
});

test('a fence on replicas lets a workload stop and start, and not run twice', async () => {
  const scale = right(['patch'], ['statefulsets/scale'], 'apps');
  const one = fenced(['statefulsets/scale'], ['UPDATE'], 'apps', 'object.spec.replicas <= 1');
  expect(await reach({ ...scale, ...one }, 'stop')).toBe('all');
  expect(await reach({ ...scale, ...one }, 'start')).toBe('all');
  expect(await cell({ ...scale, ...one }, 'scale')).toMatchObject({ reach: 'none', refusals: [{}] });
  // The other way to the same end is open, and open ways count.
  const both = right(['patch'], ['statefulsets/scale', 'statefulsets'], 'apps');
  expect(await reach({ ...both, ...one }, 'scale')).toBe('all');
});

test('a fence that lets breakglass past shows it as allowed to breakglass alone', async () => {
  const past = "has(request.userInfo.groups) && 'breakglass' in request.userInfo.groups";
  const shell = fenced(['pods/exec'], ['CONNECT'], '', past);
  const to = (name: string): Tree => ({ ...shell, ...right(['create'], ['pods/exec'], '', { kind: 'Group', name }) });
  expect(await reach(to('breakglass'), 'exec', 'breakglass')).toBe('all');
  expect(await cell(to('fp-operators'), 'exec')).toMatchObject({ reach: 'none', refusals: [{}] });
  expect(await reach(to('system:authenticated'), 'exec', 'breakglass')).toBe('all');
  expect(await cell(to('system:authenticated'), 'exec', 'nobody')).toMatchObject({ reach: 'none', refusals: [{}] });
});

test('force is refused where deleting is not', async () => {
  const graceful = '!has(request.options.gracePeriodSeconds) || request.options.gracePeriodSeconds > 0';
  const tree = { ...right(['delete'], ['pods']), ...fenced(['pods'], ['DELETE'], '', graceful) };
  expect(await reach(tree, 'roll')).toBe('all');
  expect(await cell(tree, 'kill')).toMatchObject({ reach: 'none', refusals: [{}] });
});

test("Argo CD's way counts too, and meets the fences under Argo CD's own name", async () => {
  const line = 'p, proj:platform:some, applications, delete/*/StatefulSet/web/db, platform/*, allow';
  const roles = [{ name: 'some', policies: [line], groups: ['fp-operators'] }];
  const argo = { [`${at}/project.yaml`]: project('platform', { roles }) };
  expect(await cell(argo, 'remove')).toMatchObject({ reach: 'all', grants: [{ text: line }] });
  const operator = "'fp-operators' in request.userInfo.groups";
  const refusing = fenced(['statefulsets'], ['DELETE'], 'apps', operator);
  expect(await cell({ ...argo, ...refusing }, 'remove')).toMatchObject({ reach: 'none', refusals: [{}] });
  expect(await reach({ ...right(['delete'], ['statefulsets'], 'apps'), ...refusing }, 'remove')).toBe('all');
});

describe('a guard', () => {
  const stop = right(['patch'], ['statefulsets/scale'], 'apps', guard, ['db']);
  const onlyStop = fenced(['statefulsets/scale'], ['UPDATE'], 'apps', 'object.spec.replicas == 0');
  const tree = { ...web, ...stop, ...onlyStop };
  const ask = async (subject: string, verb: string) =>
    accessQuestion(await readAccess(inventoryOf(tree), topology), subject, verb, 'service.testnet/web');

  test('has a row with its one action', async () => {
    expect(await reach({ ...stop, ...onlyStop }, 'stop', GUARD)).toBe('all');
    expect(await cell({ ...stop, ...onlyStop }, 'start', GUARD)).toMatchObject({ reach: 'none', refusals: [{}] });
    expect(await reach({ ...stop, ...onlyStop }, 'read', GUARD)).toBe('none');
  });

  test('may be asked about by its name', async () => {
    expect(await ask(GUARD, 'stop')).toMatchObject({ allowed: true, why: 'granted by' });
    expect((await ask(GUARD, 'start')).why).toContain('refused in spite of');
    expect((await ask(GUARD, 'secrets')).why).toBe(`no rule grants it to ${GUARD}`);
    await expect(ask('system:serviceaccount:guards:gard', 'stop')).rejects.toThrow(`must be one of '${GUARD}'`);
  });

  test('gains nothing from a default role of Argo CD, where it cannot sign in', async () => {
    const rbac = { data: { 'policy.default': 'role:admin' } };
    const open = { [`${at}/rbac.yaml`]: object('v1', 'ConfigMap', 'argocd-rbac-cm', rbac, { namespace: 'argocd' }) };
    expect(await reach({ ...stop, ...open }, 'sync', GUARD)).toBe('none');
    expect(await reach({ ...stop, ...open }, 'sync')).toBe('all');
  });
});

test('a chart is judged by what it declares, since nobody can see its names', async () => {
  const chart = {
    'service/testnet/web/db.yaml': '',
    'service/testnet/web/chart.json': { name: 'web', owns: { kinds: ['apps/StatefulSet'], namespaces: ['web'] } },
  };
  expect(await reach({ ...chart, ...right(['delete'], ['statefulsets'], 'apps', operators, ['x']) }, 'remove')).toBe(
    'all',
  );
  expect(await reach({ ...chart, ...right(['delete'], ['deployments'], 'apps') }, 'remove')).toBe('none');
});
