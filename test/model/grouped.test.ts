import { grouped } from '../../lib/model/grouped';

test('groups and items keep the order in which they come, and items without a key are left out', () => {
  const groups = grouped(['b1', 'a1', 'x', 'b2'], (item) => (item === 'x' ? undefined : item.slice(0, 1)));
  expect([...groups]).toEqual([
    ['b', ['b1', 'b2']],
    ['a', ['a1']],
  ]);
});
