import type { ClosedSchema, SchemaFormat } from '../../lib/policies/schema/closed-schema';
import { caseInsensitivePattern } from './case-insensitive-pattern';
import { takeOutParts } from './schema-parts';

/** A schema as CRDs and the OpenAPI definitions have it. */
export interface OpenApiSchema {
  readonly [keyword: string]: unknown;
}

/** One CustomResourceDefinition, as far as its schemas go. */
export interface CustomResourceDefinition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema: { readonly openAPIV3Schema: OpenApiSchema };
    }[];
  };
}

const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

// Types with a JSON form of their own, which the OpenAPI document says wrongly or not at all.
const SPECIAL_DEFINITIONS: Readonly<Record<string, ClosedSchema>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'], format: 'quantity' },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['integer', 'string'] },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': { type: 'object' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': { type: 'object' },
};

const COPIED = [
  'enum',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
] as const;

const READ = [
  ...COPIED,
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'pattern',
  'format',
  '$ref',
];

// What says nothing about a value alone, and CEL rules, which only an API server evaluates.
const IGNORED = [
  'default',
  'example',
  'nullable',
  'x-kubernetes-validations',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-map-type',
  'x-kubernetes-patch-merge-key',
  'x-kubernetes-patch-strategy',
  'x-kubernetes-unions',
  'x-kubernetes-group-version-kind',
];

const MARKS = ['x-kubernetes-preserve-unknown-fields', 'x-kubernetes-int-or-string'];

const KEYWORDS = new Set([...READ, ...IGNORED, ...MARKS]);

const CHECKED_FORMATS: ReadonlySet<string> = new Set<SchemaFormat>(['int32', 'int64', 'byte', 'date-time']);

/**
 * Schemas that refuse unknown fields, by name: `<apiVersion>/<kind>` for kinds, and the parts they refer to.
 *
 * Throws on a keyword that it does not know: a rule that is not understood must not be dropped without a word.
 */
export function closedSchemas(
  crds: readonly CustomResourceDefinition[],
  definitions: Readonly<Record<string, OpenApiSchema>>,
): ReadonlyMap<string, ClosedSchema> {
  const schemas = new Map<string, ClosedSchema>();
  for (const [name, schema] of Object.entries(definitions)) {
    schemas.set(name, SPECIAL_DEFINITIONS[name] ?? close(schema, name));
    const kind = kindOf(schema);
    if (kind !== undefined) schemas.set(kind, { $ref: name });
  }
  for (const [name, schema] of takeOutParts(customKinds(crds))) schemas.set(name, schema);
  return new Map([...schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function customKinds(crds: readonly CustomResourceDefinition[]): ReadonlyMap<string, ClosedSchema> {
  const kinds = new Map<string, ClosedSchema>();
  for (const { spec } of crds) {
    for (const version of spec.versions) {
      const name = `${spec.group}/${version.name}/${spec.names.kind}`;
      const schema = close(version.schema.openAPIV3Schema, name);
      kinds.set(name, { ...schema, properties: { ...schema.properties, metadata: { $ref: OBJECT_META } } });
    }
  }
  return kinds;
}

/** `<apiVersion>/<kind>` of a definition that is an API object; lists and options have no ObjectMeta and are none. */
function kindOf(schema: OpenApiSchema): string | undefined {
  const metadata = children(schema['properties']).find(([name]) => name === 'metadata')?.[1];
  if (metadata?.['$ref'] !== `#/definitions/${OBJECT_META}`) return undefined;
  const [kind] = (schema['x-kubernetes-group-version-kind'] ?? []) as {
    group: string;
    version: string;
    kind: string;
  }[];
  if (kind === undefined) return undefined;
  return [kind.group, kind.version, kind.kind].filter((part) => part !== '').join('/');
}

function close(schema: OpenApiSchema, at: string): ClosedSchema {
  refuseUnknownKeywords(schema, at);
  if (typeof schema['$ref'] === 'string') return { $ref: schema['$ref'].replace('#/definitions/', '') };

  const closed: Record<string, unknown> = {};
  const type = schema['x-kubernetes-int-or-string'] === true ? ['integer', 'string'] : schema['type'];
  if (type !== undefined) closed['type'] = type;
  for (const keyword of COPIED) if (schema[keyword] !== undefined) closed[keyword] = schema[keyword];
  if (CHECKED_FORMATS.has(String(schema['format']))) closed['format'] = schema['format'];
  if (schema['pattern'] !== undefined) closed['pattern'] = caseInsensitivePattern(schema['pattern'] as string);
  if (schema['items'] !== undefined) closed['items'] = close(schema['items'] as OpenApiSchema, `${at}/*`);
  closeFields(schema, closed, at);
  return closed;
}

function closeFields(schema: OpenApiSchema, closed: Record<string, unknown>, at: string): void {
  const fields = children(schema['properties']);
  if (fields.length > 0) {
    closed['properties'] = Object.fromEntries(fields.map(([name, field]) => [name, close(field, `${at}/${name}`)]));
  }
  // The API server fills in defaults before it validates, so a field with a default is never missing.
  const defaulted = new Set(fields.filter(([, field]) => field['default'] !== undefined).map(([name]) => name));
  const required = ((schema['required'] ?? []) as string[]).filter((name) => !defaulted.has(name));
  if (required.length > 0) closed['required'] = required;

  const map = schema['additionalProperties'];
  if (typeof map === 'object') closed['additionalProperties'] = close(map as OpenApiSchema, `${at}/{}`);
  else if (schema['type'] === 'object' && schema['x-kubernetes-preserve-unknown-fields'] !== true) {
    closed['additionalProperties'] = false;
  }
}

function refuseUnknownKeywords(schema: OpenApiSchema, at: string): void {
  for (const keyword of Object.keys(schema)) {
    // Beside int-or-string, 'anyOf' only repeats the two types.
    const repeats =
      keyword === 'anyOf' && schema['x-kubernetes-int-or-string'] === true && isIntOrString(schema[keyword]);
    if (!KEYWORDS.has(keyword) && !repeats) throw new Error(`${at}: schema keyword '${keyword}' is not understood`);
  }
}

function isIntOrString(alternatives: unknown): boolean {
  return JSON.stringify(alternatives) === '[{"type":"integer"},{"type":"string"}]';
}

function children(properties: unknown): [string, OpenApiSchema][] {
  return Object.entries((properties ?? {}) as Record<string, OpenApiSchema>);
}
