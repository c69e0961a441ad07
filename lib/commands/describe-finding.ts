import type { Finding } from '../policies/policy';

/** How the two words that carry a finding are set off; the identity where there is no colour. */
export interface Emphasis {
  readonly level: (level: Finding['level'] | 'waived') => string;
  readonly policy: (id: string) => string;
}

const PLAIN: Emphasis = { level: (level) => level, policy: (id) => id };

/** A finding with all that a person needs to mend it: where, what was found, what must be there, why. */
export function describeFinding(finding: Finding, emphasis: Emphasis = PLAIN): string {
  const about = finding.object === undefined ? '' : ` ${finding.object}`;
  const view = finding.view === 'released' ? ' (released)' : '';
  const { waived } = finding;
  return [
    `${emphasis.level(waived === undefined ? finding.level : 'waived')} ${emphasis.policy(finding.policy)}${view} ${finding.file}${about}`,
    ...(finding.constructPath === undefined ? [] : [`  made by:  ${finding.constructPath}`]),
    `  found:    ${finding.found}`,
    `  expected: ${finding.expected}`,
    `  why:      ${finding.why}`,
    ...(waived === undefined
      ? []
      : [`  waived:   until ${waived.expires} by ${waived.owner} (${waived.where}): ${waived.reason}`]),
  ].join('\n');
}
