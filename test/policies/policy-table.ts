import type { Policy } from '../../lib/policies/policy';

/** The table of policies as the README of `lib/policies` holds it. */
export function policyTable(policies: readonly Policy[]): string {
  const rows = policies.map((policy) => [
    `\`${policy.id}\``,
    policy.title.replace(/\|/g, '\\|').replace(/\*/g, '\\*'),
    policy.scope,
    policy.level,
    policy.absolute === true ? 'no' : 'yes',
  ]);
  const head = ['policy', 'what must hold', 'scope', 'level', 'waiver'];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
