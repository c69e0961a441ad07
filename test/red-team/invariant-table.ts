import { MEANS, triedMeans } from './attempts/matrix';
import type { Hold, Invariant } from './invariants';

const LEVELS = {
  T: 'types',
  S: 'policy',
  A: 'admission',
  R: 'alert',
} as const;

/** The table of the documentation: invariant, what holds it at which level, the tests, and how many means were tried. */
export function invariantTable(invariants: readonly Invariant[]): string {
  const rows = invariants.map(
    ({ id, says, holds }) =>
      `| ${id} | ${says} | ${holds.map(heldBy).join('; ')} | ${[...new Set(holds.map(shownBy))].filter((shown) => shown !== '').join('; ')} | ${triedMeans(id)} |`,
  );
  const tried = `tried by, of ${Object.keys(MEANS).length} means`;
  return [`| invariant | says | held by | shown by | ${tried} |`, '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function heldBy({ level, by }: Hold): string {
  return `${LEVELS[level]} \`${by}\``;
}

function shownBy(hold: Hold): string {
  if ('operators' in hold) return hold.operators.map((operator) => `tampering: ${operator}`).join(', ');
  return 'test' in hold ? hold.test.slice(0, hold.test.indexOf(': ')).replace(/^test\//, '') : '';
}
