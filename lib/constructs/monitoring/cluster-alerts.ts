import type { Cluster } from '../../model/cluster';
import { LABEL } from '../../model/labels';
import type { AlertGroup, WrittenAlert } from './alert-rule';
import type { WorkloadRecord } from '../workload-record';

/** Name of the alert that always fires; its silence is the alarm. */
export const DEAD_MAN = 'Watchdog';

/** The alert groups of a cluster that belong to no single workload. */
export function clusterGroups(
  cluster: Cluster,
  agentNamespace: string,
  workloads: readonly WorkloadRecord[],
): readonly AlertGroup[] {
  const splitKeys = workloads.some(({ roles }) => roles.some(({ shard }) => shard !== undefined));
  const group = (service: string, alerts: readonly WrittenAlert[]): AlertGroup => ({
    name: `cluster.${service}`,
    labels: { service, cluster: cluster.name, environment: cluster.environment },
    alerts,
  });
  return [
    group('signing', signingAlerts(splitKeys)),
    group('nodes', nodeAlerts(agentNamespace)),
    group('gitops', gitopsAlerts(cluster)),
    group('monitoring', [
      {
        alert: DEAD_MAN,
        severity: 'P3',
        for: '0s',
        summary: 'Always fires. Whoever receives it raises the alarm when it stops coming.',
        expr: 'vector(1)',
      },
    ]),
  ];
}

/** A pod label as kube-state-metrics names it; it exports those of its `metricLabelsAllowlist` only. */
const podLabel = (key: string): string => `label_${key.replace(/[^A-Za-z0-9_]/g, '_')}`;

const IDENTITY = podLabel(LABEL.signingIdentity);
const ROLE = podLabel(LABEL.role);

/** Cosigners of one identity are told apart by their share of its key. */
function signingAlerts(splitKeys: boolean): readonly WrittenAlert[] {
  const pods = [IDENTITY, ROLE, ...(splitKeys ? [podLabel(LABEL.shard)] : [])].join(', ');
  const targets = ['chain', 'network', 'role', 'signing_identity', ...(splitKeys ? ['shard'] : [])].join(', ');
  return [
    {
      // By role, for a signer and the validator client that uses it carry one identity.
      alert: 'TwoSignersForOneIdentity',
      severity: 'P0',
      for: '0s',
      summary: 'Two pods run for one signing identity: stop one of them before both sign.',
      expr: `count by (${pods}) (kube_pod_labels{${IDENTITY}!=""} * on (namespace, pod) group_left () (kube_pod_status_phase{phase="Running"} == 1)) > 1`,
    },
    {
      alert: 'IdentityScrapedTwice',
      severity: 'P0',
      for: '0s',
      summary: 'Two targets give metrics for one signing identity: stop one of them before both sign.',
      expr: `count by (${targets}) (up{signing_identity!=""} == 1) > 1`,
    },
  ];
}

function nodeAlerts(agentNamespace: string): readonly WrittenAlert[] {
  return [
    {
      alert: 'NodeNotReady',
      severity: 'P1',
      for: '5m',
      summary: 'A node is not ready. Workloads pinned to it stay down until a person acts.',
      expr: 'kube_node_status_condition{condition="Ready",status="true"} == 0',
    },
    {
      alert: 'NodeAgentDown',
      severity: 'P2',
      for: '10m',
      summary: 'An agent on a node gives no metrics.',
      expr: `up{namespace="${agentNamespace}"} == 0`,
    },
    {
      alert: 'ClockOffset',
      severity: 'P1',
      for: '5m',
      summary: "A node's clock is more than 50 ms off: duties are missed, and windows of time for signing shift.",
      expr: 'abs(node_timex_offset_seconds) > 0.05',
    },
    {
      alert: 'ClockNotSynchronized',
      severity: 'P1',
      for: '10m',
      summary: "A node's clock is not synchronized.",
      expr: 'node_timex_sync_status == 0',
    },
    {
      // What a client writes beside its volumes, its logs among them, fills the disk of the node.
      alert: 'NodeDiskFillsUp',
      severity: 'P2',
      for: '1h',
      summary: 'A disk of a node will be full within four days.',
      expr: 'predict_linear(node_filesystem_avail_bytes{fstype!~"tmpfs|overlay|squashfs"}[6h], 4 * 86400) < 0',
    },
  ];
}

/**
 * Alerts on Argo CD's own metrics. A scraped series carries the Application's namespace as `exported_namespace`, or as
 * `namespace` where the scrape honors its labels. The EKS capability exports no such metrics.
 */
function gitopsAlerts({ instance }: Cluster): readonly WrittenAlert[] {
  if (instance.flavor !== 'self-managed') return [];
  const chain = instance.applicationNamespace('chain');
  const automated = (matchers: string): string => `argocd_app_info{autosync_enabled="true",${matchers}}`;
  return [
    {
      alert: 'GateBroken',
      severity: 'P1',
      for: '0s',
      summary: 'Automated sync is on for a gated application.',
      expr: `(${automated(`namespace="${chain}"`)} or ${automated(`exported_namespace="${chain}"`)} or ${automated('name="instance"')}) == 1`,
    },
    {
      // A gated application waits for a person, so only what waits for more than a day is worth a ticket.
      alert: 'ApplicationNotSynced',
      severity: 'P3',
      for: '1d',
      summary: 'An application has not been synced for a day.',
      expr: 'argocd_app_info{sync_status!="Synced"} == 1',
    },
  ];
}
