import { LABEL } from '../../model/labels';
import type { Inventory, InventoryObject } from '../../render/inventory';
import { foldersOf } from '../content/folders-of';
import { fieldsAt, textAt } from '../json-fields';
import { placeKey, placeOf } from '../by-place';
import { objectsOf } from '../objects-of';
import { podTemplateOf, WORKLOAD_KINDS, workloadLabel } from '../workloads/pod-templates';
import type { FleetPolicy, Remark } from '../policy';

/** Labels by which policies, admission, alerts and network policies know what signs. */
const MARKS = [LABEL.signingIdentity, LABEL.sensitive, LABEL.role, LABEL.workload, LABEL.network, LABEL.shard] as const;

/** Nothing that signs hides from what holds it. */
export const signingMarked: FleetPolicy = {
  id: 'signing-marked',
  title: 'What signs says so, on itself and on its pods, and a declared identity has something that signs with it',
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    'policies, admission, alerts and network policies find what signs by its labels: a signer without them is held by ' +
    'none of them (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/)',
  check: (fleet) => [
    ...[...foldersOf(fleet).values()].flatMap(({ objects }) => remarksOf(objects)),
    ...unheldNamespaces(fleet),
  ],
};

const NAMESPACES: readonly string[] = ['Namespace'];

/** Admission selects namespaces: one that is not marked is held by no fence. */
function unheldNamespaces(fleet: Inventory): readonly Remark[] {
  const signing = new Set<string>();
  for (const at of objectsOf(fleet, WORKLOAD_KINDS)) {
    if (workloadLabel(at.object, LABEL.signingIdentity) !== undefined) signing.add(placeKey(at));
  }
  return objectsOf(fleet, NAMESPACES)
    .filter(({ cluster, object }) => signing.has(placeOf(cluster, object.metadata.name)))
    .filter(({ object }) => object.metadata.labels?.[LABEL.sensitive] !== 'true')
    .map((at) => ({
      at,
      found: 'a namespace of what signs that admission does not hold',
      expected: `${LABEL.sensitive}: 'true'`,
    }));
}

function remarksOf(objects: Inventory['objects']): readonly Remark[] {
  const workloads = objects.filter(({ object }) => podTemplateOf(object) !== undefined);
  const held = new Set(workloads.map(({ object }) => workloadLabel(object, LABEL.signingIdentity)));
  return [
    ...workloads.flatMap(unequalMarks),
    ...objects.flatMap((at): readonly Remark[] => {
      const { kind, metadata } = at.object;
      const id = metadata.labels?.[LABEL.signingIdentity];
      if (kind !== 'ConfigMap' || id === undefined || held.has(id)) return [];
      return [
        {
          at,
          found: `identity ${id}, with which nothing here signs`,
          expected: `${LABEL.signingIdentity}: ${id} on what does`,
        },
      ];
    }),
  ];
}

function unequalMarks(at: InventoryObject): readonly Remark[] {
  const own = at.object.metadata.labels ?? {};
  const pods = fieldsAt(podTemplateOf(at.object), 'metadata', 'labels');
  if (own[LABEL.signingIdentity] === undefined && pods[LABEL.signingIdentity] === undefined) return [];
  const unequal = MARKS.filter((mark) => own[mark] !== pods[mark]).map((mark) => ({
    at,
    found: `${mark} ${own[mark] ?? 'absent'}, on its pods ${textAt(pods, mark) ?? 'absent'}`,
    expected: 'one value on both',
  }));
  const unmarked = [LABEL.sensitive, LABEL.workload, LABEL.role].filter((mark) =>
    mark === LABEL.sensitive ? own[mark] !== 'true' : own[mark] === undefined,
  );
  return [...unequal, ...unmarked.map((mark) => ({ at, found: `no ${mark}`, expected: 'it on what signs' }))];
}
