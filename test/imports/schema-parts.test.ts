import type { ClosedSchema } from '../../lib/policies/schema/closed-schema';
import { takeOutParts } from './schema-parts';

function withFields(count: number): ClosedSchema {
  const fields = Array.from({ length: count }, (_, index) => [`field${index}`, { type: 'string' }]);
  return { type: 'object', properties: Object.fromEntries(fields) };
}

const few = withFields(3);
const some = withFields(12);
const many = withFields(60);

const kinds = new Map<string, ClosedSchema>([
  ['A', { type: 'object', properties: { one: some, list: { type: 'array', items: some }, few } }],
  ['B', { type: 'object', additionalProperties: some, properties: { few, many } }],
]);

test('names a repeated part by the first place where it stands', () => {
  const parts = takeOutParts(kinds);
  expect(parts.get('A/one#part')).toEqual(some);
  expect(parts.get('A')?.properties?.['one']).toEqual({ $ref: 'A/one#part' });
  expect(parts.get('A')?.properties?.['list']).toEqual({ type: 'array', items: { $ref: 'A/one#part' } });
  expect(parts.get('B')?.additionalProperties).toEqual({ $ref: 'A/one#part' });
});

test('takes out what is long though it stands once, and leaves what is short though it stands twice', () => {
  const parts = takeOutParts(kinds);
  expect([...parts.keys()]).toEqual(['A', 'B', 'A/one#part', 'B/many#part']);
  expect(parts.get('B')?.properties).toEqual({ few, many: { $ref: 'B/many#part' } });
});

test('leaves in place what is neither long nor repeated', () => {
  const alone = new Map([['C', { type: 'object', properties: { some } } as const]]);
  expect([...takeOutParts(alone)]).toEqual([...alone]);
});

test('says the same as before once references are followed', () => {
  const parts = takeOutParts(kinds);
  const expand = (_key: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && '$ref' in value ? parts.get(String(value.$ref)) : value;
  for (const [name, schema] of kinds) {
    expect(JSON.parse(JSON.stringify(parts.get(name), expand))).toEqual(schema);
  }
});
