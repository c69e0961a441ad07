import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { main } from '../../lib/cli/main';

/** The folder of the small apps that the CLI's tests load. */
export const APP = resolve(__dirname, 'app');

/** What a command printed, and its exit code. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `planes` in a folder, as in a pipe: no colour, no progress. */
export async function planes(cwd: string, ...argv: string[]): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(argv, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    colour: false,
    progress: false,
    cwd,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** An empty folder, removed after the tests of a file. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'planes-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
