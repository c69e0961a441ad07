import { KeySet } from '../../../lib/model/key-set';
import { SigningIdentity, type SigningHistory } from '../../../lib/model/signing-identity';
import { signingHistoryKept } from '../../../lib/policies/changes/signing-history';
import type { Inventory } from '../../../lib/render/inventory';
import { publicKey } from '../../fixtures/chain';
import { releasedChain } from '../../fixtures/released-chain';
import { changed } from './change';

const fleet = (history: SigningHistory, ...keys: readonly number[]): Inventory => {
  const keySet = KeySet.parse('a.txt', keys.map(publicKey).join('\n'));
  return releasedChain({ ethereum: { a: SigningIdentity.keys('a', keySet, { history }) } }).inventory;
};
const said = (before: Inventory, after: Inventory): readonly string[] =>
  changed([signingHistoryKept], after, before).map(({ found }) => found);

test('refuses a key that has signed as one that never did, beside new ones too', () => {
  const before = fleet('kept', 1, 2);
  const found = 'identity a, which never signed, with 2 keys that were declared with a history';
  expect(new Set(said(before, fleet('none', 1, 2)))).toEqual(new Set([found]));
  expect(new Set(said(before, fleet('none', 1, 2, 3)))).toEqual(new Set([found]));
});

test('accepts new keys without a history, that they stay so, and that they get one', () => {
  expect(said(fleet('kept', 1), fleet('none', 2))).toEqual([]);
  expect(said(fleet('none', 1), fleet('none', 1))).toEqual([]);
  expect(said(fleet('none', 1), fleet('kept', 1))).toEqual([]);
});
