/** JSON types that a value may have. */
export type JsonType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';

/** Formats that Kubernetes checks and JSON Schema's own keywords cannot say. */
export type SchemaFormat = 'int32' | 'int64' | 'byte' | 'date-time' | 'quantity';

/**
 * The JSON Schema that `imports/schemas.ts` is written in: every keyword there is one of these, which its generator proves.
 *
 * Closed: an object lists all its fields, unless Kubernetes itself keeps unknown ones there.
 */
export interface ClosedSchema {
  /** Name of another schema, which holds as well; beside it stands at most `type`. */
  readonly $ref?: string;

  /** Types that the value may have; absent where any value may stand. A field that may be left out may be null. */
  readonly type?: JsonType | readonly JsonType[];

  /** Fields of an object by name. */
  readonly properties?: Readonly<Record<string, ClosedSchema>>;

  /** Fields that must be there. */
  readonly required?: readonly string[];

  /** What other fields hold: `false` where there are none; absent where Kubernetes keeps whatever is written. */
  readonly additionalProperties?: false | ClosedSchema;

  /** What each item of an array holds. */
  readonly items?: ClosedSchema;

  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: SchemaFormat;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}
