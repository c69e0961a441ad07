import { nodeDisk, RULEBOOK, type Disk, type Finding } from '../../../lib';
import { release } from '../../../lib/commands/release';
import { CLEAN, fleet, type FleetChange } from './fleet';
import { WORLD } from './judged';

/** A commit that nothing is released at yet. */
const NEXT = 'fedcba9876543210fedcba9876543210fedcba98';

/** A release that gets through is written nowhere. */
const PAPER: Disk = {
  ...nodeDisk,
  kindOf: () => undefined,
  makeFolder: () => undefined,
  create: () => undefined,
  rename: () => undefined,
};

/** What is released, and how. */
export interface Asked {
  readonly root?: string;

  /** @default all of the root */
  readonly applications?: readonly string[];
  readonly revision?: string;
}

/** What `planes release` says of a fleet, over the clean one that is released. @throws with its problems */
export function releaseOf(change: FleetChange, asked: Asked = {}): readonly Finding[] {
  const { problems, findings } = release({
    root: asked.root ?? 'chain.testnet',
    applications: asked.applications ?? [],
    revision: asked.revision ?? NEXT,
    sources: { versions: new Map(), releases: CLEAN.releases, waivers: [] },
    platform: ({ releases }) => fleet({ ...change, releases }),
    policies: RULEBOOK,
    world: { ...WORLD, disk: PAPER },
    folder: '/nonexistent/releases',
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return findings;
}
