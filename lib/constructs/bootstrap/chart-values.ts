import type { ArgocdSettings, SettingsMap } from './argocd-settings';

/** File beside the page of an instance that Argo CD's chart installs. */
export const CHART_VALUES = 'argocd-values.yaml';

/** Where the chart argo-cd of argo-helm (read in 10.1.1) takes each ConfigMap's entries from, below `configs`. */
const SECTION: Readonly<Record<SettingsMap, string>> = {
  'argocd-cm': 'cm',
  'argocd-cmd-params-cm': 'params',
  'argocd-rbac-cm': 'rbac',
};

/** Values of Argo CD's chart that give the ConfigMaps of these settings; all other values stay the operator's. */
export function chartValues(settings: ArgocdSettings): object {
  const maps = Object.keys(settings) as SettingsMap[];
  return { configs: Object.fromEntries(maps.map((map) => [SECTION[map], { ...settings[map] }])) };
}
