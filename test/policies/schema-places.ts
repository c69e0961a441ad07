import { SCHEMAS } from '../../imports/schemas';
import type { ClosedSchema, SchemaFormat } from '../../lib/policies/schema/closed-schema';

/** A place in objects of a kind, and the schema that holds there. */
export interface SchemaPlace {
  /** Field names, 0 for an item, `key` for a value of a map. */
  readonly steps: readonly string[];
  readonly schema: ClosedSchema;
}

/** A value that breaks one keyword of a schema, where the problem is below its place, and how it is worded. */
export interface Violation {
  readonly keyword: keyof ClosedSchema;
  readonly value: unknown;
  readonly below?: string;
  readonly message: string;
}

/** Every place in objects of a kind; what several places share is walked through once. */
export function placesOf(kind: string): readonly SchemaPlace[] {
  const places: SchemaPlace[] = [];
  const walked = new Set<string>();
  const walk = (reference: ClosedSchema, steps: readonly string[]): void => {
    const schema = followed(reference);
    places.push({ steps, schema });
    if (reference.$ref !== undefined && walked.has(reference.$ref)) return;
    if (reference.$ref !== undefined) walked.add(reference.$ref);
    for (const [name, field] of Object.entries(schema.properties ?? {})) walk(field, [...steps, name]);
    if (schema.items !== undefined) walk(schema.items, [...steps, '0']);
    if (schema.additionalProperties) walk(schema.additionalProperties, [...steps, 'key']);
  };
  walk({ $ref: kind }, []);
  return places;
}

/** One value for each keyword of a schema that is broken by it. */
export function violationsOf(schema: ClosedSchema): readonly Violation[] {
  const found: Violation[] = [];
  const breaks = (keyword: keyof ClosedSchema, value: unknown, message: string, below?: string): void => {
    if (schema[keyword] !== undefined) found.push({ keyword, value, message, ...(below !== undefined && { below }) });
  };
  breaks('type', wrongType(schema), 'must be a');
  for (const name of schema.required ?? []) breaks('required', {}, `missing required field '${name}'`);
  if (schema.additionalProperties === false) {
    breaks('additionalProperties', { 'no such field': 1 }, "unknown field 'no such field'", 'no such field');
  }
  breaks('enum', 'no such value', 'must be one of ');
  breaks('pattern', mismatchOf(schema.pattern), 'must match ');
  if (schema.format !== undefined) breaks('format', WRONG_FORMAT[schema.format], 'must be ');
  breaks('minimum', (schema.minimum ?? 0) - 1, 'must be at least ');
  breaks('maximum', (schema.maximum ?? 0) + 1, 'must be at most ');
  breaks('maxLength', 'x'.repeat((schema.maxLength ?? 0) + 1), 'must be at most ');
  breaks('maxItems', items((schema.maxItems ?? 0) + 1), 'must be at most ');
  breaks('maxProperties', keys((schema.maxProperties ?? 0) + 1), 'must be at most ');
  // A least length of 0 cannot be broken.
  if (schema.minLength) breaks('minLength', 'x'.repeat(schema.minLength - 1), 'must be at least ');
  if (schema.minItems) breaks('minItems', items(schema.minItems - 1), 'must be at least ');
  if (schema.minProperties) breaks('minProperties', keys(schema.minProperties - 1), 'must be at least ');
  return found;
}

/** A value that breaks nothing at the place itself; undefined where finding one would take a reading of the pattern. */
export function fittingValue(schema: ClosedSchema): unknown {
  const type = [schema.type ?? []].flat()[0];
  if (schema.enum !== undefined) return schema.enum[0];
  if (type === 'integer' || type === 'number') return schema.minimum ?? Math.min(1, schema.maximum ?? 1);
  if (type === 'boolean') return true;
  if (type === 'array') return items(schema.minItems ?? 0);
  if (type === 'object') return { ...keys(schema.minProperties ?? 0), ...requiredFields(schema) };
  if (type === undefined) return { any: 'thing' };
  if (schema.format !== undefined) return RIGHT_FORMAT[schema.format];
  const texts = ['a', 'main', '1', '10s', '10.0.0.0/8', 'x'.repeat(schema.minLength ?? 0)];
  return texts.find((text) => schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(text));
}

const RIGHT_FORMAT: Readonly<Record<SchemaFormat, unknown>> = {
  int32: 1,
  int64: 1,
  byte: 'YQ==',
  'date-time': '2006-01-02T15:04:05Z',
  quantity: '1Gi',
};

const WRONG_FORMAT: Readonly<Record<SchemaFormat, unknown>> = {
  int32: 2 ** 31,
  int64: 2 ** 64,
  byte: 'no base64',
  'date-time': 'tomorrow',
  quantity: 'lots',
};

function followed(schema: ClosedSchema): ClosedSchema {
  if (schema.$ref === undefined) return schema;
  const target = followed(JSON.parse(SCHEMAS[schema.$ref] ?? 'null') as ClosedSchema);
  return schema.type === undefined ? target : { ...target, type: schema.type };
}

function wrongType(schema: ClosedSchema): unknown {
  const types = [schema.type ?? []].flat();
  if (!types.includes('boolean')) return true;
  return types.includes('string') ? {} : 'x';
}

function mismatchOf(pattern = ''): string | undefined {
  return ['', '!', ' ', 'x', '\n'].find((text) => !new RegExp(pattern, 'u').test(text));
}

function items(count: number): readonly unknown[] {
  return Array.from({ length: count }, () => ({}));
}

function keys(count: number): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'x']));
}

function requiredFields(schema: ClosedSchema): Readonly<Record<string, unknown>> {
  return Object.fromEntries((schema.required ?? []).map((name) => [name, 'x']));
}
