import { GUARD_PREFIX, guardRuleProblems, type RoleRule } from '../../model/guard-right';
import { LABEL } from '../../model/labels';
import { groupOf, type Inventory, type InventoryObject } from '../../render/inventory';
import { listAt, textAt, textsAt } from '../json-fields';
import { objectsOf } from '../objects-of';
import { oncePer } from '../once-per';
import type { FleetPolicy, Remark } from '../policy';

/** A program beside signing keys does one thing to objects that are named, or only reads. */
export const accountRights: FleetPolicy = {
  id: 'account-rights',
  title: 'Programs act on named objects in sensitive namespaces, and guards nowhere else',
  level: 'error',
  scope: 'fleet',
  doc:
    'whoever may create or patch a workload can mount any Secret of its namespace, and a list of Secrets holds the keys ' +
    '(https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks)',
  check: (fleet) =>
    objectsOf(fleet, BINDING_KINDS).flatMap((at) => {
      if (groupOf(at.object) !== RBAC) return [];
      const accounts = listAt(at.object, 'subjects').map(accountOf).filter(isDefined);
      const guards = accounts.filter((account) => isGuard(account, at, fleet));
      const namespace = at.object.metadata.namespace ?? '';
      const sensitive = accounts.length > 0 && isLabelled(namespace, LABEL.sensitive, at, fleet);
      if (guards.length === 0 && !sensitive) return [];
      const own = accounts.every((account) => account === namespace);
      return boundRemarks(at, fleet, own && guards.length > 0);
    }),
};

const RBAC = 'rbac.authorization.k8s.io';
const BINDING_KINDS: readonly string[] = ['RoleBinding', 'ClusterRoleBinding'];
const ROLE_KINDS: readonly string[] = ['Role'];
const NAMESPACE_KINDS: readonly string[] = ['Namespace'];

/** What a guard needs at home: to say what it is about to do. */
const RECORDS: RoleRule = { apiGroups: [''], resources: ['events'], verbs: ['create'] };

function boundRemarks(at: InventoryObject, fleet: Inventory, atHome: boolean): readonly Remark[] {
  const { object } = at;
  if (object.kind === 'ClusterRoleBinding') {
    return [
      { at, found: 'rights of a guard in every namespace', expected: 'a RoleBinding in the namespace of its unit' },
    ];
  }
  const kind = textAt(object, 'roleRef', 'kind') ?? '';
  const name = textAt(object, 'roleRef', 'name') ?? '';
  const namespace = object.metadata.namespace ?? '';
  const role = kind === 'Role' ? rolesOf(fleet).get(keyOf(at.cluster, namespace, name)) : undefined;
  if (role === undefined) {
    return [
      {
        at,
        found: `${kind} ${name} for a program`,
        expected: 'a Role declared in the same namespace, on named objects',
      },
    ];
  }
  return listAt(role.object, 'rules')
    .map(ruleOf)
    .filter((rule) => !(atHome && JSON.stringify(rule) === JSON.stringify(RECORDS)))
    .flatMap((rule) => guardRuleProblems(rule))
    .map((problem) => ({
      at: role,
      found: `a right of a program: ${problem}`,
      expected: 'one of the rights of guards',
    }));
}

function ruleOf(rule: unknown): RoleRule {
  const resourceNames = textsAt(rule, 'resourceNames');
  return {
    apiGroups: textsAt(rule, 'apiGroups'),
    resources: textsAt(rule, 'resources'),
    verbs: textsAt(rule, 'verbs'),
    ...(resourceNames.length === 0 ? {} : { resourceNames }),
  };
}

/** The namespace of the ServiceAccounts that a subject stands for, undefined for people; empty for all of them. */
function accountOf(subject: unknown): string | undefined {
  const name = textAt(subject, 'name') ?? '';
  if (textAt(subject, 'kind') === 'ServiceAccount') return textAt(subject, 'namespace') ?? '';
  return /^system:serviceaccounts?(?::([^:]+))?/
    .exec(name)
    ?.slice(1)
    .map((namespace) => namespace ?? '')[0];
}

function isDefined(account: string | undefined): account is string {
  return account !== undefined;
}

function isGuard(namespace: string, at: InventoryObject, fleet: Inventory): boolean {
  return namespace.startsWith(GUARD_PREFIX) || isLabelled(namespace, LABEL.guard, at, fleet);
}

function isLabelled(namespace: string, label: string, { cluster }: InventoryObject, fleet: Inventory): boolean {
  return namespacesOf(fleet).get(`${cluster} ${namespace}`)?.object.metadata.labels?.[label] === 'true';
}

const namespacesOf: (fleet: Inventory) => ReadonlyMap<string, InventoryObject> = oncePer(
  (fleet) =>
    new Map(objectsOf(fleet, NAMESPACE_KINDS).map((at) => [`${at.cluster} ${at.object.metadata.name}`, at] as const)),
);

const rolesOf: (fleet: Inventory) => ReadonlyMap<string, InventoryObject> = oncePer(
  (fleet) =>
    new Map(
      objectsOf(fleet, ROLE_KINDS).map(
        (at) => [keyOf(at.cluster, at.object.metadata.namespace ?? '', at.object.metadata.name), at] as const,
      ),
    ),
);

function keyOf(cluster: string, namespace: string, name: string): string {
  return `${cluster} ${namespace}/${name}`;
}
