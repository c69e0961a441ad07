import { HelmChart, KIND } from '../../lib';
import { CLUSTER_ACCESS, CONTROLLER, WEBHOOKS, type Replicas } from '../charts';

/** https://github.com/cert-manager/cert-manager, chart values of v1.21. */
export const certManager = new HelmChart<
  Replicas & {
    readonly crds: { readonly enabled: true; readonly keep: true };
    readonly global: { readonly leaderElection: { readonly namespace: string } };
    readonly prometheus: { readonly servicemonitor: { readonly enabled: boolean } };
    readonly webhook: Replicas;
  }
>({
  name: 'cert-manager',
  repository: 'https://charts.jetstack.io',
  owns: {
    kinds: [...CONTROLLER, ...CLUSTER_ACCESS, ...WEBHOOKS, KIND.job, KIND.podDisruptionBudget, KIND.serviceMonitor],
    crds: [
      'certificaterequests.cert-manager.io',
      'certificates.cert-manager.io',
      'challenges.acme.cert-manager.io',
      'clusterissuers.cert-manager.io',
      'issuers.cert-manager.io',
      'orders.acme.cert-manager.io',
    ],
    namespaces: ['cert-manager'],
  },
});

/** https://github.com/traefik/traefik-helm-chart, chart values of 41. */
export const traefik = new HelmChart<{
  readonly deployment: { readonly replicas: number };
  readonly podDisruptionBudget: { readonly enabled: true; readonly minAvailable: number };
  readonly ingressClass: { readonly isDefaultClass: false; readonly name: string };
  readonly ingressRoute: { readonly dashboard: { readonly enabled: false } };
  readonly api: { readonly dashboard: false };
  readonly global: { readonly checkNewVersion: false; readonly sendAnonymousUsage: false };
  readonly metrics: {
    readonly prometheus: {
      readonly service: { readonly enabled: true };
      readonly serviceMonitor: { readonly enabled: true };
    };
  };
}>({
  name: 'traefik',
  repository: 'https://traefik.github.io/charts',
  owns: {
    kinds: [...CONTROLLER, ...CLUSTER_ACCESS, KIND.ingressClass, KIND.podDisruptionBudget, KIND.serviceMonitor],
    crds: [
      'ingressroutes.traefik.io',
      'ingressroutetcps.traefik.io',
      'ingressrouteudps.traefik.io',
      'middlewares.traefik.io',
      'middlewaretcps.traefik.io',
      'serverstransports.traefik.io',
      'serverstransporttcps.traefik.io',
      'tlsoptions.traefik.io',
      'tlsstores.traefik.io',
      'traefikservices.traefik.io',
    ],
    namespaces: ['traefik'],
  },
});

/** https://github.com/openbao/openbao-helm, chart values of 0.29. */
export const openbao = new HelmChart<{
  readonly global: { readonly tlsDisable: false };
  readonly injector: { readonly enabled: false };
  readonly server: {
    readonly ha: {
      readonly enabled: true;
      readonly replicas: number;
      readonly raft: { readonly enabled: true; readonly setNodeId: true; readonly config: string };
    };
    readonly dataStorage: { readonly size: string; readonly storageClass: string };
    readonly auditStorage: { readonly enabled: true; readonly size: string; readonly storageClass: string };
    readonly readinessProbe: { readonly enabled: true; readonly path: string };
    readonly extraSecretEnvironmentVars: readonly {
      readonly envName: string;
      readonly secretName: string;
      readonly secretKey: string;
    }[];
    readonly volumes: readonly object[];
    readonly volumeMounts: readonly object[];
  };
}>({
  name: 'openbao',
  repository: 'https://openbao.github.io/openbao-helm',
  owns: {
    kinds: [
      KIND.statefulSet,
      KIND.service,
      KIND.serviceAccount,
      KIND.configMap,
      KIND.role,
      KIND.roleBinding,
      KIND.clusterRoleBinding,
      KIND.podDisruptionBudget,
    ],
    crds: [],
    namespaces: ['openbao'],
  },
});

/** https://github.com/oauth2-proxy/manifests, chart values of 10.7. */
export const oauth2Proxy = new HelmChart<
  Replicas & {
    readonly config: { readonly existingSecret: string };
    readonly extraArgs: Readonly<Record<string, string>>;
    readonly metrics: { readonly serviceMonitor: { readonly enabled: true } };
  }
>({
  name: 'oauth2-proxy',
  repository: 'https://oauth2-proxy.github.io/manifests',
  owns: {
    kinds: [...CONTROLLER, KIND.podDisruptionBudget, KIND.serviceMonitor],
    crds: [],
    namespaces: ['oauth2-proxy'],
  },
});
