import { LABEL } from '../../model/labels';
import type { InventoryObject, Manifest } from '../../render/inventory';
import { instanceObjects, ofKind } from './bound-policies';
import { listAt, textAt, textsAt, valueAt } from '../json-fields';
import type { FleetPolicy, Remark } from '../policy';

/** The admission policies of a cluster on which something signs, without the prefix of their names. */
const REQUIRED = [
  'declared-pods',
  'declared-workloads',
  'force-deletion',
  'force-eviction',
  'gate',
  'gate-instance',
  'gated-destinations',
  'guard-actions',
  'guard-clock',
  'guard-expand',
  'guard-fence',
  'guard-jobs',
  'guard-pause',
  'guard-pods',
  'guard-refresh',
  'guard-restart',
  'instance-only',
  'kept-labels',
  'kept-namespaces',
  'kept-storage',
  'no-adoption',
  'no-node-shell',
  'no-shell',
  'one-replica',
] as const;

/** Required beside {@link REQUIRED} where gated Applications have a namespace of their own, from which it keeps sets out. */
const GATE_SETS = 'gate-sets';

const PREFIX = 'gitops-planes-';

/**
 * Admission refuses what neither types nor Argo CD can. That each expression says the right thing is beyond what this
 * can see; that somebody changed one is for `check --base`.
 */
export const admissionWhole: FleetPolicy = {
  id: 'admission-whole',
  title: 'Where something signs all admission policies are there, fail closed, and deny without exception',
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    'a policy that fails open, is bound to Audit, or judges a condition that never holds, refuses nothing and looks as if ' +
    'it did (https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/)',
  check: (fleet) =>
    [...new Set(fleet.objects.map(({ cluster }) => cluster))].flatMap((cluster) => {
      const instance = instanceObjects(fleet, cluster);
      const held = ofKind(instance, 'Namespace').find(
        ({ object }) => object.metadata.labels?.[LABEL.sensitive] === 'true',
      );
      return [
        ...(held === undefined ? [] : missing(instance, held)),
        ...ofKind(instance, POLICY).flatMap((at) => weak(instance, at)),
        ...unheldRestarts(instance),
      ];
    }),
};

const POLICY = 'ValidatingAdmissionPolicy';

function missing(instance: readonly InventoryObject[], held: InventoryObject): readonly Remark[] {
  const names = new Set(ofKind(instance, POLICY).map(({ object }) => object.metadata.name));
  // Where all Applications share one namespace, as with the EKS capability, sets of other planes stand in it too.
  const apart = ofKind(instance, 'Namespace').some(({ object }) => object.metadata.labels?.[LABEL.gated] === 'true');
  const absent = [...REQUIRED, ...(apart ? [GATE_SETS] : [])]
    .map((name) => `${PREFIX}${name}`)
    .filter((name) => !names.has(name));
  return absent.map((name) => ({
    at: held,
    found: `a sensitive namespace without ${name}`,
    expected: 'it in the bootstrap',
  }));
}

function weak(instance: readonly InventoryObject[], at: InventoryObject): readonly Remark[] {
  const { object } = at;
  const bindings = ofKind(instance, `${POLICY}Binding`).filter(
    (binding) => textAt(binding.object, 'spec', 'policyName') === object.metadata.name,
  );
  // One that asks a single object is bound once for each of them, where that object is.
  const asksOne = textAt(object, 'spec', 'paramKind', 'kind') === 'StatefulSet';
  const problems: Remark[] = [];
  if (textAt(object, 'spec', 'failurePolicy') !== 'Fail') {
    problems.push({
      at,
      found: `failurePolicy ${textAt(object, 'spec', 'failurePolicy') ?? 'not set'}`,
      expected: 'Fail',
    });
  }
  if (listAt(object, 'spec', 'validations').length === 0 || says(object, 'validations', 'true')) {
    problems.push({ at, found: 'a rule that is always kept', expected: 'what it is there to refuse' });
  }
  if (says(object, 'matchConditions', 'false')) {
    problems.push({ at, found: 'a condition that never holds', expected: 'conditions that exempt somebody at most' });
  }
  if (bindings.length === 0 && !asksOne) problems.push({ at, found: 'no binding', expected: 'one that denies' });
  for (const binding of bindings) {
    if (!textsAt(binding.object, 'spec', 'validationActions').includes('Deny')) {
      problems.push({ at: binding, found: 'a binding that does not deny', expected: 'validationActions: [Deny]' });
    }
    if (!asksOne && valueAt(binding.object, 'spec', 'matchResources') !== undefined) {
      problems.push({ at: binding, found: 'a binding for some requests only', expected: 'no matchResources' });
    }
  }
  return problems;
}

/**
 * A guard that deletes a pod starts whatever revision waits for it, unless the policy that asks the StatefulSet is bound
 * for exactly that pod.
 */
function unheldRestarts(instance: readonly InventoryObject[]): readonly Remark[] {
  const held = new Set(
    ofKind(instance, `${POLICY}Binding`)
      .filter(({ object }) => textAt(object, 'spec', 'policyName') === `${PREFIX}guard-restart`)
      .flatMap(({ object }) => {
        const match = valueAt(object, 'spec', 'matchResources');
        const namespace = textAt(match, 'namespaceSelector', 'matchLabels', 'kubernetes.io/metadata.name') ?? '';
        const rules = listAt(match, 'resourceRules');
        return rules.flatMap((rule) => textsAt(rule, 'resourceNames').map((pod) => `${namespace}/${pod}`));
      }),
  );
  const guards = new Set(
    ofKind(instance, 'RoleBinding')
      .filter(({ object }) =>
        listAt(object, 'subjects').some((subject) => textAt(subject, 'kind') === 'ServiceAccount'),
      )
      .map(({ object }) => `${object.metadata.namespace}/${textAt(object, 'roleRef', 'name')}`),
  );
  return ofKind(instance, 'Role')
    .filter(({ object }) => guards.has(`${object.metadata.namespace}/${object.metadata.name}`))
    .flatMap((at) =>
      deletedPods(at.object)
        .filter((pod) => !held.has(`${at.object.metadata.namespace}/${pod}`))
        .map((pod) => ({
          at,
          found: `a guard that restarts ${pod}, and nothing that refuses it while a revision waits`,
          expected: `a binding of ${PREFIX}guard-restart for ${pod}`,
        })),
    );
}

function deletedPods(role: Manifest): readonly string[] {
  return listAt(role, 'rules')
    .filter((rule) => textsAt(rule, 'resources').includes('pods') && textsAt(rule, 'verbs').includes('delete'))
    .flatMap((rule) => textsAt(rule, 'resourceNames'));
}

function says(policy: Manifest, list: 'validations' | 'matchConditions', literal: string): boolean {
  return listAt(policy, 'spec', list).some((item) => (textAt(item, 'expression') ?? '').trim() === literal);
}
