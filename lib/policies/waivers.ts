import { grouped } from '../model/grouped';
import type { CalendarDate } from '../model/calendar-date';
import { nearestName } from '../model/nearest-name';
import type { Waiver } from '../model/waiver';
import type { Finding, Level, Policy } from './policy';

/** What findings are held against. */
export interface WaiverRun {
  readonly waivers: readonly Waiver[];

  /** The policies that made the findings. */
  readonly policies: readonly Policy[];

  /** The day on which an expiry counts. */
  readonly today: CalendarDate;

  /**
   * What an expired waiver does. `fail`: it counts no more. `warn`: it still counts, so that a rollback and a render are
   * never held up by a day that has passed.
   */
  readonly expired: 'fail' | 'warn';
}

/** The findings, those with a waiver marked as waived. Policies without waivers, and the warnings about waivers, keep theirs. */
export function waived(findings: readonly Finding[], run: WaiverRun): readonly Finding[] {
  const usable = usableByPolicy(run);
  return findings.map((finding) => {
    const waiver = usable.get(finding.policy)?.find((candidate) => covers(candidate, finding));
    if (waiver === undefined) return finding;
    const { reason, owner, expires, where } = waiver;
    return { ...finding, waived: { reason, owner, expires, where } };
  });
}

/**
 * What is wrong with the waivers themselves: of what cannot be waived, expired, or of nothing.
 *
 * @param findings of all policies that were run
 * @param changes whether change policies were among them; a waiver of one is of nothing in any other run
 */
export function waiverFindings(findings: readonly Finding[], run: WaiverRun, changes: boolean): readonly Finding[] {
  const policies = new Map(run.policies.map((policy) => [policy.id, policy]));
  return run.waivers.flatMap((waiver): readonly Finding[] => {
    const policy = policies.get(waiver.policy);
    if (policy === undefined) {
      const nearest = nearestName(waiver.policy, [...policies.keys()]);
      const hint = nearest === undefined ? '' : ` (nearest: ${nearest})`;
      return [finding(waiver, 'stale', 'warning', `policy ${waiver.policy}, which does not exist${hint}`)];
    }
    if (policy.absolute === true) {
      return [finding(waiver, 'refused', 'error', `a waiver of ${policy.id}, which takes none`)];
    }
    if (isExpired(waiver, run)) {
      const level = run.expired === 'fail' ? 'error' : 'warning';
      return [finding(waiver, 'expired', level, `a waiver of ${policy.id} that ended on ${waiver.expires}`)];
    }
    if ((policy.scope === 'change' && !changes) || findings.some((other) => isAbout(waiver, other))) return [];
    return [finding(waiver, 'stale', 'warning', `a waiver of ${policy.id} for which there is no finding`)];
  });
}

const EXPECTED = {
  stale: 'no waiver where there is nothing to waive: remove it',
  refused: 'what the policy asks for: it protects keys, or what everybody else relies on',
  expired: 'what the policy asks for, or a new day that its owners agree to',
} as const;

function finding(waiver: Waiver, kind: keyof typeof EXPECTED, level: Level, found: string): Finding {
  return {
    policy: `waiver-${kind}`,
    level,
    view: 'rendered',
    file: waiver.where,
    found,
    expected: EXPECTED[kind],
    why: `a waiver is a risk that ${waiver.owner} took for a while and for one thing: ${waiver.reason}`,
  };
}

function usableByPolicy(run: WaiverRun): ReadonlyMap<string, readonly Waiver[]> {
  const absolute = new Set(run.policies.filter((policy) => policy.absolute === true).map(({ id }) => id));
  const known = new Set(run.policies.map(({ id }) => id));
  const counts = (waiver: Waiver): boolean =>
    known.has(waiver.policy) && !absolute.has(waiver.policy) && !(run.expired === 'fail' && isExpired(waiver, run));
  return grouped(run.waivers.filter(counts), ({ policy }) => policy);
}

function isExpired({ expires }: Waiver, { today }: WaiverRun): boolean {
  return expires < today;
}

function isAbout(waiver: Waiver, other: Finding): boolean {
  return waiver.policy === other.policy && covers(waiver, other);
}

function covers({ file, construct, object }: Waiver, other: Finding): boolean {
  if (file === undefined && construct === undefined) return false;
  return (
    (file === undefined || file === other.file) &&
    (construct === undefined || construct === other.constructPath) &&
    (object === undefined || object === other.object)
  );
}
