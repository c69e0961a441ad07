import { parseAllDocuments } from 'yaml';
import type { ApplicationRecord } from '../constructs/application-record';
import type { Release } from '../model/release';
import type { Inventory, InventoryFile, InventoryObject, Manifest, Place } from './inventory';
import type { Rendering } from './render';

/** A folder at one tree: a path below the output folder, and a git tree id. */
export interface FolderTree {
  readonly path: string;
  readonly tree: string;
}

/**
 * Content at other trees than this render's, proved by the first-parent history of the source's protected branch.
 * That an object exists in git proves nothing: anybody who can push a branch can make it exist.
 */
export interface ReleasedContent {
  /** Whether there is a history to ask: `shallow` and `none` prove nothing either way. */
  readonly state: 'complete' | 'shallow' | 'none';

  /** Whether the branch ever had exactly this tree at exactly this path. */
  readonly had: (path: string, tree: string) => boolean;

  /** The files of folders that the branch had, by path and then by file name. */
  readonly readMany: (wanted: readonly FolderTree[]) => ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** An application, as far as it says which content it is released with. */
export type ReleasedApplication = Pick<ApplicationRecord, 'root' | 'name' | 'path' | 'release'> & {
  readonly cluster: Pick<ApplicationRecord['cluster'], 'name'>;

  /** Construct that made it; absent where it is known from a tree alone. */
  readonly constructPath?: string;
};

/** A released application whose content cannot be judged, and why. */
export interface UnprovenRelease<Application extends ReleasedApplication = ApplicationRecord> {
  readonly record: Application;
  readonly release: Release;

  /** `refused`: history says no. `unknown`: there is no history to ask. */
  readonly verdict: 'refused' | 'unknown';
}

/** What clusters run once this render is published, and the releases for which that cannot be told. */
export interface Released<Application extends ReleasedApplication = ApplicationRecord> {
  readonly inventory: Inventory;
  readonly unproven: readonly UnprovenRelease<Application>[];
}

/** Folders that go live at publish, whatever is released. */
const LIVE_FOLDERS: ReadonlySet<string> = new Set(['applications', 'by-hand']);

/** The inventory of every application at its release. */
export function releasedInventory<Application extends ReleasedApplication>(
  applications: readonly Application[],
  rendering: Pick<Rendering, 'inventory' | 'treeOf'>,
  content: ReleasedContent,
): Released<Application> {
  const unproven: UnprovenRelease<Application>[] = [];
  const current = new Set<string>();
  const earlier = new Map<string, Application>();
  for (const record of applications) {
    const { release, path } = record;
    if (release === undefined) continue;
    if (rendering.treeOf(path) === release.tree) current.add(path);
    else if (content.state !== 'complete') unproven.push({ record, release, verdict: 'unknown' });
    else if (content.had(path, release.tree)) earlier.set(path, record);
    else unproven.push({ record, release, verdict: 'refused' });
  }
  const live = (place: Place): boolean => LIVE_FOLDERS.has(place.folder) || current.has(folderPath(place));
  const read = readEarlier(earlier, content);
  return {
    unproven,
    inventory: {
      view: 'released',
      objects: [...rendering.inventory.objects.filter(live), ...read.objects],
      files: [...rendering.inventory.files.filter(live), ...read.files],
    },
  };
}

/** The path of the folder that holds a file. */
function folderPath(place: Place): string {
  return place.file.slice(0, place.file.lastIndexOf('/'));
}

function readEarlier(
  earlier: ReadonlyMap<string, ReleasedApplication>,
  content: ReleasedContent,
): Pick<Inventory, 'objects' | 'files'> {
  if (earlier.size === 0) return { objects: [], files: [] };
  const wanted = [...earlier].map(([path, record]) => ({ path, tree: record.release?.tree ?? '' }));
  const objects: InventoryObject[] = [];
  const files: InventoryFile[] = [];
  for (const [path, texts] of content.readMany(wanted)) {
    const record = earlier.get(path);
    if (record === undefined) continue;
    for (const [name, text] of texts) {
      const place = { file: `${path}/${name}`, root: record.root, cluster: record.cluster.name, folder: record.name };
      const parsed = parseObjects(name, text);
      if (parsed.length === 0) files.push({ ...place, text });
      const maker = record.constructPath === undefined ? {} : { constructPath: record.constructPath };
      for (const object of parsed) objects.push({ ...place, object, ...maker });
    }
  }
  return { objects, files };
}

/** The API objects in a file; none when it is not YAML, or holds something else, as `values.yaml` does. */
export function parseObjects(name: string, text: string): readonly Manifest[] {
  if (!/\.ya?ml$/.test(name)) return [];
  return parseAllDocuments(text, { version: '1.1', merge: true, logLevel: 'silent' }).flatMap((document) => {
    const value: unknown = document.toJS();
    return isObject(value) ? [value] : [];
  });
}

function isObject(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  const { apiVersion, kind, metadata } = value as Record<string, unknown>;
  return (
    typeof apiVersion === 'string' && typeof kind === 'string' && typeof metadata === 'object' && metadata !== null
  );
}
