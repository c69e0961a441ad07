import { nodeOf, placementProblems } from '../../lib/model/placement';
import { testnet } from '../fixtures/platform';

test('a unit runs on its own node where it has one', () => {
  const placement = { node: 'tn-w1', units: { 'cosigner-2': 'tn-w2' } };
  expect(nodeOf(placement, 'cosigner-1')).toBe('tn-w1');
  expect(nodeOf(placement, 'cosigner-2')).toBe('tn-w2');
  expect(placementProblems('x', testnet, placement)).toEqual([]);
});

test('every node that the cluster lacks is named', () => {
  expect(placementProblems('x', testnet, { node: 'tn-w8', units: { signer: 'tn-w9' } })).toEqual([
    '[x] \'placement.node\' must be a node of testnet (tn-w1, tn-w2), got "tn-w8"',
    '[x] \'placement.units.signer\' must be a node of testnet (tn-w1, tn-w2), got "tn-w9"',
  ]);
});
