import type { SchemaFormat } from './closed-schema';

/** A format as ajv takes it, and as a message names it. */
interface Format {
  readonly expected: string;

  /** False where the value may be secret. */
  readonly shown: boolean;

  /** How ajv judges values of one type; those of another are not judged. */
  readonly definition:
    | { readonly type: 'number'; readonly validate: (value: number) => boolean }
    | { readonly type: 'string'; readonly validate: (value: string) => boolean };
}

// resource.ParseQuantity: a number with a binary, decimal or exponent suffix.
const QUANTITY = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/** The formats that are judged; `imports/schemas.ts` holds no others. */
export const SCHEMA_FORMATS: Readonly<Record<SchemaFormat, Format>> = {
  int32: integers(-(2 ** 31), 2 ** 31 - 1),
  int64: integers(-(2 ** 63), 2 ** 63),
  quantity: {
    expected: "a quantity such as 500m, 2, 1.5Gi or '10G'",
    shown: true,
    definition: { type: 'string', validate: (value) => QUANTITY.test(value) },
  },
  'date-time': {
    expected: 'a time such as 2006-01-02T15:04:05Z',
    shown: true,
    definition: { type: 'string', validate: (value) => RFC_3339.test(value) && !Number.isNaN(Date.parse(value)) },
  },
  byte: { expected: 'base64', shown: false, definition: { type: 'string', validate: isBase64 } },
};

function integers(least: number, most: number): Format {
  return {
    expected: `an integer from ${least} to ${most}`,
    shown: true,
    definition: { type: 'number', validate: (value) => value >= least && value <= most },
  };
}

function isBase64(text: string): boolean {
  const digits = text.replaceAll(/[\r\n]/g, '');
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}
