import { KIND } from '../../model/kind';
import { LABEL } from '../../model/labels';
import type { Inventory } from '../../render/inventory';
import { listAt, textsAt } from '../json-fields';
import { objectsOf } from '../objects-of';
import { oncePer } from '../once-per';
import type { FleetPolicy, Remark } from '../policy';
import { projectsOf } from '../projects/project-match';
import {
  bindingsOf,
  isBreakglass,
  isOfInstance,
  rulesOf,
  ruleText,
  tryFindRole,
  writes,
  type BindingView,
  type RuleView,
} from './rights-of';

/** Rights go to whom the review knows, and are those that it reads. */
export const boundSubjects: FleetPolicy = {
  id: 'bound-subjects',
  title: 'Roles are bound to declared ServiceAccounts, and to groups of people by the bootstrap alone',
  level: 'error',
  scope: 'fleet',
  doc:
    'a binding in an application gives rights past the owners of rights, and one to system:authenticated gives them to ' +
    'everybody: https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  check: (fleet) =>
    bindingsOf(fleet).flatMap((binding) => [
      ...unknownRole(fleet, binding),
      ...binding.subjects.flatMap((subject) => {
        const expected = wantedInstead(fleet, binding, subject);
        return expected === undefined
          ? []
          : [{ at: binding.at, found: `${binding.role.name} for ${subject.kind} ${subject.name}`, expected }];
      }),
    ]),
};

/** Where keys sign, rights are about objects by name. */
export const sensitiveNamespaceRights: FleetPolicy = {
  id: 'sensitive-namespace-rights',
  title: 'In sensitive namespaces nobody but breakglass writes workloads, Secrets or what is not named',
  level: 'error',
  scope: 'fleet',
  doc:
    'who writes a workload mounts every Secret of its namespace, and so the signing keys: ' +
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
  check: (fleet) => {
    const sensitive = sensitiveNamespaces(fleet);
    return bindingsOf(fleet).flatMap((binding): readonly Remark[] => {
      const { at, namespace } = binding;
      const reached = [...(sensitive.get(at.cluster) ?? [])].some((each) => each === (namespace ?? each));
      const role = tryFindRole(fleet, binding);
      if (!reached || role === undefined || isBreakglass(binding)) return [];
      return rulesOf(role)
        .filter(isTooMuch)
        .map((rule) => ({
          at,
          found: `${binding.role.name}, which grants ${ruleText(rule)}`,
          expected: 'reads, and writes of named objects other than workloads and Secrets',
        }));
    });
  },
};

/** By what a pod is started or changed. A scale is none: admission keeps it at one. */
const WORKLOADS: readonly string[] = [
  'cronjobs',
  'daemonsets',
  'deployments',
  'jobs',
  'pods',
  'replicasets',
  'replicationcontrollers',
  'statefulsets',
];

/** What is never deleted, by whatever name. */
const KEPT: readonly string[] = ['persistentvolumeclaims', 'statefulsets'];

function isTooMuch(rule: RuleView): boolean {
  if (!writes(rule)) return false;
  const { resources, verbs, names } = rule;
  const has = (...some: readonly string[]): boolean => verbs.some((verb) => verb === '*' || some.includes(verb));
  const about = (some: readonly string[]): boolean => resources.some((each) => each === '*' || some.includes(each));
  return (
    (names.length === 0 && resources.some((resource) => resource !== 'events')) ||
    about(['secrets']) ||
    has('deletecollection') ||
    (about(WORKLOADS) && has('create', 'update', 'patch')) ||
    (about(KEPT) && has('delete'))
  );
}

const sensitiveNamespaces: (fleet: Inventory) => ReadonlyMap<string, ReadonlySet<string>> = oncePer((fleet) => {
  const found = new Map<string, Set<string>>();
  for (const { cluster, object } of objectsOf(fleet, NAMESPACES)) {
    if (object.metadata.labels?.[LABEL.sensitive] !== 'true') continue;
    found.set(cluster, (found.get(cluster) ?? new Set()).add(object.metadata.name));
  }
  return found;
});

function unknownRole(fleet: Inventory, binding: BindingView): readonly Remark[] {
  if (tryFindRole(fleet, binding) !== undefined) return [];
  const { kind, name } = binding.role;
  return [{ at: binding.at, found: `${kind} ${name}`, expected: 'a role that is declared here, so that it is judged' }];
}

function wantedInstead(
  fleet: Inventory,
  binding: BindingView,
  { kind, name, namespace }: BindingView['subjects'][number],
): string | undefined {
  const { at } = binding;
  if (kind === 'ServiceAccount') {
    // Its application may be released after the bootstrap that gives it rights.
    const known =
      fleet.view === 'released' ||
      serviceAccounts(fleet).has(`${at.cluster} ${namespace ?? ''}/${name}`) ||
      (isOfInstance(at) && argoNamespaces(fleet).has(`${at.cluster} ${namespace ?? ''}`));
    return known && name !== 'default' ? undefined : 'a ServiceAccount of its own that is declared on this cluster';
  }
  if (kind !== 'Group' || name.startsWith('system:')) return 'a group of people or a declared ServiceAccount';
  if (binding.namespace === undefined) return 'a RoleBinding: people have rights in namespaces only';
  if (!isOfInstance(at)) return 'rights of people in the bootstrap, which security releases';
  if (isBreakglass(binding) && everydayGroups(fleet).has(`${at.cluster} ${name}`)) {
    return 'a group that no project names, since it is empty in normal times';
  }
  return undefined;
}

const NAMESPACES = [KIND.namespace.kind];
const SERVICE_ACCOUNTS = [KIND.serviceAccount.kind];

const serviceAccounts: (fleet: Inventory) => ReadonlySet<string> = oncePer(
  (fleet) =>
    new Set(
      objectsOf(fleet, SERVICE_ACCOUNTS).map(
        ({ cluster, object }) => `${cluster} ${object.metadata.namespace ?? ''}/${object.metadata.name}`,
      ),
    ),
);

/** Where Argo CD's installation keeps its ServiceAccounts, which no file here declares. */
const argoNamespaces: (fleet: Inventory) => ReadonlySet<string> = oncePer(
  (fleet) => new Set(projectsOf(fleet).map(({ at }) => `${at.cluster} ${at.object.metadata.namespace ?? ''}`)),
);

const everydayGroups: (fleet: Inventory) => ReadonlySet<string> = oncePer(
  (fleet) =>
    new Set(
      projectsOf(fleet).flatMap(({ at, spec }) =>
        listAt(spec, 'roles').flatMap((role) => textsAt(role, 'groups').map((group) => `${at.cluster} ${group}`)),
      ),
    ),
);
