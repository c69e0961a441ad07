import { signingWatched } from '../../../lib/policies/signing/required-alerts';
import { signer, SIGNING_LABELS } from '../signing-objects';
import { found, object, type Tree } from '../tree';

const S = 'chain/t/a/s.yaml';
const R = 'monitoring/t/rules/r.yaml';

interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly labels?: object;
}

const OWN = [
  'kube_statefulset_status_replicas_ready{namespace="hoodi-0-validator"} < 1',
  'increase(kube_pod_container_status_restarts_total[1h]) > 0',
  'kube_statefulset_status_update_revision != 0',
  'kubelet_volume_stats_available_bytes < 1',
];
const CLUSTER = ['abs(node_timex_offset_seconds) > 0.05', 'node_filesystem_avail_bytes < 1'];

const own = (expr: string): Rule => ({ alert: 'A', expr, labels: { workload: 'hoodi-0' } });
const all = (): Rule[] => [...OWN.map(own), ...CLUSTER.map((expr) => ({ alert: 'A', expr }))];
const rules = (...list: readonly Rule[]): object =>
  object('monitoring.coreos.com/v1', 'PrometheusRule', 'r', { spec: { groups: [{ name: 'g', rules: list }] } });
const judged = (...list: readonly Rule[]): readonly string[] =>
  found(signingWatched, { [S]: signer(), [R]: rules(...list) });

test('accepts a signer with every alert, in whatever objects of its cluster they stand', () => {
  expect(judged(...all())).toEqual([]);
  const [first, ...others] = all();
  const apart: Tree = { [S]: signer(), [R]: rules(...others), 'chain/t/a/r.yaml': rules(first as Rule) };
  expect(found(signingWatched, apart)).toEqual([]);
  const updated = all().map((rule) => ({ ...rule, expr: rule.expr.replace('update_revision', 'replicas_updated') }));
  expect(judged(...updated)).toEqual([]);
});

test.each([
  [0, 'pods that are not ready'],
  [1, 'restarts'],
  [2, 'a rollout that waits for a person'],
  [3, 'a volume that fills up'],
  [4, 'a clock that is off'],
  [5, 'a disk that fills up'],
])('refuses a signer without alert %i, for %s', (missing, what) => {
  expect(judged(...all().filter((_, i) => i !== missing))).toEqual([`${S}: no alert for ${what} of hoodi-0`]);
});

test('asks for an alert on file descriptors of what gives metrics', () => {
  const down = own('absent(up{workload="hoodi-0",role="signer"} == 1)');
  expect(judged(...all(), down)).toEqual([`${S}: no alert for file descriptors that run out of hoodi-0`]);
  expect(judged(...all(), down, own('process_open_fds / process_max_fds > 0.8'))).toEqual([]);
});

test('asks for all of them where a cluster is monitored and has no rules at all', () => {
  const dashboards = { 'monitoring/t/dashboards/d.yaml': object('v1', 'ConfigMap', 'd') };
  expect(found(signingWatched, { [S]: signer(), ...dashboards })).toHaveLength(6);
  expect(found(signingWatched, { [S]: signer(), 'monitoring/u/d/d.yaml': object('v1', 'ConfigMap', 'd') })).toEqual([]);
});

test('does not count alerts of other workloads, recording rules, and a series that names no namespace', () => {
  const [ready, ...others] = all() as [Rule, ...Rule[]];
  const missing = [`${S}: no alert for pods that are not ready of hoodi-0`];
  expect(judged({ ...ready, labels: { workload: 'other' } }, ...others)).toEqual(missing);
  expect(judged({ ...ready, alert: undefined, record: 'a' }, ...others)).toEqual(missing);
  expect(judged({ ...ready, expr: 'kube_statefulset_status_replicas_ready < 1' }, ...others)).toEqual(missing);
});

test('tells of a workload once, and of every workload', () => {
  const again = { 'chain/t/b/s.yaml': signer({ name: 'web3signer' }) };
  const labels = { ...SIGNING_LABELS, 'gitops-planes.io/workload': 'other' };
  const clusterOnly = rules(...all().slice(4));
  expect(found(signingWatched, { [S]: signer(), ...again, [R]: clusterOnly })).toHaveLength(4);
  expect(
    found(signingWatched, { [S]: signer(), 'chain/t/c/s.yaml': signer({ labels }), [R]: clusterOnly }),
  ).toHaveLength(8);
});

test('asks nothing of what does not sign, and of trees that hold no rules of the cluster', () => {
  const node = signer({ labels: { 'gitops-planes.io/workload': 'hoodi-0' } });
  expect(found(signingWatched, { [S]: node, [R]: rules() })).toEqual([]);
  expect(found(signingWatched, { [S]: signer() })).toEqual([]);
  expect(found(signingWatched, { [S]: signer(), 'monitoring/u/rules/r.yaml': rules() })).toEqual([]);
  expect(judged()).toHaveLength(6);
});
