import { LABEL } from '../model/labels';
import type { Inventory, InventoryObject } from '../render/inventory';
import { listAt, textAt, valueAt } from './json-fields';
import { objectsOf } from './objects-of';
import { workloadLabel } from './pod-templates';
import type { FleetPolicy } from './policy';

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
    const watching = new Set(objectsOf(fleet, RULES).map(({ cluster }) => cluster));
    const seen = new Set<string>();
    return objectsOf(fleet, SIGNERS).flatMap((at) => {
      const workload = workloadLabel(at.object, LABEL.workload);
      if (workload === undefined || workloadLabel(at.object, LABEL.signingIdentity) === undefined) return [];
      const key = `${at.cluster}/${workload}`;
      if (seen.has(key) || !watching.has(at.cluster)) return [];
      seen.add(key);
      return missingOf(fleet, at, workload).map((what) => ({
        at,
        found: `no alert for ${what} of ${workload}`,
        expected: `a rule in a PrometheusRule of ${at.cluster}: declare the MonitoringSet after every workload`,
      }));
    });
  },
};

const RULES: readonly string[] = ['PrometheusRule'];
const SIGNERS: readonly string[] = ['StatefulSet'];

function missingOf(fleet: Inventory, at: InventoryObject, workload: string): readonly string[] {
  const rules = objectsOf(fleet, RULES)
    .filter(({ cluster }) => cluster === at.cluster)
    .flatMap(({ object }) => listAt(object, 'spec', 'groups').flatMap((group) => listAt(group, 'rules')))
    .filter((rule) => textAt(rule, 'alert') !== undefined);
  const exprs = (own: boolean): readonly string[] =>
    rules
      .filter((rule) => !own || textAt(rule, 'labels', 'workload') === workload)
      .map((rule) => String(valueAt(rule, 'expr')));
  const lacking = (watched: typeof WATCHED, own: boolean): readonly string[] =>
    watched.filter(([, series]) => !exprs(own).some((expr) => series.test(expr))).map(([what]) => what);
  return [...lacking(WATCHED, true), ...lacking(WATCHED_ON_CLUSTER, false)];
}
