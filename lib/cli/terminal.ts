import { styleText } from 'node:util';

/** Where a command prints. */
export interface Terminal {
  /** Results, for people or programs. */
  readonly out: (text: string) => void;

  /** Errors and progress. */
  readonly err: (text: string) => void;

  /** Whether results go to a person's terminal, and so may be coloured. */
  readonly colour: boolean;

  /** Whether progress goes to a person's terminal. */
  readonly progress: boolean;

  /** The folder the command runs in. */
  readonly cwd: string;
}

/** Colours a word where the terminal takes colour. */
export function paint(terminal: Terminal, style: 'red' | 'yellow' | 'green' | 'bold' | 'dim', text: string): string {
  return terminal.colour ? styleText(style, text) : text;
}
