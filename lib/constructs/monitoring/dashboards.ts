import { k8s } from 'cdk8s-plus-28';
import { LABEL } from '../../model/labels';
import type { Folder } from '../folder';

interface Panel {
  readonly title: string;

  /** PromQL; `$own` stands for the matchers that the variables give. */
  readonly expr: string;

  /** Legend of a series. */
  readonly legend: string;

  /** Unit as Grafana names it. */
  readonly unit: string;
}

interface Dashboard {
  /** Stable: links and bookmarks hold it. */
  readonly uid: string;
  readonly title: string;

  /** Label of the series that the first variable lists the values of. */
  readonly variables: readonly string[];

  /** A metric that has these labels. */
  readonly metric: string;
  readonly panels: readonly Panel[];
}

/** The dashboards of every cluster; they hold no names of workloads, so a new workload changes none of them. */
const DASHBOARDS: readonly Dashboard[] = [
  {
    uid: 'planes-workloads',
    title: 'Chain workloads',
    variables: ['chain', 'network', 'workload'],
    metric: 'up',
    panels: [
      { title: 'Targets up', expr: 'up{$own}', legend: '{{workload}} {{role}}', unit: 'none' },
      { title: 'Memory', expr: 'process_resident_memory_bytes{$own}', legend: '{{workload}} {{role}}', unit: 'bytes' },
      {
        title: 'CPU',
        expr: 'rate(process_cpu_seconds_total{$own}[5m])',
        legend: '{{workload}} {{role}}',
        unit: 'none',
      },
      { title: 'Open files', expr: 'process_open_fds{$own}', legend: '{{workload}} {{role}}', unit: 'none' },
    ],
  },
  {
    uid: 'planes-signing',
    title: 'Signing',
    variables: ['chain', 'network', 'workload'],
    metric: 'up{signing_identity!=""}',
    panels: [
      {
        title: 'Signing processes of each identity',
        expr: 'count by (signing_identity, role) (up{signing_identity!="",$own} == 1)',
        legend: '{{signing_identity}} {{role}}',
        unit: 'none',
      },
      {
        title: 'Prevented signings',
        expr: 'increase({__name__=~"eth2_slashingprotection_prevented_signings(_total)?",$own}[1h])',
        legend: '{{workload}}',
        unit: 'none',
      },
      {
        title: 'Permitted signings',
        expr: 'rate({__name__=~"eth2_slashingprotection_permitted_signings(_total)?",$own}[5m])',
        legend: '{{workload}}',
        unit: 'ops',
      },
      {
        title: 'Blocks since the last own signature',
        expr: 'cometbft_consensus_latest_block_height{$own} - on(pod) cometbft_consensus_validator_last_signed_height{$own}',
        legend: '{{pod}}',
        unit: 'none',
      },
    ],
  },
  {
    uid: 'planes-nodes',
    title: 'Nodes',
    variables: ['node'],
    metric: 'node_uname_info',
    panels: [
      { title: 'Load', expr: 'node_load5{$own}', legend: '{{node}}', unit: 'none' },
      { title: 'Memory available', expr: 'node_memory_MemAvailable_bytes{$own}', legend: '{{node}}', unit: 'bytes' },
      {
        title: 'Disk free',
        expr: 'node_filesystem_avail_bytes{$own}',
        legend: '{{node}} {{mountpoint}}',
        unit: 'bytes',
      },
      { title: 'Clock offset', expr: 'node_timex_offset_seconds{$own}', legend: '{{node}}', unit: 's' },
    ],
  },
];

/** Renders the dashboards as ConfigMaps, which Grafana's sidecar finds by their label. */
export function addDashboards(folder: Folder): void {
  for (const dashboard of DASHBOARDS) {
    new k8s.KubeConfigMap(folder, dashboard.uid, {
      metadata: { name: dashboard.uid, labels: { [LABEL.component]: 'dashboard', grafana_dashboard: '1' } },
      data: { [`${dashboard.uid}.json`]: `${JSON.stringify(model(dashboard), undefined, 2)}\n` },
    });
  }
}

/** Two panels a row, on Grafana's grid of 24 columns. */
function model({ uid, title, variables, metric, panels }: Dashboard): object {
  const own = variables.map((variable) => `${variable}=~"$${variable}"`).join(',');
  return {
    uid,
    title,
    editable: false,
    schemaVersion: 39,
    time: { from: 'now-6h', to: 'now' },
    templating: {
      list: [
        { name: 'datasource', type: 'datasource', query: 'prometheus' },
        ...variables.map((name) => ({
          name,
          type: 'query',
          datasource: DATASOURCE,
          query: `label_values(${metric}, ${name})`,
          includeAll: true,
          multi: true,
          refresh: 2,
        })),
      ],
    },
    panels: panels.map((panel, i) => ({
      id: i + 1,
      title: panel.title,
      type: 'timeseries',
      datasource: DATASOURCE,
      gridPos: { x: (i % 2) * 12, y: Math.floor(i / 2) * 8, w: 12, h: 8 },
      fieldConfig: { defaults: { unit: panel.unit } },
      targets: [{ refId: 'A', expr: panel.expr.replaceAll('$own', own), legendFormat: panel.legend }],
    })),
  };
}

const DATASOURCE = { type: 'prometheus', uid: '$datasource' };
