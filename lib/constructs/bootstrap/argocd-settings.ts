import type { Cluster } from '../../model/cluster';
import type { Topology } from '../../model/topology';
import { APPLICATION_HEALTH } from './application-health';

/** ConfigMaps of Argo CD that settings are rendered into. */
export type SettingsMap = 'argocd-cm' | 'argocd-cmd-params-cm' | 'argocd-rbac-cm';

/** Argo CD's ConfigMaps by name, as an instance's flavor and version allow. */
export type ArgocdSettings = Readonly<Partial<Record<SettingsMap, Readonly<Record<string, string>>>>>;

/**
 * The one action on StatefulSets. Those that Argo CD brings along are `restart`, and `scale` with a free number, which
 * would start a second signer.
 *
 * Without `mergeBuiltinActions` nobody is offered them, but whoever names one runs Argo CD's own all the same: a
 * customization is looked up by the action's name first, and its name alone replaces it (GetResourceAction of
 * util/lua/lua.go of Argo CD 3.5.1, which RunResourceActionV2 asks without looking at what is offered).
 */
const STATEFUL_SET_ACTIONS = [
  'discovery.lua: |',
  '  local actions = {}',
  '  actions["stop"] = {["disabled"] = obj.spec.replicas == 0}',
  '  return actions',
  'definitions:',
  '  - name: stop',
  '    action.lua: |',
  '      obj.spec.replicas = 0',
  '      return obj',
  '  - name: restart',
  '    action.lua: |',
  '      error("restart is switched off: delete the pod by its name", 0)',
  '  - name: scale',
  '    action.lua: |',
  '      error("scale is switched off: stop takes the pod away, and a sync brings it back", 0)',
  '',
].join('\n');

const HEALTH_KEY = 'resource.customizations.health.argoproj.io_Application';

/**
 * The settings that the rendered Applications rely on.
 *
 * The EKS capability reads a fixed list of `argocd-cm` keys and no other ConfigMap; anything else would be ignored
 * without a word, so only the health check is rendered there.
 *
 * @param accounts local accounts of guards
 */
export function argocdSettings(cluster: Cluster, topology: Topology, accounts: readonly string[] = []): ArgocdSettings {
  const { instance } = cluster;
  if (instance.flavor === 'eks-capability') return { 'argocd-cm': { [HEALTH_KEY]: APPLICATION_HEALTH } };
  const namespaces = topology.rootsOn(cluster).map((root) => instance.applicationNamespace(root.plane));
  const monitoring = topology.tryFindRoot('monitoring', cluster.name);
  const signs = topology.tryFindRoot('chain', cluster.name) !== undefined;
  return {
    'argocd-cm': {
      'admin.enabled': 'false',
      'application.resourceTrackingMethod': 'annotation',
      ...(instance.atLeast('3.3') ? { 'application.sync.requireOverridePrivilegeForRevisionSync': 'true' } : {}),
      'exec.enabled': 'false',
      'users.anonymous.enabled': 'false',
      [HEALTH_KEY]: APPLICATION_HEALTH,
      ...(signs ? { 'resource.customizations.actions.apps_StatefulSet': STATEFUL_SET_ACTIONS } : {}),
      // A local account for automation can hold a key and nothing else: no password, no login.
      ...Object.fromEntries([...accounts].sort().map((account) => [`accounts.${account}`, 'apiKey'])),
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
