import type { Finding } from '../../../lib';
import type { InvariantId } from '../invariants';

/** One try to get what an invariant forbids out of the public API. */
export interface Attempt {
  /** What somebody tries, as the end of "somebody tries …". */
  readonly tries: string;

  /** Runs the public API, and returns the findings. May throw instead where `names` says so. */
  readonly run: () => readonly Finding[];

  /**
   * What the error says: the prop or the layer that is wrong.
   *
   * @default it is found: at level error, by a policy that holds the invariant
   */
  readonly names?: string;
}

/** A means that cannot reach an invariant. */
export interface Cannot {
  /** Why, in one sentence. */
  readonly cannot: string;

  /** Where types are the reason: the lines that do not compile, each below its `@ts-expect-error`. It never runs. */
  readonly proof?: () => unknown;
}

/** What one means does to one invariant. */
export type Cell = readonly [Attempt, ...Attempt[]] | Cannot;

/** One means against all invariants: a missing one does not compile. */
export type Column = Readonly<Record<InvariantId, Cell>>;

/** An attempt that is found. */
export function isFound(tries: string, run: Attempt['run']): Attempt {
  return { tries, run };
}

/** An attempt that throws, naming a prop or a layer. */
export function throwsNaming(names: string, tries: string, run: () => unknown): Attempt {
  return {
    tries,
    names,
    run: () => {
      run();
      return [];
    },
  };
}

export function cannot(why: string, proof?: () => unknown): Cannot {
  return proof === undefined ? { cannot: why } : { cannot: why, proof };
}

export function isCannot(cell: Cell): cell is Cannot {
  return 'cannot' in cell;
}
