import { LABEL } from '../../model/labels';
import type { Inventory } from '../../render/inventory';
import { listAt, textAt, valueAt } from '../json-fields';
import { objectsOf } from '../objects-of';
import { workloadLabel } from '../workloads/pod-templates';
import type { FleetPolicy } from '../policy';

/**
 * What must wake somebody before a signer comes to harm: series that its alerts read, and what each one protects from.
 * A chain family adds its own.
 */
const WATCHED: readonly (readonly [what: string, series: RegExp])[] = [
  ['pods that are not ready', /kube_statefulset_status_replicas_ready\{[^}]*namespace=/],
  ['restarts', /kube_pod_container_status_restarts_total/],
  ['a rollout that waits for a person', /kube_statefulset_status_(update_revision|replicas_updated)/],
  ['a volume that fills up', /kubelet_volume_stats_available_bytes/],
];

/** Of what gives metrics of its own, which shows in an alert for when it gives none. */
const GIVES_METRICS = /\bup\{/;
const WATCHED_IN_METRICS: typeof WATCHED = [['file descriptors that run out', /process_open_fds/]];

/** Of the whole cluster: a clock that is off signs in the past or future. */
const WATCHED_ON_CLUSTER: readonly (readonly [what: string, series: RegExp])[] = [
  ['a clock that is off', /node_timex_/],
  ['a disk that fills up', /node_filesystem_avail_bytes/],
];

/** Whatever signs is watched, on the cluster it signs on. */
export const signingWatched: FleetPolicy = {
  id: 'signing-watched',
  title: 'Every workload that signs has the alerts without which it comes to harm unseen',
  level: 'error',
  scope: 'fleet',
  doc:
    'a validator that ran out of file descriptors lost its votes and signed again (https://polkadot.com/blog/' +
    'grandpa-equivocation-and-sysinfo-process-collection-results-in-slashing-on-kusama-network-a-post-mortem); a full ' +
    'slashing-protection database stopped 10,000 validators',
  check: (fleet) => {
    // A tree of another layout, or of one root alone, says nothing about what watches it.
    const watching = expressionsOf(fleet);
    const seen = new Set<string>();
    return objectsOf(fleet, SIGNERS).flatMap((at) => {
      const workload = workloadLabel(at.object, LABEL.workload);
      if (workload === undefined || workloadLabel(at.object, LABEL.signingIdentity) === undefined) return [];
      const key = `${at.cluster}/${workload}`;
      if (seen.has(key) || !watching.has(at.cluster)) return [];
      seen.add(key);
      return missingOf(watching, at.cluster, workload).map((what) => ({
        at,
        found: `no alert for ${what} of ${workload}`,
        expected: `a rule in a PrometheusRule of ${at.cluster}: declare the MonitoringSet after every workload`,
      }));
    });
  },
};

const RULES: readonly string[] = ['PrometheusRule'];
const SIGNERS: readonly string[] = ['StatefulSet'];

/** Expressions of alerts by cluster, where something monitors it, and by `<cluster>/<workload>`. */
type Expressions = ReadonlyMap<string, readonly string[]>;

function expressionsOf(fleet: Inventory): Expressions {
  const monitored = fleet.objects.filter(({ root }) => root.startsWith('monitoring.'));
  const found = new Map<string, string[]>(monitored.map(({ cluster }) => [cluster, []]));
  const add = (key: string, expr: string): void => {
    const known = found.get(key);
    if (known === undefined) found.set(key, [expr]);
    else known.push(expr);
  };
  for (const { cluster, object } of objectsOf(fleet, RULES)) {
    if (!found.has(cluster)) found.set(cluster, []);
    for (const rule of listAt(object, 'spec', 'groups').flatMap((group) => listAt(group, 'rules'))) {
      if (textAt(rule, 'alert') === undefined) continue;
      const expr = String(valueAt(rule, 'expr'));
      const workload = textAt(rule, 'labels', 'workload');
      add(cluster, expr);
      if (workload !== undefined) add(`${cluster}/${workload}`, expr);
    }
  }
  return found;
}

function missingOf(watching: Expressions, cluster: string, workload: string): readonly string[] {
  const lacking = (watched: typeof WATCHED, key: string): readonly string[] =>
    watched.filter(([, series]) => !(watching.get(key) ?? []).some((expr) => series.test(expr))).map(([what]) => what);
  const key = `${cluster}/${workload}`;
  const givesMetrics = (watching.get(key) ?? []).some((expr) => GIVES_METRICS.test(expr));
  return [
    ...lacking(WATCHED, key),
    ...(givesMetrics ? lacking(WATCHED_IN_METRICS, key) : []),
    ...lacking(WATCHED_ON_CLUSTER, cluster),
  ];
}
