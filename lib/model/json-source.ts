import { scanJson, type JsonPath, type JsonSyntaxProblem } from './json-scan';

/** A JSON text that was read strictly, with the line of everything in it. */
export interface JsonSource {
  /** Name of the file as messages show it, such as `apps/releases/chain.testnet.json`. */
  readonly file: string;
  readonly value: unknown;

  /** Line of a value, from 1; for a member of an object that of its key; for what is not there, that of what is around it. */
  readonly lineOf: (path: JsonPath) => number;
}

/** Why a text could not be read, each problem as one line with file and line number. */
export interface JsonSourceProblems {
  readonly problems: readonly string[];
}

/** Reads a JSON text; a syntax error and keys given twice are problems. */
export function parseJsonSource(file: string, text: string): JsonSource | JsonSourceProblems {
  const lines = new Map<string, number>();
  const problems: string[] = [];
  const wrong = scanJson(text, {
    value: (path, line) => lines.set(JSON.stringify(path), line),
    repeatedKey: (path, line) => {
      const first = lines.get(JSON.stringify(path)) ?? line;
      problems.push(`[${file}:${line}] '${keyPath(path)}' must be given once, and is already given in line ${first}`);
    },
  });
  if (wrong !== undefined) return { problems: [...problems, syntaxProblem(file, wrong)] };
  if (problems.length > 0) return { problems };
  return { file, value: JSON.parse(text) as unknown, lineOf: (path) => nearestLine(lines, path) };
}

/** A path as messages show it: `applications.hoodi-0-signer.images["ethereum.geth"]`. */
export function keyPath(path: JsonPath): string {
  return path
    .map((step, i) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[\w-]+$/.test(step)) return `[${JSON.stringify(step)}]`;
      return i === 0 ? step : `.${step}`;
    })
    .join('');
}

function syntaxProblem(file: string, { line, column, mustBe, got }: JsonSyntaxProblem): string {
  return `[${file}:${line}] not JSON: column ${column} must be ${mustBe}, got ${JSON.stringify(got)}`;
}

function nearestLine(lines: ReadonlyMap<string, number>, path: JsonPath): number {
  for (let length = path.length; length > 0; length--) {
    const line = lines.get(JSON.stringify(path.slice(0, length)));
    if (line !== undefined) return line;
  }
  return lines.get('[]') ?? 1;
}
