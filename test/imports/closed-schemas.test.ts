import type { ClosedSchema } from '../../lib/policies/schema/closed-schema';
import { closedSchemas, type OpenApiSchema } from './closed-schemas';

function closedSpec(spec: OpenApiSchema): ClosedSchema | undefined {
  const openAPIV3Schema = { type: 'object', properties: { spec } };
  const crd = {
    spec: { group: 'x.io', names: { kind: 'X' }, versions: [{ name: 'v1', schema: { openAPIV3Schema } }] },
  };
  return closedSchemas([crd], {}).get('x.io/v1/X')?.properties?.['spec'];
}

const string = { type: 'string' };

test('closes objects, also those without fields', () => {
  expect(closedSpec({ type: 'object', properties: { a: { type: 'object' } } })).toEqual({
    type: 'object',
    properties: { a: { type: 'object', additionalProperties: false } },
    additionalProperties: false,
  });
});

test('leaves objects open where unknown fields are kept, and closes what is listed in them', () => {
  const inner = { type: 'object', properties: { b: string } };
  expect(closedSpec({ type: 'object', properties: { inner }, 'x-kubernetes-preserve-unknown-fields': true })).toEqual({
    type: 'object',
    properties: { inner: { ...inner, additionalProperties: false } },
  });
});

test('keeps maps as maps', () => {
  expect(closedSpec({ type: 'object', additionalProperties: string })).toEqual({
    type: 'object',
    additionalProperties: string,
  });
});

test('asks for no field that has a default', () => {
  const spec = closedSpec({
    type: 'object',
    properties: { a: { type: 'string', default: 'x' }, b: string },
    required: ['a', 'b'],
  });
  expect(spec?.required).toEqual(['b']);
});

test('turns int-or-string into two types and keeps its pattern', () => {
  const anyOf = [{ type: 'integer' }, { type: 'string' }];
  expect(closedSpec({ anyOf, pattern: '^1$', 'x-kubernetes-int-or-string': true })).toEqual({
    type: ['integer', 'string'],
    pattern: '^1$',
  });
});

test('keeps formats that Kubernetes checks and leaves out the others', () => {
  expect(closedSpec({ type: 'integer', format: 'int32' })).toEqual({ type: 'integer', format: 'int32' });
  expect(closedSpec({ type: 'string', format: 'password' })).toEqual(string);
});

test.each(['oneOf', 'anyOf', 'not', 'uniqueItems', 'x-kubernetes-embedded-resource'])(
  'refuses the keyword %s, which nothing here understands',
  (keyword) => {
    expect(() => closedSpec({ ...string, [keyword]: [] })).toThrow(
      `x.io/v1/X/spec: schema keyword '${keyword}' is not understood`,
    );
  },
);

test('makes a kind of each definition with ObjectMeta, whose group may be empty', () => {
  const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
  const properties = { metadata: { $ref: `#/definitions/${meta}` } };
  const kind = (group: string, version: string, kind: string) => ({
    'x-kubernetes-group-version-kind': [{ group, version, kind }],
  });
  const schemas = closedSchemas([], {
    [meta]: { type: 'object' },
    pod: { type: 'object', properties, ...kind('', 'v1', 'Pod') },
    role: { type: 'object', properties, ...kind('rbac.io', 'v1', 'Role') },
    options: { type: 'object', ...kind('', 'v1', 'DeleteOptions') },
  });
  expect([...schemas.keys()]).toEqual([meta, 'options', 'pod', 'rbac.io/v1/Role', 'role', 'v1/Pod']);
});
