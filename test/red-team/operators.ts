import type { Inventory, InventoryObject } from '../../lib/render/inventory';
import { targets, withAdded, withChanged, type Draft } from './example';

/** One way to change a tree. */
export interface Operator {
  readonly name: string;

  /** Objects that it can be applied to. */
  readonly on: readonly InventoryObject[];

  /** How many changes of this kind there are. */
  readonly choices: number;

  /** @param choice 0 to `choices` - 1 */
  readonly apply: (at: InventoryObject, choice: number) => Inventory;
}

export const IDENTITY = 'gitops-planes.io/signing-identity';

export const labelsOf = (object: Draft): Record<string, string> => object['metadata']?.labels ?? {};
export const pod = (draft: Draft): Draft => draft['spec'].template.spec as Draft;
export const client = (draft: Draft): Draft => pod(draft)['containers'][0] as Draft;

/** StatefulSets that sign, or keep what was signed. */
export const SIGNERS = targets(['StatefulSet'], (object) => labelsOf(object)[IDENTITY] !== undefined);

/** Claims that hold slashing state. */
export const SLASHING = targets(
  ['PersistentVolumeClaim'],
  (object) => labelsOf(object)['gitops-planes.io/slashing-state'] === 'true',
);

const SLASHING_NAMES = new Set(SLASHING.map(({ object }) => `${object.metadata.namespace}/${object.metadata.name}`));

/** Signers that mount slashing state themselves. */
export const KEEPERS = SIGNERS.filter(({ object }) =>
  ((pod(object as Draft)['volumes'] ?? []) as Draft[]).some((volume) =>
    SLASHING_NAMES.has(`${object.metadata.namespace}/${volume['persistentVolumeClaim']?.claimName}`),
  ),
);

/** Gated Applications, the instance's own among them. */
export const GATED = targets(['Application'], (object) => labelsOf(object)['gitops-planes.io/gated'] === 'true');

/** Everything in the content of sensitive applications. */
export const SENSITIVE = targets(
  [
    ...new Set(
      targets(['StatefulSet', 'PersistentVolumeClaim', 'ConfigMap', 'ExternalSecret', 'Service'], () => true).map(
        (at) => at.object.kind,
      ),
    ),
  ],
  (object, at) => labelsOf(object)['gitops-planes.io/sensitive'] === 'true' && at.root.startsWith('chain.'),
);

/** Changes an object in place; `choices` are tried by number. */
export function changing(
  name: string,
  on: readonly InventoryObject[],
  ...choices: readonly ((draft: Draft) => unknown)[]
): Operator {
  return {
    name,
    on,
    choices: choices.length,
    apply: (at, choice) =>
      withChanged(at, (draft) => {
        choices[choice]?.(draft);
        return draft;
      }),
  };
}

export function removing(name: string, on: readonly InventoryObject[]): Operator {
  return { name, on, choices: 1, apply: (at) => withChanged(at, () => undefined) };
}

/** Adds an object beside another one, in its namespace. */
export function adding(
  name: string,
  on: readonly InventoryObject[],
  ...objects: readonly ((at: Draft) => Draft)[]
): Operator {
  return {
    name,
    on,
    choices: objects.length,
    apply: (at, choice) => {
      const make = objects[choice] as (at: Draft) => Draft;
      return withAdded(at, make(structuredClone(at.object) as Draft));
    },
  };
}
