import { Option } from 'commander';
import { readAccessBase } from '../commands/access/access-base';
import { accessDifference, differenceMarkdown, differenceText } from '../commands/access/access-difference';
import { accessMatrix, readAccess, readAccessOfTree, VERBS, type Verb } from '../commands/access/access-matrix';
import { accessQuestion } from '../commands/access/access-question';
import { accessMarkdown, accessText, answerText } from '../commands/access/access-text';
import type { AccessReading } from '../commands/access/application-access';
import { codeOwnerRules } from '../commands/code-owners';
import { ProblemsError } from '../model/errors';
import type { Topology } from '../model/topology';
import type { Inventory } from '../render/inventory';
import { render } from '../render/render';
import type { AddCommand } from './command';
import { EXIT, type ExitCode } from './exit-code';
import { loadApp } from './load-platform';
import { APP_OPTION, OUT_OPTION } from './options';
import type { Terminal } from './terminal';

interface AccessCommandOptions {
  readonly app: string;
  readonly out: string;
  readonly format: 'text' | 'markdown' | 'json';
  readonly can?: true;
  readonly base?: string;
}

/** `planes access`: who may do what to which root, and by which rule. */
export const accessCommand: AddCommand = (program, terminal, done) => {
  program
    .command('access')
    .description('show who may do what to which root, with the rule that grants it')
    .argument('[question...]', 'with --can: <subject> <verb> <root or root/application>')
    .option('--can', 'answer one question: exit code 0 for yes, 3 for no')
    .addOption(
      new Option('--base <revision or folder>', 'print only what differs: exit code 2 if anything does').conflicts(
        'can',
      ),
    )
    .addOption(APP_OPTION)
    .addOption(OUT_OPTION)
    .addOption(
      new Option('--format <format>', 'text for people, markdown for pull requests, json for programs')
        .choices(['text', 'markdown', 'json'])
        .default('text'),
    )
    .addHelpText('after', HELP)
    .action(async (question: string[], options: AccessCommandOptions) => {
      const platform = loadApp(terminal.cwd, options.app);
      const { topology, ...built } = rendered(platform.platform(platform.sources));
      if (options.base !== undefined) {
        refuseQuestion(question);
        done(await compare(terminal, built.inventory, topology, options.base, options));
        return;
      }
      const reading = await readAccess(built.inventory, topology);
      if (options.can === true) done(answer(terminal, reading, question, options));
      else done(show(terminal, reading, question, options));
    });
};

const HELP = `
Read from what is rendered: AppProjects with their sync windows, Argo CD's settings, Roles and their bindings, admission
policies, and CODEOWNERS for propose and approve. A right counts through Argo CD or through Kubernetes; one that an
admission policy refuses is shown as refused.

A subject is a persona (developer, operator, security, observer, breakglass, nobody), a group, a local account of
Argo CD, a Kubernetes user, or system:serviceaccount:<namespace>:<name>.

Verbs:
${Object.entries(VERBS)
  .map(([verb, meaning]) => `  ${verb.padEnd(10)} ${meaning}`)
  .join('\n')}

--base reads the output folder and CODEOWNERS of a git revision, or an output folder elsewhere. A folder of that name
wins over a revision.

Examples:
  planes access
  planes access --format markdown
  planes access --can operator sync chain.testnet
  planes access --can fp-chain-developers delete chain.testnet/hoodi-0-signer
  planes access --can system:serviceaccount:hoodi-0-signer:guard stop chain.testnet/hoodi-0-signer
  planes access --base origin/main
  planes access --base origin/main --format markdown`;

interface Rendered {
  readonly inventory: Inventory;
  readonly topology: Topology;
}

function rendered(platform: Parameters<typeof render>[0]): Rendered {
  const { inventory, problems } = render(platform);
  if (problems.length > 0) throw new ProblemsError(problems);
  return { inventory, topology: platform.topology };
}

function show(
  terminal: Terminal,
  reading: AccessReading,
  question: readonly string[],
  { format }: AccessCommandOptions,
): ExitCode {
  refuseQuestion(question);
  warn(terminal, reading);
  terminal.out({ text: accessText, markdown: accessMarkdown, json: asJson }[format](accessMatrix(reading)));
  return EXIT.fine;
}

/** Both sides name their people by their objects, so that one group is one persona on both. */
async function compare(
  terminal: Terminal,
  inventory: Inventory,
  topology: Topology,
  base: string,
  { format, out }: AccessCommandOptions,
): Promise<ExitCode> {
  const was = await readAccessBase(terminal.cwd, base, out);
  const is = await readAccessOfTree(inventory, codeOwnerRules(topology));
  warn(terminal, is);
  const unknown: readonly Verb[] = was.parties.owners === undefined ? ['propose', 'approve'] : [];
  if (unknown.length > 0) terminal.err(`warning: ${base} has no CODEOWNERS: propose and approve are not compared`);
  const verbs = (Object.keys(VERBS) as Verb[]).filter((verb) => !unknown.includes(verb));
  const rows = accessDifference(accessMatrix(was), accessMatrix(is), verbs);
  terminal.out({ text: differenceText, markdown: differenceMarkdown, json: asJson }[format](rows));
  return rows.length === 0 ? EXIT.fine : EXIT.differences;
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
  warn(terminal, reading);
  const result = accessQuestion(reading, subject, verb, what);
  terminal.out(format === 'json' ? asJson(result) : answerText(result));
  return result.allowed ? EXIT.fine : EXIT.findings;
}

/** What a role grants that stands nowhere cannot be shown, and whoever trusts the matrix must know. */
function warn(terminal: Terminal, { kubernetes }: AccessReading): void {
  for (const { unknown } of kubernetes.values()) for (const line of unknown) terminal.err(`warning: ${line}`);
}

function refuseQuestion(question: readonly string[]): void {
  if (question.length > 0) throw new Error(`a question needs --can, got '${question.join(' ')}' without it`);
}

function asJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
