import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Subject } from './kubectl';
import type { Manifest } from './rendered-objects';

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
  /** Makes the Applications of ApplicationSets. */
  applicationSets: serviceAccount('argocd', 'argocd-applicationset-controller'),
  /** Syncs through Argo CD; has no right of its own in Kubernetes. */
  operator: person('olga@example.com', 'fp-platform-operators'),
  /** May do everything in Kubernetes, which is just whom a gate must hold too. */
  clusterAdmin: person('root@example.com', 'system:masters'),
} as const;

/** The argocd namespace with what Argo CD's own cluster-wide installation has in it, and beside it. */
export const ARGOCD_INSTALLATION: readonly Manifest[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } },
  ...parseAllDocuments(readFileSync(join(__dirname, 'argocd-3.5.1.yaml'), 'utf8')).map(inArgocd),
];

/** The rights in all namespaces that the installation gives Argo CD's ServiceAccounts. */
export const ARGOCD_ACCESS = ARGOCD_INSTALLATION.filter(({ kind }) => kind.startsWith('ClusterRole'));

/** The manifests name no namespace; they are applied with `kubectl apply -n argocd`. */
function inArgocd(document: { readonly toJS: () => unknown }): Manifest {
  const object = document.toJS() as Manifest;
  if (object.kind.startsWith('ClusterRole')) return object;
  return { ...object, metadata: { ...object.metadata, namespace: 'argocd' } };
}
