import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { AppProject, type ApplicationSpec, type AppProjectSpec } from '../../../imports/argoproj.io';
import type { Cluster } from '../../model/cluster';
import { KIND, type KindRef } from '../../model/kind';
import { LABEL } from '../../model/labels';
import { personaPolicies } from '../../model/project-role';
import type { RootRepository } from '../../model/root-repository';
import type { Topology } from '../../model/topology';
import { INCLUDE_YAML } from '../application-spec';
import { PERMANENT_DENY } from '../domain-project';
import type { GitOpsRoot } from '../gitops-root';

const PROJECT = { [LABEL.component]: 'project' };

/**
 * The spec of an Application that follows a branch: automated, self-healing, never pruning, without a finalizer.
 *
 * It retries often with a cap: a passing error such as a restarted repository server counts as a failure, and a root
 * that has used up its retries stays Failed until the next commit. `refresh` lets a repaired commit replace a stuck one.
 */
export function followBranch(
  cluster: Cluster,
  repository: RootRepository,
  project: string,
  namespace: string,
): ApplicationSpec {
  return {
    project,
    destination: { server: cluster.server, namespace },
    source: {
      repoUrl: repository.url,
      path: repository.pathOf('applications'),
      targetRevision: repository.branch,
      directory: { include: INCLUDE_YAML },
    },
    syncPolicy: {
      automated: cluster.instance.atLeast('3.4') ? { prune: false, selfHeal: true } : { selfHeal: true },
      retry: {
        limit: 10,
        backoff: { duration: '2s', factor: 2, maxDuration: '1m' },
        // Before 3.2 the API server drops the unknown field: permanent drift in the parent.
        ...(cluster.instance.atLeast('3.2') ? { refresh: true } : {}),
      },
      syncOptions: ['FailOnSharedResource=true'],
    },
    revisionHistoryLimit: 3,
  };
}

/**
 * Argo CD's own project, closed. It is recreated wide open when absent, so it is always rendered; the empty lists
 * replace the live ones, which an absent list would leave as they are.
 */
export function lockedDefaultProject(scope: Construct): void {
  new AppProject(scope, 'project-default', {
    metadata: { name: 'default', labels: PROJECT },
    spec: {
      description: 'Locked: every application names a project of its own',
      sourceRepos: [],
      sourceNamespaces: [],
      destinations: [],
      clusterResourceBlacklist: [{ group: '*', kind: '*' }],
      namespaceResourceBlacklist: [{ group: '*', kind: '*' }],
    },
  });
}

/**
 * The project of the Application `instance`: settings, projects, root Applications, namespaces, admission policies, and
 * the rights of people and of Argo CD's own server beside its namespace.
 *
 * Security syncs it; with `admin` disabled nobody else could.
 *
 * A project allows every kind of its list in every namespace of its other list, so it reaches a namespace beside Argo
 * CD's own only where rights are granted in it.
 *
 * @param granted namespaces, or globs of them, in which rights are granted; asked for when rendering. Undefined where no
 *   chain workload can run
 */
export function bootstrapProject(
  scope: Construct,
  cluster: Cluster,
  topology: Topology,
  granted: (() => Iterable<string>) | undefined,
): void {
  const { server, instance } = cluster;
  // Rights of argocd-server are written where Applications live; the EKS capability and the chart bring their own.
  const applications =
    instance.flavor === 'self-managed' && instance.installedBy === 'manifests'
      ? topology.rootsOn(cluster).map(({ plane }) => instance.applicationNamespace(plane))
      : [];
  const namespaces = (): string[] => [instance.namespace, ...applications, ...[...(granted?.() ?? [])].sort()];
  const grants = granted !== undefined || applications.length > 0;
  new AppProject(scope, 'project-bootstrap', {
    metadata: { name: 'bootstrap', labels: PROJECT },
    spec: {
      description: `Projects, root Applications and settings of Argo CD on ${cluster.name}`,
      sourceRepos: [cluster.instance.bootstrap.url],
      ...capabilityNamespaces(cluster),
      destinations: Lazy.any({
        produce: () => namespaces().map((namespace) => ({ server, namespace })),
      }) as AppProjectSpec['destinations'],
      clusterResourceWhitelist: [
        KIND.namespace,
        KIND.validatingAdmissionPolicy,
        KIND.validatingAdmissionPolicyBinding,
        ...(granted === undefined ? [] : [personaRoles(cluster)]),
      ],
      namespaceResourceWhitelist: [
        KIND.configMap,
        KIND.application,
        KIND.appProject,
        ...(grants ? [KIND.role, KIND.roleBinding] : []),
      ],
      roles: [
        { name: 'operator', policies: [...personaPolicies('bootstrap', 'operator')], groups: [topology.security] },
      ],
      syncWindows: [PERMANENT_DENY],
    },
  });
}

/** Before 3.3 the API server drops the unknown name, and every ClusterRole is allowed. */
function personaRoles({ instance }: Cluster): KindRef & { readonly name?: string } {
  return { ...KIND.clusterRole, ...(instance.atLeast('3.3') ? { name: 'gitops-planes-*' } : {}) };
}

/** The project of the Application `bootstrap-root`: one kind in one namespace. */
export function bootstrapRootProject(scope: Construct, cluster: Cluster): void {
  new AppProject(scope, 'project-bootstrap-root', {
    metadata: { name: 'bootstrap-root', labels: PROJECT },
    spec: {
      description: `The Application instance of Argo CD on ${cluster.name}, and nothing else`,
      sourceRepos: [cluster.instance.bootstrap.url],
      ...capabilityNamespaces(cluster),
      destinations: [{ server: cluster.server, namespace: cluster.instance.namespace }],
      namespaceResourceWhitelist: [KIND.application],
    },
  });
}

/** The project of a plane's root Application: it writes Applications into the plane's namespace, and nothing else. */
export function planeRootProject(scope: Construct, root: GitOpsRoot): void {
  const { cluster, plane } = root;
  const name = `${plane}-root`;
  new AppProject(scope, `project-${name}`, {
    metadata: { name, labels: { ...PROJECT, [LABEL.plane]: plane } },
    spec: {
      description: `Applications of the ${plane} plane on ${cluster.name}, and nothing else`,
      sourceRepos: [root.repository.url],
      ...capabilityNamespaces(cluster),
      destinations: [{ server: cluster.server, namespace: root.applicationNamespace }],
      namespaceResourceWhitelist: [KIND.application, ...(plane === 'monitoring' ? [KIND.applicationSet] : [])],
      // A root that has used up its retries stays Failed until somebody syncs it or a new commit arrives.
      roles: [{ name: 'operator', policies: [...personaPolicies(name, 'operator')], groups: [root.owners.operators] }],
    },
  });
}

/** The EKS capability requires source namespaces on every project; elsewhere Argo CD's own namespace is exempt. */
function capabilityNamespaces(cluster: Cluster): { sourceNamespaces?: string[] } {
  const { flavor, namespace } = cluster.instance;
  return flavor === 'eks-capability' ? { sourceNamespaces: [namespace] } : {};
}
