import { LABEL } from '../../model/labels';
import type { Inventory, InventoryObject } from '../../render/inventory';
import { byPlace, placeKey } from '../by-place';
import { fieldsAt, listAt, valueAt } from '../json-fields';
import { objectsOf } from '../objects-of';
import { podTemplateOf, workloadLabel } from '../workloads/pod-templates';
import type { FleetPolicy, Remark } from '../policy';
import { scalersOf } from '../workloads/scalers';

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
    const budgets = byPlace(objectsOf(fleet, BUDGETS));
    const scaled = scaledWorkloads(fleet);
    return objectsOf(fleet, BUDGETED).flatMap((at) => {
      const mine = (budgets.get(placeKey(at)) ?? []).filter((budget) => covers(budget, at));
      return workloadLabel(at.object, LABEL.signingIdentity) === undefined
        ? mine.flatMap((budget) => blocking(budget, at, leastReplicas(scaled, at)))
        : unguarded(mine, at);
    });
  },
};

const BUDGETS: readonly string[] = ['PodDisruptionBudget'];
const BUDGETED: readonly string[] = ['StatefulSet', 'Deployment'];

function unguarded(mine: readonly InventoryObject[], at: InventoryObject): readonly Remark[] {
  if (mine.some((budget) => refuses(budget, 1))) return [];
  return [{ at, found: 'no budget that refuses its eviction', expected: 'a PodDisruptionBudget, maxUnavailable: 0' }];
}

function blocking(at: InventoryObject, workload: InventoryObject, replicas: number): readonly Remark[] {
  if (replicas === 0 || !refuses(at, replicas)) return [];
  const found = `a budget that allows no eviction of ${workload.object.metadata.name} (${replicas} replicas)`;
  return [{ at, found, expected: 'one that lets a drain pass, or none' }];
}

/** Whether a budget refuses every eviction of that many pods, all of them ready. Kubernetes rounds percentages up. */
function refuses({ object }: InventoryObject, replicas: number): boolean {
  const most = podsOf(valueAt(object, 'spec', 'maxUnavailable'), replicas);
  const least = podsOf(valueAt(object, 'spec', 'minAvailable'), replicas);
  return most === 0 || (least ?? 0) >= replicas;
}

function podsOf(value: unknown, replicas: number): number | undefined {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(typeof value === 'string' ? value : '')?.[1];
  return percent === undefined ? undefined : Math.ceil((Number(percent) * replicas) / 100);
}

/** Workloads that an autoscaler gives their replicas, with it. */
type ScaledWorkloads = ReadonlyMap<InventoryObject, InventoryObject>;

function scaledWorkloads(fleet: Inventory): ScaledWorkloads {
  return new Map(
    scalersOf(fleet)
      .filter(({ replicas }) => replicas)
      .map(({ at, target }) => [target, at]),
  );
}

/** Replicas as they are declared, or the fewest that an autoscaler leaves: it owns the number then. */
function leastReplicas(scaled: ScaledWorkloads, workload: InventoryObject): number {
  const spec = valueAt(scaled.get(workload)?.object, 'spec');
  const least = valueAt(spec, 'minReplicas') ?? valueAt(spec, 'minReplicaCount');
  const declared = valueAt(workload.object, 'spec', 'replicas');
  return [least, declared].find((count) => typeof count === 'number') ?? 1;
}

/** An empty selector covers every pod of the namespace. One that selects by expressions is not counted on. */
function covers({ object }: InventoryObject, workload: InventoryObject): boolean {
  const selector = valueAt(object, 'spec', 'selector');
  if (selector === undefined || listAt(selector, 'matchExpressions').length > 0) return false;
  const labels = fieldsAt(podTemplateOf(workload.object), 'metadata', 'labels');
  return Object.entries(fieldsAt(selector, 'matchLabels')).every(([name, value]) => labels[name] === value);
}
