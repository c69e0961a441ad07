import type { ChartVersion } from '../model/chart-version';
import type { HelmChart } from '../model/helm-chart';

/** `chart.json` of a chart application's folder: what policies and releases know of a chart. */
interface ChartDeclaration {
  readonly repository: string;
  readonly name: string;
  readonly version: string;
  readonly owns: {
    /** `group/Kind`, sorted. */
    readonly kinds: readonly string[];
    readonly crds: readonly string[];
    readonly namespaces: readonly string[];
  };
}

/** The files of a chart application's folder, by name. */
export function chartFiles(
  chart: HelmChart<object>,
  version: ChartVersion,
  values: object,
): ReadonlyMap<'chart.json' | 'values.yaml', object> {
  const declaration: ChartDeclaration = {
    repository: chart.repository,
    name: chart.name,
    version: version.version,
    owns: {
      kinds: chart.owns.kinds.map((ref) => `${ref.group}/${ref.kind}`).sort(),
      crds: [...chart.owns.crds].sort(),
      namespaces: [...chart.owns.namespaces].sort(),
    },
  };
  return new Map([
    ['chart.json', declaration as object],
    ['values.yaml', values],
  ]);
}
