import { ProblemsError } from '../model/errors';
import { parseReleases } from '../model/release-file';
import type { Releases } from '../model/release';
import { gitTreeId } from '../render/git-tree';
import type { Inventory } from '../render/inventory';
import { releasedInventory, type ReleasedApplication, type ReleasedContent } from '../render/released';
import { readTreeInventory, inventoryOfTexts, type TreeInventory } from './read-tree';
import { findFilesAtRevision, tryFindFilesAtRevision } from './tree-at-revision';

/** What a change is compared with. */
export interface Base {
  /** An output folder as it was. */
  readonly rendered: Inventory;

  /** What clusters ran as it was; absent where it is not known which release had which content. */
  readonly released?: Inventory;
}

/** Where a {@link Base} is in a repository. */
export interface BaseAtRevision {
  /** The project's folder, from which the paths below are reached. */
  readonly cwd: string;

  /** Any name that git has for a commit: `origin/main`, a tag, 40 hex digits. */
  readonly revision: string;

  /** The folder of the release files, `apps/releases` by convention. */
  readonly releases: string;

  /** Content of releases that are not the revision's own render. */
  readonly content: ReleasedContent;
}

/** A base that is an output folder on disk. @throws ProblemsError when it is none, or cannot be read */
export function baseInFolder(folder: string): Base {
  return { rendered: readable(readTreeInventory(folder)) };
}

/**
 * A base that is a commit: its `dist/`, and what its release files had approved.
 *
 * @throws when there is no such commit or no `dist/` in it, when its releases cannot be read, or when history is missing
 *   that says what they released
 */
export function baseAtRevision({ cwd, revision, releases, content }: BaseAtRevision): Base {
  const files = findFilesAtRevision(cwd, revision, 'dist');
  const rendered = readable(inventoryOfTexts(files));
  const texts = tryFindFilesAtRevision(cwd, revision, releases) ?? new Map<string, string>();
  const parsed = parseReleases(new Map([...texts].map(([name, text]) => [`${releases}/${name}`, text])));
  if (parsed.problems.length > 0) throw new ProblemsError(parsed.problems);
  const rendering = { inventory: rendered, treeOf: treesOf(files) };
  const released = releasedInventory(applicationsOf(parsed.releases), rendering, content);
  if (released.unproven.some(({ verdict }) => verdict === 'unknown')) {
    throw new Error(`[${revision}] what was released there cannot be told without history: run git fetch --unshallow`);
  }
  return { rendered, released: released.inventory };
}

function applicationsOf(releases: Releases): readonly ReleasedApplication[] {
  return releases.entries.map(({ root, application, release }) => {
    const [plane = '', cluster = ''] = root.split('.');
    return {
      root: root as ReleasedApplication['root'],
      name: application,
      cluster: { name: cluster },
      path: `${plane}/${cluster}/${application}`,
      release,
    };
  });
}

/** The tree ids of folders `<plane>/<cluster>/<application>`. */
function treesOf(files: ReadonlyMap<string, string>): (path: string) => string | undefined {
  const folders = new Map<string, Map<string, string>>();
  for (const [file, text] of files) {
    const parts = file.split('/');
    const path = parts.slice(0, 3).join('/');
    const below = folders.get(path) ?? new Map<string, string>();
    folders.set(path, below.set(parts.slice(3).join('/'), text));
  }
  return (path) => {
    const below = folders.get(path);
    return below === undefined ? undefined : gitTreeId(below);
  };
}

function readable({ inventory, problems }: TreeInventory): Inventory {
  if (problems.length > 0) throw new ProblemsError(problems);
  return inventory;
}
