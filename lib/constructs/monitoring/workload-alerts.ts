import type { AlertGroup, AlertRule, AlertTarget, FamilyAlerts, WrittenAlert } from './alert-rule';
import type { RoleRecord, WorkloadRecord } from '../workload-record';
import type { NonEmpty } from '../../model/kind';

/** The alert groups of one workload: for each of its roles what holds for every program, and what its family adds. */
export function workloadGroups(workload: WorkloadRecord, family: FamilyAlerts): readonly AlertGroup[] {
  const paused = workload.identities.length > 0 && workload.identities.every((identity) => identity.paused);
  // A paused signer runs no pod, and that is as it should be.
  const running = workload.roles.filter((role) => !(paused && role.signs));
  const byRole = new Map<string, NonEmpty<RoleRecord>>();
  for (const role of running) {
    const [first, ...others] = byRole.get(role.role) ?? [];
    byRole.set(role.role, first === undefined ? [role] : [first, ...others, role]);
  }
  return [
    ...[...byRole.values()].flatMap((roles) => roleGroups(workload, roles, family)),
    { name: `${workload.name}.storage`, labels: labelsFor(workload), alerts: storageAlerts(workload) },
  ];
}

/** Where several programs have one role, as cosigners do, each has a group, and the role has one for all of them. */
function roleGroups(
  workload: WorkloadRecord,
  roles: NonEmpty<RoleRecord>,
  family: FamilyAlerts,
): readonly AlertGroup[] {
  const [first, ...others] = roles;
  const target = targetOf(workload, roles);
  const labels = { ...labelsFor(workload), role: first.role, client: first.client };
  const rules = (family[first.role] ?? [])
    .filter(({ clients }) => clients === undefined || roles.some(({ client }) => clients.includes(client)))
    .map((rule) => written(rule, target));
  const name = `${workload.name}.${first.role}`;
  if (others.length === 0) return [{ name, labels, alerts: [...programAlerts(target), ...rules] }];
  return [
    ...roles.map((role) => {
      const one = targetOf(workload, [role]);
      const own = `${one.own},namespace="${role.namespace}"`;
      return {
        name: `${workload.name}.${role.unit}.${role.name}`,
        labels: { ...labels, client: role.client, unit: role.unit },
        alerts: programAlerts({ ...one, own }),
      };
    }),
    { name, labels, alerts: rules },
  ];
}

function targetOf(workload: WorkloadRecord, roles: NonEmpty<RoleRecord>): AlertTarget {
  const [role, ...others] = roles;
  const pods = roles.map(({ name }) => `${name}-.+`);
  return {
    workload,
    role,
    own: `workload="${workload.name}",role="${role.role}"`,
    pods:
      others.length === 0
        ? `namespace="${role.namespace}",pod=~"${role.name}-.+"`
        : `namespace=~"${roles.map(({ namespace }) => namespace).join('|')}",pod=~"${[...new Set(pods)].join('|')}"`,
    keys: workload.identities.reduce((sum, identity) => sum + (identity.paused ? 0 : identity.keys), 0),
  };
}

function programAlerts(target: AlertTarget): readonly WrittenAlert[] {
  return [...runningAlerts(target), ...(target.role.signs ? signerAlerts(target) : [])];
}

function written({ alert, severity, for: held, summary, expr }: AlertRule, target: AlertTarget): WrittenAlert {
  return { alert, severity, for: held, summary, expr: expr(target) };
}

function labelsFor(workload: WorkloadRecord): AlertGroup['labels'] {
  const { name, cluster, family, chain, network, environment } = workload;
  return { service: name, workload: name, cluster: cluster.name, environment, family, chain, network };
}

function runningAlerts({ role, own, pods }: AlertTarget): readonly WrittenAlert[] {
  const severity = role.signs ? 'P1' : 'P2';
  const notReady: WrittenAlert = {
    alert: 'NotReady',
    severity,
    for: '5m',
    summary: `${role.client} has fewer ready pods than it should.`,
    expr: fewerThanReady(role),
  };
  const restarted: WrittenAlert = {
    alert: 'Restarted',
    severity,
    for: '0s',
    summary: `A container of ${role.client} was restarted.`,
    expr: `increase(kube_pod_container_status_restarts_total{${pods}}[30m]) > 0`,
  };
  if (role.metricsPort === undefined) return [notReady, restarted];
  return [
    notReady,
    restarted,
    {
      // Also fires where the series is gone altogether, as for a target that nobody scrapes any more.
      alert: 'TargetDown',
      severity,
      for: '5m',
      summary: `${role.client} gives no metrics.`,
      expr: `absent(up{${own}} == 1)`,
    },
    {
      // A node that ran out of file descriptors lost its voter state and voted twice
      // (https://polkadot.com/blog/grandpa-equivocation-and-sysinfo-process-collection-results-in-slashing-on-kusama-network-a-post-mortem).
      alert: 'FileDescriptorsNearlyUsedUp',
      severity,
      for: '10m',
      summary: `${role.client} has used more than 80 % of its file descriptors.`,
      expr: `process_open_fds{${own}} / process_max_fds{${own}} > 0.8`,
    },
  ];
}

/** Too few pods of a role are ready. Each kind of workload has series of its own in kube-state-metrics. */
function fewerThanReady(role: RoleRecord): string {
  const set = seriesOf(role);
  if (role.kind === 'Deployment') {
    return `kube_deployment_status_replicas_ready{${set}} < kube_deployment_spec_replicas{${set}}`;
  }
  return `kube_statefulset_status_replicas_ready{${set}} < kube_statefulset_replicas{${set}}`;
}

/** The labels by which kube-state-metrics tells the series of a workload. */
function seriesOf({ kind, namespace, name }: RoleRecord): string {
  return `namespace="${namespace}",${kind.toLowerCase()}="${name}"`;
}

function signerAlerts({ role }: AlertTarget): readonly WrittenAlert[] {
  const set = seriesOf(role);
  const revision = (which: 'current' | 'update'): string => `kube_statefulset_status_${which}_revision{${set}}`;
  return [
    {
      // With OnDelete Argo CD says Synced and Healthy while the old pod runs. The current revision stays old even after
      // the pod is replaced, so the number of updated pods has to tell.
      alert: 'RolloutPending',
      severity: 'P1',
      for: '30m',
      summary: `A synced change of ${role.client} does not run yet: its pod was not replaced.`,
      expr: `max by (namespace, statefulset) (${revision('current')} unless ${revision('update')}) > 0 and on (namespace, statefulset) kube_statefulset_status_replicas_updated{${set}} < kube_statefulset_replicas{${set}}`,
    },
  ];
}

/** A full disk stops a signer from recording what it signs. */
function storageAlerts(workload: WorkloadRecord): readonly WrittenAlert[] {
  const namespaces = [...new Set(workload.roles.map((role) => role.namespace))].sort();
  const volumes = `namespace=~"${namespaces.join('|')}"`;
  return [
    {
      alert: 'VolumeFillsUp',
      severity: 'P2',
      for: '1h',
      summary: 'A volume will be full within four days.',
      expr: `predict_linear(kubelet_volume_stats_available_bytes{${volumes}}[6h], 4 * 86400) < 0`,
    },
    {
      alert: 'VolumeNearlyFull',
      severity: 'P1',
      for: '15m',
      summary: 'A volume has less than 10 % left.',
      expr: `kubelet_volume_stats_available_bytes{${volumes}} / kubelet_volume_stats_capacity_bytes{${volumes}} < 0.1`,
    },
  ];
}
