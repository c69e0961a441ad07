import type { DefinedError } from 'ajv';
import { nearestName } from '../../model/nearest-name';
import type { ClosedSchema, JsonType, SchemaFormat } from './closed-schema';
import { SCHEMA_FORMATS } from './schema-format';
import { pointerMembers } from '../../model/layers';

/** One way in which an object differs from its schema. */
export interface SchemaProblem {
  /** JSON pointer to the value or the unknown field: `/spec/template/spec/containers/0/image`; empty for the object. */
  readonly path: string;

  /** What is wrong, for a person. Never holds a text of a Secret. */
  readonly message: string;

  /** What must be there instead. */
  readonly expected: string;
}

/** What ajv found in an object, as a person reads it. */
export function problemsOf(errors: readonly DefinedError[], object: unknown): readonly SchemaProblem[] {
  const wrongType = new Set(errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath));
  const problems = errors
    // That a number is none of the texts allowed says nothing more.
    .filter(({ keyword, instancePath }) => keyword === 'type' || !wrongType.has(instancePath))
    .map((error) => problemOf(error, valueAt(object, error.instancePath)));
  // A null item is refused by the list and by what the list refers to, in the same words.
  return [...new Map(problems.map((problem) => [`${problem.path}: ${problem.message}`, problem])).values()];
}

function problemOf(error: DefinedError, value: unknown): SchemaProblem {
  const { instancePath: path } = error;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownField(error.params.additionalProperty, fieldsOf(error.parentSchema), path);
    case 'required': {
      const field = `field '${error.params.missingProperty}'`;
      return { path, expected: field, message: `missing required ${field}` };
    }
    case 'type':
      return mustBe(path, aTypeName(error.params.type), aTypeName(typeOf(value)));
    case 'enum':
      return mustBe(
        path,
        `one of ${error.params.allowedValues.filter(isPresent).map(quoted).join(', ')}`,
        quoted(value),
      );
    case 'pattern': {
      const { pattern } = error.params;
      return {
        path,
        expected: `a text that matches ${pattern}`,
        message: `must match ${pattern}, got ${quoted(value)}`,
      };
    }
    case 'format': {
      const { expected, shown } = SCHEMA_FORMATS[error.params.format as SchemaFormat];
      return shown ? mustBe(path, expected, quoted(value)) : { path, expected, message: `must be ${expected}` };
    }
    case 'minimum':
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return outOfRange(path, `at least ${error.params.limit}`, value);
    case 'maximum':
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
      return outOfRange(path, `at most ${error.params.limit}`, value);
    default:
      throw new Error(`no words for the schema keyword '${error.keyword}'`);
  }
}

function mustBe(path: string, expected: string, got: string): SchemaProblem {
  return { path, expected, message: `must be ${expected}, got ${got}` };
}

function outOfRange(path: string, bound: string, value: unknown): SchemaProblem {
  // Kubernetes counts characters, and JavaScript's 'length' UTF-16 units.
  if (typeof value === 'string') return mustBe(path, `${bound} characters`, String(Array.from(value).length));
  if (Array.isArray(value)) return mustBe(path, `${bound} items`, String(value.length));
  if (typeof value === 'number') return mustBe(path, bound, String(value));
  return mustBe(path, `${bound} fields`, String(Object.keys(value as object).length));
}

function unknownField(name: string, known: readonly string[], parent: string): SchemaProblem {
  const path = `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const nearest = nearestName(name, known);
  if (nearest === undefined) return { path, message: `unknown field '${name}'`, expected: oneOfFields(known) };
  return {
    path,
    message: `unknown field '${name}', did you mean '${nearest}'?`,
    expected: `field '${nearest}', or none`,
  };
}

// A pod has forty fields: nobody reads such a list.
function oneOfFields(known: readonly string[]): string {
  if (known.length === 0) return 'no field';
  return known.length > 12 ? `one of its ${known.length} fields` : `one of the fields ${[...known].sort().join(', ')}`;
}

function fieldsOf(schema: DefinedError['parentSchema']): readonly string[] {
  return Object.keys((schema as ClosedSchema).properties ?? {});
}

/** The value that a JSON pointer of ajv leads to. */
function valueAt(object: unknown, pointer: string): unknown {
  return pointerMembers(pointer).reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], object);
}

const TYPE_NAME: Readonly<Record<JsonType, string>> = {
  object: 'an object',
  array: 'an array',
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'a boolean',
  null: 'null',
};

/** `an integer or a string`; null is left out beside others, because leaving the field out says the same. */
function aTypeName(type: string | readonly string[]): string {
  const types = [type].flat() as JsonType[];
  return types
    .filter((one) => one !== 'null' || types.length === 1)
    .map((one) => TYPE_NAME[one])
    .join(' or ');
}

function typeOf(value: unknown): JsonType {
  if (!isPresent(value)) return 'null';
  return Array.isArray(value) ? 'array' : (typeof value as JsonType);
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** A value as a message shows it: JSON, cut after 60 characters. */
function quoted(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}
