import { grouped } from '../model/grouped';
import type { InventoryObject } from '../render/inventory';

/** The cluster and namespace that an object stands in. */
export function placeKey({ cluster, object }: InventoryObject): string {
  return placeOf(cluster, object.metadata.namespace ?? '');
}

/** A namespace of a cluster, as {@link placeKey} has it. */
export function placeOf(cluster: string, namespace: string): string {
  return `${cluster}/${namespace}`;
}

/** Objects by the cluster and namespace that they stand in, so that neighbours are found without asking everybody. */
export function byPlace(objects: readonly InventoryObject[]): ReadonlyMap<string, readonly InventoryObject[]> {
  return grouped(objects, placeKey);
}
