import { HelmChart, KIND } from '../../lib';
import { CLUSTER_ACCESS, CONTROLLER, type Replicas } from '../charts';

/** https://github.com/dexidp/helm-charts, chart values of 0.24. */
export const dex = new HelmChart<
  Replicas & {
    readonly image: { readonly tag: string };
    readonly configSecret: { readonly create: false; readonly name: string };
    readonly serviceMonitor: { readonly enabled: true };
  }
>({
  name: 'dex',
  repository: 'https://charts.dexidp.io',
  owns: {
    kinds: [...CONTROLLER, ...CLUSTER_ACCESS, KIND.podDisruptionBudget, KIND.serviceMonitor],
    crds: [],
    namespaces: ['dex'],
  },
});
