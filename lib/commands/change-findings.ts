import { findingsBeyond, judgeChange } from '../policies/engine';
import type { Finding, Policy } from '../policies/policy';
import type { Inventory } from '../render/inventory';
import type { Base } from './base';

/** Both views of a platform. */
export interface Views {
  readonly rendered: Inventory;
  readonly released: Inventory;
}

/** What a change over a base does: to what is rendered, and to what is released; each thing once. */
export function changeFindings(policies: readonly Policy[], base: Base, after: Views): readonly Finding[] {
  const rendered = judgeChange(policies, { before: base.rendered, after: after.rendered });
  if (base.released === undefined) return rendered;
  const released = judgeChange(policies, { before: base.released, after: after.released });
  return [...rendered, ...findingsBeyond(released, rendered)];
}

/**
 * What keeps the render from being released as it is: warnings, since it is no mistake to be a step ahead.
 */
export function unreleasable(policies: readonly Policy[], { rendered, released }: Views): readonly Finding[] {
  return judgeChange(policies, { before: released, after: rendered }).map((finding) => ({
    ...finding,
    level: 'warning',
    expected: `${finding.expected} (what is released now is not ready for this: released as it is, it is refused)`,
  }));
}
