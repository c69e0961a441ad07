import type { Inventory, InventoryObject, Manifest } from '../../render/inventory';
import { groupOf } from '../../render/inventory';
import { textAt, valueAt } from '../json-fields';
import { objectsOf } from '../objects-of';
import { oncePer } from '../once-per';
import { podTemplateOf, WORKLOAD_KINDS } from './pod-templates';

/** Something that changes a workload's replicas or resources by itself. */
export interface Scaler {
  readonly at: InventoryObject;

  /** The workload it changes, where the inventory has it. */
  readonly target: InventoryObject;

  /** Whether it sets the number of replicas. */
  readonly replicas: boolean;
}

/** Autoscalers of an inventory with the workloads they target. */
export const scalersOf: (inventory: Inventory) => readonly Scaler[] = oncePer((inventory) => {
  const workloads = new Map<string, InventoryObject>();
  for (const object of objectsOf(inventory, WORKLOAD_KINDS)) {
    if (podTemplateOf(object.object) !== undefined)
      workloads.set(keyOf(object, object.object.kind, object.object.metadata.name), object);
  }
  return objectsOf(inventory, SCALER_KINDS).flatMap((at) => {
    const ref = targetOf(at.object);
    if (ref === undefined) return [];
    const target = workloads.get(keyOf(at, textAt(ref, 'kind') ?? 'Deployment', textAt(ref, 'name') ?? ''));
    return target === undefined ? [] : [{ at, target, replicas: at.object.kind !== 'VerticalPodAutoscaler' }];
  });
});

function targetOf(object: Manifest): unknown {
  if (SCALER_GROUPS.get(object.kind) !== groupOf(object)) return undefined;
  if (object.kind !== 'VerticalPodAutoscaler') return valueAt(object, 'spec', 'scaleTargetRef');
  const off = textAt(object, 'spec', 'updatePolicy', 'updateMode') === 'Off';
  return off ? undefined : valueAt(object, 'spec', 'targetRef');
}

const SCALER_GROUPS: ReadonlyMap<string, string> = new Map([
  ['HorizontalPodAutoscaler', 'autoscaling'],
  ['ScaledObject', 'keda.sh'],
  ['VerticalPodAutoscaler', 'autoscaling.k8s.io'],
]);

const SCALER_KINDS: readonly string[] = [...SCALER_GROUPS.keys()];

function keyOf({ cluster, object }: InventoryObject, kind: string, name: string): string {
  return `${cluster} ${kind} ${object.metadata.namespace ?? ''}/${name}`;
}
