import { RULEBOOK, type Finding } from '../../../lib';
import { parseWaivers } from '../../../lib/model/waiver-file';
import { waived, waiverFindings } from '../../../lib/policies/waivers';
import { TODAY } from '../../fixtures/world';
import { INVARIANTS, type InvariantId } from '../invariants';
import { isFound, throwsNaming, type Attempt, type Column } from './attempt';
import { changedTo } from './bases';
import { DANGERS, type Danger } from './dangers';
import { judgedApproval } from './judged';
import { oncePerDanger } from './tampered';

/* Findings of a danger, and waivers for every policy that holds its invariant, as `planes check` weighs them. */

const ABSOLUTE = new Set(RULEBOOK.filter(({ absolute }) => absolute === true).map(({ id }) => id));

/** A waiver as somebody writes it, right but for what is given. */
interface Written {
  readonly expires?: string;
  readonly reason?: string;
  readonly owner?: string;

  /** @default the file of the finding */
  readonly file?: string;
}

const findingsOf = oncePerDanger((danger) => (danger === DANGERS['I-40'] ? judgedApproval(danger) : changedTo(danger)));

/** Errors of the policies that hold an invariant. */
function holdingErrors(danger: Danger, id: InvariantId): readonly Finding[] {
  const holds = new Set(INVARIANTS.find((invariant) => invariant.id === id)?.holds.map(({ by }) => by));
  return findingsOf(danger).filter(({ level, policy }) => level === 'error' && holds.has(policy));
}

/** Whether waivers that are right in every way leave nothing that holds. */
export function isWaivable(id: InvariantId): boolean {
  return !holdingErrors(DANGERS[id], id).some(({ policy }) => ABSOLUTE.has(policy));
}

/** The findings once each error that holds has a waiver. @throws with the problems of the file of waivers */
function weighed(danger: Danger, id: InvariantId, written: Written = {}): readonly Finding[] {
  const errors = holdingErrors(danger, id);
  const waivers = errors.map(({ policy, file, object }) => ({
    policy,
    file,
    ...(object === undefined ? {} : { object }),
    reason: 'it is urgent, and somebody said that it would be fine',
    owner: 'fp-security',
    expires: '2030-01-01',
    ...written,
  }));
  const distinct = [...new Map(waivers.map((waiver) => [JSON.stringify(waiver), waiver])).values()];
  const parsed = parseWaivers('apps/waivers.json', JSON.stringify({ schema: 1, waivers: distinct }));
  if (parsed.problems.length > 0) throw new Error(parsed.problems.join('\n'));
  const run = { waivers: parsed.waivers, policies: RULEBOOK, today: TODAY, expired: 'fail' } as const;
  return [...waived(findingsOf(danger), run), ...waiverFindings(findingsOf(danger), run, true)];
}

/** Of an absolute policy, one that is right in every way. */
const right = (id: InvariantId): Attempt => isFound(`a waiver of ${DANGERS[id].says}`, () => weighed(DANGERS[id], id));

/** Of any other, one that is wrong. */
const wrong = (id: InvariantId): readonly [Attempt, ...Attempt[]] => [
  isFound('a waiver that has expired', () => weighed(DANGERS[id], id, { expires: '2026-06-14' })),
  isFound('a waiver for another file', () => weighed(DANGERS[id], id, { file: 'chain/testnet/other/x.yaml' })),
  throwsNaming(".reason' must be", 'a waiver without a reason', () => weighed(DANGERS[id], id, { reason: 'urgent' })),
  throwsNaming(".owner' must be", 'a waiver of nobody', () => weighed(DANGERS[id], id, { owner: '' })),
  throwsNaming(".file' must be", 'a waiver of everything', () => weighed(DANGERS[id], id, { file: '*' })),
];

/**
 * Invariants that security may accept the breach of, for a while, with a reason and an owner: what holds them in Git
 * takes waivers.
 */
export const WAIVABLE: readonly InvariantId[] = ['I-12', 'I-19', 'I-33', 'I-36', 'I-40', 'I-42', 'I-44'];

const ids = Object.keys(DANGERS) as InvariantId[];

export const waivers: Column = Object.fromEntries(
  ids.map((id) => [id, WAIVABLE.includes(id) ? wrong(id) : [right(id)]]),
) as unknown as Column;
