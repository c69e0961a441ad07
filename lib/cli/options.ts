import { resolve } from 'node:path';
import { Option } from 'commander';
import { openHistory } from '../commands/history';
import type { SynthesisWorld } from '../commands/synthesize';
import { nodeDisk } from '../render/disk';
import { DEFAULT_APP } from './load-platform';

/** How results are printed. */
export type Format = 'text' | 'json';

/** Options of the commands that render. */
export interface WorldOptions {
  readonly app: string;
  readonly out: string;
  readonly format: Format;
}

export const APP_OPTION = new Option('--app <file>', 'file that exports platform()').default(DEFAULT_APP);
export const OUT_OPTION = new Option('--out <folder>', 'output folder').default('dist');
export const FORMAT_OPTION = new Option('--format <format>', 'text for people, json for programs')
  .choices(['text', 'json'])
  .default('text');

/** The real world: this disk, and the history of the repository that the command runs in. */
export function nodeWorld(cwd: string, options: Pick<WorldOptions, 'out'>): SynthesisWorld {
  // Releases are proved where owners' rules hold: at dist/, whatever folder is written to.
  const history = openHistory(cwd, { prefix: 'dist' });
  return {
    out: resolve(cwd, options.out),
    rejected: resolve(cwd, 'build', 'rejected'),
    disk: nodeDisk,
    content: history,
    committedIndex: (dir) => history.committed(`${dir}/index.json`),
  };
}
