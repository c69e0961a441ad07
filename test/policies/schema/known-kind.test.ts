import type { Manifest } from '../../../lib/render/inventory';
import { knownKind } from '../../../lib/policies/schema/known-kind';
import { sampleOf, SAMPLE_OBJECTS } from '../sample-objects';

function remarksOn(object: Manifest) {
  const place = { file: 'chain/testnet/x/x.yaml', root: 'chain.testnet', cluster: 'testnet', folder: 'x' };
  return knownKind.check({ ...place, object, constructPath: 'chain.testnet/x' });
}

test.each(SAMPLE_OBJECTS.map((sample) => [sample.kind, sample] as const))('takes a %s', (_, sample) => {
  expect(remarksOn(sample)).toEqual([]);
});

test('takes an object of a known kind that is wrong, which is for schema-validity to say', () => {
  expect(remarksOn({ ...sampleOf('Service'), sepc: {} })).toEqual([]);
});

test('refuses a kind without a schema', () => {
  expect(remarksOn({ apiVersion: 'traefik.io/v1alpha1', kind: 'IngressRoute', metadata: { name: 'x' } })).toEqual([
    {
      at: expect.objectContaining({ file: 'chain/testnet/x/x.yaml', constructPath: 'chain.testnet/x' }),
      found: 'no schema is known for traefik.io/v1alpha1 IngressRoute',
      expected: 'a kind whose schema is in imports/crds/full',
    },
  ]);
});

test('names the version of a kind that is known', () => {
  const object = { ...sampleOf('ValidatingAdmissionPolicy'), apiVersion: 'admissionregistration.k8s.io/v1beta1' };
  expect(remarksOn(object)).toEqual([
    expect.objectContaining({ expected: 'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy' }),
  ]);
});

test('can be waived, since an operator may have CRDs of its own', () => {
  expect(knownKind).toMatchObject({ id: 'known-kind', level: 'error', scope: 'object', absolute: false });
});
