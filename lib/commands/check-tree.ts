import { judge, judgeChange } from '../policies/engine';
import type { Finding, Policy } from '../policies/policy';
import { readTreeInventory, type TreeInventory } from './read-tree';

/** What the policies say of a folder of YAML that need not be ours. */
export interface TreeCheck {
  /** Files that could not be read as YAML, each as one line. */
  readonly problems: readonly string[];
  readonly findings: readonly Finding[];

  /** How many API objects were judged. */
  readonly objects: number;
}

/**
 * Judges every object below a folder, and what changed since a base where there is one.
 *
 * @throws when the folder does not exist
 */
export function checkTree(folder: string, policies: readonly Policy[], base?: TreeInventory): TreeCheck {
  const { inventory, problems } = readTreeInventory(folder);
  const changes = base === undefined ? [] : judgeChange(policies, { before: base.inventory, after: inventory });
  return {
    problems: [...(base?.problems ?? []), ...problems],
    findings: [...judge(policies, inventory), ...changes],
    objects: inventory.objects.length,
  };
}
