import { rulesRead } from '../../../lib/policies/changes/rules-read';
import { judgeChange } from '../../../lib/policies/engine';
import { inventoryOf, object, type Tree } from '../tree';

const tree = (expression: string, labels: object = {}): Tree => ({
  'bootstrap/testnet/by-hand/p.yaml': object(
    'admissionregistration.k8s.io/v1',
    'ValidatingAdmissionPolicy',
    'p',
    { spec: { validations: [{ expression }] } },
    { labels },
  ),
});

const told = (before: Tree, after: Tree): readonly string[] =>
  judgeChange([rulesRead], { before: inventoryOf(before), after: inventoryOf(after) }).map(({ found }) => found);

test('tells of a fence that says something else, and of nothing that is only named or labelled otherwise', () => {
  expect(told(tree('a'), tree('b'))).toEqual(['ValidatingAdmissionPolicy p says something else']);
  expect(told(tree('a'), tree('a', { x: 'y' }))).toEqual([]);
});
