import { judge } from '../policies/engine';
import type { Finding, Policy } from '../policies/policy';
import { readTreeInventory } from './read-tree';

/** What the policies say of a folder of YAML that need not be ours. */
export interface TreeCheck {
  /** Files that could not be read as YAML, each as one line. */
  readonly problems: readonly string[];
  readonly findings: readonly Finding[];

  /** How many API objects were judged. */
  readonly objects: number;
}

/** Judges every object below a folder. @throws when the folder does not exist */
export function checkTree(folder: string, policies: readonly Policy[]): TreeCheck {
  const { inventory, problems } = readTreeInventory(folder);
  return { problems, findings: judge(policies, inventory), objects: inventory.objects.length };
}
