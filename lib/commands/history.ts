import { realpathSync } from 'node:fs';
import { posix, relative, resolve, sep } from 'node:path';
import { ProblemsError, propError } from '../model/errors';
import type { FolderTree, ReleasedContent } from '../render/released';
import { tryGit } from './git';
import { readTrees } from './git-objects';
import { readTreeLog } from './history-log';

/** Options of {@link openHistory}. */
export interface HistoryOptions {
  /** Output folder, from `repoDir`: `dist`. */
  readonly prefix: string;

  /**
   * The protected branch, without the name of a remote.
   *
   * @default main; and where a clone has no main, what is checked out. In a check of a pull request that would be the
   * branch that nobody has approved yet: fetch main there.
   */
  readonly branch?: string;
}

/**
 * What the first-parent history of the source's protected branch proves about folders of the output folder.
 *
 * That an object is in git proves nothing: anybody who can push a branch puts objects there. Paths are below the output
 * folder: `chain/testnet/hoodi-0-signer`.
 */
export interface History extends ReleasedContent {
  /**
   * The files of a folder at a tree, by path within the folder. `readMany` does it for several, each path once.
   *
   * @throws when the branch never had that tree there, or git cannot give a part of it
   */
  readonly read: (path: string, tree: string) => ReadonlyMap<string, string>;

  /** The text of a file at HEAD, or undefined. */
  readonly committed: (path: string) => string | undefined;
}

/**
 * Opens the history of the repository around a folder; the log itself is read when it is first asked.
 *
 * `complete` is a clone with all of its history, `shallow` one whose history is cut off, `none` no repository, one
 * without a commit, or an output folder outside of it.
 *
 * @throws when git cannot read the repository, its object format is not sha1, or it has no such `branch`
 */
export function openHistory(repoDir: string, { prefix, branch }: HistoryOptions): History {
  const place = findRepository(repoDir, prefix);
  if (place === undefined) return new GitHistory('none');
  const commit = findCommit(place, branch);
  if (commit === undefined) return new GitHistory('none');
  return new GitHistory(place.shallow ? 'shallow' : 'complete', place, commit);
}

/** Where the output folder is in a repository. */
interface Repository {
  /** Top of the work tree. */
  readonly top: string;

  /** The output folder from there; '' for the top itself. */
  readonly prefix: string;
  readonly shallow: boolean;
}

class GitHistory implements History {
  private trees?: ReadonlyMap<string, ReadonlySet<string>>;

  public constructor(
    public readonly state: History['state'],
    private readonly repository?: Repository,
    private readonly commit?: string,
  ) {}

  public had(path: string, tree: string): boolean {
    if (this.state !== 'complete' || this.repository === undefined || this.commit === undefined) return false;
    this.trees ??= readTreeLog(this.repository.top, this.commit, this.repository.prefix);
    return this.trees.get(path)?.has(tree) ?? false;
  }

  public read(path: string, tree: string): ReadonlyMap<string, string> {
    return this.readMany([{ path, tree }]).get(path) as ReadonlyMap<string, string>;
  }

  public readMany(wanted: readonly FolderTree[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
    const unproven = wanted.filter(({ path, tree }) => !this.had(path, tree));
    if (unproven.length > 0) throw new ProblemsError(unproven.map(unprovenTree));
    if (new Set(wanted.map(({ path }) => path)).size < wanted.length) throw new Error('readMany takes each path once');
    if (this.repository === undefined) return new Map();
    const files = readTrees(
      this.repository.top,
      wanted.map(({ tree }) => tree),
    );
    return new Map(wanted.map(({ path }, i) => [path, files[i] ?? new Map<string, string>()]));
  }

  public committed(path: string): string | undefined {
    if (this.repository === undefined) return undefined;
    const { top, prefix } = this.repository;
    const result = tryGit(top, ['cat-file', 'blob', `HEAD:${posix.join(prefix, path)}`]);
    return result?.ok === true ? result.stdout.toString('utf8') : undefined;
  }
}

function unprovenTree({ path, tree }: FolderTree): string {
  return `[${path}] 'tree' must be one that the protected branch had at this path, got "${tree}"`;
}

function findRepository(repoDir: string, prefix: string): Repository | undefined {
  const asked = [
    '--is-inside-work-tree',
    '--is-shallow-repository',
    '--show-object-format',
    '--show-cdup',
    '--show-prefix',
  ];
  const result = tryGit(repoDir, ['rev-parse', ...asked]);
  if (result === undefined || /not a git repository/.test(result.stderr)) return undefined;
  if (!result.ok) throw new Error(`[${repoDir}] git cannot read the repository: ${result.stderr}`);
  const [inside, shallow, format, up = '', ...below] = result.stdout.toString('utf8').replace(/\n$/, '').split('\n');
  if (inside !== 'true') return undefined;
  if (format !== 'sha1') throw propError(repoDir, 'object format', 'sha1, as the tree ids in releases are', format);
  const folder = relative(repoDir, resolve(repoDir, prefix)).split(sep).join('/');
  const path = posix.normalize(`${below.join('\n')}${folder}`).replace(/\/$/, '');
  if (path === '..' || path.startsWith('../')) return undefined;
  // Through a link, '..' would lead to where the link stands.
  return { top: resolve(realpathSync(repoDir), up), prefix: path === '.' ? '' : path, shallow: shallow === 'true' };
}

/** The tip of the protected branch. Full names, because a tag of the same name would go first. */
function findCommit({ top }: Repository, branch: string | undefined): string | undefined {
  const name = branch ?? 'main';
  const tips = [`refs/remotes/origin/${name}`, `refs/heads/${name}`].map((ref) => commitOf(top, ref));
  const head = commitOf(top, 'HEAD');
  const found = tips.find((tip) => tip !== undefined);
  if (found === undefined && branch !== undefined && head !== undefined) {
    throw propError(top, 'branch', 'a branch of origin, or a local one', branch);
  }
  return found ?? head;
}

function commitOf(top: string, ref: string): string | undefined {
  const result = tryGit(top, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  return result?.ok === true ? result.stdout.toString('utf8').trim() : undefined;
}
