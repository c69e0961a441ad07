import { DomainProject, KIND, type GitOpsRoot } from '../../lib';
import * as shared from '../charts';
import * as charts from './charts';

/** The projects of the service plane, by domain. */
export type ServiceProjects = ReturnType<typeof serviceProjects>;

/** The domains of the service plane: what each may touch on a validator cluster. */
export function serviceProjects(root: GitOpsRoot) {
  return {
    platform: new DomainProject(root, 'platform', {
      description: 'Namespaces, CRDs and the way into the cluster',
      namespaces: ['kube-system', 'traefik'],
      chartRepositories: [charts.traefik.repository],
      kinds: charts.traefik.namespacedKinds,
      clusterKinds: [...charts.traefik.clusterKinds, KIND.namespace],
    }),
    security: new DomainProject(root, 'security', {
      description: 'Certificates and secrets',
      namespaces: ['cert-manager', 'openbao', 'external-secrets'],
      chartRepositories: [charts.certManager, charts.openbao, shared.externalSecrets].map((chart) => chart.repository),
      kinds: [
        ...charts.certManager.namespacedKinds,
        ...charts.openbao.namespacedKinds,
        ...shared.externalSecrets.namespacedKinds,
        KIND.certificate,
      ],
      clusterKinds: [
        ...charts.certManager.clusterKinds,
        ...charts.openbao.clusterKinds,
        ...shared.externalSecrets.clusterKinds,
        KIND.clusterIssuer,
        KIND.clusterSecretStore,
      ],
    }),
    access: new DomainProject(root, 'access', {
      description: 'Authentication in front of internal web apps',
      namespaces: ['oauth2-proxy'],
      chartRepositories: [charts.oauth2Proxy.repository],
      kinds: [...charts.oauth2Proxy.namespacedKinds, KIND.externalSecret],
    }),
    observability: new DomainProject(root, 'observability', {
      description: 'Metrics and alerts of this cluster',
      namespaces: ['observability', 'kube-system'],
      chartRepositories: [shared.kubePrometheusStack.repository],
      kinds: shared.kubePrometheusStack.namespacedKinds,
      clusterKinds: shared.kubePrometheusStack.clusterKinds,
    }),
  };
}
