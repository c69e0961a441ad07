import { fieldsAt, listAt, textAt, textsAt } from '../../policies/json-fields';
import { objectsOf } from '../../policies/objects-of';
import { groupOf, type Inventory, type InventoryObject } from '../../render/inventory';
import type { AccessRule } from './access-rule';
import { BUILT_IN_ROLES } from './kubernetes-roles';

/** Who asks the Kubernetes API. */
export interface KubernetesUser {
  /** Empty for a person whose name does not matter, because only groups are bound. */
  readonly name: string;
  readonly groups: readonly string[];
}

/** The group of whoever authenticates. */
export const SIGNED_IN = 'system:authenticated';

/** A ServiceAccount as it authenticates: `system:serviceaccount:<namespace>:<name>`. */
export function serviceAccount(name: string): KubernetesUser {
  const [, , namespace = ''] = name.split(':');
  return { name, groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, SIGNED_IN] };
}

/** What is asked of Kubernetes' RBAC. */
export interface KubernetesRequest {
  readonly verb: string;
  readonly group: string;

  /** With its subresource: `pods/exec`. */
  readonly resource: string;
  readonly namespace: string;

  /**
   * Name of the object; empty for a request that names none, such as to create one.
   *
   * @default an object of which the name is not known, so that a right on any one counts
   */
  readonly name?: string;
}

/** Somebody to whom a binding of a cluster gives a role. */
interface BoundSubject {
  readonly kind: 'User' | 'Group' | 'ServiceAccount';

  /** As requests bear it: of a ServiceAccount `system:serviceaccount:<namespace>:<name>`. */
  readonly name: string;
}

/** Kubernetes' RBAC of one cluster, as far as it is rendered. */
export interface KubernetesRbac {
  /** The first rule that grants it, or undefined. */
  decide(user: KubernetesUser, request: KubernetesRequest): AccessRule | undefined;

  /** Everybody whom a binding names. */
  readonly subjects: readonly BoundSubject[];

  /** Bindings of a role that is not rendered and not Kubernetes' own, each as one line: what they grant is not known. */
  readonly unknown: readonly string[];
}

const RBAC_KINDS: readonly string[] = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'];
const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** A rule of a role, bound to somebody. */
interface Grant {
  readonly subjects: readonly BoundSubject[];

  /** Where it holds; undefined for everywhere. */
  readonly namespace?: string;
  readonly rule: unknown;
  readonly role: string;
  readonly binding: string;
  readonly file: string;
}

/** Reads the Roles, ClusterRoles and bindings of a cluster, wherever in its roots they stand. */
export function readKubernetesRbac(inventory: Inventory, cluster: string): KubernetesRbac {
  const near = objectsOf(inventory, RBAC_KINDS).filter(
    (at) => at.cluster === cluster && groupOf(at.object) === RBAC_GROUP,
  );
  const grants: Grant[] = [];
  const unknown: string[] = [];
  const bindings = near.filter(({ object }) => object.kind.endsWith('Binding'));
  for (const binding of bindings) {
    const role = roleOf(near, binding);
    if (role === undefined) unknown.push(unknownRole(binding));
    else grants.push(...role.rules.map((rule) => grantOf(binding, role, rule)));
  }
  const subjects = new Map(bindings.flatMap(subjectsOf).map((subject) => [`${subject.kind} ${subject.name}`, subject]));
  return {
    subjects: [...subjects.values()],
    unknown,
    decide(user, request) {
      const found = grants.find(
        ({ namespace, rule, subjects: bound }) =>
          (namespace === undefined || namespace === request.namespace) &&
          bound.some((subject) => isSubject(subject, user)) &&
          permits(rule, request),
      );
      return found === undefined ? undefined : ruleOf(found);
    },
  };
}

/** Whether one rule of a role covers a request (RuleAllows of k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac). */
function permits(rule: unknown, { verb, group, resource, name }: KubernetesRequest): boolean {
  const [, subresource] = resource.split('/');
  const lists = (field: string, ...wanted: string[]): boolean =>
    textsAt(rule, field).some((item) => item === '*' || wanted.includes(item));
  const names = textsAt(rule, 'resourceNames');
  return (
    lists('verbs', verb) &&
    lists('apiGroups', group) &&
    lists('resources', resource, ...(subresource === undefined ? [] : [`*/${subresource}`])) &&
    (names.length === 0 || name === undefined || names.includes(name))
  );
}

function isSubject({ kind, name }: BoundSubject, user: KubernetesUser): boolean {
  return kind === 'Group' ? user.groups.includes(name) : user.name !== '' && user.name === name;
}

function subjectsOf({ object }: InventoryObject): readonly BoundSubject[] {
  return listAt(object, 'subjects').flatMap((subject): BoundSubject[] => {
    const kind = textAt(subject, 'kind');
    const name = textAt(subject, 'name') ?? '';
    if (kind === 'User' || kind === 'Group') return [{ kind, name }];
    if (kind !== 'ServiceAccount') return [];
    return [{ kind, name: `system:serviceaccount:${textAt(subject, 'namespace') ?? ''}:${name}` }];
  });
}

/** A role with the rules that it has by itself or by aggregation. */
interface RoleView {
  readonly title: string;

  /** Undefined for Kubernetes' own. */
  readonly file?: string;
  readonly rules: readonly unknown[];
}

function roleOf(near: readonly InventoryObject[], binding: InventoryObject): RoleView | undefined {
  const kind = textAt(binding.object, 'roleRef', 'kind') ?? '';
  const name = textAt(binding.object, 'roleRef', 'name') ?? '';
  const { namespace } = binding.object.metadata;
  const declared = near.find(
    ({ object }) =>
      object.kind === kind &&
      object.metadata.name === name &&
      (kind === 'ClusterRole' || object.metadata.namespace === namespace),
  );
  const builtIn = kind === 'ClusterRole' ? BUILT_IN_ROLES.find((role) => role.name === name) : undefined;
  if (declared === undefined && builtIn === undefined) return undefined;
  const selectors = [
    ...listAt(declared?.object, 'aggregationRule', 'clusterRoleSelectors').map((it) => fieldsAt(it, 'matchLabels')),
    ...(builtIn?.aggregates ?? []),
  ];
  const aggregated = near.filter(
    ({ object }) =>
      object.kind === 'ClusterRole' &&
      selectors.some((wanted) =>
        Object.entries(wanted).every(([label, value]) => object.metadata.labels?.[label] === value),
      ),
  );
  const parts = declared === undefined ? aggregated : [declared, ...aggregated];
  return {
    title: `${kind} ${name}`,
    ...(declared === undefined ? {} : { file: declared.file }),
    rules: [...parts.flatMap(({ object }) => listAt(object, 'rules')), ...(builtIn?.rules ?? [])],
  };
}

function grantOf(binding: InventoryObject, { title, file }: RoleView, rule: unknown): Grant {
  const { kind, metadata } = binding.object;
  return {
    subjects: subjectsOf(binding),
    ...(kind === 'RoleBinding' ? { namespace: metadata.namespace ?? '' } : {}),
    rule,
    role: title,
    binding: `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`,
    // Kubernetes' own role stands in no file; then the binding is what grants.
    file: file ?? binding.file,
  };
}

function ruleOf({ rule, role, binding, file }: Grant): AccessRule {
  const names = textsAt(rule, 'resourceNames');
  const group = textsAt(rule, 'apiGroups').filter((item) => item !== '');
  const resources = textsAt(rule, 'resources').join(', ');
  const what = [
    textsAt(rule, 'verbs').join(', '),
    resources,
    ...(group.length === 0 ? [] : [`of ${group.join(', ')}`]),
    ...(names.length === 0 ? [] : [names.join(', ')]),
  ].join(' ');
  return { text: `${role}: ${what}; bound by ${binding}`, file };
}

function unknownRole({ object, file }: InventoryObject): string {
  const role = `${textAt(object, 'roleRef', 'kind') ?? ''} ${textAt(object, 'roleRef', 'name') ?? ''}`;
  return `[${file}] binds ${role}, which is not rendered: what it grants is not shown`;
}
