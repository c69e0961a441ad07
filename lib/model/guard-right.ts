import type { NonEmpty } from './kind';

/** One rule of a Role, in Kubernetes' own fields. */
export interface RoleRule {
  /** API groups; empty for the core group. */
  readonly apiGroups: readonly string[];

  /** Plurals, with subresources as `statefulsets/scale`. */
  readonly resources: readonly string[];
  readonly verbs: readonly string[];

  /** Names of the objects that it is limited to; without them it is limited to none. */
  readonly resourceNames?: readonly string[];
}

interface GuardRight {
  readonly apiGroup: string;
  readonly resource: string;
  readonly verbs: NonEmpty<string>;
}

/**
 * Everything that a guard may be given to act with, by action. Each right is on objects by name, and reading goes with
 * it because kubectl reads what it is about to change.
 *
 * Workloads themselves are absent: whoever may patch one can mount any Secret of its namespace
 * (https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation).
 */
export const GUARD_RIGHTS = {
  restart: { apiGroup: '', resource: 'pods', verbs: ['get', 'delete'] },
  'pause-signer': { apiGroup: 'apps', resource: 'statefulsets/scale', verbs: ['get', 'patch'] },
  'fence-network': { apiGroup: 'networking.k8s.io', resource: 'networkpolicies', verbs: ['get', 'patch'] },
  'expand-volume': { apiGroup: '', resource: 'persistentvolumeclaims', verbs: ['get', 'patch'] },
  'refresh-secret': { apiGroup: 'external-secrets.io', resource: 'externalsecrets', verbs: ['get', 'patch'] },
} as const satisfies Readonly<Record<string, GuardRight>>;

/** What the watchdog reads in the namespace of a unit. No Secrets, no logs. */
export const WATCHED: NonEmpty<RoleRule> = [
  { apiGroups: [''], resources: ['events', 'persistentvolumeclaims', 'pods'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: ['apps'], resources: ['deployments', 'statefulsets'], verbs: ['get', 'list', 'watch'] },
];

/** The ServiceAccount of every guard, in the guard's own namespace. */
export const GUARD_ACCOUNT = 'guard';

/** How the namespace of a guard begins. Admission tells a guard by it, so that one without rules is held all the same. */
export const GUARD_PREFIX = 'guard-';

/** The rule of an action on objects by name. */
export function guardRule(action: keyof typeof GUARD_RIGHTS, names: NonEmpty<string>): RoleRule {
  const { apiGroup, resource, verbs } = GUARD_RIGHTS[action];
  return { apiGroups: [apiGroup], resources: [resource], verbs: [...verbs], resourceNames: [...names] };
}

/** Verbs that RBAC cannot limit to names, and what to do instead. */
const INSTEAD: Readonly<Record<string, string>> = {
  create: 'render the object in Git and let a person sync it',
  list: 'get the object by its name, or use the read-only watchdog',
  watch: 'get the object by its name, or use the read-only watchdog',
  deletecollection: 'delete the one object by its name',
};

/**
 * What makes a rule wider than a guard's may be, and what to do instead; empty for a rule of {@link GUARD_RIGHTS} on
 * named objects and for one of the read-only watchdog.
 */
export function guardRuleProblems(rule: RoleRule): readonly string[] {
  if (isWatched(rule)) return [];
  const unnameable = rule.verbs
    .filter((verb) => Object.hasOwn(INSTEAD, verb))
    .map((verb) => `'${verb}' cannot be limited to objects by name: ${INSTEAD[verb]}`);
  if (unnameable.length > 0) return unnameable;
  const rights: readonly GuardRight[] = Object.values(GUARD_RIGHTS);
  const wide = rule.apiGroups.flatMap((group) =>
    rule.resources.flatMap((resource) =>
      rule.verbs
        .filter((verb) => !rights.some((right) => covers(right, group, resource, verb)))
        .map((verb) => `no action of a guard needs '${verb}' on '${resource}': ask for one of ${actionNames()}`),
    ),
  );
  if (wide.length > 0) return wide;
  const names = rule.resourceNames ?? [];
  return names.length > 0 ? [] : [`it holds for every object: name the objects in 'resourceNames'`];
}

function covers({ apiGroup, resource, verbs }: GuardRight, group: string, asked: string, verb: string): boolean {
  return apiGroup === group && resource === asked && verbs.includes(verb);
}

function isWatched(rule: RoleRule): boolean {
  return WATCHED.some((watched) =>
    (['apiGroups', 'resources', 'verbs'] as const).every((list) =>
      rule[list].every((entry) => watched[list].includes(entry)),
    ),
  );
}

function actionNames(): string {
  return [...Object.keys(GUARD_RIGHTS), 'watchdog'].join(', ');
}
