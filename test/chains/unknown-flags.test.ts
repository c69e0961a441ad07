import { ethereumPlan, partOf } from '../fixtures/chain';

function misspelt(flags: Readonly<Record<string, string | number>>) {
  return partOf(ethereumPlan({ roles: { beacon: { flags } } }), 'node', 'lighthouse').unknownFlags;
}

test.each([
  ['target-peer', 'target-peers'],
  ['debug-levle', 'debug-level'],
  ['blok-cache-size', 'block-cache-size'],
])('%s is nearly %s', (flag, nearest) => {
  expect(misspelt({ [flag]: 1 })).toEqual([{ flag, nearest, layer: 'role beacon' }]);
});

test('a flag that is known, in whatever spelling, and one that resembles none, are passed over', () => {
  expect(misspelt({ 'target-peers': 80, 'something-new-of-the-next-version': 1 })).toBeUndefined();
});
