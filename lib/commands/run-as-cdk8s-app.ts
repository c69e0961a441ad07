import { cpSync, existsSync, lstatSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Platform } from '../constructs/platform';
import { RULEBOOK } from '../policies';
import { errorsOf } from '../policies/engine';
import { nodeWorld } from './node-world';
import { describeFinding } from './describe-finding';
import { synthesize } from './synthesize';

/** What `cdk8s synth` tells its app, and where the app runs. */
export interface Cdk8sRun {
  /** The project's folder. */
  readonly cwd: string;

  /** `CDK8S_OUTDIR`: the folder the CLI expects to be written. Absent when the app is run by itself. */
  readonly outdir: string | undefined;

  /** Where problems are printed. @default standard error */
  readonly err?: (line: string) => void;
}

/**
 * Synthesizes into `dist/` under `cdk8s synth` and returns the exit code, 1 for problems and findings alike.
 *
 * The CLI removes its output folder before it starts the app. That folder is therefore `.synth`, never `dist/`, and
 * afterwards gets a link to `dist/`, or a copy where the CLI has made the folder itself, as it does for `--stdout`.
 */
export function runAsCdk8sApp(platform: Platform, run: Cdk8sRun): number {
  const out = resolve(run.cwd, 'dist');
  const err = run.err ?? ((line) => process.stderr.write(`${line}\n`));
  const outdir = run.outdir === undefined ? undefined : resolve(run.cwd, run.outdir);
  if (outdir !== undefined && (outdir === out || outdir.startsWith(`${out}/`))) {
    err("error: 'output' in cdk8s.yaml must be .synth: cdk8s removes its output folder before it starts");
    return 1;
  }
  const result = synthesize(platform, { policies: RULEBOOK, world: nodeWorld(run.cwd, 'dist') });
  for (const problem of result.problems) err(`error: ${problem}`);
  for (const finding of result.findings) err(describeFinding(finding));
  if (outdir !== undefined && result.written) offer(out, outdir);
  return result.problems.length > 0 || errorsOf(result.findings).length > 0 ? 1 : 0;
}

function offer(out: string, outdir: string): void {
  if (existsSync(outdir) && !lstatSync(outdir).isSymbolicLink()) {
    cpSync(out, outdir, { recursive: true });
    return;
  }
  rmSync(outdir, { force: true });
  mkdirSync(dirname(outdir), { recursive: true });
  symlinkSync(relative(dirname(outdir), out), outdir, 'dir');
}
