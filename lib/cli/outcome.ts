import type { Synthesis } from '../commands/synthesize';
import { errorsOf } from '../policies/engine';
import { EXIT, type ExitCode } from './exit-code';

/** The exit code of problems and findings, or undefined where there are none that count. */
export function exitCodeOf(result: Pick<Synthesis, 'problems' | 'findings'>): ExitCode | undefined {
  if (result.problems.length > 0) return EXIT.error;
  if (errorsOf(result.findings).length > 0) return EXIT.findings;
  return undefined;
}
