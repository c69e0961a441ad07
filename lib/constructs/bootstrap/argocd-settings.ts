import type { Cluster } from '../../model/cluster';
import type { Topology } from '../../model/topology';
import { APPLICATION_HEALTH } from './application-health';

/** ConfigMaps of Argo CD that settings are rendered into. */
export type SettingsMap = 'argocd-cm' | 'argocd-cmd-params-cm' | 'argocd-rbac-cm';

/** Argo CD's ConfigMaps by name, as an instance's flavor and version allow. */
export type ArgocdSettings = Readonly<Partial<Record<SettingsMap, Readonly<Record<string, string>>>>>;

const HEALTH_KEY = 'resource.customizations.health.argoproj.io_Application';

/**
 * The settings that the rendered Applications rely on.
 *
 * The EKS capability reads a fixed list of `argocd-cm` keys and no other ConfigMap; anything else would be ignored
 * without a word, so only the health check is rendered there.
 */
export function argocdSettings(cluster: Cluster, topology: Topology): ArgocdSettings {
  const { instance } = cluster;
  if (instance.flavor === 'eks-capability') return { 'argocd-cm': { [HEALTH_KEY]: APPLICATION_HEALTH } };
  const namespaces = topology.rootsOn(cluster).map((root) => instance.applicationNamespace(root.plane));
  const monitoring = topology.tryFindRoot('monitoring', cluster.name);
  return {
    'argocd-cm': {
      'admin.enabled': 'false',
      'application.resourceTrackingMethod': 'annotation',
      ...(instance.atLeast('3.3') ? { 'application.sync.requireOverridePrivilegeForRevisionSync': 'true' } : {}),
      'exec.enabled': 'false',
      'users.anonymous.enabled': 'false',
      [HEALTH_KEY]: APPLICATION_HEALTH,
    },
    'argocd-cmd-params-cm': {
      'application.namespaces': [...new Set(namespaces)].sort().join(','),
      'server.sync.replace.allowed': 'false',
      ...(monitoring === undefined
        ? {}
        : { 'applicationsetcontroller.namespaces': instance.applicationNamespace('monitoring') }),
      // With Applications outside its own namespace the ApplicationSet controller exits unless this is off.
      'applicationsetcontroller.enable.scm.providers': 'false',
      'applicationsetcontroller.enable.tokenref.strict.mode': 'true',
    },
    'argocd-rbac-cm': {
      // Not role:readonly: that one includes logs, clusters, repositories and every project.
      'policy.default': '',
      'policy.csv': observerPolicies(topology.observers),
      scopes: '[groups]',
    },
  };
}

function observerPolicies(group: string): string {
  return [
    'p, role:observer, applications, get, */*, allow',
    'p, role:observer, applicationsets, get, */*, allow',
    'p, role:observer, projects, get, *, allow',
    `g, ${group}, role:observer`,
    '',
  ].join('\n');
}
