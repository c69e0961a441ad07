import { argocdSettingsClosed, argocdSettingsLabel } from '../../../lib/policies/settings/argocd-settings';
import { noTrackingInClaims, scalerOwnsReplicas, syncWaveText } from '../../../lib/policies/workloads/workload-objects';
import { configMap, found, foundIn, object, type Tree } from '../tree';

test('sync-wave-text accepts whole numbers as texts, and nothing else', () => {
  const at = (wave: unknown): object =>
    object('v1', 'ConfigMap', 'x', {}, { annotations: { 'argocd.argoproj.io/sync-wave': wave } });
  for (const wave of ['0', '-30', '10']) expect(foundIn(syncWaveText, at(wave))).toEqual([]);
  for (const wave of [10, 'first', '1.5', '']) expect(foundIn(syncWaveText, at(wave))).toHaveLength(1);
});

test('no-tracking-in-claims refuses what makes Argo CD prune a claim', () => {
  const set = (metadata: object): object =>
    object('apps/v1', 'StatefulSet', 'x', { spec: { volumeClaimTemplates: [{ metadata }] } });
  expect(foundIn(noTrackingInClaims, set({ name: 'data', labels: { app: 'x' } }))).toEqual([]);
  expect(foundIn(noTrackingInClaims, set({ labels: { 'app.kubernetes.io/instance': 'x' } }))).toEqual([
    'app.kubernetes.io/instance among the labels of a volumeClaimTemplate',
  ]);
  expect(foundIn(noTrackingInClaims, set({ annotations: { 'argocd.argoproj.io/tracking-id': 'x' } }))).toHaveLength(1);
});

describe('scaler-owns-replicas', () => {
  const web = (spec: object): Tree => ({
    'web/deployment.yaml': object('apps/v1', 'Deployment', 'web', { spec }, { namespace: 'web' }),
  });
  const hpa = (namespace = 'web'): Tree => ({
    'web/hpa.yaml': object(
      'autoscaling/v2',
      'HorizontalPodAutoscaler',
      'web',
      { spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' } } },
      { namespace },
    ),
  });

  test('refuses replicas of a target', () => {
    expect(found(scalerOwnsReplicas, { ...web({ replicas: 2 }), ...hpa() })).toEqual([
      'web/deployment.yaml: replicas, which HorizontalPodAutoscaler web sets (web/hpa.yaml)',
    ]);
    const keda = object(
      'keda.sh/v1alpha1',
      'ScaledObject',
      'web',
      { spec: { scaleTargetRef: { name: 'web' } } },
      { namespace: 'web' },
    );
    expect(found(scalerOwnsReplicas, { ...web({ replicas: 2 }), 'web/keda.yaml': keda })).toHaveLength(1);
  });

  test('accepts a target without replicas, and replicas of something else', () => {
    expect(found(scalerOwnsReplicas, { ...web({}), ...hpa() })).toEqual([]);
    expect(found(scalerOwnsReplicas, { ...web({ replicas: 2 }), ...hpa('other') })).toEqual([]);
    const vpa = object(
      'autoscaling.k8s.io/v1',
      'VerticalPodAutoscaler',
      'web',
      { spec: { targetRef: { kind: 'Deployment', name: 'web' } } },
      { namespace: 'web' },
    );
    expect(found(scalerOwnsReplicas, { ...web({ replicas: 2 }), 'web/vpa.yaml': vpa })).toEqual([]);
  });
});

describe("Argo CD's settings", () => {
  const settings = (name: string, data: object): object =>
    configMap(name, 'argocd', data, { 'app.kubernetes.io/part-of': 'argocd' });

  const ACTIONS = 'resource.customizations.actions.apps_StatefulSet';
  const REFUSED =
    'definitions:\n  - name: restart\n    action.lua: error("no")\n  - name: scale\n    action.lua: error("no")\n';

  test('carry the label without which they are ignored', () => {
    expect(foundIn(argocdSettingsLabel, settings('argocd-cm', {}))).toEqual([]);
    expect(foundIn(argocdSettingsLabel, configMap('argocd-cm', 'argocd'))).toEqual([
      'app.kubernetes.io/part-of is nothing',
    ]);
    expect(foundIn(argocdSettingsLabel, configMap('mine', 'argocd'))).toEqual([]);
  });

  test.each([
    ['argocd-cm', 'admin.enabled', 'true'],
    ['argocd-cm', 'exec.enabled', 'true'],
    ['argocd-cm', 'users.anonymous.enabled', 'true'],
    ['argocd-cm', 'application.resourceTrackingMethod', 'label'],
    ['argocd-cm', 'helm.valuesFileSchemes', 'https'],
    ['argocd-cm', 'accounts.guard-a', 'apiKey, login'],
    ['argocd-cm', ACTIONS, 'mergeBuiltinActions: true\n'],
    ['argocd-cm', ACTIONS, `${REFUSED}  - name: grow\n    action.lua: |\n      obj.spec.replicas = tonumber(x)\n`],
    ['argocd-cm', ACTIONS, REFUSED.replace('restart', 'reset')],
    ['argocd-cm', ACTIONS, REFUSED.replace('scale', 'scaled')],
    ['argocd-rbac-cm', 'policy.default', 'role:readonly'],
    ['argocd-rbac-cm', 'policy.csv', 'p, role:x, applications, action/*, */*, allow'],
    ['argocd-rbac-cm', 'policy.csv', 'p, role:x, applications, *, */*, allow'],
    ['argocd-rbac-cm', 'policy.csv', 'p, role:x, applications, delete/argoproj.io/Application/*/*, */*, allow'],
    ['argocd-rbac-cm', 'policy.csv', 'p, role:x, applications, update/*, */*, allow'],
  ])('are not opened by %s %s: %s', (name, key, value) => {
    expect(foundIn(argocdSettingsClosed, settings(name, { [key]: value }))).toHaveLength(1);
  });

  test('are fine when closed', () => {
    const stop = `discovery.lua: |\n  x = obj.spec.replicas == 0\n${REFUSED}  - action.lua: |\n      obj.spec.replicas = 0\n`;
    const data = {
      'admin.enabled': 'false',
      'application.resourceTrackingMethod': 'annotation',
      'accounts.guard-a': 'apiKey',
      [ACTIONS]: stop,
    };
    expect(foundIn(argocdSettingsClosed, settings('argocd-cm', data))).toEqual([]);
    const csv = 'p, role:observer, applications, get, */*, allow\ng, x, role:observer\n';
    const rbac = { 'policy.default': '', 'policy.csv': csv };
    expect(foundIn(argocdSettingsClosed, settings('argocd-rbac-cm', rbac))).toEqual([]);
  });
});
