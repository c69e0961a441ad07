import { BOOTSTRAP, isPlane, PLANES, rootName } from '../../lib/model/plane';

test('there are five planes, and the bootstrap is none of them', () => {
  expect(PLANES).toEqual(['management', 'service', 'chain', 'monitoring', 'product']);
  expect(PLANES.every(isPlane)).toBe(true);
  expect(isPlane(BOOTSTRAP)).toBe(false);
  expect(isPlane('Chain')).toBe(false);
});

test('a root is named plane.cluster', () => {
  expect(rootName('chain', 'testnet')).toBe('chain.testnet');
  expect(rootName(BOOTSTRAP, 'testnet')).toBe('bootstrap.testnet');
});
