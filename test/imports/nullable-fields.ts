import type { ClosedSchema } from '../../lib/policies/schema/closed-schema';

/**
 * The same schemas, in which a field that may be left out may also be null: an API server reads both alike, and
 * `creationTimestamp: null` is everywhere. Items, values of maps and required fields stay as they are.
 *
 * What several places refer to accepts null, and a place that does not says its type beside the reference: so a part
 * need not exist twice.
 */
export function withNullableFields(schemas: ReadonlyMap<string, ClosedSchema>): ReadonlyMap<string, ClosedSchema> {
  const typeOf = (schema: ClosedSchema): ClosedSchema['type'] => {
    if (schema.$ref === undefined) return schema.type;
    const target = schemas.get(schema.$ref);
    if (target === undefined) throw new Error(`no schema '${schema.$ref}'`);
    return typeOf(target);
  };
  const strict = (schema: ClosedSchema): ClosedSchema => {
    const type = typeOf(schema);
    return schema.$ref === undefined || type === undefined ? inside(schema) : { ...schema, type };
  };
  const inside = (schema: ClosedSchema): ClosedSchema => {
    const { properties, required = [], items, additionalProperties } = schema;
    const field = ([name, value]: [string, ClosedSchema]): [string, ClosedSchema] => [
      name,
      required.includes(name) ? strict(value) : nullable(inside(value)),
    ];
    return {
      ...schema,
      ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(field)) }),
      ...(items && { items: strict(items) }),
      ...(additionalProperties && { additionalProperties: strict(additionalProperties) }),
    };
  };
  return new Map([...schemas].map(([name, schema]) => [name, nullable(inside(schema))]));
}

function nullable(schema: ClosedSchema): ClosedSchema {
  const types = [schema.type ?? []].flat();
  return {
    ...schema,
    ...(types.length > 0 && { type: [...types, 'null'] }),
    ...(schema.enum && { enum: [...schema.enum, null] }),
  };
}
