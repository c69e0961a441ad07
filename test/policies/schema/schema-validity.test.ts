import type { Manifest } from '../../../lib/render/inventory';
import { schemaValidity } from '../../../lib/policies/schema/schema-validity';
import { sampleOf, sampleWith } from '../sample-objects';

function remarksOn(object: Manifest) {
  const place = { file: 'chain/testnet/x/x.yaml', root: 'chain.testnet', cluster: 'testnet', folder: 'x' };
  return schemaValidity.check({ ...place, object, constructPath: 'chain.testnet/x' });
}

test('has nothing to say about a valid object', () => {
  expect(remarksOn(sampleOf('StatefulSet'))).toEqual([]);
});

test('makes one remark per problem, at the object', () => {
  const object = sampleWith('StatefulSet', 'spec.replica', 2);
  expect(remarksOn({ ...object, sepc: {} })).toEqual([
    expect.objectContaining({ found: "/sepc: unknown field 'sepc', did you mean 'spec'?" }),
    {
      at: expect.objectContaining({ file: 'chain/testnet/x/x.yaml', constructPath: 'chain.testnet/x' }),
      found: "/spec/replica: unknown field 'replica', did you mean 'replicas'?",
      expected: "field 'replicas', or none",
    },
  ]);
});

test('names a problem of the whole object without a path', () => {
  expect(remarksOn(sampleWith('Application', 'spec', undefined))).toEqual([
    expect.objectContaining({ found: "missing required field 'spec'", expected: "field 'spec'" }),
  ]);
});

test('leaves a kind without a schema to known-kind', () => {
  expect(remarksOn({ apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', metadata: { name: 'x' } })).toEqual([]);
});

test('takes no waiver', () => {
  expect(schemaValidity).toMatchObject({ id: 'schema-validity', level: 'error', scope: 'object', absolute: true });
});
