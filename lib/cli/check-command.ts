import { dirname, join, relative, resolve, sep } from 'node:path';
import { baseAtRevision, baseInFolder, type Base } from '../commands/base';
import { check, type SynthesisWorld } from '../commands/synthesize';
import { checkTree } from '../commands/check-tree';
import { RELEASED_TREE } from '../commands/release-findings';
import { nodeWorld } from '../commands/node-world';
import { readTreeInventory, type TreeInventory } from '../commands/read-tree';
import { inventoryAtRevision } from '../commands/tree-at-revision';
import { RULEBOOK } from '../policies';
import { nodeDisk } from '../render/disk';
import type { RootReport } from '../render/tree-writer';
import { isTorn } from '../render/tree-writer';
import { EXIT, type ExitCode } from './exit-code';
import { loadApp } from './load-platform';
import type { AddCommand } from './command';
import { APP_OPTION, FORMAT_OPTION, OUT_OPTION, type WorldOptions } from './options';
import { exitCodeOf } from './outcome';
import { printFindings, printSynthesis } from './print';
import type { Terminal } from './terminal';

interface CheckCommandOptions extends WorldOptions {
  readonly tree?: string;
  readonly base?: string;
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
    .option('--base <revision>', 'judge the change since a git revision, or since an output folder of that name')
    .addHelpText(
      'after',
      `
With --base the change itself is judged too: keys that move, claims that shrink, upgrades in one step, sync orders that
are unsafe. Of a revision its dist/ is read, and what its release files had approved; nothing is checked out. In CI use
the merge base, in a clone with its history. With --tree the base is the same folder at the revision.

Examples:
  planes check
  planes check --format json
  planes check --base origin/main
  planes check --base ../before/dist
  planes check --tree dist/chain/testnet
  planes check --tree dist --base HEAD~1`,
    )
    .action((options: CheckCommandOptions) => {
      done(options.tree === undefined ? checkSources(terminal, options) : checkFolder(terminal, options, options.tree));
    });
};

function checkSources(terminal: Terminal, options: CheckCommandOptions): ExitCode {
  const app = loadApp(terminal.cwd, options.app);
  const world = nodeWorld(terminal.cwd, options.out);
  if (isTorn(world.out, world.disk)) {
    terminal.err(`error: ${options.out} is torn: a command was killed while it wrote; run planes synth to finish it`);
    return EXIT.error;
  }
  const base = options.base === undefined ? undefined : openBase(terminal.cwd, options.base, app.file, world);
  const result = check(app.platform(app.sources), { policies: RULEBOOK, world, base });
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

/** A folder where there is one of that name, else a revision. */
function openBase(cwd: string, base: string, app: string, { disk, content }: SynthesisWorld): Base {
  if (disk.kindOf(resolve(cwd, base)) === 'folder') return baseInFolder(resolve(cwd, base));
  const releases = relative(cwd, join(dirname(app), 'releases'))
    .split(sep)
    .join('/');
  return baseAtRevision({ cwd, revision: base, releases, content });
}

function treeBase(cwd: string, base: string, tree: string): TreeInventory {
  if (nodeDisk.kindOf(resolve(cwd, base)) === 'folder') return readTreeInventory(resolve(cwd, base));
  return inventoryAtRevision(cwd, base, tree.split(sep).join('/'));
}

function differs(root: RootReport): boolean {
  return root.written.length + root.removed.length + root.foreign.length > 0;
}

function checkFolder(terminal: Terminal, options: CheckCommandOptions, tree: string): ExitCode {
  const { cwd } = terminal;
  const base = options.base === undefined ? undefined : treeBase(cwd, options.base, relative(cwd, resolve(cwd, tree)));
  const result = checkTree(resolve(cwd, tree), RULEBOOK, base);
  if (options.format === 'json') {
    terminal.out(JSON.stringify(result, undefined, 2));
  } else {
    for (const problem of result.problems) terminal.err(`error: ${problem}`);
    printFindings(terminal, result.findings);
    terminal.out(`${result.objects} objects, ${result.findings.length} findings`);
  }
  return exitCodeOf(result) ?? EXIT.fine;
}
