import type { Inventory, InventoryObject, Manifest } from '../../render/inventory';
import { fieldsAt, listAt, textAt, textsAt, valueAt } from '../json-fields';

/** The objects that the Application `instance` of a cluster applies. */
export function instanceObjects(fleet: Inventory, cluster: string): readonly InventoryObject[] {
  return fleet.objects.filter((at) => {
    return at.cluster === cluster && at.root.startsWith('bootstrap.') && at.folder === 'instance';
  });
}

/** Objects of one kind. */
export function ofKind(objects: readonly InventoryObject[], kind: string): readonly InventoryObject[] {
  return objects.filter(({ object }) => object.kind === kind);
}

/**
 * The admission policies among these that fail closed and are bound to deny, whoever asks. One that judges certain
 * askers alone, such as guards, holds nobody else, and so does a binding for some of the requests.
 */
export function boundPolicies(objects: readonly InventoryObject[]): readonly InventoryObject[] {
  const denying = new Set(
    ofKind(objects, 'ValidatingAdmissionPolicyBinding')
      .filter(({ object }) => textsAt(object, 'spec', 'validationActions').includes('Deny'))
      .filter(({ object }) => valueAt(object, 'spec', 'matchResources') === undefined)
      .map(({ object }) => textAt(object, 'spec', 'policyName')),
  );
  return ofKind(objects, 'ValidatingAdmissionPolicy').filter(({ object }) => {
    return (
      denying.has(object.metadata.name) && textAt(object, 'spec', 'failurePolicy') === 'Fail' && !namesAskers(object)
    );
  });
}

/** Whether a condition lets in some askers only, which one that exempts some begins with a negation. */
function namesAskers(policy: Manifest): boolean {
  return listAt(policy, 'spec', 'matchConditions').some((condition) =>
    (textAt(condition, 'expression') ?? '').startsWith('request.userInfo.'),
  );
}

/** Whether a policy judges an operation on a resource, such as `DELETE` of `pods`. */
export function judges({ object }: InventoryObject, operation: string, resource: string): boolean {
  return listAt(object, 'spec', 'matchConstraints', 'resourceRules').some(
    (rule) => textsAt(rule, 'operations').includes(operation) && textsAt(rule, 'resources').includes(resource),
  );
}

/** Whether a policy selects a namespace of these labels. One that selects by expressions is not counted on. */
export function selects({ object }: InventoryObject, labels: Readonly<Record<string, string>>): boolean {
  const selector = fieldsAt(object, 'spec', 'matchConstraints', 'namespaceSelector');
  return (
    listAt(selector, 'matchExpressions').length === 0 &&
    Object.entries(fieldsAt(selector, 'matchLabels')).every(([label, value]) => labels[label] === value)
  );
}
