import type { Platform } from '../constructs/platform';
import type { CalendarDate } from '../model/calendar-date';
import { judge, errorsOf, findingsBeyond } from '../policies/engine';
import type { Finding, Policy } from '../policies/policy';
import { waived, waiverFindings, type WaiverRun } from '../policies/waivers';
import type { Disk } from '../render/disk';
import type { Inventory } from '../render/inventory';
import { releasedInventory, type ReleasedContent } from '../render/released';
import { render, type Rendering } from '../render/render';
import { compareTree, writeTree, type RootReport } from '../render/tree-writer';
import type { Base } from './base';
import { changeFindings, unreleasable } from './change-findings';
import { flagFindings } from './flag-findings';
import { releaseFindings } from './release-findings';

/** Everything that synthesis touches outside this process; tests pass fakes. */
export interface SynthesisWorld {
  /** The output folder, `dist` by convention. */
  readonly out: string;

  /** Where a tree with findings is left for a look; git-ignored. */
  readonly rejected: string;
  readonly disk: Disk;

  /** Content of releases that are not this render's. */
  readonly content: ReleasedContent;

  /** The day on which waivers expire or not, `YYYY-MM-DD` in UTC. */
  readonly today: CalendarDate;

  /**
   * The text of a root's index.json at HEAD, used where the one on disk cannot be read.
   *
   * @default none: without it nothing is removed below an unreadable index
   */
  readonly committedIndex?: (dir: string) => string | undefined;
}

/** Options of {@link synthesize}. */
export interface SynthesizeOptions {
  readonly policies: readonly Policy[];
  readonly world: SynthesisWorld;
}

/** Options of {@link check}. */
export interface CheckOptions extends SynthesizeOptions {
  /**
   * What this is a change of.
   *
   * @default none: only what is released is compared, with warnings
   */
  readonly base?: Base;
}

/** What a platform gives under the policies. */
export interface Assessment {
  /** What keeps it from being rendered at all, each as one line. */
  readonly problems: readonly string[];

  /** What the policies say of the rendered and of the released inventory; each thing once. */
  readonly findings: readonly Finding[];
  readonly rendering: Rendering;

  /** What clusters run once this is published; empty where there are problems. */
  readonly released: Inventory;
}

/** What synthesis did. */
export interface Synthesis extends Assessment {
  /** Whether the output folder now holds this render. */
  readonly written: boolean;

  /** Per root, what was written, kept and removed, and which foreign files stand there. */
  readonly roots: readonly RootReport[];
}

/** Renders a platform and judges it, on paper only. */
export function assess(platform: Platform, policies: readonly Policy[], content: ReleasedContent): Assessment {
  const rendering = render(platform);
  const rendered = judge(policies, rendering.inventory);
  // Of a tree that is not whole, what is released cannot be told from what is missing.
  if (rendering.problems.length > 0) {
    const none: Inventory = { view: 'released', objects: [], files: [] };
    return { problems: rendering.problems, findings: rendered, rendering, released: none };
  }
  const released = releasedInventory(platform.applications, rendering, content);
  const running = judge(policies, released.inventory);
  const releases = releaseFindings(platform, released.unproven);
  return {
    problems: [],
    findings: [...rendered, ...flagFindings(platform), ...releases, ...findingsBeyond(running, rendered)],
    rendering,
    released: released.inventory,
  };
}

/**
 * The only synthesis: renders, judges, and writes what passes.
 *
 * A problem or an error on the rendered inventory leaves the output folder as it was and puts the tree into
 * `world.rejected`. One that only the released inventory has does not stop writing, because new content is how it is
 * repaired.
 */
export function synthesize(platform: Platform, { policies, world }: SynthesizeOptions): Synthesis {
  const assessed = assess(platform, policies, world.content);
  const run: WaiverRun = { waivers: platform.waivers, policies, today: world.today, expired: 'warn' };
  const assessment = { ...assessed, findings: withWaivers(assessed.findings, run, false) };
  if (blocks(assessment)) {
    if (assessment.problems.length === 0) writeTree(world.rejected, assessment.rendering.roots, world.disk);
    return { ...assessment, written: false, roots: [] };
  }
  const options = { committedIndex: world.committedIndex };
  return { ...assessment, written: true, roots: writeTree(world.out, assessment.rendering.roots, world.disk, options) };
}

/**
 * What {@link synthesize} would do, writing nothing; and what the change does that leads here from the base, and from
 * what is released.
 */
export function check(platform: Platform, { policies, world, base }: CheckOptions): Synthesis {
  const assessment = assess(platform, policies, world.content);
  if (assessment.problems.length > 0) return { ...assessment, written: false, roots: [] };
  const options = { committedIndex: world.committedIndex };
  const views = { rendered: assessment.rendering.inventory, released: assessment.released };
  const changes = base === undefined ? [] : changeFindings(policies, base, views);
  const notes = findingsBeyond(unreleasable(policies, views), changes);
  const run: WaiverRun = { waivers: platform.waivers, policies, today: world.today, expired: 'fail' };
  return {
    ...assessment,
    findings: withWaivers([...assessment.findings, ...changes, ...notes], run, base !== undefined),
    written: false,
    roots: compareTree(world.out, assessment.rendering.roots, world.disk, options),
  };
}

function withWaivers(findings: readonly Finding[], run: WaiverRun, changes: boolean): readonly Finding[] {
  return [...waived(findings, run), ...waiverFindings(findings, run, changes)];
}

function blocks({ problems, findings }: Assessment): boolean {
  return problems.length > 0 || errorsOf(findings).some((finding) => finding.view === 'rendered');
}
