import { nearestName } from '../../lib/model/nearest-name';

test('finds the name that was meant', () => {
  expect(nearestName('revison', ['tree', 'revision', 'chart'])).toBe('revision');
  expect(nearestName('ethereum.gteh', ['ethereum.geth', 'ethereum.besu'])).toBe('ethereum.geth');
  expect(nearestName('TREE', ['tree'])).toBe('tree');
});

test('proposes nothing that has little to do with what was written', () => {
  expect(nearestName('replicas', ['tree', 'revision'])).toBeUndefined();
  expect(nearestName('tree', [])).toBeUndefined();
});
