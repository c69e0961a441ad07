import type { IConstruct } from 'constructs';

/** Where a wrong value came from: a construct, or a label such as `topology` or `apps/releases/chain.testnet.json:12`. */
export type Where = IConstruct | string;

/**
 * The one sentence for a wrong value: where, which prop, what it must be, what it was.
 *
 * @example [chain/testnet/hoodi-0] 'feeRecipient' must be 0x and 40 hex digits, got "0x12"
 */
export function propProblem(where: Where, prop: string, mustBe: string, got: unknown): string {
  const place = typeof where === 'string' ? where : where.node.path;
  return `[${place}] '${prop}' must be ${mustBe}, got ${show(got)}`;
}

/** {@link propProblem} as an error, for constructors and factories. */
export function propError(where: Where, prop: string, mustBe: string, got: unknown): Error {
  return new Error(propProblem(where, prop, mustBe, got));
}

/**
 * Several problems found in one run, reported together so that nobody has to fix them one at a time.
 *
 * The message holds one problem a line.
 */
export class ProblemsError extends Error {
  /** Each problem as one line that stands by itself. */
  public readonly problems: readonly string[];

  public constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ProblemsError';
    this.problems = [...problems];
  }
}

/** The message of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'symbol' || typeof value === 'function') return value.toString();
  return JSON.stringify(value);
}
