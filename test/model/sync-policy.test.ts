import { automated, gated } from '../../lib/model/sync-policy';

test('an automated sync neither prunes nor heals unless it is told to', () => {
  expect(automated()).toEqual({ mode: 'automated', prune: false, selfHeal: false });
  expect(automated({ prune: true })).toEqual({ mode: 'automated', prune: true, selfHeal: false });
  expect(automated({ selfHeal: true })).toEqual({ mode: 'automated', prune: false, selfHeal: true });
});

test('a gate has no options: what is passed to it does not compile and changes nothing', () => {
  // @ts-expect-error a gate with options is a gate with holes
  expect(gated({ prune: true })).toEqual({ mode: 'gated' });
  // @ts-expect-error there is no allowEmpty
  expect(automated({ allowEmpty: true })).toEqual(automated());
});
