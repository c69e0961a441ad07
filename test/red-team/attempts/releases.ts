import { isFound, throwsNaming, type Column } from './attempt';
import { DANGERS } from './dangers';
import { PROPS } from './fleet';
import { releaseOf } from './released';
import { eachDanger, rootOf } from './tampered';

/*
 * Sources that have the danger already, and a release of it over the clean fleet: all of a root, some of it in an order
 * of their own, or at a revision that is none.
 */

const SWAPPED = { 'osmo-0': { identity: PROPS['osmo-1'].identity }, 'osmo-1': { identity: PROPS['osmo-0'].identity } };

export const releases: Column = {
  ...eachDanger((danger) =>
    isFound(danger.says, () => releaseOf({ tampering: danger.tampering }, { root: rootOf(danger) })),
  ),
  'I-04': [
    isFound(DANGERS['I-04'].says, () => releaseOf({ tampering: DANGERS['I-04'].tampering })),
    isFound('the new holder before the old one', () => releaseOf(SWAPPED, { applications: ['osmo-0-validator'] })),
  ],
  'I-06': [
    isFound(DANGERS['I-06'].says, () => releaseOf({ tampering: DANGERS['I-06'].tampering })),
    throwsNaming("'--to' must be the full id of a commit (40 hex digits", 'a branch, which a sync would follow', () =>
      releaseOf({}, { revision: 'main' }),
    ),
  ],
  'I-29': [
    isFound(DANGERS['I-29'].says, () => releaseOf({ tampering: DANGERS['I-29'].tampering })),
    isFound('two keys that change their places', () => releaseOf(SWAPPED)),
  ],
};
