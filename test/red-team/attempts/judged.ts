import { check, nodeDisk, RULEBOOK, type Base, type Finding, type SynthesisWorld } from '../../../lib';
import { releasedInventory } from '../../../lib/render/released';
import { TODAY } from '../../fixtures/world';
import { CLEAN, fleet, releasesOf, type FleetChange } from './fleet';

/** Nothing is written: the output folder is one that does not exist. */
export const WORLD: SynthesisWorld = {
  out: '/nonexistent/dist',
  rejected: '/nonexistent/rejected',
  disk: nodeDisk,
  content: CLEAN.history,
  today: TODAY,
};

/** What `planes check` finds in a fleet. @throws ProblemsError and others, as its constructs do */
export function judged(change: FleetChange, base?: Base): readonly Finding[] {
  const { findings, problems } = check(fleet(change), { policies: RULEBOOK, world: WORLD, base });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return findings;
}

/** What `planes check --base` finds in a change of the clean fleet. */
export function judgedChange(change: FleetChange): readonly Finding[] {
  return judged({ releases: CLEAN.releases, ...change }, CLEAN_BASE);
}

/** The same of a change that releases all of itself. */
export function judgedApproval(change: FleetChange): readonly Finding[] {
  return judged({ ...change, releases: releasesOf(fleet(change)) }, CLEAN_BASE);
}

/** The clean fleet, as a base. */
const CLEAN_BASE: Base = {
  rendered: CLEAN.rendering.inventory,
  released: releasedInventory(fleet({ releases: CLEAN.releases }).applications, CLEAN.rendering, CLEAN.history)
    .inventory,
};
