import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Subject } from './kubectl';
import type { Manifest } from './rendered-objects';

/** A ServiceAccount as the API server sees its requests. */
export function serviceAccount(namespace: string, name: string): Subject {
  return {
    user: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  };
}

export function person(user: string, group: string): Subject {
  return { user, groups: [group, 'system:authenticated'] };
}

/** Who sends requests in the tests. */
export const SUBJECT = {
  /** Writes what a sync applies: roots write their Applications as this one. */
  controller: serviceAccount('argocd', 'argocd-application-controller'),
  /** Writes what people ask of the Argo CD API: it starts operations. */
  server: serviceAccount('argocd', 'argocd-server'),
  /** Makes the Applications of ApplicationSets. */
  applicationSets: serviceAccount('argocd', 'argocd-applicationset-controller'),
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

/** The argocd namespace with what Argo CD's own cluster-wide installation has in it, and beside it. */
export const ARGOCD_INSTALLATION: readonly Manifest[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } },
  ...parseAllDocuments(readFileSync(join(__dirname, 'argocd-3.5.1.yaml'), 'utf8')).map(inArgocd),
];

/** The rights in all namespaces that the installation gives Argo CD's ServiceAccounts, and those of unrestricted subjects. */
export const ACCESS: readonly object[] = [
  ...ARGOCD_INSTALLATION.filter(({ kind }) => kind.startsWith('ClusterRole')),
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: UNRESTRICTED },
    rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: UNRESTRICTED },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: UNRESTRICTED },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: UNRESTRICTED }],
  },
];

/** The manifests name no namespace; they are applied with `kubectl apply -n argocd`. */
function inArgocd(document: { readonly toJS: () => unknown }): Manifest {
  const object = document.toJS() as Manifest;
  if (object.kind.startsWith('ClusterRole')) return object;
  return { ...object, metadata: { ...object.metadata, namespace: 'argocd' } };
}
