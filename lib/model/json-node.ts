import { propProblem, type Where } from './errors';
import type { JsonPath } from './json-scan';
import { keyPath, type JsonSource } from './json-source';
import { nearestName } from './nearest-name';

/** Says what is wrong with a text, as `dnsLabelProblem` does; undefined when nothing is. */
export type TextCheck = (where: Where, prop: string, text: string) => string | undefined;

/**
 * A value in a JSON file, read by asking for what it must be. A wrong answer is undefined and adds a problem with file,
 * line and key, so that one run reports every problem of a file.
 */
export class JsonNode {
  /** The value at the top of a file. Problems are added to `problems`. */
  public static top(source: JsonSource, problems: string[]): JsonNode {
    return new JsonNode(source, [], source.value, problems);
  }

  private constructor(
    private readonly source: JsonSource,
    private readonly path: JsonPath,
    private readonly value: unknown,
    private readonly problems: string[],
  ) {}

  /** File and line: `apps/releases/chain.testnet.json:12`. */
  public get where(): string {
    return `${this.source.file}:${this.source.lineOf(this.path)}`;
  }

  /** Adds the problem that this is not what it must be. */
  public refuse(mustBe: string): undefined {
    const got = typeof this.value === 'object' && this.value !== null ? describe(this.value) : this.value;
    this.problems.push(propProblem(this.where, keyPath(this.path) || 'the file', mustBe, got));
    return undefined;
  }

  /** The members of an object whose keys are names that people chose. */
  public members(): ReadonlyMap<string, JsonNode> {
    if (!isObject(this.value)) {
      this.refuse('an object');
      return new Map();
    }
    return new Map(Object.entries(this.value).map(([key, inner]) => [key, this.member(key, inner)]));
  }

  /** The entries of a list. */
  public items(): readonly JsonNode[] {
    if (Array.isArray(this.value)) return this.value.map((inner: unknown, i) => this.member(i, inner));
    this.refuse('a list');
    return [];
  }

  /** The keys of an object; none of anything else. */
  public keys(): readonly string[] {
    return isObject(this.value) ? Object.keys(this.value) : [];
  }

  /** The members of an object whose keys are known. Any other key is a problem, and so is a required one that is missing. */
  public fields<R extends string, O extends string = never>(
    required: readonly R[],
    optional: readonly O[] = [],
  ): Partial<Readonly<Record<R | O, JsonNode>>> {
    const members = this.members();
    if (!isObject(this.value)) return {};
    const known: readonly string[] = [...required, ...optional];
    for (const [key, node] of members) if (!known.includes(key)) node.refuseKey(known);
    for (const key of required) if (!members.has(key)) this.member(key, undefined).refuse('given');
    return Object.fromEntries([...members].filter(([key]) => known.includes(key))) as Partial<Record<R | O, JsonNode>>;
  }

  /** Adds the problem that this key is not one of those known here, and names the nearest. */
  public refuseKey(known: readonly string[]): void {
    const key = String(this.path.at(-1));
    const nearest = nearestName(key, known);
    const mustBe =
      nearest === undefined ? `one of ${known.join(', ') || 'no keys'}` : `a known key (nearest: ${nearest})`;
    this.problems.push(propProblem(this.where, keyPath(this.path), mustBe, key));
  }

  /** A text that passes a check. */
  public text(check: TextCheck): string | undefined {
    if (typeof this.value !== 'string') return this.refuse('a text');
    const problem = check(this.where, keyPath(this.path), this.value);
    if (problem === undefined) return this.value;
    this.problems.push(problem);
    return undefined;
  }

  /** Adds a problem with the name under which this stands. */
  public checkKey(check: TextCheck): void {
    const problem = check(this.where, keyPath(this.path), String(this.path.at(-1)));
    if (problem !== undefined) this.problems.push(problem);
  }

  /** Adds a problem unless this is exactly `wanted`. */
  public exactly(wanted: string | number): void {
    if (this.value !== wanted) this.refuse(JSON.stringify(wanted));
  }

  private member(key: string | number, value: unknown): JsonNode {
    return new JsonNode(this.source, [...this.path, key], value, this.problems);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: object): string {
  return Array.isArray(value) ? 'a list' : 'an object';
}
