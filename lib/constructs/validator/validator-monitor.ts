import { PodMonitor, PodMonitorSpecScrapeProtocols } from '../../../imports/monitoring.coreos.com';
import type { PartScope } from './validator-unit';

/** Scrapes a part, and puts on every series what alerts and routes select by. */
export function addMonitor(scope: PartScope): void {
  const { part, unit } = scope;
  if (part.metrics === undefined) return;
  const { token, dottedNames } = part.metrics;
  const labels: Readonly<Record<string, string | undefined>> = {
    chain: unit.props.chain,
    network: unit.props.network,
    workload: unit.props.workload,
    role: part.role,
    client: part.client,
    signing_identity: part.identity?.id,
    shard: part.shard === undefined ? undefined : String(part.shard.number),
  };
  new PodMonitor(scope, 'monitor', {
    metadata: { name: part.name, labels: scope.labels('monitor') },
    spec: {
      selector: { matchLabels: { ...scope.selector } },
      // Only newer formats are asked for with names as they are:
      // https://github.com/prometheus/prometheus/blob/main/scrape/scrape.go
      ...(dottedNames === undefined ? {} : { scrapeProtocols: [PodMonitorSpecScrapeProtocols.PROMETHEUS_TEXT0_0_4] }),
      podMetricsEndpoints: [
        {
          port: part.metrics.port,
          path: part.metrics.path,
          ...(token === undefined ? {} : { authorization: { credentials: { name: token.secret, key: token.key } } }),
          relabelings: Object.entries(labels).flatMap(([targetLabel, replacement]) =>
            replacement === undefined ? [] : [{ targetLabel, replacement }],
          ),
        },
      ],
    },
  });
}
