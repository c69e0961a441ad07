import type { Subject } from './kubectl';

/** A ServiceAccount as the API server sees its requests. */
function serviceAccount(namespace: string, name: string): Subject {
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
  /** May do everything in Kubernetes, which is just whom a gate must hold too. */
  clusterAdmin: person('root@example.com', 'system:masters'),
} as const;

/**
 * The rights that Argo CD's own installation gives its ServiceAccounts
 * (https://github.com/argoproj/argo-cd/tree/v3.5.1/manifests/cluster-rbac).
 */
export const ARGOCD_ACCESS: readonly object[] = [
  clusterRole('argocd-application-controller', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]),
  clusterRole('argocd-server', [
    { apiGroups: ['*'], resources: ['*'], verbs: ['delete', 'get', 'patch'] },
    {
      apiGroups: ['argoproj.io'],
      resources: ['applications', 'applicationsets'],
      verbs: ['get', 'list', 'update', 'watch', 'create'],
    },
  ]),
  clusterRoleBinding('argocd-application-controller'),
  clusterRoleBinding('argocd-server'),
];

function clusterRole(name: string, rules: readonly object[]): object {
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name }, rules };
}

function clusterRoleBinding(name: string): object {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', namespace: 'argocd', name }],
  };
}
