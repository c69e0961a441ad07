import { judge } from '../../lib/policies/engine';
import { objectsOf } from '../../lib/policies/objects-of';
import type { ObjectPolicy } from '../../lib/policies/policy';
import type { Inventory } from '../../lib/render/inventory';

const inventory: Inventory = {
  view: 'rendered',
  files: [],
  objects: ['v1 Service', 'apps/v1 Deployment', 'v1 ConfigMap', 'x.example.com/v1 Service'].map((text, i) => {
    const [apiVersion = '', kind = ''] = text.split(' ');
    const object = { apiVersion, kind, metadata: { name: `n${i}` } };
    return { file: `a/b/c/${i}.yaml`, root: 'a.b', cluster: 'b', folder: 'c', object };
  }),
};

const namesOf = (kinds: readonly string[]): readonly string[] =>
  objectsOf(inventory, kinds).map(({ object }) => object.metadata.name);

test('objects of several kinds come in the order of the inventory, of any group', () => {
  expect(namesOf(['Deployment', 'Service'])).toEqual(['n0', 'n1', 'n3']);
  expect(namesOf(['ConfigMap'])).toEqual(['n2']);
  expect(namesOf(['Secret'])).toEqual([]);
});

test('an object policy of some kinds is shown no object of another', () => {
  const policy: ObjectPolicy = {
    id: 'of-services',
    title: 'A policy of this test',
    level: 'error',
    doc: 'because',
    scope: 'object',
    kinds: ['Service'],
    check: (at) => [{ at, found: at.object.metadata.name, expected: 'nothing' }],
  };
  expect(judge([policy], inventory).map(({ found }) => found)).toEqual(['n0', 'n3']);
});
