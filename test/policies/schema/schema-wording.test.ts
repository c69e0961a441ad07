import type { ClosedSchema } from '../../../lib/policies/schema/closed-schema';
import { schemaValidators } from '../../../lib/policies/schema/schema-validator';
import { problemsOf } from '../../../lib/policies/schema/schema-wording';

function messages(schema: ClosedSchema, value: unknown): string[] {
  const validate = schemaValidators({ schema: JSON.stringify(schema) })('schema');
  return problemsOf(validate?.(value) ?? [], value).map(({ message }) => message);
}

test.each<[ClosedSchema, unknown, string]>([
  [{ minimum: 2 }, 1, 'must be at least 2, got 1'],
  [{ maximum: 2 }, 3, 'must be at most 2, got 3'],
  [{ minLength: 2 }, 'a', 'must be at least 2 characters, got 1'],
  [{ maxLength: 2 }, 'abc', 'must be at most 2 characters, got 3'],
  [{ minItems: 1 }, [], 'must be at least 1 items, got 0'],
  [{ maxItems: 1 }, [1, 2], 'must be at most 1 items, got 2'],
  [{ minProperties: 1 }, {}, 'must be at least 1 fields, got 0'],
  [{ maxProperties: 1 }, { a: 1, b: 2 }, 'must be at most 1 fields, got 2'],
])('holds a value to its bounds: %j', (schema, value, message) => {
  expect(messages(schema, value)).toEqual([message]);
});

test.each<[ClosedSchema, unknown]>([
  [{ minimum: 2, maximum: 2 }, 2],
  [{ minLength: 2, maxLength: 2 }, 'ab'],
  [{ minItems: 1, maxItems: 1 }, [1]],
  [{ minProperties: 1, maxProperties: 1 }, { a: 1 }],
])('takes a value at its bounds: %j', (schema, value) => {
  expect(messages(schema, value)).toEqual([]);
});

test('counts characters as Kubernetes does, not UTF-16 units', () => {
  expect(messages({ maxLength: 1 }, '\u{1f511}')).toEqual([]);
  expect(messages({ minLength: 3 }, '\u{1f511}')).toEqual(['must be at least 3 characters, got 1']);
});

test('refuses a time that no calendar has', () => {
  expect(messages({ format: 'date-time' }, '2006-13-02T15:04:05Z')).toHaveLength(1);
});

test('says nothing more about a value of the wrong type', () => {
  expect(messages({ type: 'string', minLength: 1, enum: ['a'] }, 1)).toEqual(['must be a string, got a number']);
});

test('leaves null out of what a field may be', () => {
  expect(messages({ type: ['integer', 'string', 'null'] }, {})).toEqual([
    'must be an integer or a string, got an object',
  ]);
  expect(messages({ type: ['string', 'null'], enum: ['a', 'b', null] }, 'c')).toEqual([
    'must be one of "a", "b", got "c"',
  ]);
});

test('refuses null and numbers that JSON does not have', () => {
  expect(messages({ type: 'array', items: { type: 'object' } }, [null])).toEqual(['must be an object, got null']);
  expect(messages({ type: 'number' }, Number.NaN)).toHaveLength(1);
});

test('has words for each keyword, or says which one it has no words for', () => {
  expect(() => messages({ not: {} } as ClosedSchema, 1)).toThrow("no words for the schema keyword 'not'");
});
