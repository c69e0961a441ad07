import type { Inventory, InventoryObject } from '../render/inventory';
import { oncePer } from './once-per';

/**
 * Objects of some kinds, whatever their group, in the order of the inventory.
 *
 * @param kinds a constant, since each array is looked for once
 */
export function objectsOf(inventory: Inventory, kinds: readonly string[]): readonly InventoryObject[] {
  return selectionsOf(inventory)(kinds);
}

interface Placed {
  readonly at: InventoryObject;

  /** Index in the inventory. */
  readonly place: number;
}

const selectionsOf: (inventory: Inventory) => (kinds: readonly string[]) => readonly InventoryObject[] = oncePer(
  (inventory) => {
    const byKind = new Map<string, Placed[]>();
    inventory.objects.forEach((at, place) => {
      const placed = byKind.get(at.object.kind);
      if (placed === undefined) byKind.set(at.object.kind, [{ at, place }]);
      else placed.push({ at, place });
    });
    return oncePer((kinds) =>
      kinds
        .flatMap((kind) => byKind.get(kind) ?? [])
        .sort((a, b) => a.place - b.place)
        .map(({ at }) => at),
    );
  },
);
