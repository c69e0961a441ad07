import type { Inventory, InventoryObject } from '../../lib/render/inventory';
import { DANGEROUS_CHANGES } from './dangerous-changes';
import { DANGEROUS_SURROUNDINGS } from './dangerous-surroundings';
import { DANGEROUS_WORKLOADS } from './dangerous-workloads';
import { EXAMPLE, findingsIn } from './example';
import type { Operator } from './operators';

export const DANGEROUS: readonly Operator[] = [...DANGEROUS_WORKLOADS, ...DANGEROUS_SURROUNDINGS, ...DANGEROUS_CHANGES];

/** One change of one object. */
export interface Mutant {
  /** Operator, number of the change, and file, so that a survivor can be looked at. */
  readonly name: string;
  readonly tree: Inventory;
}

/** A mutant, or undefined where the change leaves the tree as it is. */
export function mutant(operator: Operator, choice: number, at: InventoryObject): Mutant | undefined {
  const tree = operator.apply(at, choice);
  const changed = tree.objects.length !== EXAMPLE.objects.length || isChanged(tree, at);
  return changed ? { name: `${operator.name} (${choice}) in ${at.file}`, tree } : undefined;
}

/** Names of mutants that the rulebook finds nothing in. */
export function survivors(mutants: Iterable<Mutant>): { readonly tried: number; readonly survived: readonly string[] } {
  const survived: string[] = [];
  let tried = 0;
  for (const { name, tree } of mutants) {
    tried++;
    if (findingsIn(tree).length === 0) survived.push(name);
  }
  return { tried, survived };
}

/** Every change of every operator in every object that it fits. */
export function* allMutants(operators: readonly Operator[]): Generator<Mutant> {
  for (const operator of operators) {
    for (let choice = 0; choice < operator.choices; choice++) {
      for (const at of operator.on) {
        const made = mutant(operator, choice, at);
        if (made !== undefined) yield made;
      }
    }
  }
}

function isChanged(tree: Inventory, at: InventoryObject): boolean {
  const now = tree.objects.find(({ file }) => file === at.file);
  return JSON.stringify(now?.object) !== JSON.stringify(at.object);
}
