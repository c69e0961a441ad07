import { accessDifference, differenceMarkdown, differenceText } from '../../../lib/commands/access/access-difference';
import { accessMatrix, readAccessOfTree, VERBS, type Verb } from '../../../lib/commands/access/access-matrix';
import type { CodeOwnerRule } from '../../../lib/commands/code-owners';
import { application, inventoryOf, object, project, type Tree } from '../../policies/tree';
import { binding, role } from './rbac-objects';

const verbs = Object.keys(VERBS) as Verb[];
const line = (action: string, target = '*'): string =>
  `p, proj:platform:operator, applications, ${action}, platform/${target}, allow`;
const operator = (policies: readonly string[], group = 'fp-operators') => ({
  name: 'operator',
  policies,
  groups: [group],
});

function tree(roles: readonly object[], more: Tree = {}): Tree {
  return {
    'bootstrap/testnet/instance/project.yaml': project('platform', { roles }),
    'bootstrap/testnet/instance/cm.yaml': object('v1', 'ConfigMap', 'argocd-cm', {
      data: { 'admin.enabled': 'false' },
    }),
    'service/testnet/applications/web.yaml': application('web'),
    ...more,
  };
}

async function difference(was: Tree, is: Tree, owners: readonly (readonly CodeOwnerRule[])[] = []) {
  const [before, after] = await Promise.all(
    [was, is].map(async (of, i) => accessMatrix(await readAccessOfTree(inventoryOf(of), owners[i]))),
  );
  return accessDifference(before ?? [], after ?? [], verbs);
}

const told = async (was: Tree, is: Tree): Promise<string[]> =>
  (await difference(was, is)).flatMap(({ root, subject, cells }) =>
    cells.map((cell) => `${root} ${subject} ${cell.verb}: ${cell.was.reach} -> ${cell.is.reach}`),
  );

const get = tree([operator([line('get')])]);
const both = tree([operator([line('get'), line('sync')])]);

test('the same on both sides is no difference', async () => {
  expect(await difference(both, both)).toEqual([]);
  expect(differenceText([])).toBe('nobody gains or loses access');
  expect(differenceMarkdown([])).toContain('Nobody gains or loses access.');
});

test('a right that is given or taken is one, with its rules on both sides', async () => {
  const given = await difference(get, both);
  expect(given).toMatchObject([
    {
      root: 'service.testnet',
      subject: 'operator',
      cells: [
        { verb: 'sync', was: { reach: 'none', grants: [] }, is: { reach: 'all', grants: [{ text: line('sync') }] } },
        // Argo CD refuses these while sync is automated; that the right came is told all the same.
        { verb: 'rollback', is: { reach: 'none', refusals: [{}] } },
        { verb: 'revision', is: { reach: 'none', refusals: [{}] } },
      ],
    },
  ]);
  expect(await told(both, get)).toContain('service.testnet operator sync: all -> none');
  expect(differenceText(given)).toMatchSnapshot();
  expect(differenceMarkdown(given)).toMatchSnapshot();
});

test('a rule that reaches further under the same verdict is one, and a rule that only moved is none', async () => {
  const wider = tree([operator(['p, proj:platform:operator, applications, get, */*, allow'])]);
  expect(await told(get, wider)).toEqual(['service.testnet operator read: all -> all']);
  const { 'bootstrap/testnet/instance/project.yaml': declared, ...rest } = get;
  expect(await told(get, { ...rest, 'bootstrap/testnet/instance/moved.yaml': declared })).toEqual([]);
});

test('a new Application for which the same holds is none, and one that is left out is one', async () => {
  const db = { 'service/testnet/applications/db.yaml': application('db') };
  expect(await told(get, { ...get, ...db })).toEqual([]);
  const own = [operator([line('get', 'argocd-service/web'), line('get', 'argocd-service/db')])];
  const first = tree([operator([line('get', 'argocd-service/web')])]);
  expect(await told(first, tree(own, db))).toEqual([]);
  expect(await told(first, { ...first, ...db })).toEqual(['service.testnet operator read: all -> some']);
});

test('a right in Kubernetes is one', async () => {
  const secrets = { apiGroups: [''], resources: ['secrets'], verbs: ['get'] };
  const granted = {
    'service/testnet/web/role.yaml': role('Role', 'r', [secrets]),
    'service/testnet/web/binding.yaml': binding('RoleBinding', 'r', { kind: 'Role', name: 'r' }, [
      { kind: 'ServiceAccount', name: 'agent', namespace: 'web' },
    ]),
  };
  expect(await told(get, { ...get, ...granted })).toEqual([
    'service.testnet system:serviceaccount:web:agent secrets: none -> all',
  ]);
});

test('a persona that stands for another group is one, whatever its cells', async () => {
  const other = await difference(get, tree([operator([line('get')], 'fp-others')]));
  expect(other).toEqual([
    {
      root: 'service.testnet',
      subject: 'operator',
      kind: 'persona',
      cells: [],
      groups: { was: ['fp-operators'], is: ['fp-others'] },
    },
  ]);
  expect(differenceText(other)).toBe('service.testnet  operator (fp-others)\n  stands for: fp-operators -> fp-others');
  expect(differenceMarkdown(other)).toContain('| stands for | fp-operators | fp-others |');
});

test('a root that is new is one for everybody who may do something to it', async () => {
  const { 'service/testnet/applications/web.yaml': _, ...without } = get;
  expect(await told(without, get)).toEqual(['service.testnet operator read: none -> all']);
});

test('who approves is read from CODEOWNERS on both sides', async () => {
  const owned = (group: string): CodeOwnerRule[] => [{ pattern: '/apps/releases/', owners: [group] }];
  const rows = await difference(get, get, [owned('fp-operators'), owned('fp-others')]);
  const approvals = rows.filter(({ root }) => root === 'service.testnet');
  expect(approvals).toMatchObject([
    { subject: 'operator', cells: [{ verb: 'approve', was: { reach: 'all' }, is: { reach: 'none' } }] },
  ]);
});
