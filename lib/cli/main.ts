import { Command, CommanderError } from 'commander';
import { messageOf, ProblemsError } from '../model/errors';
import { accessCommand } from './access-command';
import { checkCommand } from './check-command';
import type { AddCommand } from './command';
import { EXIT, type ExitCode } from './exit-code';
import { explainCommand } from './explain-command';
import { releaseCommand } from './release-command';
import { synthCommand } from './synth-command';
import type { Terminal } from './terminal';

const COMMANDS: readonly AddCommand[] = [synthCommand, checkCommand, releaseCommand, accessCommand, explainCommand];

const EXIT_CODES = `
Exit codes: 0 fine, 1 error, 2 differences, 3 policy findings or access denied.`;

/** Runs `planes` and returns its exit code; only `bin` ends the process. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.fine;
  const program = new Command('planes')
    .description('GitOps roots for five planes: render, judge and release them')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    })
    .addHelpText('after', EXIT_CODES);
  for (const add of COMMANDS) {
    add(program, terminal, (result) => {
      code = result;
    });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (thrown) {
    return failed(thrown, terminal);
  }
  return code;
}

function failed(thrown: unknown, terminal: Terminal): ExitCode {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? EXIT.fine : EXIT.error;
  const problems = thrown instanceof ProblemsError ? thrown.problems : [messageOf(thrown)];
  for (const problem of problems) terminal.err(`error: ${problem}`);
  return EXIT.error;
}
