import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A repository in a temp folder, on branch main, untouched by the settings of whoever runs the tests. */
export class GitRepository {
  public static create(...initOptions: readonly string[]): GitRepository {
    const repository = new GitRepository(mkdtempSync(join(tmpdir(), 'planes-git-')));
    repository.git('init', '--quiet', '--initial-branch=main', ...initOptions);
    return repository;
  }

  public constructor(public readonly dir: string) {}

  public git(...args: readonly string[]): string {
    return this.gitWith('', ...args);
  }

  /** Runs git with this on its standard input. */
  public gitWith(input: string, ...args: readonly string[]): string {
    const env = {
      PATH: process.env['PATH'],
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      ...Object.fromEntries(
        ['AUTHOR', 'COMMITTER'].flatMap((who) => [
          [`GIT_${who}_NAME`, 'test'],
          [`GIT_${who}_EMAIL`, 'test@example.com'],
        ]),
      ),
    };
    return execFileSync('git', ['-C', this.dir, ...args], { env, input, encoding: 'utf8', stdio: 'pipe' }).trim();
  }

  /** Commits these files beside those that are there. */
  public commit(files: Readonly<Record<string, string | Buffer>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.dir, path)), { recursive: true });
      writeFileSync(join(this.dir, path), text);
    }
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message=change');
  }

  /** The id of a folder's tree, at HEAD unless another commit is named. */
  public treeOf(path: string, commit = 'HEAD'): string {
    return this.git('rev-parse', `${commit}:${path}`);
  }

  public remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
