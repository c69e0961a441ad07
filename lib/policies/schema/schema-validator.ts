import Ajv, { type AnySchema, type DefinedError, type FuncKeywordDefinition, type ValidateFunction } from 'ajv';
import { SCHEMA_FORMATS } from './schema-format';

/** Everything in which a value differs from a schema; empty where it does not. */
export type SchemaValidator = (value: unknown) => readonly DefinedError[];

/**
 * Validators over a table of closed schemas, JSON by name, as `imports/schemas.ts` holds them. The function that is
 * returned finds the one of that name, or undefined if there is none.
 *
 * A schema is parsed and compiled by ajv when the first value arrives at it, and once: of the 126 schemas that a
 * StatefulSet is made of, the StatefulSets of an operator reach 25.
 *
 * The validator throws on a schema with a keyword or format that ajv does not know, and on a `$ref` that leads nowhere.
 */
export function schemaValidators(
  schemas: Readonly<Record<string, string>>,
): (name: string) => SchemaValidator | undefined {
  const compiled = new Map<string, ValidateFunction>();
  const compile = (name: string): ValidateFunction => {
    const known = compiled.get(name);
    if (known !== undefined) return known;
    if (!Object.hasOwn(schemas, name)) throw new Error(`imports/schemas.ts has no schema '${name}': regenerate it`);
    const validate = ajv.compile(JSON.parse(schemas[name] as string) as AnySchema);
    compiled.set(name, validate);
    return validate;
  };
  const ajv = lazyAjv(compile);
  return (name) => {
    if (!Object.hasOwn(schemas, name)) return undefined;
    return (value) => {
      const validate = compile(name);
      return validate(value) ? [] : ((validate.errors ?? []) as DefinedError[]);
    };
  };
}

function lazyAjv(compile: (name: string) => ValidateFunction): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    formats: Object.fromEntries(Object.entries(SCHEMA_FORMATS).map(([name, { definition }]) => [name, definition])),
    // Unions of types are how Kubernetes says 'int or string', and null is one of the types of most fields.
    strictTypes: false,
    // Messages name the known fields, which are in the schema around the error.
    verbose: true,
    // Compiling is most of the time: optimizing takes a third more of it, and 4,000 objects gain nothing from that.
    code: { optimize: false },
    // The wording is ours, and the generator of the schemas has proved them.
    messages: false,
    validateSchema: false,
    meta: false,
  });
  ajv.removeKeyword('$ref');
  ajv.addKeyword(lazyRef(compile));
  return ajv;
}

/** `$ref` by name. That of ajv compiles whatever is in reach at once: 126 schemas for a StatefulSet. */
function lazyRef(compile: (name: string) => ValidateFunction): FuncKeywordDefinition {
  return {
    keyword: '$ref',
    schemaType: 'string',
    compile: (name: string) => {
      const refer: ReturnType<NonNullable<FuncKeywordDefinition['compile']>> = (value, context) => {
        const validate = compile(name);
        const valid = validate(value, context);
        refer.errors = validate.errors ?? [];
        return valid;
      };
      return refer;
    },
  };
}
