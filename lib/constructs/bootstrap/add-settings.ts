import { Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { ANNOTATION, LABEL, PART_OF_ARGOCD } from '../../model/labels';
import type { Folder } from '../folder';
import type { ArgocdSettings, SettingsMap } from './argocd-settings';
import { CHART_VALUES, chartValues } from './chart-values';

/**
 * Argo CD's ConfigMaps, or the values of the chart that renders them.
 *
 * @param settings asked for when rendering, since guards ask for accounts until then
 */
export function addSettings(content: Folder, byHand: Folder, settings: () => ArgocdSettings): void {
  const { instance } = content.cluster;
  if (instance.installedBy === 'chart') {
    // The chart renders the same ConfigMaps: with two owners each would take back what the other wrote.
    byHand.addFileLater(CHART_VALUES, () => chartValues(settings()));
    return;
  }
  for (const name of Object.keys(settings()) as SettingsMap[]) {
    new k8s.KubeConfigMap(content, name, {
      metadata: {
        name,
        labels: { [LABEL.component]: 'settings', [LABEL.partOf]: PART_OF_ARGOCD },
        annotations: { [ANNOTATION.argocdVersion]: instance.version },
      },
      data: Lazy.any({ produce: () => settings()[name] }) as Record<string, string>,
    });
  }
}
