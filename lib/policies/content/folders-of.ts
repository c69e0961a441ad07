import type { Inventory, InventoryFile, InventoryObject, Place } from '../../render/inventory';
import { oncePer } from '../once-per';

/** What one folder of an inventory holds. */
export interface FolderContents {
  /** Path below the output folder. */
  readonly path: string;
  readonly place: Place;
  readonly objects: readonly InventoryObject[];

  /** Files that are no objects, by name. */
  readonly files: ReadonlyMap<string, InventoryFile>;
}

/** Folders that hold Applications, or what an operator applies once; every other one is the content of an application. */
const CONTROL_FOLDERS: ReadonlySet<string> = new Set(['applications', 'by-hand']);

/** All folders of an inventory, by path. */
export const foldersOf: (inventory: Inventory) => ReadonlyMap<string, FolderContents> = oncePer((inventory) => {
  interface Collected extends FolderContents {
    readonly objects: InventoryObject[];
    readonly files: Map<string, InventoryFile>;
  }
  const folders = new Map<string, Collected>();
  const at = (place: Place): Collected => {
    const path = folderPathOf(place);
    const found = folders.get(path) ?? { path, place, objects: [], files: new Map() };
    folders.set(path, found);
    return found;
  };
  for (const object of inventory.objects) at(object).objects.push(object);
  for (const file of inventory.files) at(file).files.set(fileNameOf(file), file);
  return folders;
});

/** Path of the folder that holds a file; empty for one at the top. */
export function folderPathOf(place: Place): string {
  return place.file.slice(0, Math.max(0, place.file.lastIndexOf('/')));
}

/** Name of a file without its folder. */
export function fileNameOf(place: Place): string {
  return place.file.slice(place.file.lastIndexOf('/') + 1);
}

/** The last segment of a path. */
export function lastSegment(path: string): string {
  const trimmed = path.endsWith('/') ? path.replace(/\/+$/, '') : path;
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** Whether a file stands in a folder that is no application's content. */
export function inControlFolder(place: Place): boolean {
  return CONTROL_FOLDERS.has(lastSegment(folderPathOf(place)));
}
