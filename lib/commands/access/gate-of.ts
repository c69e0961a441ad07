import { LABEL } from '../../model/labels';
import type { ApplicationView } from '../../policies/applications/applications-of';
import { fieldsAt, listAt, textAt, textsAt } from '../../policies/json-fields';
import type { Inventory, InventoryObject } from '../../render/inventory';
import type { AccessRule } from './access-rule';

/** What an admission policy refuses, by what its rules look at. */
export type GateSubject = 'revision' | 'manifests';

/**
 * The admission policy that refuses another revision, or local manifests, for an Application: bound to Deny, failing
 * closed, selecting the Application's namespace. Undefined where none surely holds: a match condition that is not known
 * here counts as one that leaves the Application out.
 */
export function tryFindGate(
  inventory: Inventory,
  application: ApplicationView,
  subject: GateSubject,
): AccessRule | undefined {
  const near = inventory.objects.filter(({ cluster }) => cluster === application.at.cluster);
  const denying = new Set(
    near
      .filter(({ object }) => object.kind === 'ValidatingAdmissionPolicyBinding')
      .filter(({ object }) => textsAt(object, 'spec', 'validationActions').includes('Deny'))
      .map(({ object }) => textAt(object, 'spec', 'policyName')),
  );
  for (const policy of near) {
    const { kind, metadata } = policy.object;
    if (kind !== 'ValidatingAdmissionPolicy' || !denying.has(metadata.name)) continue;
    if (!guards(policy) || !selects(near, policy, application)) continue;
    const message = refusalOf(policy, subject);
    if (message !== undefined) return { text: `${metadata.name}: ${message}`, file: policy.file };
  }
  return undefined;
}

function guards({ object }: InventoryObject): boolean {
  return (
    textAt(object, 'spec', 'failurePolicy') === 'Fail' &&
    listAt(object, 'spec', 'matchConstraints', 'resourceRules').some(
      (rule) => textsAt(rule, 'resources').includes('applications') && textsAt(rule, 'operations').includes('UPDATE'),
    )
  );
}

function selects(
  near: readonly InventoryObject[],
  { object }: InventoryObject,
  { name, namespace = '', labels }: ApplicationView,
): boolean {
  const declared = near.find((at) => at.object.kind === 'Namespace' && at.object.metadata.name === namespace);
  const onNamespace = { 'kubernetes.io/metadata.name': namespace, ...declared?.object.metadata.labels };
  const wanted = fieldsAt(object, 'spec', 'matchConstraints', 'namespaceSelector', 'matchLabels');
  if (!Object.entries(wanted).every(([label, value]) => fieldsAt({ onNamespace }, 'onNamespace')[label] === value)) {
    return false;
  }
  return listAt(object, 'spec', 'matchConditions').every((condition) => {
    const expression = textAt(condition, 'expression') ?? '';
    if (expression === '!has(object.metadata.deletionTimestamp)') return true;
    if (expression === `object.metadata.name == '${name}'`) return true;
    return expression.includes(`'${LABEL.gated}' in object.metadata.labels`) && LABEL.gated in labels;
  });
}

function refusalOf({ object }: InventoryObject, subject: GateSubject): string | undefined {
  const looksAt = {
    revision: 'object.operation.sync.revision == object.spec.source.targetRevision',
    manifests: '!has(object.operation.sync.manifests)',
  }[subject];
  const rule = listAt(object, 'spec', 'validations').find((it) => textAt(it, 'expression')?.includes(looksAt));
  return rule === undefined ? undefined : (textAt(rule, 'message') ?? 'refused');
}
