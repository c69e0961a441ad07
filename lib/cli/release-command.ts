import { dirname, join } from 'node:path';
import { release } from '../commands/release';
import { nodeWorld } from '../commands/node-world';
import { RULEBOOK } from '../policies';
import { EXIT } from './exit-code';
import { loadApp } from './load-platform';
import type { AddCommand } from './command';
import { APP_OPTION, FORMAT_OPTION, OUT_OPTION, type WorldOptions } from './options';
import { exitCodeOf } from './outcome';
import { printFindings } from './print';

interface ReleaseCommandOptions extends WorldOptions {
  readonly to: string;
}

/** `planes release`: approves what is rendered now to run from a commit of the root repository. */
export const releaseCommand: AddCommand = (program, terminal, done) => {
  program
    .command('release')
    .description('approve applications of a root, at a commit of its repository')
    .argument('<root>', 'root, as <plane>.<cluster>')
    .argument('[applications...]', 'applications; all of the root when none is named')
    .requiredOption('--to <sha>', "the root repository's commit that holds this content: 40 hex digits")
    .addOption(APP_OPTION)
    .addOption(OUT_OPTION)
    .addOption(FORMAT_OPTION)
    .addHelpText(
      'after',
      `
Writes revision, tree, chart and images of each application into apps/releases/<root>.json. The release file is the
approval: review and merge it like one. A release that adds a finding is refused and changes nothing.
That the commit holds the content is not proved yet; it must be an ancestor of the root's protected branch.

Examples:
  planes release chain.testnet hoodi-0-signer --to 0f4c2e7a9b1d3c5e7f90a1b2c3d4e5f60718293a
  planes release service.testnet --to 0f4c2e7a9b1d3c5e7f90a1b2c3d4e5f60718293a`,
    )
    .action((root: string, applications: string[], options: ReleaseCommandOptions) => {
      const app = loadApp(terminal.cwd, options.app);
      const result = release({
        root,
        applications,
        revision: options.to,
        sources: app.sources,
        platform: app.platform,
        policies: RULEBOOK,
        world: nodeWorld(terminal.cwd, options.out),
        folder: join(dirname(app.file), 'releases'),
      });
      if (options.format === 'json') terminal.out(JSON.stringify(result, undefined, 2));
      else {
        for (const problem of result.problems) terminal.err(`error: ${problem}`);
        printFindings(terminal, result.findings);
        for (const name of result.released) terminal.out(`${root} ${name} released at ${options.to}`);
        if (result.released.length > 0) terminal.out(`wrote ${result.file}: run planes synth, and have it reviewed`);
        else terminal.err('nothing was released');
      }
      done(exitCodeOf(result) ?? EXIT.fine);
    });
};
