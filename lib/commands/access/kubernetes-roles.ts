import type { Fields } from '../../policies/json-fields';

/** One of the ClusterRoles that every cluster has. */
interface BuiltInRole {
  readonly name: string;
  readonly rules: readonly Fields[];

  /** Labels of ClusterRoles whose rules it takes over. */
  readonly aggregates: readonly Fields[];
}

const EVERYTHING = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];

const aggregate = (name: string): Fields => ({ [`rbac.authorization.k8s.io/aggregate-to-${name}`]: 'true' });

/** Reads workloads, pods and their logs; no Secrets. */
const VIEW: readonly Fields[] = [
  { apiGroups: [''], resources: ['configmaps', 'persistentvolumeclaims', 'pods', 'services'], verbs: READ },
  { apiGroups: [''], resources: ['pods/log', 'pods/status'], verbs: READ },
  { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], verbs: READ },
  { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: READ },
];

/** Changes workloads, enters pods and reads Secrets. */
const EDIT: readonly Fields[] = [
  { apiGroups: [''], resources: ['pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy'], verbs: READ },
  { apiGroups: [''], resources: ['secrets'], verbs: [...READ, ...WRITE] },
  { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] },
  { apiGroups: [''], resources: ['pods', 'pods/attach', 'pods/exec', 'persistentvolumeclaims'], verbs: WRITE },
  { apiGroups: [''], resources: ['configmaps', 'replicationcontrollers', 'services'], verbs: WRITE },
  {
    apiGroups: ['apps'],
    resources: [
      'daemonsets',
      ...['deployments', 'replicasets', 'statefulsets'].flatMap((resource) => [resource, `${resource}/scale`]),
    ],
    verbs: WRITE,
  },
  { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: WRITE },
];

/**
 * Kubernetes' own roles for people, as far as the matrix asks
 * (plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata/cluster-roles.yaml of Kubernetes 1.34).
 */
export const BUILT_IN_ROLES: readonly BuiltInRole[] = [
  { name: 'cluster-admin', rules: [EVERYTHING], aggregates: [] },
  {
    name: 'admin',
    rules: [...VIEW, ...EDIT],
    aggregates: [aggregate('admin'), aggregate('edit'), aggregate('view')],
  },
  { name: 'edit', rules: [...VIEW, ...EDIT], aggregates: [aggregate('edit'), aggregate('view')] },
  { name: 'view', rules: VIEW, aggregates: [aggregate('view')] },
];
