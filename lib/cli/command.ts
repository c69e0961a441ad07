import type { Command } from 'commander';
import type { ExitCode } from './exit-code';
import type { Terminal } from './terminal';

/** Adds one command to the program; the command hands its exit code to `done`. */
export type AddCommand = (program: Command, terminal: Terminal, done: (code: ExitCode) => void) => void;
