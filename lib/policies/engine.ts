import type { Inventory, InventoryObject } from '../render/inventory';
import { objectsOf } from './objects-of';
import { oncePer } from './once-per';
import type { Change, ChangePolicy, Finding, ObjectPolicy, Policy, Remark } from './policy';

/**
 * Runs policies over an inventory and returns all their findings, in the order of the policies.
 *
 * Object and root policies judge what is rendered. Fleet policies judge what is released as well, because clusters
 * run releases and not these sources. Change policies need two inventories: {@link judgeChange}.
 */
export function judge(policies: readonly Policy[], inventory: Inventory): readonly Finding[] {
  return policies
    .filter((policy) => policy.scope !== 'change')
    .filter((policy) => inventory.view === 'rendered' || policy.scope === 'fleet')
    .flatMap((policy) => remarksOf(policy, inventory).map((remark) => findingOf(policy, inventory, remark)));
}

/** Runs the change policies among these over a change, in their order; findings have the view of what it leads to. */
export function judgeChange(policies: readonly Policy[], change: Change): readonly Finding[] {
  return policies
    .filter((policy) => policy.scope === 'change')
    .flatMap((policy) => policy.check(change).map((remark) => findingOf(policy, change.after, remark)));
}

/** The findings that stop a change: errors that nobody has waived. */
export function errorsOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.level === 'error' && finding.waived === undefined);
}

/** What identifies a finding when two runs are compared, or both views report the same thing. */
export function findingKey(finding: Finding): string {
  return JSON.stringify([finding.policy, finding.file, finding.object, finding.found]);
}

/** Leaves out the findings that `known` has already. */
export function findingsBeyond(findings: readonly Finding[], known: readonly Finding[]): readonly Finding[] {
  const keys = new Set(known.map(findingKey));
  return findings.filter((finding) => !keys.has(findingKey(finding)));
}

function remarksOf(policy: Exclude<Policy, ChangePolicy>, inventory: Inventory): readonly Remark[] {
  if (policy.scope === 'object') return judgedBy(policy, inventory).flatMap((object) => policy.check(object));
  if (policy.scope === 'root') return rootsOf(inventory).flatMap((root) => policy.check(root));
  return policy.check(inventory);
}

function judgedBy({ kinds }: ObjectPolicy, inventory: Inventory): readonly InventoryObject[] {
  return kinds === undefined ? inventory.objects : objectsOf(inventory, kinds);
}

// Once, so that what policies remember of a root is there for the next policy.
const rootsOf: (inventory: Inventory) => readonly Inventory[] = oncePer((inventory) => {
  const roots = new Map<string, { objects: InventoryObject[]; files: Inventory['files'][number][] }>();
  const at = (root: string): { objects: InventoryObject[]; files: Inventory['files'][number][] } => {
    const found = roots.get(root) ?? { objects: [], files: [] };
    roots.set(root, found);
    return found;
  };
  for (const object of inventory.objects) at(object.root).objects.push(object);
  for (const file of inventory.files) at(file.root).files.push(file);
  return [...roots.values()].map((root) => ({ view: inventory.view, ...root }));
});

function findingOf(policy: Policy, inventory: Inventory, remark: Remark): Finding {
  const { at } = remark;
  return {
    policy: policy.id,
    level: policy.level,
    view: inventory.view,
    file: at.file,
    ...(at.object === undefined ? {} : { object: nameOf(at.object) }),
    ...(at.constructPath === undefined ? {} : { constructPath: at.constructPath }),
    found: remark.found,
    expected: remark.expected,
    why: policy.doc,
  };
}

function nameOf(object: InventoryObject['object']): string {
  const { name, namespace } = object.metadata;
  return `${object.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
