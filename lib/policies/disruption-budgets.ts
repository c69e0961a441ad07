import { LABEL } from '../model/labels';
import type { InventoryObject } from '../render/inventory';
import { fieldsAt, textAt, valueAt } from './json-fields';
import { objectsOf } from './objects-of';
import { podTemplateOf, workloadLabel } from './pod-templates';
import type { FleetPolicy, Remark } from './policy';

/** A drain waits for what signs, and passes everything else. */
export const disruptionBudgets: FleetPolicy = {
  id: 'disruption-budgets',
  title: 'What signs is never evicted, and nothing else blocks a drain for ever',
  level: 'error',
  scope: 'fleet',
  doc:
    'a drain that evicts a signer restarts it at a time nobody chose; a budget that allows no disruption of a web app ' +
    'stops every drain of its node (https://kubernetes.io/docs/tasks/run-application/configure-pdb/)',
  check: (fleet) => {
    const budgets = objectsOf(fleet, BUDGETS);
    return objectsOf(fleet, BUDGETED).flatMap((at) => {
      const mine = budgets.filter((budget) => covers(budget, at));
      return workloadLabel(at.object, LABEL.signingIdentity) === undefined
        ? mine.flatMap((budget) => blocking(budget, at))
        : unguarded(mine, at);
    });
  },
};

const BUDGETS: readonly string[] = ['PodDisruptionBudget'];
const BUDGETED: readonly string[] = ['StatefulSet', 'Deployment'];

function unguarded(mine: readonly InventoryObject[], at: InventoryObject): readonly Remark[] {
  if (mine.some(({ object }) => valueAt(object, 'spec', 'maxUnavailable') === 0)) return [];
  return [{ at, found: 'no budget that refuses its eviction', expected: 'a PodDisruptionBudget, maxUnavailable: 0' }];
}

function blocking(at: InventoryObject, workload: InventoryObject): readonly Remark[] {
  const replicas = valueAt(workload.object, 'spec', 'replicas') ?? 1;
  const least = valueAt(at.object, 'spec', 'minAvailable');
  const most = valueAt(at.object, 'spec', 'maxUnavailable');
  const blocks =
    most === 0 || most === '0%' || least === '100%' || (typeof least === 'number' && least >= Number(replicas));
  if (!blocks) return [];
  const found = `a budget that allows no eviction of ${workload.object.metadata.name} (${String(replicas)} replicas)`;
  return [{ at, found, expected: 'one that lets a drain pass, or none' }];
}

function covers(budget: InventoryObject, workload: InventoryObject): boolean {
  if (budget.cluster !== workload.cluster) return false;
  if (budget.object.metadata.namespace !== workload.object.metadata.namespace) return false;
  const wanted = Object.entries(fieldsAt(budget.object, 'spec', 'selector', 'matchLabels'));
  const labels = podTemplateOf(workload.object);
  return wanted.length > 0 && wanted.every(([name, value]) => textAt(labels, 'metadata', 'labels', name) === value);
}
