import { Option } from 'commander';
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
