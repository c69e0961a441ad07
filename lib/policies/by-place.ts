import type { InventoryObject } from '../render/inventory';

/** The cluster and namespace that an object stands in. */
export function placeKey({ cluster, object }: InventoryObject): string {
  return `${cluster}/${object.metadata.namespace ?? ''}`;
}

/** Objects by the cluster and namespace that they stand in, so that neighbours are found without asking everybody. */
export function byPlace(objects: readonly InventoryObject[]): ReadonlyMap<string, readonly InventoryObject[]> {
  const found = new Map<string, InventoryObject[]>();
  for (const at of objects) {
    const here = found.get(placeKey(at));
    if (here === undefined) found.set(placeKey(at), [at]);
    else here.push(at);
  }
  return found;
}
