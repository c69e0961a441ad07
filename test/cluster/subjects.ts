import type { Subject } from './kubectl';

/** A ServiceAccount as the API server sees its requests. */
export function serviceAccount(namespace: string, name: string): Subject {
  return {
    user: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  };
}

function person(user: string, group: string): Subject {
  return { user, groups: [group, 'system:authenticated'] };
}

/** Who sends requests in the tests. */
export const SUBJECT = {
  /** Writes what a sync applies: roots write their Applications as this one. */
  controller: serviceAccount('argocd', 'argocd-application-controller'),
  /** Writes what people ask of the Argo CD API: it starts operations. */
  server: serviceAccount('argocd', 'argocd-server'),
  /** Syncs through Argo CD; has no right of its own in Kubernetes. */
  operator: person('olga@example.com', 'fp-platform-operators'),
  /** Proposes changes in Git. */
  developer: person('dan@example.com', 'fp-chain-developers'),
  /** May do everything in Kubernetes, which is just whom a gate must hold too. */
  clusterAdmin: person('root@example.com', 'system:masters'),
  /** A person in an incident: the group is empty in normal times. */
  breakglass: person('kim@example.com', 'breakglass'),
  /** May pause and restart one signer. */
  guard: serviceAccount('hoodi-0-signer', 'guard'),
  kubelet: { user: 'system:node:tn-w1', groups: ['system:nodes', 'system:authenticated'] },
  podGarbageCollector: serviceAccount('kube-system', 'pod-garbage-collector'),
  statefulSetController: serviceAccount('kube-system', 'statefulset-controller'),
} as const;

const UNRESTRICTED = 'tests:unrestricted';

/** Every subject by name, with every right that RBAC can give: what refuses one of these is admission. */
export const UNRESTRICTED_SUBJECTS: readonly (readonly [string, Subject])[] = Object.entries(SUBJECT).map(
  ([name, subject]) => [name, unrestricted(subject)],
);

/** All of {@link UNRESTRICTED_SUBJECTS} but some. */
export function everybodyBut(...names: readonly (keyof typeof SUBJECT)[]): readonly (readonly [string, Subject])[] {
  return UNRESTRICTED_SUBJECTS.filter(([name]) => !names.some((each) => each === name));
}

/** The subject in one more group, to which {@link ACCESS} gives every right. */
export function unrestricted({ user, groups }: Subject): Subject {
  return { user, groups: [...groups, UNRESTRICTED] };
}

/**
 * The rights that Argo CD's own installation gives its ServiceAccounts
 * (https://github.com/argoproj/argo-cd/tree/v3.5.1/manifests/cluster-rbac), and those of unrestricted subjects.
 */
export const ACCESS: readonly object[] = [
  clusterRole('argocd-application-controller', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]),
  clusterRole('argocd-server', [
    { apiGroups: ['*'], resources: ['*'], verbs: ['delete', 'get', 'patch'] },
    {
      apiGroups: ['argoproj.io'],
      resources: ['applications', 'applicationsets'],
      verbs: ['get', 'list', 'update', 'watch', 'create'],
    },
  ]),
  clusterRoleBinding('argocd-application-controller', argocdAccount('argocd-application-controller')),
  clusterRoleBinding('argocd-server', argocdAccount('argocd-server')),
  clusterRole(UNRESTRICTED, [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]),
  clusterRoleBinding(UNRESTRICTED, { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: UNRESTRICTED }),
];

function clusterRole(name: string, rules: readonly object[]): object {
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name }, rules };
}

function argocdAccount(name: string): object {
  return { kind: 'ServiceAccount', namespace: 'argocd', name };
}

function clusterRoleBinding(name: string, subject: object): object {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [subject],
  };
}
