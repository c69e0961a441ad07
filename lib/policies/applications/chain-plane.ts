import { applicationsOf, isChart, sourcesOf } from './applications-of';
import { chartsOf } from '../content/chart-declarations';
import type { Place } from '../../render/inventory';
import { textAt } from '../json-fields';
import type { FleetPolicy } from '../policy';

/** Policies cannot look into a chart, and in the chain plane they must. */
export const noChartInChainPlane: FleetPolicy = {
  id: 'no-chart-in-chain-plane',
  title: 'No Helm chart in the chain plane',
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    'public charts run signers as Deployments whose pods overlap, default to images tagged latest and keep slashing ' +
    'protection in an emptyDir (https://github.com/ethpandaops/ethereum-helm-charts); no policy can see that in a chart',
  check: (fleet) => [
    ...applicationsOf(fleet)
      .filter(({ at }) => isChain(at))
      .flatMap(({ at, spec }) =>
        sourcesOf(spec)
          .filter(isChart)
          .map((source) => ({ at, found: `chart ${textAt(source, 'chart')}`, expected: 'rendered objects' })),
      ),
    ...chartsOf(fleet)
      .filter(({ at }) => isChain(at))
      .map(({ at, name }) => ({ at, found: `a declaration of chart ${name}`, expected: 'rendered objects' })),
  ],
};

function isChain({ root }: Place): boolean {
  return root.startsWith('chain.');
}
