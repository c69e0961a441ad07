import { DomainProject, KIND, type GitOpsRoot } from '../../lib';
import * as shared from '../charts';
import * as charts from './charts';

/** The four domains of the management plane: what each may touch on the management cluster. */
export function managementProjects(root: GitOpsRoot) {
  return {
    platform: new DomainProject(root, 'platform', {
      description: 'Services that keep the platform itself: backups',
      namespaces: ['backups'],
      kinds: [KIND.cronJob, KIND.serviceAccount, KIND.networkPolicy, KIND.externalSecret, KIND.configMap],
    }),
    access: new DomainProject(root, 'access', {
      description: 'Who people are: single sign-on',
      namespaces: ['dex'],
      chartRepositories: [charts.dex.repository],
      kinds: [...charts.dex.namespacedKinds, KIND.externalSecret],
      clusterKinds: charts.dex.clusterKinds,
    }),
    observability: new DomainProject(root, 'observability', {
      description: 'Metrics of the whole fleet',
      namespaces: ['observability', 'kube-system'],
      chartRepositories: [shared.kubePrometheusStackWithCrds.repository],
      kinds: shared.kubePrometheusStackWithCrds.namespacedKinds,
      clusterKinds: shared.kubePrometheusStackWithCrds.clusterKinds,
    }),
    security: new DomainProject(root, 'security', {
      description: 'Secrets and the controllers that deliver them',
      namespaces: ['external-secrets'],
      chartRepositories: [shared.externalSecrets.repository],
      kinds: shared.externalSecrets.namespacedKinds,
      clusterKinds: [...shared.externalSecrets.clusterKinds, KIND.clusterSecretStore],
    }),
  };
}
