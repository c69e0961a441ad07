import { HelmChart, KIND, type KindRef } from '../lib';

/*
 * The charts that more than one plane uses, and what charts have in common. Policies cannot look into a chart, so each declares what it owns; the types name
 * the values that are set, so that a misspelt switch does not compile.
 */

const SECRET: KindRef = { group: '', kind: 'Secret' };
export const CONTROLLER = [
  KIND.deployment,
  KIND.service,
  KIND.serviceAccount,
  KIND.configMap,
  KIND.role,
  KIND.roleBinding,
];
export const CLUSTER_ACCESS = [KIND.clusterRole, KIND.clusterRoleBinding];
export const WEBHOOKS = [KIND.mutatingWebhook, KIND.validatingWebhook];

/** How many pods, and that a drain leaves one. */
export interface Replicas {
  readonly replicaCount: number;
  readonly podDisruptionBudget: { readonly enabled: true; readonly minAvailable?: number };
}

/** https://github.com/external-secrets/external-secrets, chart values of 2.12. */
export const externalSecrets = new HelmChart<
  Replicas & {
    readonly installCRDs: true;
    readonly leaderElect: true;
    readonly processPushSecret: false;
    readonly serviceMonitor: { readonly enabled: true; readonly renderMode: 'alwaysRender' };
    readonly serviceAccount?: { readonly annotations: Readonly<Record<string, string>> };
  }
>({
  name: 'external-secrets',
  largeObjects: true,
  repository: 'https://charts.external-secrets.io',
  owns: {
    kinds: [
      ...CONTROLLER,
      ...CLUSTER_ACCESS,
      SECRET,
      KIND.validatingWebhook,
      KIND.podDisruptionBudget,
      KIND.serviceMonitor,
    ],
    crds: [
      'clusterexternalsecrets.external-secrets.io',
      'clustersecretstores.external-secrets.io',
      'externalsecrets.external-secrets.io',
      'pushsecrets.external-secrets.io',
      'secretstores.external-secrets.io',
    ],
    namespaces: ['external-secrets'],
  },
});

/** The values of kube-prometheus-stack that are set. */
interface PrometheusValues {
  readonly crds: { readonly enabled: boolean };
  readonly grafana: { readonly enabled: false };
  readonly nodeExporter: { readonly enabled: boolean };
  readonly 'kube-state-metrics': { readonly metricLabelsAllowlist: readonly string[] };
  readonly prometheusOperator: { readonly admissionWebhooks: { readonly certManager: { readonly enabled: boolean } } };
  readonly prometheus: { readonly prometheusSpec: object };
  readonly alertmanager: { readonly alertmanagerSpec: object };
}

const prometheusStack = (crds: readonly string[]): HelmChart<PrometheusValues> =>
  new HelmChart({
    name: 'kube-prometheus-stack',
    largeObjects: crds.length > 0,
    repository: 'https://prometheus-community.github.io/helm-charts',
    owns: {
      kinds: [
        ...CONTROLLER,
        ...CLUSTER_ACCESS,
        ...WEBHOOKS,
        SECRET,
        KIND.certificate,
        KIND.daemonSet,
        KIND.issuer,
        KIND.job,
        KIND.prometheusRule,
        KIND.serviceMonitor,
        { group: 'monitoring.coreos.com', kind: 'Alertmanager' },
        { group: 'monitoring.coreos.com', kind: 'Prometheus' },
      ],
      crds,
      namespaces: ['observability', 'kube-system'],
    },
  });

/** https://github.com/prometheus-community/helm-charts, chart values of 92; CRDs come from the wave `namespaces`. */
export const kubePrometheusStack = prometheusStack([]);

/** The same chart where nothing else brings the operator's CRDs. */
export const kubePrometheusStackWithCrds = prometheusStack(
  [
    'alertmanagerconfigs',
    'alertmanagers',
    'podmonitors',
    'probes',
    'prometheusagents',
    'prometheuses',
    'prometheusrules',
    'scrapeconfigs',
    'servicemonitors',
    'thanosrulers',
  ].map((plural) => `${plural}.monitoring.coreos.com`),
);

/**
 * Values of kube-prometheus-stack for one cluster.
 *
 * Grafana is off: since chart 79 its password is random at every render, so Argo CD would never be in sync.
 */
export function prometheusValues(cluster: string, chart: HelmChart<PrometheusValues>): PrometheusValues {
  const ownCrds = chart.owns.crds.length > 0;
  return {
    crds: { enabled: ownCrds },
    grafana: { enabled: false },
    // Where the monitoring plane runs its own agent per node, a second one would fight over the host port.
    nodeExporter: { enabled: ownCrds },
    // Alerts on signing identities join on these pod labels.
    'kube-state-metrics': {
      metricLabelsAllowlist: ['pods=[gitops-planes.io/role,gitops-planes.io/shard,gitops-planes.io/signing-identity]'],
    },
    prometheusOperator: { admissionWebhooks: { certManager: { enabled: !ownCrds } } },
    prometheus: {
      prometheusSpec: {
        replicas: 2,
        retention: '15d',
        externalLabels: { cluster },
        serviceMonitorSelectorNilUsesHelmValues: false,
        podMonitorSelectorNilUsesHelmValues: false,
        ruleSelectorNilUsesHelmValues: false,
      },
    },
    alertmanager: { alertmanagerSpec: { replicas: 2, alertmanagerConfigMatcherStrategy: { type: 'None' } } },
  };
}
