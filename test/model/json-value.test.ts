import { jsonProblems } from '../../lib/model/json-value';

test.each([[true], [0], ['text'], [[]], [{}], [{ a: [{ b: false }] }]])('accepts %j', (value) => {
  expect(jsonProblems('chart a', 'values', value)).toEqual([]);
});

test.each<[string, unknown]>([
  ['undefined', undefined],
  ['function', () => 1],
  ['symbol', Symbol('a')],
  ['bigint', 1n],
  ['Infinity', Infinity],
  ['an instance of Map', new Map()],
])('refuses %s', (got, value) => {
  expect(jsonProblems('chart a', 'values', { a: [value] })).toEqual([
    `[chart a] 'values.a[0]' must be a JSON value, got "${got}"`,
  ]);
});

test('accepts one object in two places, which is no cycle', () => {
  const shared = { a: 1 };
  expect(jsonProblems('chart a', 'values', { one: shared, two: shared })).toEqual([]);
});

test('refuses an object that contains itself', () => {
  const list: unknown[] = [];
  list.push(list);
  expect(jsonProblems('chart a', 'values', list)).toEqual([
    `[chart a] 'values[0]' must be a JSON value, got "an object that contains itself"`,
  ]);
});

test.each([[null], [{ a: [{ b: null }] }]])('refuses %j, which would be dropped when it is printed', (value) => {
  expect(jsonProblems('here', 'values', value).join('\n')).toContain(
    'must be a value (a null would be dropped when it is printed)',
  );
});
