import type { ClosedSchema } from '../../lib/policies/schema/closed-schema';

// In characters. Below this a reference saves nothing worth a name.
const SHORTEST_REPEATED = 250;

// A part is compiled when the first value arrives at it. A SecretStore may have any of forty providers and mostly has
// one: with long parts taken out, its first object is judged in a third of the time. Many more parts save no more.
const SHORTEST_ALONE = 1000;

/**
 * The same schemas, with what stands in them more than once, or is long, taken out and referred to by name.
 *
 * An ApplicationSet repeats the Application's template in each of its generators: shared, it is an eighth as long.
 * A part is named by the first place where it stands, so that names stay as they are when something else changes.
 */
export function takeOutParts(kinds: ReadonlyMap<string, ClosedSchema>): ReadonlyMap<string, ClosedSchema> {
  const places = new Map<string, string[]>();
  for (const [name, schema] of kinds) countPlaces(schema, name, places);

  const parts = new Map<string, ClosedSchema>();
  const refer = (schema: ClosedSchema): ClosedSchema => {
    const text = JSON.stringify(schema);
    const at = places.get(text) ?? [];
    const name = `${at[0]}#part`;
    if (text.length < (at.length < 2 ? SHORTEST_ALONE : SHORTEST_REPEATED)) return mapChildren(schema, refer);
    if (!parts.has(name)) parts.set(name, mapChildren(schema, refer));
    return { $ref: name };
  };
  const roots = [...kinds].map(([name, schema]) => [name, mapChildren(schema, refer)] as const);
  return new Map([...roots, ...parts]);
}

/** A part is counted once per different schema around it: inside something shared it stands once. */
function countPlaces(schema: ClosedSchema, at: string, places: Map<string, string[]>): void {
  const text = JSON.stringify(schema);
  const known = places.get(text);
  if (known !== undefined) {
    known.push(at);
    return;
  }
  places.set(text, [at]);
  for (const [step, child] of childrenOf(schema)) countPlaces(child, `${at}/${step}`, places);
}

function childrenOf(schema: ClosedSchema): [string, ClosedSchema][] {
  return [
    ...Object.entries(schema.properties ?? {}),
    ...(schema.items === undefined ? [] : [['*', schema.items] as [string, ClosedSchema]]),
    ...(schema.additionalProperties ? [['{}', schema.additionalProperties] as [string, ClosedSchema]] : []),
  ];
}

function mapChildren(schema: ClosedSchema, change: (child: ClosedSchema) => ClosedSchema): ClosedSchema {
  const { properties, items, additionalProperties } = schema;
  return {
    ...schema,
    ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(([k, v]) => [k, change(v)])) }),
    ...(items && { items: change(items) }),
    ...(additionalProperties && { additionalProperties: change(additionalProperties) }),
  };
}
