import { platform } from '../../apps/main';
import { judge, judgeChange } from '../../lib/policies/engine';
import { RULEBOOK } from '../../lib/policies';
import type { Finding } from '../../lib/policies/policy';
import { render } from '../../lib/render/render';
import type { Inventory, InventoryObject, Manifest } from '../../lib/render/inventory';

/** What one cluster of the example renders: the tree that is tampered with. */
export const EXAMPLE: Inventory = ofCluster(render(platform()).inventory, 'testnet');

function ofCluster(inventory: Inventory, cluster: string): Inventory {
  return {
    view: 'rendered',
    objects: inventory.objects.filter((at) => at.cluster === cluster),
    files: inventory.files.filter((at) => at.cluster === cluster),
  };
}

/** Findings of the rulebook in a tree, and in the change that leads to it from the example's. */
export function findingsIn(inventory: Inventory): readonly Finding[] {
  return [...judge(RULEBOOK, inventory), ...judgeChange(RULEBOOK, { before: EXAMPLE, after: inventory })];
}

/** An object as JSON that may be changed at will: a type for what is made wrong on purpose would only be in the way. */
export type Draft = Record<string, any>;

/** A tree in which one object was changed; where the change gives nothing, the object is gone. */
export function withChanged(at: InventoryObject, change: (draft: Draft) => Draft | undefined): Inventory {
  const changed = change(structuredClone(at.object) as Draft);
  const objects = EXAMPLE.objects.flatMap((other) => {
    if (other !== at) return [other];
    return changed === undefined ? [] : [{ ...at, object: changed as unknown as Manifest }];
  });
  return { ...EXAMPLE, objects };
}

/** A tree with one more object, beside another one. */
export function withAdded(
  beside: InventoryObject,
  object: Draft,
  file = `added.${String(object['kind'])}.yaml`,
): Inventory {
  const path = `${beside.file.slice(0, beside.file.lastIndexOf('/'))}/${file.toLowerCase()}`;
  const added = { ...beside, file: path, object: object as unknown as Manifest };
  return { ...EXAMPLE, objects: [...EXAMPLE.objects, added] };
}

/** Objects of some kinds that pass a test. */
export function targets(kinds: readonly string[], isTarget: (object: Draft, at: InventoryObject) => boolean) {
  return EXAMPLE.objects.filter((at) => kinds.includes(at.object.kind) && isTarget(at.object as Draft, at));
}
