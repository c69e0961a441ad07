import type { ChartVersion } from './chart-version';
import type { Image } from './image';

/** What an application is approved to run. The release is the approval: nothing runs that has none. */
export interface Release {
  /** Commit of the root repository: 40 hex digits. */
  readonly revision: string;

  /** Git tree id of the application's folder at that commit: 40 hex digits. */
  readonly tree: string;

  /**
   * Version of its chart.
   *
   * @default none: the application has no chart
   */
  readonly chart?: ChartVersion;

  /**
   * Images that override those in its content, by image key.
   *
   * @default none: its content names its images
   */
  readonly images?: Readonly<Record<string, Image>>;
}

/** A release and where it stands. */
export interface ReleaseEntry {
  /** Root name, such as `chain.testnet` or `bootstrap.testnet`. */
  readonly root: string;
  readonly application: string;
  readonly release: Release;

  /** File and line, such as `apps/releases/chain.testnet.json:12`. */
  readonly where: string;
}

/** The releases of one root: what one file holds. */
export interface RootReleases {
  /** Root name; the file is `<root>.json`. */
  readonly root: string;
  readonly applications: ReadonlyMap<string, Release>;
}

/** All releases of a platform. */
export class Releases {
  /** Releases from their entries; of two for one application the later counts. */
  public static of(entries: Iterable<ReleaseEntry>): Releases {
    const roots = new Map<string, Map<string, ReleaseEntry>>();
    for (const entry of entries) {
      const applications = roots.get(entry.root) ?? new Map<string, ReleaseEntry>();
      roots.set(entry.root, applications.set(entry.application, entry));
    }
    return new Releases(roots);
  }

  /** No releases: every application is rendered as content only. */
  public static none(): Releases {
    return new Releases(new Map());
  }

  private constructor(private readonly byRoot: ReadonlyMap<string, ReadonlyMap<string, ReleaseEntry>>) {}

  /** Every release, for whoever knows which roots and applications there are. */
  public get entries(): readonly ReleaseEntry[] {
    return [...this.byRoot.values()].flatMap((applications) => [...applications.values()]);
  }

  /** The release of an application, or undefined. */
  public tryFind(root: string, application: string): Release | undefined {
    return this.byRoot.get(root)?.get(application)?.release;
  }

  /** The releases of one root; none when it has no file. */
  public ofRoot(root: string): RootReleases {
    const entries = [...(this.byRoot.get(root) ?? [])];
    return { root, applications: new Map(entries.map(([application, { release }]) => [application, release])) };
  }

  /** These releases, with others of the same or of other applications put in their place or beside them. */
  public with(entries: Iterable<ReleaseEntry>): Releases {
    return Releases.of([...this.entries, ...entries]);
  }
}

/** The file of a root: sorted, two spaces, one line break at the end. Equal releases give equal bytes. */
export function printRootReleases({ root, applications }: RootReleases): string {
  const printed = sortedByKey([...applications]).map(([name, { revision, tree, chart, images }]) => [
    name,
    { revision, tree, chart: chart?.version, images: images && printImages(images) },
  ]);
  return `${JSON.stringify({ schema: 1, root, applications: Object.fromEntries(printed) as unknown }, undefined, 2)}\n`;
}

function printImages(images: Readonly<Record<string, Image>>): Readonly<Record<string, string>> {
  return Object.fromEntries(sortedByKey(Object.entries(images)).map(([key, image]) => [key, image.ref]));
}

/** By code unit, which is the same in every locale. */
function sortedByKey<T>(entries: readonly (readonly [string, T])[]): readonly (readonly [string, T])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
