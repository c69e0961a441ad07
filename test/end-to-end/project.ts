import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const TOP = resolve(__dirname, '../..');

/** A copy of this project in another folder, as a clone would be, sharing the installed packages. */
export class ProjectCopy {
  public readonly folder = mkdtempSync(join(tmpdir(), 'planes-copy-'));

  public constructor(options: { readonly dist?: boolean; readonly git?: boolean } = {}) {
    const parts = [
      'apps',
      'imports',
      'lib',
      'cdk8s.yaml',
      'package.json',
      'tsconfig.json',
      '.gitattributes',
      '.gitignore',
    ];
    for (const part of [...parts, ...(options.dist === true ? ['dist'] : [])]) {
      cpSync(join(TOP, part), join(this.folder, part), { recursive: true });
    }
    symlinkSync(join(TOP, 'node_modules'), join(this.folder, 'node_modules'), 'dir');
    if (options.git === true) this.commit('start');
  }

  /** Commits everything, in a repository of its own. */
  public commit(message: string): string {
    const git = (...args: string[]): string => {
      const { stdout, status, stderr } = spawnSync(
        'git',
        ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args],
        {
          cwd: this.folder,
          encoding: 'utf8',
        },
      );
      if (status !== 0) throw new Error(stderr);
      return stdout.trim();
    };
    git('init', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', message);
    return git('rev-parse', 'HEAD');
  }

  /** Runs a program of the project. */
  public run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
    const { stdout, stderr, status } = spawnSync(program, args, {
      cwd: this.folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false', ...env },
    });
    return { stdout, stderr, code: status };
  }

  /** Runs `planes`. */
  public planes(args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
    return this.run(process.execPath, ['-r', 'ts-node/register/transpile-only', 'lib/cli/bin.ts', ...args], env);
  }

  /** Every file below a folder, by path. */
  public files(folder: string): ReadonlyMap<string, string> {
    return filesBelow(join(this.folder, folder));
  }

  public read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What a program printed, and its exit code. */
export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** Every file below a folder, by path. */
export function filesBelow(folder: string, prefix = ''): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) for (const [name, text] of filesBelow(folder, path)) files.set(name, text);
    else files.set(path, readFileSync(join(folder, path), 'utf8'));
  }
  return files;
}
