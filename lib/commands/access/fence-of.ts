import { fieldsAt, listAt, textAt, textsAt, valueAt } from '../../policies/json-fields';
import { objectsOf } from '../../policies/objects-of';
import { groupOf, type Inventory, type InventoryObject } from '../../render/inventory';
import type { AccessRule } from './access-rule';
import { celValue, celVerdict, UNKNOWN, type CelNames } from './cel-verdict';
import type { KubernetesUser } from './kubernetes-rbac';

/** A request as admission sees it. */
export interface AdmissionRequest {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';
  readonly group: string;

  /** With its subresource: `statefulsets/scale`. */
  readonly resource: string;
  readonly kind: string;
  readonly namespace: string;

  /** What is known of the object as it would become. @default nothing */
  readonly object?: unknown;

  /** What is known of the object as it is. @default nothing */
  readonly oldObject?: unknown;

  /** Options of the request. @default none */
  readonly options?: object;
}

const FENCE_KINDS: readonly string[] = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'];
const PARAM_KINDS: readonly string[] = ['ConfigMap'];
const NAMESPACE_KINDS: readonly string[] = ['Namespace'];

/**
 * The admission policy that refuses a request, or undefined where none surely does: bound to Deny, failing closed,
 * selecting the request, with conditions that surely hold and a rule that surely fails. Whatever cannot be told counts
 * as a policy that does not refuse, so the matrix never shows a fence that is not there.
 */
export function tryFindFence(
  inventory: Inventory,
  cluster: string,
  request: AdmissionRequest,
  user: KubernetesUser,
): AccessRule | undefined {
  const near = objectsOf(inventory, FENCE_KINDS).filter((at) => at.cluster === cluster);
  const labels = namespaceLabels(inventory, cluster, request.namespace);
  for (const binding of near) {
    if (binding.object.kind !== 'ValidatingAdmissionPolicyBinding' || !denies(binding, request, labels)) continue;
    const policy = near.find(
      ({ object }) =>
        object.kind === 'ValidatingAdmissionPolicy' &&
        object.metadata.name === textAt(binding.object, 'spec', 'policyName'),
    );
    if (policy === undefined || !covers(policy, request, labels)) continue;
    const message = refusal(policy, namesOf(inventory, binding, policy, request, user));
    if (message !== undefined) return { text: `${policy.object.metadata.name}: ${message}`, file: policy.file };
  }
  return undefined;
}

function denies({ object }: InventoryObject, request: AdmissionRequest, labels: Labels): boolean {
  const resources = valueAt(object, 'spec', 'matchResources');
  return (
    textsAt(object, 'spec', 'validationActions').includes('Deny') &&
    (resources === undefined || selects(resources, request, labels, true))
  );
}

function covers({ object }: InventoryObject, request: AdmissionRequest, labels: Labels): boolean {
  return (
    textAt(object, 'spec', 'failurePolicy') !== 'Ignore' &&
    selects(valueAt(object, 'spec', 'matchConstraints'), request, labels, false)
  );
}

/** The message of the first rule that surely fails, where every condition surely holds. */
function refusal({ object }: InventoryObject, names: CelNames): string | undefined {
  const holds = (expression: unknown): boolean | undefined => celVerdict(textAt(expression, 'expression') ?? '', names);
  if (!listAt(object, 'spec', 'matchConditions').every((condition) => holds(condition) === true)) return undefined;
  const failed = listAt(object, 'spec', 'validations').find((rule) => holds(rule) === false);
  return failed === undefined ? undefined : (textAt(failed, 'message') ?? 'refused');
}

function namesOf(
  inventory: Inventory,
  binding: InventoryObject,
  policy: InventoryObject,
  { operation, namespace, kind, group, object, oldObject, options }: AdmissionRequest,
  user: KubernetesUser,
): CelNames {
  const param = fieldsAt(binding.object, 'spec', 'paramRef');
  const params = objectsOf(inventory, PARAM_KINDS).find(
    (at) =>
      at.cluster === binding.cluster &&
      at.object.metadata.name === param.name &&
      at.object.metadata.namespace === param.namespace,
  );
  const userInfo = { username: user.name === '' ? UNKNOWN : user.name, groups: user.groups };
  const names: Record<string, unknown> = {
    request: { operation, namespace, kind: { group, kind }, userInfo, options: options ?? {} },
    object: operation === 'DELETE' ? null : (object ?? UNKNOWN),
    oldObject: operation === 'CREATE' ? null : (oldObject ?? UNKNOWN),
    params: params?.object ?? UNKNOWN,
  };
  const variables: Record<string, unknown> = {};
  // Later variables may use earlier ones, never the other way round.
  for (const variable of listAt(policy.object, 'spec', 'variables')) {
    variables[textAt(variable, 'name') ?? ''] = celValue(textAt(variable, 'expression') ?? '', { ...names, variables });
  }
  return { ...names, variables };
}

type Labels = Readonly<Record<string, unknown>>;

function namespaceLabels(inventory: Inventory, cluster: string, namespace: string): Labels {
  const declared = objectsOf(inventory, NAMESPACE_KINDS).find(
    (at) => at.cluster === cluster && groupOf(at.object) === '' && at.object.metadata.name === namespace,
  );
  return { 'kubernetes.io/metadata.name': namespace, ...declared?.object.metadata.labels };
}

/** @param open whether no rules stand for every resource, as in a binding */
function selects(match: unknown, request: AdmissionRequest, labels: Labels, open: boolean): boolean {
  const rules = listAt(match, 'resourceRules');
  return (
    (rules.some((rule) => isAbout(rule, request)) || (open && rules.length === 0)) &&
    !listAt(match, 'excludeResourceRules').some((rule) => isAbout(rule, request)) &&
    // What the object's labels would be is not known.
    Object.keys(fieldsAt(match, 'objectSelector')).length === 0 &&
    selectsLabels(valueAt(match, 'namespaceSelector'), labels)
  );
}

function isAbout(rule: unknown, { operation, group, resource }: AdmissionRequest): boolean {
  const [main = '', sub] = resource.split('/');
  const patterns = sub === undefined ? ['*', main, `${main}/*`] : [resource, `*/${sub}`, `${main}/*`];
  const lists = (field: string, ...wanted: string[]): boolean =>
    textsAt(rule, field).some((item) => wanted.includes(item));
  return (
    lists('operations', '*', operation) &&
    lists('apiGroups', '*', group) &&
    lists('resources', '*/*', ...patterns) &&
    textsAt(rule, 'resourceNames').length === 0
  );
}

function selectsLabels(selector: unknown, labels: Labels): boolean {
  const equal = Object.entries(fieldsAt(selector, 'matchLabels')).every(([label, value]) => labels[label] === value);
  return (
    equal &&
    listAt(selector, 'matchExpressions').every((expression) => {
      const value = labels[textAt(expression, 'key') ?? ''];
      const listed = typeof value === 'string' && textsAt(expression, 'values').includes(value);
      const operators: Readonly<Record<string, boolean>> = {
        In: listed,
        NotIn: !listed,
        Exists: value !== undefined,
        DoesNotExist: value === undefined,
      };
      return operators[textAt(expression, 'operator') ?? ''] ?? false;
    })
  );
}
