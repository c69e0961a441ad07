import { oncePer } from '../once-per';
import type { Change, ChangePolicy, FleetPolicy, Remark } from '../policy';
import { moveSteps } from './hand-over-steps';
import { claimsOf, holdersOf, isSamePlace, type Holder } from './identity-holders';

const ERROR = { level: 'error', absolute: true } as const;

/** One change never takes a key from one place and gives it to another. */
export const identityMovesInSteps: ChangePolicy = {
  ...ERROR,
  id: 'identity-moves-in-steps',
  title:
    'A signing identity goes to another workload, cluster or namespace only from a paused holder, with its history',
  scope: 'change',
  doc:
    'keys that moved from one cluster to another in one go slashed 11 validators when the old one restarted ' +
    '(https://blog.lido.fi/loe-rocklogic-gmbh-slashing-incident), and 40 during maintenance (https://ssv.network/?p=19793)',
  check: (change) =>
    holdersOf(change.after)
      .filter(({ state }) => state !== 'handed-over')
      .flatMap((to) => {
        // That what was retired never comes back has a policy of its own.
        const from = earlierHolders(to, change).filter(({ state }) => state !== 'retired');
        return from.length === 0 ? [] : moveRemarks(from, to, change);
      }),
};

/** What was retired signs nowhere again. */
export const retiredIdentity: ChangePolicy = {
  ...ERROR,
  id: 'retired-identity',
  title: 'A retired signing identity is never used again',
  scope: 'change',
  doc:
    'its history was given up with it, so nothing knows any more what it signed: an old key on an empty history is how 75 ' +
    'validators were slashed (https://blog.staked.us/blog/eth2-post-mortem)',
  check: ({ before, after }) => {
    const retired = byClaim(holdersOf(before).filter(({ state }) => state === 'retired'));
    return holdersOf(after)
      .filter(({ state }) => state !== 'retired')
      .flatMap((holder) => {
        const [earlier] = [...claimsOf(holder)].flatMap((claim) => retired.get(claim) ?? []);
        if (earlier === undefined) return [];
        const found = `identity ${holder.id} of ${holder.workload}, which ${earlier.workload} had retired as ${earlier.id}`;
        return [{ at: holder.declarations[0].at, found, expected: 'new keys, under an id of their own' }];
      });
  },
};

/** An identity is not forgotten while it may sign. */
export const identityRetiredFirst: ChangePolicy = {
  ...ERROR,
  id: 'identity-retired-first',
  title: 'A signing identity leaves only after it was retired',
  scope: 'change',
  doc:
    'nothing prunes a signer, so one that leaves Git signs on, and its keys look free for the next workload ' +
    '(https://blog.lido.fi/loe-rocklogic-gmbh-slashing-incident)',
  check: ({ before, after }) => {
    const later = byClaim(holdersOf(after));
    return holdersOf(before)
      .filter((holder) => holder.mayRun && holder.state !== 'retired')
      .filter((holder) => ![...claimsOf(holder)].some((claim) => later.has(claim)))
      .map((holder) => ({
        at: holder.declarations[0].at,
        found: `identity ${holder.id} of ${holder.workload} is declared nowhere any more, and was ${holder.state}`,
        expected: `the state retired, released and synced, before ${holder.workload} gives it up`,
      }));
  },
};

/** Given up is more than a word. */
export const givenUpIdentityStopped: FleetPolicy = {
  ...ERROR,
  id: 'given-up-identity-stopped',
  title: 'Nothing signs with an identity that was retired or handed over',
  scope: 'fleet',
  doc:
    'an identity that was given up and signs on is left out by everybody who looks for its holder, and the next one signs ' +
    'beside it (https://blog.lido.fi/loe-rocklogic-gmbh-slashing-incident)',
  check: (fleet) =>
    holdersOf(fleet)
      .filter(({ state }) => state === 'active')
      .flatMap(({ id, declarations }) =>
        declarations.flatMap(({ at, state }): readonly Remark[] =>
          state === undefined
            ? []
            : [{ at, found: `identity ${id}, ${state}, with a signer that runs`, expected: 'replicas 0' }],
        ),
      ),
};

/** Holders from which this one takes a claim that it did not have, or had handed over. */
function earlierHolders(to: Holder, { before }: Change): readonly Holder[] {
  const earlier = holdersByClaim(before);
  const from = new Set<Holder>();
  for (const claim of claimsOf(to)) {
    const holders = earlier.get(claim) ?? [];
    const own = holders.find((holder) => isSamePlace(holder, to));
    if (own !== undefined && own.state !== 'handed-over') continue;
    for (const holder of holders) if (holder !== own) from.add(holder);
  }
  return [...from];
}

function moveRemarks(from: readonly Holder[], to: Holder, change: Change): readonly Remark[] {
  // Whoever handed it over to one of the others has an old history.
  const latest = from.filter(({ workload }) => !from.some(({ importedFrom }) => importedFrom === workload));
  const remark = (holder: Holder, how: string): Remark => ({
    at: to.declarations[0].at,
    found: `identity ${to.id} moves from ${placeText(holder)} to ${placeText(to)} ${how}`,
    expected: moveSteps(holder.workload, to.workload),
  });
  const signing = from.filter(({ state }) => state === 'active');
  if (signing.length > 0) return signing.map((holder) => remark(holder, 'while it signs there'));
  if (importsHistory(to, change) && latest.some(({ workload }) => workload === to.importedFrom)) return [];
  const other = importsHistory(to, change) ? `with the history of ${to.importedFrom ?? 'nobody'}` : undefined;
  return (latest.length > 0 ? latest : from).map((holder) => remark(holder, other ?? 'without its slashing history'));
}

/** Whether a holder declares a history that was imported for this very change: an old digest is an old history. */
export function importsHistory({ imported }: Holder, { before }: Change): boolean {
  if (imported === undefined || !/^sha256:[0-9a-f]{64}$/.test(imported)) return false;
  return !holdersOf(before).some((holder) => holder.imported === imported);
}

function placeText({ workload, namespaces }: Holder): string {
  return `${workload} (${[...namespaces].sort().join(', ')})`;
}

function byClaim(holders: readonly Holder[]): ReadonlyMap<string, readonly Holder[]> {
  const claims = new Map<string, Holder[]>();
  for (const holder of holders) {
    for (const claim of claimsOf(holder)) {
      const known = claims.get(claim);
      if (known === undefined) claims.set(claim, [holder]);
      else known.push(holder);
    }
  }
  return claims;
}

const holdersByClaim = oncePer((inventory: Change['before']) => byClaim(holdersOf(inventory)));
