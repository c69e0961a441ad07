import { Option } from 'commander';
import { accessMatrix, readAccess } from '../commands/access/access-matrix';
import { accessQuestion } from '../commands/access/access-question';
import { accessMarkdown, accessText, answerText } from '../commands/access/access-text';
import type { AccessReading } from '../commands/access/application-access';
import { ProblemsError } from '../model/errors';
import { render } from '../render/render';
import type { AddCommand } from './command';
import { EXIT, type ExitCode } from './exit-code';
import { loadApp } from './load-platform';
import { APP_OPTION } from './options';
import type { Terminal } from './terminal';

interface AccessCommandOptions {
  readonly app: string;
  readonly format: 'text' | 'markdown' | 'json';
  readonly can?: true;
}

/** `planes access`: who may do what to which root, and by which rule. */
export const accessCommand: AddCommand = (program, terminal, done) => {
  program
    .command('access')
    .description('show who may do what to which root, with the rule that grants it')
    .argument('[question...]', 'with --can: <subject> <verb> <root or root/application>')
    .option('--can', 'answer one question: exit code 0 for yes, 3 for no')
    .addOption(APP_OPTION)
    .addOption(
      new Option('--format <format>', 'text for people, markdown for pull requests, json for programs')
        .choices(['text', 'markdown', 'json'])
        .default('text'),
    )
    .addHelpText(
      'after',
      `
Read from what is rendered: AppProjects, Argo CD's settings, admission policies, and CODEOWNERS for propose and approve.
A subject is a persona (developer, operator, security, observer, breakglass, nobody), a group or a local account.
Commit the output of --format markdown beside the sources, or compare it with that of the base branch in CI, and a
reviewer sees what a change opens.

Examples:
  planes access
  planes access --format markdown
  planes access --can operator sync chain.testnet
  planes access --can fp-chain-developers delete chain.testnet/hoodi-0-signer`,
    )
    .action(async (question: string[], options: AccessCommandOptions) => {
      const platform = loadApp(terminal.cwd, options.app);
      const built = platform.platform(platform.sources);
      const { inventory, problems } = render(built);
      if (problems.length > 0) throw new ProblemsError(problems);
      const reading = await readAccess(inventory, built.topology);
      done(
        options.can === true
          ? answer(terminal, reading, question, options)
          : show(terminal, reading, question, options),
      );
    });
};

function show(
  terminal: Terminal,
  reading: AccessReading,
  question: readonly string[],
  { format }: AccessCommandOptions,
): ExitCode {
  if (question.length > 0) throw new Error(`a question needs --can, got '${question.join(' ')}' without it`);
  const matrix = accessMatrix(reading);
  const print = { text: accessText, markdown: accessMarkdown, json: asJson }[format];
  terminal.out(print(matrix));
  return EXIT.fine;
}

function answer(
  terminal: Terminal,
  reading: AccessReading,
  question: readonly string[],
  { format }: AccessCommandOptions,
): ExitCode {
  const [subject, verb, what, ...more] = question;
  if (subject === undefined || verb === undefined || what === undefined || more.length > 0) {
    throw new Error(
      `--can must be followed by <subject> <verb> <root or root/application>, got '${question.join(' ')}'`,
    );
  }
  const result = accessQuestion(reading, subject, verb, what);
  terminal.out(format === 'json' ? asJson(result) : answerText(result));
  return result.allowed ? EXIT.fine : EXIT.findings;
}

function asJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
