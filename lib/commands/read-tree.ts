import { isPlane, BOOTSTRAP } from '../model/plane';
import { nodeDisk, type Disk } from '../render/disk';
import type { Inventory, InventoryFile, InventoryObject, Place } from '../render/inventory';
import { parseManifests } from './parse-manifests';

/** A folder of YAML as policies judge it. */
export interface TreeInventory {
  readonly inventory: Inventory;

  /** What could not be read, each as one line with its file. */
  readonly problems: readonly string[];
}

/** Folders that hold no manifests, besides hidden ones. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules']);

/**
 * Reads any folder of YAML. Files at `<plane>/<cluster>/<folder>/…` or `bootstrap/<cluster>/<folder>/…` belong to that
 * root and cluster; every other layout is one cluster without a name.
 *
 * Objects come from `.yaml`, `.yml` and `.json`; every other text is a file. Hidden folders and `node_modules` are left
 * out; hidden files are not, since Argo CD loads them. Symbolic links are never followed, and one that Argo CD would
 * read is a problem.
 *
 * @throws when `folder` is no folder
 */
export function readTreeInventory(
  folder: string,
  disk: Pick<Disk, 'kindOf' | 'list' | 'read'> = nodeDisk,
): TreeInventory {
  if (disk.kindOf(folder) !== 'folder') throw new Error(`'${folder}' must be a folder`);
  const texts = new Map<string, string>();
  const links: string[] = [];
  const visit = (path: string): void => {
    const entries = [...disk.list(path === '' ? folder : `${folder}/${path}`)];
    for (const { name, kind } of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = path === '' ? name : `${path}/${name}`;
      if (kind === 'folder') {
        if (!isSkipped(name)) visit(file);
      } else if (kind === 'file') {
        texts.set(file, disk.read(`${folder}/${file}`).bytes.toString('utf8'));
      } else if (/\.(ya?ml|json)$/.test(name)) {
        links.push(`${file}: a symbolic link, which is not followed`);
      }
    }
  };
  visit('');
  const { inventory, problems } = inventoryOfTexts(texts);
  return { inventory, problems: [...links, ...problems] };
}

/** As {@link readTreeInventory} of texts by path, such as a commit's. */
export function inventoryOfTexts(texts: ReadonlyMap<string, string>): TreeInventory {
  const objects: InventoryObject[] = [];
  const files: InventoryFile[] = [];
  const problems: string[] = [];
  for (const [file, text] of texts) {
    // Not text: nothing that a policy or Argo CD could read.
    if (text.includes('\0') || file.split('/').slice(0, -1).some(isSkipped)) continue;
    const place = placeOf(file);
    const parsed = parseManifests(file, text);
    problems.push(...parsed.problems);
    for (const object of parsed.objects) objects.push({ ...place, object });
    if (parsed.rest !== '') files.push({ ...place, text: parsed.rest });
  }
  return { inventory: { view: 'rendered', objects, files }, problems };
}

function isSkipped(folder: string): boolean {
  return folder.startsWith('.') || SKIPPED.has(folder);
}

/** Where a file stands, by its path alone. */
function placeOf(file: string): Place {
  const [plane = '', cluster = '', ...rest] = file.split('/').slice(0, -1);
  if (rest.length > 0 && (isPlane(plane) || plane === BOOTSTRAP)) {
    return { file, root: `${plane}.${cluster}`, cluster, folder: rest.join('/') };
  }
  return { file, root: '', cluster: '', folder: file.slice(0, Math.max(0, file.lastIndexOf('/'))) };
}
