import { isClusterScoped } from '../../model/kind';
import { groupOf, identityOf, type Inventory, type InventoryObject } from '../../render/inventory';
import { applicationsOf, clustersInDoubt, readersOf, type ApplicationView } from '../applications/applications-of';
import { folderPathOf, foldersOf, inControlFolder } from '../content/folders-of';
import { oncePer } from '../once-per';
import type { Change } from '../policy';

/** An object as it was and as it is to be. Files do not count: an object that moves to another file is the same one. */
export interface MatchedObject {
  readonly before: InventoryObject;
  readonly after: InventoryObject;
}

/** How the objects of two inventories belong together. Only what may run already counts as before. */
export interface MatchedObjects {
  readonly kept: readonly MatchedObject[];

  /** What is declared no more. Nothing prunes it, so it runs on without anybody judging it. */
  readonly gone: readonly InventoryObject[];

  /** What was not declared before. */
  readonly added: readonly InventoryObject[];
}

/** Matches the objects of a change by cluster, group, kind, namespace and name. */
export const matchedObjects: (change: Change) => MatchedObjects = oncePer(({ before, after }) => {
  const later = byIdentity(after);
  const earlier = byIdentity(before);
  const live = before.objects.filter((at) => mayRun(at, before));
  return {
    kept: live.flatMap((at) => {
      const found = later.get(keyOf(at));
      return found === undefined ? [] : [{ before: at, after: found }];
    }),
    gone: live.filter((at) => !later.has(keyOf(at)) && !isInDoubt(at, after)),
    added: after.objects.filter((at) => !earlier.has(keyOf(at))),
  };
});

/** Key of an Application, generated ones included. */
export function applicationKey({ at, name, namespace }: ApplicationView): string {
  return `${at.cluster} ${namespace ?? ''}/${name}`;
}

/**
 * Whether an object may exist in a cluster: it is in a tree whose layout says nothing about releases, in a folder that
 * goes live by itself, or content that an Application reads. Content that nobody has released may still change freely.
 */
export function mayRun(at: InventoryObject, inventory: Inventory): boolean {
  return at.root === '' || inControlFolder(at) || readersOf(inventory).has(folderPathOf(at));
}

/** Whether the application that held an object has left as a whole, which is one finding of its own. */
export function leftWithApplication(at: InventoryObject, { before, after }: Change): boolean {
  const reader = readersOf(before).get(folderPathOf(at));
  return reader !== undefined && !applicationKeys(after).has(applicationKey(reader));
}

const applicationKeys: (inventory: Inventory) => ReadonlySet<string> = oncePer(
  (inventory) => new Set(applicationsOf(inventory).map(applicationKey)),
);

/** Content of a release that is not proved is missing, and the release itself is reported. */
function isInDoubt(at: InventoryObject, after: Inventory): boolean {
  return clustersInDoubt(after).has(at.cluster) && !foldersOf(after).has(folderPathOf(at));
}

const byIdentity: (inventory: Inventory) => ReadonlyMap<string, InventoryObject> = oncePer(
  (inventory) => new Map(inventory.objects.map((at) => [keyOf(at), at])),
);

function keyOf(at: InventoryObject): string {
  // One namespace has one declaration of an object; an object without one lands in its application's.
  const scope = at.object.metadata.namespace === undefined ? folderPathOf(at) : '';
  return `${at.cluster} ${isNamespaceless(at) ? '' : scope} ${identityOf(at.object)}`;
}

/** Kinds that name no namespace because they have none keep their identity when they move to another folder. */
function isNamespaceless({ object }: InventoryObject): boolean {
  return isClusterScoped({ group: groupOf(object), kind: object.kind });
}
