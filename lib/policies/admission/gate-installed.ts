import type { Inventory, InventoryObject } from '../../render/inventory';
import { applicationsOf } from '../applications/applications-of';
import { boundPolicies, instanceObjects, judges, selects } from './bound-policies';
import { listAt, textAt } from '../json-fields';
import type { FleetPolicy, Remark } from '../policy';

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
      const instance = instanceObjects(fleet, at.cluster);
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
  return boundPolicies(instance).some((policy) => holdsApplications(policy) && selects(policy, labels));
}

/** Whether it judges every Application of its namespaces: one that names a single Application holds no other. */
function holdsApplications(policy: InventoryObject): boolean {
  const expressions = (list: string): string[] =>
    listAt(policy.object, 'spec', list).map((item) => textAt(item, 'expression') ?? '');
  return (
    ['CREATE', 'UPDATE'].every((operation) => judges(policy, operation, 'applications')) &&
    !expressions('matchConditions').some((expression) => expression.includes('object.metadata.name ==')) &&
    expressions('validations').some((expression) => expression.includes('automated.enabled'))
  );
}
