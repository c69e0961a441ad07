import { DomainProject, KIND, MonitoringSet, type Cluster, type Platform } from '../lib';

/** The monitoring plane: agents per node, alert rules for every chain workload, dashboards and routing. */
export function monitoring(platform: Platform, cluster: Cluster): void {
  const root = platform.root('monitoring', cluster);
  const project = new DomainProject(root, 'monitoring', {
    description: 'Agents, rules and routes; nothing that runs elsewhere',
    namespaces: ['observability'],
    kinds: [
      KIND.alertmanagerConfig,
      KIND.configMap,
      KIND.daemonSet,
      KIND.externalSecret,
      KIND.networkPolicy,
      KIND.podMonitor,
      KIND.prometheusRule,
      KIND.serviceAccount,
    ],
  });
  new MonitoringSet(root, 'monitoring', {
    project,
    namespace: 'observability',
    runbooks: 'https://runbooks.internal.example.com',
    secretPath: 'monitoring/alertmanager',
    chatChannel: `#${cluster.name}-alerts`,
    digestChannel: '#platform-digest',
  });
}
