import { schemaValidators } from '../../../lib/policies/schema/schema-validator';
import { problemsOf } from '../../../lib/policies/schema/schema-wording';

function messages(schemas: Readonly<Record<string, unknown>>, name: string, value: unknown): string[] {
  const texts = Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, JSON.stringify(schema)]));
  const validate = schemaValidators(texts)(name);
  if (validate === undefined) throw new Error(`no validator ${name}`);
  return problemsOf(validate(value), value).map(({ path, message }) => `${path}: ${message}`);
}

const closed = (properties: Readonly<Record<string, unknown>>) => ({
  type: 'object',
  properties,
  additionalProperties: false,
});

test('finds no validator where there is no schema', () => {
  expect(schemaValidators({})('x')).toBeUndefined();
  expect(schemaValidators({})('constructor')).toBeUndefined();
});

test('follows references, whose names need not be URIs, and keeps the path', () => {
  const schemas = {
    pod: closed({ list: { type: 'array', items: { $ref: 'a/b/*#part' } } }),
    'a/b/*#part': closed({ port: { $ref: 'number {}' } }),
    'number {}': { type: 'integer', maximum: 9 },
  };
  expect(messages(schemas, 'pod', { list: [{ port: 1 }, { port: 10 }, { prot: 1, port: 'x' }] })).toEqual([
    '/list/1/port: must be at most 9, got 10',
    "/list/2/prot: unknown field 'prot', did you mean 'port'?",
    '/list/2/port: must be an integer, got a string',
  ]);
});

test('follows a schema that holds itself', () => {
  const schemas = { tree: closed({ left: { $ref: 'tree' }, right: { $ref: 'tree' } }) };
  expect(messages(schemas, 'tree', { left: { right: { left: 1 } }, right: { left: {}, lfet: {} } })).toEqual([
    '/left/right/left: must be an object, got a number',
    "/right/lfet: unknown field 'lfet', did you mean 'left'?",
  ]);
});

test('reports each problem once where a reference and what stands beside it both refuse a value', () => {
  const schemas = { list: { type: 'array', items: { $ref: 'x', type: 'string' } }, x: { type: ['string', 'null'] } };
  expect(messages(schemas, 'list', ['a', null, 3])).toEqual([
    '/1: must be a string, got null',
    '/2: must be a string, got a number',
  ]);
});

test('parses a schema when the first value arrives at it, and not before', () => {
  const validate = schemaValidators({ outer: '{"properties":{"inner":{"$ref":"inner"}}}', inner: 'no JSON' })('outer');
  expect(validate?.({ other: 1 })).toEqual([]);
  expect(() => validate?.({ inner: 1 })).toThrow(SyntaxError);
});

test('throws on a reference that leads nowhere', () => {
  const missing = "imports/schemas.ts has no schema 'nowhere': regenerate it";
  expect(() => messages({ x: { $ref: 'nowhere' } }, 'x', 1)).toThrow(missing);
});

test.each([[{ minimun: 1 }], [{ type: 'string', format: 'ipv4' }]])(
  'throws on a rule that nobody reads: %j',
  (schema) => {
    expect(() => messages({ x: schema }, 'x', 'x')).toThrow(/unknown/);
  },
);
