import { propError } from './errors';

// Projects list it as a glob, so what globs are made of is no part of it.
const URL_PATTERN =
  /^(https:\/\/[^\s@/*?![{]+\/[^\s*?![{]+|ssh:\/\/git@[^\s@/*?![{]+\/[^\s*?![{]+|git@[^\s@:/*?![{]+:[^\s*?![{]+)$/;
const BRANCH_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._/-]*$/;

/** Options of {@link RootRepository.at}. */
export interface RootRepositoryOptions {
  /** Git URL without credentials: `https://…`, `ssh://git@…` or `git@host:path`. */
  readonly url: string;

  /**
   * Branch that the root Application follows. Append-only and protected.
   *
   * @default main
   */
  readonly branch?: string;

  /**
   * Folder of the repository in which the root stands, without leading or trailing `/`.
   *
   * @default '.', the top of the repository
   */
  readonly path?: string;
}

/** Where a root is published: a Git repository, a branch of it, and a folder in it. */
export class RootRepository {
  /**
   * @throws when the URL holds credentials or wildcards, or the branch is a commit, a tag or `HEAD`, or the path leaves
   * the repository
   */
  public static at(options: RootRepositoryOptions): RootRepository {
    const { url, branch = 'main', path = '.' } = options;
    if (!URL_PATTERN.test(url)) {
      throw propError(
        'topology',
        'url',
        'a Git URL without credentials and wildcards (https://, ssh://git@ or git@host:path)',
        url,
      );
    }
    if (!BRANCH_PATTERN.test(branch) || branch === 'HEAD' || /^([0-9a-f]{7,40}|refs\/tags\/.*)$/.test(branch)) {
      throw propError('topology', 'branch', 'a branch name (not HEAD, not a commit, not a tag)', branch);
    }
    const segments = path.split('/');
    if (path !== '.' && segments.some((s) => s === '' || s === '.' || s === '..')) {
      throw propError('topology', 'path', "'.' or a relative path without '..' and empty segments", path);
    }
    return new RootRepository(url, branch, path);
  }

  private constructor(
    public readonly url: string,
    public readonly branch: string,
    public readonly path: string,
  ) {}

  /** A folder of the root as a path within the repository: what `spec.source.path` holds. */
  public pathOf(folder: string): string {
    return this.path === '.' ? folder : `${this.path}/${folder}`;
  }
}
