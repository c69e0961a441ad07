import { ServiceWaves, type Cluster, type Platform, type ServiceWave } from '../lib';
import * as shared from './charts';
import * as charts from './service/charts';
import * as content from './service/content';
import { openbaoValues } from './service/openbao';
import { serviceProjects, type ServiceProjects } from './service/projects';

/** The service plane of a validator cluster: six waves, each after the one before it is healthy. */
export function service(platform: Platform, cluster: Cluster): void {
  const root = platform.root('service', cluster);
  const projects = serviceProjects(root);
  const waves = new ServiceWaves(root);
  namespaces(waves.namespaces, projects);
  certificates(waves.certificates, projects);
  ingress(waves.ingress, projects);
  security(waves.security, projects, cluster);
  observability(waves.observability, projects, cluster);
  platformServices(waves.platform, projects);
}

function namespaces(wave: ServiceWave, { platform: project }: ServiceProjects): void {
  wave
    .content('namespaces', { project, namespace: 'kube-system' }, content.namespaces)
    .content('operator-crds', { project, namespace: 'kube-system' }, content.operatorCrds);
}

function certificates(wave: ServiceWave, { security: project }: ServiceProjects): void {
  const namespace = 'cert-manager';
  wave
    .chart('cert-manager', charts.certManager, {
      project,
      namespace,
      values: {
        crds: { enabled: true, keep: true },
        replicaCount: 2,
        podDisruptionBudget: { enabled: true, minAvailable: 1 },
        webhook: { replicaCount: 2, podDisruptionBudget: { enabled: true, minAvailable: 1 } },
        global: { leaderElection: { namespace } },
        prometheus: { servicemonitor: { enabled: true } },
      },
    })
    .content('issuers', { project, namespace, after: ['cert-manager'] }, content.issuers);
}

function ingress(wave: ServiceWave, { platform: project }: ServiceProjects): void {
  wave.chart('traefik', charts.traefik, {
    project,
    namespace: 'traefik',
    values: {
      deployment: { replicas: 2 },
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      ingressClass: { isDefaultClass: false, name: 'public' },
      ingressRoute: { dashboard: { enabled: false } },
      api: { dashboard: false },
      global: { checkNewVersion: false, sendAnonymousUsage: false },
      metrics: { prometheus: { service: { enabled: true }, serviceMonitor: { enabled: true } } },
    },
  });
}

function security(wave: ServiceWave, { security: project }: ServiceProjects, cluster: Cluster): void {
  wave
    .content('openbao-tls', { project, namespace: 'openbao' }, content.openbaoTls)
    .chart('openbao', charts.openbao, {
      project,
      namespace: 'openbao',
      sensitive: true,
      ready: 'by-itself',
      after: ['openbao-tls'],
      values: openbaoValues(cluster),
    })
    .chart('external-secrets', shared.externalSecrets, {
      project,
      namespace: 'external-secrets',
      values: {
        installCRDs: true,
        replicaCount: 2,
        leaderElect: true,
        podDisruptionBudget: { enabled: true, minAvailable: 1 },
        processPushSecret: false,
        serviceMonitor: { enabled: true, renderMode: 'alwaysRender' },
      },
    })
    .content(
      'secret-stores',
      { project, namespace: 'external-secrets', after: ['openbao', 'external-secrets'] },
      content.secretStores,
    );
}

function observability(wave: ServiceWave, { observability: project }: ServiceProjects, cluster: Cluster): void {
  wave.chart('kube-prometheus-stack', shared.kubePrometheusStack, {
    project,
    namespace: 'observability',
    values: shared.prometheusValues(cluster.name, shared.kubePrometheusStack),
  });
}

function platformServices(wave: ServiceWave, { access: project }: ServiceProjects): void {
  const namespace = 'oauth2-proxy';
  wave
    .content('oauth2-proxy-secrets', { project, namespace, secretsFrom: 'openbao' }, content.oauth2ProxySecrets)
    .chart('oauth2-proxy', charts.oauth2Proxy, {
      project,
      namespace,
      secretsFrom: 'openbao',
      after: ['oauth2-proxy-secrets'],
      values: {
        replicaCount: 2,
        podDisruptionBudget: { enabled: true, minAvailable: 1 },
        config: { existingSecret: 'oauth2-proxy' },
        extraArgs: {
          provider: 'oidc',
          'oidc-issuer-url': 'https://sso.example.com/dex',
          'email-domain': 'example.com',
          upstream: 'static://202',
          'reverse-proxy': 'true',
        },
        metrics: { serviceMonitor: { enabled: true } },
      },
    });
}
