import { spawnSync } from 'node:child_process';

/** Two gigabytes is what one Buffer holds; the log of a large platform stays far below. */
const MAX_OUTPUT = 2 ** 31 - 1;

/** What git said. */
export interface GitResult {
  readonly ok: boolean;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * Runs git in a folder, without a shell. Says the same on every machine: no localised text, and no repository taken from
 * the environment, as it is set while git runs a hook.
 *
 * @returns undefined when there is no git, or no such folder
 * @throws when git could not be run for another reason
 */
export function tryGit(cwd: string, args: readonly string[], input = ''): GitResult | undefined {
  // Replacement objects (and grafts, below) are not what the branch holds: anybody may add them to a clone.
  const all = ['--no-replace-objects', '--literal-pathspecs', ...args];
  const result = spawnSync('git', all, { cwd, input, env: environment(), maxBuffer: MAX_OUTPUT });
  const error: NodeJS.ErrnoException | undefined = result.error;
  if (error?.code === 'ENOENT') return undefined;
  if (error !== undefined) throw new Error(`[git ${args[0] ?? ''}] cannot be run: ${error.message}`);
  return { ok: result.status === 0, stdout: result.stdout, stderr: result.stderr.toString('utf8').trim() };
}

/**
 * What git printed.
 *
 * @throws when git failed, with what it said
 */
export function git(cwd: string, args: readonly string[], input = ''): Buffer {
  const result = tryGit(cwd, args, input);
  if (result?.ok === true) return result.stdout;
  throw new Error(`[git ${args[0] ?? ''}] failed: ${result?.stderr ?? 'git is not installed'}`);
}

function environment(): NodeJS.ProcessEnv {
  // GIT_CONFIG_* stays: a job says there which folders it trusts (safe.directory).
  const kept = Object.entries(process.env).filter(([name]) => !/^GIT_(?!CONFIG_)/.test(name));
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_GRAFT_FILE: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
  };
}
