import type { NonEmpty } from './kind';

/** Verbs that a person or service may be given. `*`, bind, escalate, impersonate and deletecollection do not exist here. */
type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete';

/** Verbs that names can narrow: a list or watch returns every object, and one that is created has no name to compare yet. */
type NamedVerb = Exclude<Verb, 'list' | 'watch' | 'create'>;

interface Resources {
  /** API group; empty for the core group. */
  readonly group: string;

  /** Plurals, with subresources as `pods/log`. */
  readonly resources: NonEmpty<string>;
}

/** One thing that may be done in Kubernetes: to every object of some resources, or to those of certain names. */
export type KubernetesRight =
  | (Resources & { readonly verbs: NonEmpty<Verb> })
  | (Resources & { readonly verbs: NonEmpty<NamedVerb>; readonly names: NonEmpty<string> });

/** A rule of a Role, as Kubernetes writes it. */
export interface PolicyRule {
  readonly apiGroups: string[];
  readonly resources: string[];
  readonly verbs: string[];
  readonly resourceNames?: string[];
}

/** The rule of a Role that grants a right. */
export function policyRule(right: KubernetesRight): PolicyRule {
  return {
    apiGroups: [right.group],
    resources: [...right.resources],
    verbs: [...right.verbs],
    ...('names' in right ? { resourceNames: [...right.names] } : {}),
  };
}

/**
 * Names of the roles of people: each is a ClusterRole of that name and the RoleBindings to it, but `roll`, which is a
 * Role in each namespace because it names a pod, and `runGuard`, which only namespaces of guards have.
 */
export const PERSONA_ROLE = {
  operator: 'gitops-planes-operator',
  breakglass: 'gitops-planes-breakglass',
  roll: 'gitops-planes-roll',
  runGuard: 'gitops-planes-run-guard',
} as const;

const READ = ['get', 'list', 'watch'] as const;

/**
 * What an operator sees in the namespaces of chain workloads. No Secrets: whoever reads the one that the signer mounts
 * can sign elsewhere.
 */
export const OPERATOR_RIGHTS: NonEmpty<KubernetesRight> = [
  {
    group: '',
    resources: ['configmaps', 'endpoints', 'events', 'persistentvolumeclaims', 'pods', 'services'],
    verbs: READ,
  },
  { group: '', resources: ['pods/log'], verbs: ['get'] },
  { group: 'apps', resources: ['deployments', 'statefulsets'], verbs: READ },
  { group: 'networking.k8s.io', resources: ['networkpolicies'], verbs: READ },
  { group: 'policy', resources: ['poddisruptionbudgets'], verbs: READ },
];

/** What an operator does in the namespace of a guard: run it, and see that it ran. Admission knows which Jobs are its. */
export const RUN_GUARD_RIGHTS: NonEmpty<KubernetesRight> = [
  { group: 'batch', resources: ['cronjobs'], verbs: READ },
  { group: 'batch', resources: ['jobs'], verbs: [...READ, 'create'] },
];

/**
 * What breakglass does in sensitive namespaces, which admission refuses to everybody else: enter a pod, and delete the
 * pod, its StatefulSet and its claims, which it must see for that.
 *
 * What admission lets breakglass do beyond it (start a pod, delete the namespace, change its labels) is no right here: a
 * pod that anybody may write mounts the signing keys. It takes an administrator of the cluster who is in the group too.
 */
export const BREAKGLASS_RIGHTS: NonEmpty<KubernetesRight> = [
  { group: '', resources: ['persistentvolumeclaims', 'pods'], verbs: [...READ, 'delete'] },
  { group: '', resources: ['pods/log'], verbs: ['get'] },
  // kubectl connects by WebSocket, which is a get, and by SPDY, which is a create.
  { group: '', resources: ['pods/attach', 'pods/exec', 'pods/portforward'], verbs: ['get', 'create'] },
  { group: '', resources: ['pods/ephemeralcontainers'], verbs: ['update', 'patch'] },
  { group: 'apps', resources: ['statefulsets'], verbs: [...READ, 'delete'] },
];

/**
 * What an operator rolls: the one pod of each StatefulSet that starts its pending revision only when a person deletes it.
 *
 * RBAC cannot tell a deletion by force from another one; admission does.
 */
export function rollRight([first, ...others]: NonEmpty<string>): KubernetesRight {
  const pod = (statefulSet: string): string => `${statefulSet}-0`;
  return { group: '', resources: ['pods'], verbs: ['get', 'delete'], names: [pod(first), ...others.map(pod)] };
}
