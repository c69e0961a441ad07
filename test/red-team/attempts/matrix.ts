import { errorsOf } from '../../../lib';
import { messageOf } from '../../../lib/model/errors';
import { INVARIANTS, type InvariantId } from '../invariants';
import { isCannot, type Attempt, type Column } from './attempt';
import { bases } from './bases';
import { overlays } from './overlays';
import { patches } from './patches';
import { props } from './props';
import { releases } from './releases';
import { trees } from './trees';
import { waivers } from './waivers';

/** Everything that somebody can try it with. */
export const MEANS = { props, overlays, patches, waivers, trees, bases, releases } as const satisfies Readonly<
  Record<string, Column>
>;

export type Means = keyof typeof MEANS;

/** One attempt, and where in the matrix it stands. */
export interface Placed {
  readonly means: Means;
  readonly id: InvariantId;
  readonly attempt: Attempt;
}

/** Every attempt, by means and then by invariant. */
export const ATTEMPTS: readonly Placed[] = (Object.keys(MEANS) as Means[]).flatMap((means) =>
  INVARIANTS.flatMap(({ id }) => {
    const cell = MEANS[means][id];
    return isCannot(cell) ? [] : cell.map((attempt) => ({ means, id, attempt }));
  }),
);

/** How many means were tried against an invariant. */
export function triedMeans(id: InvariantId): number {
  return Object.values(MEANS).filter((column) => !isCannot(column[id])).length;
}

/** Cells that no attempt can be in, each with its reason. */
export function outOfReach(): readonly string[] {
  return Object.entries(MEANS).flatMap(([means, column]) =>
    INVARIANTS.flatMap(({ id }) => {
      const cell: Column[InvariantId] = column[id];
      return isCannot(cell) ? [`${id} by ${means}: ${cell.cannot}`] : [];
    }),
  );
}

/** How an attempt got through; undefined where it is refused as it should be. */
export function breach({ means, id, attempt: { tries, names, run } }: Placed): string | undefined {
  const at = `${id} by ${means}, ${tries}:`;
  const holds = new Set(
    INVARIANTS.find((invariant) => invariant.id === id)?.holds.flatMap(({ level, by }) => (level === 'S' ? [by] : [])),
  );
  try {
    const found = errorsOf(run()).map(({ policy }) => policy);
    if (names !== undefined) return `${at} no error that says "${names}"`;
    if (found.some((policy) => holds.has(policy))) return undefined;
    return `${at} ${found.length === 0 ? 'nothing found' : `found by ${[...new Set(found)].join(', ')} only`}`;
  } catch (thrown) {
    if (names !== undefined && messageOf(thrown).includes(names)) return undefined;
    return `${at} ${messageOf(thrown)}`;
  }
}
