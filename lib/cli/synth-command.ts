import { synthesize } from '../commands/synthesize';
import { nodeWorld } from '../commands/node-world';
import { RULEBOOK } from '../policies';
import { loadApp } from './load-platform';
import type { AddCommand } from './command';
import { APP_OPTION, FORMAT_OPTION, OUT_OPTION, type WorldOptions } from './options';
import { exitCodeOf } from './outcome';
import { printSynthesis } from './print';
import { EXIT } from './exit-code';

/** `planes synth`: renders every root and writes what passes the policies. */
export const synthCommand: AddCommand = (program, terminal, done) => {
  program
    .command('synth')
    .description('render every root into the output folder')
    .addOption(APP_OPTION)
    .addOption(OUT_OPTION)
    .addOption(FORMAT_OPTION)
    .addHelpText(
      'after',
      `
A finding on what is rendered leaves the output folder as it was; the rejected tree is then in build/rejected.

Examples:
  planes synth
  planes synth --format json
  planes synth --app apps/main.ts --out dist`,
    )
    .action((options: WorldOptions) => {
      if (terminal.progress) terminal.err('rendering …');
      const app = loadApp(terminal.cwd, options.app);
      const world = nodeWorld(terminal.cwd, options.out);
      const result = synthesize(app.platform(app.sources), { policies: RULEBOOK, world });
      printSynthesis(terminal, options.format, result);
      done(exitCodeOf(result) ?? EXIT.fine);
    });
};
