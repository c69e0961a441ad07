import { resolve } from 'node:path';
import { check } from '../commands/synthesize';
import { checkTree } from '../commands/check-tree';
import { RELEASED_TREE } from '../commands/release-findings';
import { nodeWorld } from '../commands/node-world';
import { RULEBOOK } from '../policies';
import type { RootReport } from '../render/tree-writer';
import { isTorn } from '../render/tree-writer';
import { EXIT, type ExitCode } from './exit-code';
import { loadApp } from './load-platform';
import type { AddCommand } from './command';
import { APP_OPTION, FORMAT_OPTION, OUT_OPTION, type WorldOptions } from './options';
import { exitCodeOf } from './outcome';
import { printFindings, printSynthesis } from './print';
import type { Terminal } from './terminal';

interface CheckOptions extends WorldOptions {
  readonly tree?: string;
}

/** `planes check`: the policies, and whether the output folder is what the sources give. */
export const checkCommand: AddCommand = (program, terminal, done) => {
  program
    .command('check')
    .description('judge the platform and compare the output folder with it, writing nothing')
    .addOption(APP_OPTION)
    .addOption(OUT_OPTION)
    .addOption(FORMAT_OPTION)
    .option('--tree <folder>', 'judge any folder of YAML instead')
    .addHelpText(
      'after',
      `
Examples:
  planes check
  planes check --format json
  planes check --tree dist/chain/testnet`,
    )
    .action((options: CheckOptions) => {
      done(options.tree === undefined ? checkSources(terminal, options) : checkFolder(terminal, options, options.tree));
    });
};

function checkSources(terminal: Terminal, options: CheckOptions): ExitCode {
  const app = loadApp(terminal.cwd, options.app);
  const world = nodeWorld(terminal.cwd, options.out);
  if (isTorn(world.out, world.disk)) {
    terminal.err(`error: ${options.out} is torn: a command was killed while it wrote; run planes synth to finish it`);
    return EXIT.error;
  }
  const result = check(app.platform(app.sources), { policies: RULEBOOK, world });
  printSynthesis(terminal, options.format, result);
  if (result.findings.some((finding) => finding.policy === RELEASED_TREE && finding.level === 'warning')) {
    terminal.err('error: releases cannot be judged without history: run git fetch --unshallow');
    return EXIT.error;
  }
  const findings = exitCodeOf(result);
  if (findings !== undefined) return findings;
  const differing = result.roots.filter(differs);
  if (differing.length === 0) return EXIT.fine;
  terminal.err(
    `${options.out} differs from the sources in ${differing.map((r) => r.dir).join(', ')}: run planes synth`,
  );
  return EXIT.differences;
}

function differs(root: RootReport): boolean {
  return root.written.length + root.removed.length + root.foreign.length > 0;
}

function checkFolder(terminal: Terminal, options: CheckOptions, tree: string): ExitCode {
  const result = checkTree(resolve(terminal.cwd, tree), RULEBOOK);
  if (options.format === 'json') {
    terminal.out(JSON.stringify(result, undefined, 2));
  } else {
    for (const problem of result.problems) terminal.err(`error: ${problem}`);
    printFindings(terminal, result.findings);
    terminal.out(`${result.objects} objects, ${result.findings.length} findings`);
  }
  return exitCodeOf(result) ?? EXIT.fine;
}
