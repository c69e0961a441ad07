import { printParseErrorCode, visit, type JSONVisitor } from 'jsonc-parser';

/** Keys and indexes that lead from the top of a JSON text to a value. */
export type JsonPath = readonly (string | number)[];

/** What {@link scanJson} calls while it reads. Lines count from 1. */
export interface JsonVisitor {
  /** A value begins; for a member of an object, `line` is where its key stands. */
  readonly value: (path: JsonPath, line: number) => void;

  /** A key stands in its object a second time. */
  readonly repeatedKey: (path: JsonPath, line: number) => void;
}

/** Where and why a text is not JSON. */
export interface JsonSyntaxProblem {
  readonly line: number;
  readonly column: number;

  /** What would have been allowed there. */
  readonly mustBe: string;

  /** What stands there instead. */
  readonly got: string;
}

/** jsonc-parser reads a superset: comments, trailing commas and an empty text are switched off. */
const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/**
 * Reads a JSON text (RFC 8259) once and tells where everything stands.
 *
 * JSON.parse does not: its messages often have no position, differ between versions of Node.js, and of a key that is
 * given twice it silently takes the last.
 *
 * @returns the first syntax problem, or undefined
 */
export function scanJson(text: string, visitor: JsonVisitor): JsonSyntaxProblem | undefined {
  let problem: JsonSyntaxProblem | undefined;
  let keyLine: number | undefined;
  const seen: Set<string>[] = [];
  const value = (line: number, path: JsonPath): void => {
    visitor.value(path, keyLine ?? line + 1);
    keyLine = undefined;
  };
  const handlers: JSONVisitor = {
    onObjectBegin: (_offset, _length, line, _column, path) => {
      value(line, path());
      seen.push(new Set());
    },
    onObjectProperty: (name, _offset, _length, line, _column, path) => {
      keyLine = line + 1;
      if (seen.at(-1)?.has(name) === true) visitor.repeatedKey([...path(), name], keyLine);
      seen.at(-1)?.add(name);
    },
    onObjectEnd: () => {
      seen.pop();
    },
    onArrayBegin: (_offset, _length, line, _column, path) => value(line, path()),
    onLiteralValue: (_value, _offset, _length, line, _column, path) => value(line, path()),
    onError: (code, offset, _length, line, column) => {
      problem ??= {
        line: line + 1,
        column: column + 1,
        mustBe: MUST_BE[printParseErrorCode(code)] ?? 'JSON (double quotes, no comments)',
        got: wordAt(text, offset),
      };
    },
  };
  visit(text, handlers, STRICT);
  return problem;
}

const MUST_BE: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a key in double quotes',
  ValueExpected: 'a value',
  ColonExpected: "':'",
  CommaExpected: "','",
  CloseBraceExpected: "',' or '}'",
  CloseBracketExpected: "',' or ']'",
  EndOfFileExpected: 'the end of the file',
};

function wordAt(text: string, offset: number): string {
  return /^[\w.+-]+|^./su.exec(text.slice(offset, offset + 20))?.[0] ?? 'the end of the file';
}
