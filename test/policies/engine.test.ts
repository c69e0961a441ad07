import { errorsOf, findingKey, findingsBeyond, judge, judgeChange } from '../../lib/policies/engine';
import type { ChangePolicy, FleetPolicy, ObjectPolicy, RootPolicy } from '../../lib/policies/policy';
import type { Inventory, InventoryObject } from '../../lib/render/inventory';

const object = (root: string, name: string, namespace?: string): InventoryObject => ({
  file: `${root.replace('.', '/')}/x/configmap.${name}.yaml`,
  root,
  cluster: 'testnet',
  folder: 'x',
  object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace } },
  constructPath: `made/${name}`,
});

const file = {
  file: 'product/testnet/x/README.md',
  root: 'product.testnet',
  cluster: 'testnet',
  folder: 'x',
  text: '',
};

const rendered: Inventory = {
  view: 'rendered',
  objects: [object('chain.testnet', 'a', 'one'), object('service.testnet', 'b'), object('chain.testnet', 'c')],
  files: [file],
};

const released: Inventory = { ...rendered, view: 'released' };

const facts = { title: 'A policy of this test', level: 'error', doc: 'because' } as const;

const perObject: ObjectPolicy = {
  ...facts,
  id: 'per-object',
  scope: 'object',
  check: (at) => [{ at, found: at.object.metadata.name, expected: 'nothing' }],
};

const perRoot: RootPolicy = {
  ...facts,
  id: 'per-root',
  level: 'warning',
  scope: 'root',
  check: ({ objects, files }) => {
    const at = objects[0] ?? files[0];
    return at === undefined ? [] : [{ at, found: `${objects.length} and ${files.length}`, expected: 'nothing' }];
  },
};

const perFleet: FleetPolicy = {
  ...facts,
  id: 'per-fleet',
  scope: 'fleet',
  check: ({ view, objects }) => [{ at: file, found: `${objects.length} ${view}`, expected: 'nothing' }],
};

const perChange: ChangePolicy = {
  ...facts,
  id: 'per-change',
  scope: 'change',
  check: ({ before, after }) => [
    { at: file, found: `${before.objects.length} to ${after.objects.length}`, expected: 'nothing' },
  ],
};

test('an object policy judges each object, and its finding says all that people need', () => {
  const findings = judge([perObject], rendered);
  expect(findings.map(({ found }) => found)).toEqual(['a', 'b', 'c']);
  expect(findings[0]).toEqual({
    policy: 'per-object',
    level: 'error',
    view: 'rendered',
    file: 'chain/testnet/x/configmap.a.yaml',
    object: 'ConfigMap one/a',
    constructPath: 'made/a',
    found: 'a',
    expected: 'nothing',
    why: 'because',
  });
  expect(findings[1]?.object).toBe('ConfigMap b');
});

test('a root policy sees one root at a time, also one that holds only files', () => {
  expect(judge([perRoot], rendered).map(({ found, level }) => [found, level])).toEqual([
    ['2 and 0', 'warning'],
    ['1 and 0', 'warning'],
    ['0 and 1', 'warning'],
  ]);
});

test('a fleet policy sees everything; a finding about a file names no object', () => {
  expect(judge([perFleet], rendered)).toEqual([
    {
      policy: 'per-fleet',
      level: 'error',
      view: 'rendered',
      file: file.file,
      found: '3 rendered',
      expected: 'nothing',
      why: 'because',
    },
  ]);
});

test('what is released is judged by fleet policies only', () => {
  expect(judge([perObject, perRoot, perFleet], released).map(({ policy, found }) => [policy, found])).toEqual([
    ['per-fleet', '3 released'],
  ]);
});

test('a change policy judges two inventories, and no other policy does', () => {
  const all = [perObject, perRoot, perFleet, perChange];
  const change = { before: { ...released, objects: [] }, after: released };
  expect(judgeChange(all, change).map(({ policy, found, view }) => [policy, found, view])).toEqual([
    ['per-change', '0 to 3', 'released'],
  ]);
  expect(judge(all, rendered).map(({ policy }) => policy)).not.toContain('per-change');
});

test('findings come in the order of the policies', () => {
  const order = judge([perFleet, perObject], rendered).map(({ policy }) => policy);
  expect(order).toEqual(['per-fleet', 'per-object', 'per-object', 'per-object']);
});

test('warnings stop nothing', () => {
  const findings = judge([perRoot, perFleet], rendered);
  expect(errorsOf(findings).map(({ policy }) => policy)).toEqual(['per-fleet']);
});

test('a finding that both views report is one, and another of the same object is another', () => {
  const [finding] = judge([perObject], rendered);
  if (finding === undefined) throw new Error('no finding');
  const same = { ...finding, view: 'released', constructPath: undefined } as const;
  const other = { ...finding, found: 'something else' };
  expect(findingKey(same)).toBe(findingKey(finding));
  expect(findingsBeyond([same, other], [finding])).toEqual([other]);
});
