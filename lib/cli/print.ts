import { describeFinding, type Emphasis } from '../commands/describe-finding';
import type { Synthesis } from '../commands/synthesize';
import { errorsOf } from '../policies/engine';
import type { Finding } from '../policies/policy';
import type { RootReport } from '../render/tree-writer';
import type { Format } from './options';
import { paint, type Terminal } from './terminal';

/** Prints what a synthesis did, or a check would do. */
export function printSynthesis(terminal: Terminal, format: Format, result: Synthesis): void {
  if (format === 'json') {
    const { problems, findings, written, roots } = result;
    terminal.out(JSON.stringify({ problems, findings, written, roots }, undefined, 2));
    return;
  }
  for (const problem of result.problems) terminal.err(`error: ${problem}`);
  printFindings(terminal, result.findings);
  for (const root of result.roots) terminal.out(rootLine(terminal, root));
  for (const root of result.roots) {
    for (const file of root.foreign) terminal.err(`warning: ${root.dir}/${file} is not ours and was kept`);
  }
  if (result.written) return;
  if (result.problems.length > 0) terminal.err('nothing was written: the sources have problems');
  else if (errorsOf(result.findings).some((finding) => finding.view === 'rendered')) {
    terminal.err('nothing was written: what is rendered has findings');
  }
}

const LEVEL_COLOUR = { error: 'red', warning: 'yellow', waived: 'dim' } as const;

/** Prints findings for people. */
export function printFindings(terminal: Terminal, findings: readonly Finding[]): void {
  const emphasis: Emphasis = {
    level: (level) => paint(terminal, LEVEL_COLOUR[level], level),
    policy: (id) => paint(terminal, 'bold', id),
  };
  for (const finding of findings) terminal.err(describeFinding(finding, emphasis));
}

function rootLine(terminal: Terminal, root: RootReport): string {
  const changed = root.written.length + root.removed.length > 0;
  const counts = `${root.written.length} written, ${root.kept} kept, ${root.removed.length} removed`;
  return `${paint(terminal, changed ? 'green' : 'dim', root.dir.padEnd(24))} ${counts}`;
}
