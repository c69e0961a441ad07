import type { Inventory, InventoryObject } from '../render/inventory';
import { applicationsOf } from './applications-of';
import { fieldsAt, listAt, textAt, textsAt } from './json-fields';
import type { FleetPolicy, Remark } from './policy';

/** An admission policy is what makes a gate one. */
export const gateInstalled: FleetPolicy = {
  id: 'gate-installed',
  title: 'The namespace of chain Applications is held by a bound admission policy',
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    'a live flip of a gated Application syncs within half a second, before its root reverts it (seen with 3.5.1): only ' +
    'admission refuses it, where policy, binding and the label of the namespace agree',
  check: (fleet) =>
    firstPerNamespace(fleet).flatMap(({ at, namespace }): readonly Remark[] => {
      const instance = fleet.objects.filter(({ cluster, root, folder }) => {
        return cluster === at.cluster && root.startsWith('bootstrap.') && folder === 'instance';
      });
      // Without the instance's content nothing tells what it holds; its release is checked by itself.
      if (instance.length === 0 || isHeld(namespace, instance)) return [];
      return [
        {
          at,
          found: `a chain Application in ${namespace}, which no bound admission policy holds`,
          expected: `a ValidatingAdmissionPolicy for Applications in ${namespace}, failing closed, bound to Deny`,
        },
      ];
    }),
};

function firstPerNamespace(fleet: Inventory): { readonly at: InventoryObject; readonly namespace: string }[] {
  const first = new Map<string, { readonly at: InventoryObject; readonly namespace: string }>();
  for (const { at, namespace = '' } of applicationsOf(fleet)) {
    const key = `${at.cluster} ${namespace}`;
    if (at.root.startsWith('chain.') && !first.has(key)) first.set(key, { at, namespace });
  }
  return [...first.values()];
}

function isHeld(namespace: string, instance: readonly InventoryObject[]): boolean {
  const named = instance.find(({ object }) => object.kind === 'Namespace' && object.metadata.name === namespace);
  const labels = { 'kubernetes.io/metadata.name': namespace, ...named?.object.metadata.labels };
  const denying = new Set(
    ofKind(instance, 'ValidatingAdmissionPolicyBinding')
      .filter(({ object }) => textsAt(object, 'spec', 'validationActions').includes('Deny'))
      .map(({ object }) => textAt(object, 'spec', 'policyName')),
  );
  return ofKind(instance, 'ValidatingAdmissionPolicy').some(
    (policy) => denying.has(policy.object.metadata.name) && holdsApplications(policy) && selects(policy, labels),
  );
}

function ofKind(objects: readonly InventoryObject[], kind: string): readonly InventoryObject[] {
  return objects.filter(({ object }) => object.kind === kind);
}

/** Whether it judges every Application of its namespaces: one that names a single Application holds no other. */
function holdsApplications({ object }: InventoryObject): boolean {
  const conditions = listAt(object, 'spec', 'matchConditions').map(
    (condition) => textAt(condition, 'expression') ?? '',
  );
  return (
    textAt(object, 'spec', 'failurePolicy') === 'Fail' &&
    !conditions.some((expression) => expression.includes('object.metadata.name ==')) &&
    listAt(object, 'spec', 'matchConstraints', 'resourceRules').some(
      (rule) =>
        textsAt(rule, 'resources').includes('applications') &&
        ['CREATE', 'UPDATE'].every((operation) => textsAt(rule, 'operations').includes(operation)),
    ) &&
    listAt(object, 'spec', 'validations').some((rule) => textAt(rule, 'expression')?.includes('automated.enabled'))
  );
}

function selects({ object }: InventoryObject, labels: Readonly<Record<string, string>>): boolean {
  const wanted = Object.entries(fieldsAt(object, 'spec', 'matchConstraints', 'namespaceSelector', 'matchLabels'));
  return wanted.length > 0 && wanted.every(([label, value]) => labels[label] === value);
}
