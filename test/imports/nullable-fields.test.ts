import type { ClosedSchema } from '../../lib/policies/schema/closed-schema';
import { withNullableFields } from './nullable-fields';

const string: ClosedSchema = { type: 'string' };

function nullableIn(
  schema: ClosedSchema,
  others: Readonly<Record<string, ClosedSchema>> = {},
): ClosedSchema | undefined {
  return withNullableFields(new Map([['x', schema], ...Object.entries(others)])).get('x');
}

test('lets a field be null that may be left out, and no other', () => {
  expect(nullableIn({ type: 'object', properties: { a: string, b: string }, required: ['b'] })).toEqual({
    type: ['object', 'null'],
    properties: { a: { type: ['string', 'null'] }, b: string },
    required: ['b'],
  });
});

test('lets a field of several types or allowed values be null', () => {
  const properties: ClosedSchema['properties'] = { a: { type: ['integer', 'string'] }, b: { ...string, enum: ['x'] } };
  expect(nullableIn({ properties })?.properties).toEqual({
    a: { type: ['integer', 'string', 'null'] },
    b: { type: ['string', 'null'], enum: ['x', null] },
  });
});

test('leaves items and values of maps as they are, and goes on inside them', () => {
  const inner: ClosedSchema = { type: 'object', properties: { a: string } };
  expect(nullableIn({ items: inner, additionalProperties: inner })).toEqual({
    items: { type: 'object', properties: { a: { type: ['string', 'null'] } } },
    additionalProperties: { type: 'object', properties: { a: { type: ['string', 'null'] } } },
  });
});

test('says the type beside a reference where null is refused', () => {
  const schema: ClosedSchema = {
    properties: { a: { $ref: 'y' }, b: { $ref: 'y' } },
    required: ['b'],
    items: { $ref: 'z' },
  };
  const others = { y: string, z: { $ref: 'y' }, any: {} };
  expect(nullableIn(schema, others)).toEqual({
    properties: { a: { $ref: 'y' }, b: { $ref: 'y', type: 'string' } },
    required: ['b'],
    items: { $ref: 'z', type: 'string' },
  });
  expect(nullableIn({ items: { $ref: 'any' } }, others)).toEqual({ items: { $ref: 'any' } });
});

test('keeps closed objects closed, and lets a field that may hold anything alone', () => {
  expect(nullableIn({ additionalProperties: false, properties: { a: {} } })).toEqual({
    additionalProperties: false,
    properties: { a: {} },
  });
});

test('throws on a reference that leads nowhere', () => {
  expect(() => nullableIn({ items: { $ref: 'nowhere' } })).toThrow("no schema 'nowhere'");
});
