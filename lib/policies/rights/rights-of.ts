import { KIND } from '../../model/kind';
import { PERSONA_ROLE } from '../../model/kubernetes-right';
import { groupOf, type Inventory, type InventoryObject } from '../../render/inventory';
import { listAt, textAt, textsAt } from '../json-fields';
import { objectsOf } from '../objects-of';
import { oncePer } from '../once-per';

/** Kinds that hold rules of Kubernetes. */
export const ROLE_KINDS: readonly string[] = [KIND.role.kind, KIND.clusterRole.kind];

const BINDING_KINDS: readonly string[] = [KIND.roleBinding.kind, KIND.clusterRoleBinding.kind];

/** What changes something. */
const WRITING: readonly string[] = ['create', 'update', 'patch', 'delete', 'deletecollection'];

/** One rule of a Role or ClusterRole. */
export interface RuleView {
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];

  /** Names of the objects it is about; empty for all of them. */
  readonly names: readonly string[];
  readonly urls: readonly string[];
}

/** A RoleBinding or ClusterRoleBinding. */
export interface BindingView {
  readonly at: InventoryObject;

  /** Where it holds; undefined for everywhere. */
  readonly namespace?: string;
  readonly role: { readonly kind: string; readonly name: string };
  readonly subjects: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}

/** Whether an object is of the API group that roles and bindings are of. */
export function isRbac({ object }: InventoryObject): boolean {
  return groupOf(object) === KIND.role.group;
}

/** The rules of a Role or ClusterRole. */
export function rulesOf({ object }: InventoryObject): readonly RuleView[] {
  return listAt(object, 'rules').map((rule) => ({
    groups: textsAt(rule, 'apiGroups'),
    resources: textsAt(rule, 'resources'),
    verbs: textsAt(rule, 'verbs'),
    names: textsAt(rule, 'resourceNames'),
    urls: textsAt(rule, 'nonResourceURLs'),
  }));
}

/** Whether a rule changes something. */
export function writes({ verbs }: RuleView): boolean {
  return verbs.some((verb) => verb === '*' || WRITING.includes(verb));
}

/** A rule as people read it: `get, delete of pods web3signer-0`. */
export function ruleText({ verbs, resources, names, urls }: RuleView): string {
  return `${verbs.join(', ')} of ${[...resources, ...urls].join(', ')}${names.length > 0 ? ` ${names.join(', ')}` : ''}`;
}

/** All bindings of an inventory. */
export const bindingsOf: (inventory: Inventory) => readonly BindingView[] = oncePer((inventory) =>
  objectsOf(inventory, BINDING_KINDS)
    .filter(isRbac)
    .map((at) => ({
      at,
      ...(at.object.kind === KIND.roleBinding.kind ? { namespace: at.object.metadata.namespace ?? '' } : {}),
      role: { kind: textAt(at.object, 'roleRef', 'kind') ?? '', name: textAt(at.object, 'roleRef', 'name') ?? '' },
      subjects: listAt(at.object, 'subjects').map((subject) => ({
        kind: textAt(subject, 'kind') ?? '',
        name: textAt(subject, 'name') ?? '',
        namespace: textAt(subject, 'namespace'),
      })),
    })),
);

const roles: (inventory: Inventory) => ReadonlyMap<string, InventoryObject> = oncePer(
  (inventory) =>
    new Map(
      objectsOf(inventory, ROLE_KINDS)
        .filter(isRbac)
        .map((at) => [
          roleKey(at.cluster, at.object.kind, at.object.metadata.namespace ?? '', at.object.metadata.name),
          at,
        ]),
    ),
);

/** The role that a binding grants, or undefined where no file declares it. */
export function tryFindRole(
  inventory: Inventory,
  { at, namespace = '', role }: BindingView,
): InventoryObject | undefined {
  const scope = role.kind === KIND.role.kind ? namespace : '';
  return roles(inventory).get(roleKey(at.cluster, role.kind, scope, role.name));
}

function roleKey(cluster: string, kind: string, namespace: string, name: string): string {
  return `${cluster} ${kind} ${namespace}/${name}`;
}

/** Whether an object stands in what security releases: the content of the Application `instance`. */
export function isOfInstance({ root, folder }: InventoryObject): boolean {
  return root.startsWith('bootstrap.') && folder === 'instance';
}

/** Whether a binding is that of breakglass, which has no members in normal times. */
export function isBreakglass({ at, namespace, role }: BindingView): boolean {
  return (
    isOfInstance(at) &&
    namespace !== undefined &&
    role.kind === KIND.clusterRole.kind &&
    role.name === PERSONA_ROLE.breakglass
  );
}
