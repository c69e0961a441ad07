import { APPLICATION_HEALTH } from '../../../lib/constructs/bootstrap/application-health';
import { waveCrdOrder, waveNamespaceOrder } from '../../../lib/policies/waves/wave-order';
import { waveGateLast, waveHealthCheck, waveRetry } from '../../../lib/policies/waves/waves';
import { application, chartJson, chartSources, configMap, found, object, project, type Tree } from '../tree';

const KEY = 'resource.customizations.health.argoproj.io_Application';
const WAVE = 'argocd.argoproj.io/sync-wave';

const member = (name: string, wave: number, change: Parameters<typeof application>[1] = {}): Tree => ({
  [`service/testnet/applications/${name}.yaml`]: application(name, {
    ...change,
    annotations: { [WAVE]: String(wave) },
    syncPolicy: { retry: { limit: 1 }, ...change.syncPolicy },
  }),
});
const settings = (data: object): Tree => ({
  'bootstrap/testnet/instance/cm.yaml': configMap('argocd-cm', 'argocd', data),
});
const waves = { ...member('a', -10), ...member('b', 10) };

describe('wave-health-check', () => {
  test('accepts the check in argocd-cm or in the values of a chart, and a root with one wave', () => {
    expect(found(waveHealthCheck, { ...waves, ...settings({ [KEY]: APPLICATION_HEALTH }) })).toEqual([]);
    const values = { configs: { cm: { [KEY]: APPLICATION_HEALTH } } };
    expect(found(waveHealthCheck, { ...waves, 'bootstrap/testnet/argo-cd/values.yaml': values })).toEqual([]);
    expect(found(waveHealthCheck, { ...member('a', 0), ...member('b', 0) })).toEqual([]);
  });

  test('refuses waves without it, with one that only copies health, and with that of another cluster', () => {
    expect(found(waveHealthCheck, waves)).toEqual([
      'service/testnet/applications/a.yaml: waves without a health check for Applications',
    ]);
    const copied = 'hs = {}\nhs.status = obj.status.health.status\nreturn hs';
    expect(found(waveHealthCheck, { ...waves, ...settings({ [KEY]: copied }) })).toEqual([
      'bootstrap/testnet/instance/cm.yaml: a health check that does not see an older spec or a failed sync',
    ]);
    const elsewhere = {
      'bootstrap/mainnet/instance/cm.yaml': configMap('argocd-cm', 'argocd', { [KEY]: APPLICATION_HEALTH }),
    };
    expect(found(waveHealthCheck, { ...waves, ...elsewhere })).toHaveLength(1);
  });
});

test('wave-gate-last accepts a gated Application in the last wave, and refuses one before it', () => {
  const gated = { syncPolicy: { automated: { enabled: false } } };
  expect(found(waveGateLast, { ...member('a', -10), ...member('b', 10, gated) })).toEqual([]);
  expect(found(waveGateLast, { ...member('a', -10, gated), ...member('b', 10) })).toEqual([
    'service/testnet/applications/a.yaml: a gated Application in wave -10',
  ]);
});

test('wave-retry wants a small limit of every child, and leaves roots without waves alone', () => {
  expect(found(waveRetry, waves)).toEqual([]);
  expect(found(waveRetry, { ...waves, ...member('c', 20, { syncPolicy: { retry: undefined } }) })).toHaveLength(1);
  expect(found(waveRetry, { ...waves, ...member('c', 20, { syncPolicy: { retry: { limit: 10 } } }) })).toHaveLength(1);
  expect(found(waveRetry, { ...waves, ...member('c', 20, { syncPolicy: { retry: { limit: 0 } } }) })).toHaveLength(1);
  expect(found(waveRetry, member('a', 0, { syncPolicy: { retry: undefined } }))).toEqual([]);
});

describe('wave-crd-order', () => {
  const crd = object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'gateways.example.com', {
    spec: { group: 'example.com', names: { kind: 'Gateway' } },
  });
  const at = (crdWave: number, wave: number, annotations: object = {}): Tree => ({
    ...member('crds', crdWave),
    ...member('use', wave),
    ...member('other', 50),
    'service/testnet/crds/crd.yaml': crd,
    'service/testnet/use/x.yaml': object('example.com/v1', 'Gateway', 'x', {}, { namespace: 'web', annotations }),
  });

  test('accepts a later wave, and the same one where the dry run is skipped', () => {
    expect(found(waveCrdOrder, at(0, 10))).toEqual([]);
    const annotations = { 'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true' };
    expect(found(waveCrdOrder, at(0, 0, annotations))).toEqual([]);
  });

  test('refuses an earlier wave and the same one', () => {
    expect(found(waveCrdOrder, at(10, 0))).toEqual([
      'service/testnet/use/x.yaml: Gateway in wave 0, its CRD in wave 10 (crds)',
    ]);
    expect(found(waveCrdOrder, at(0, 0))).toHaveLength(1);
  });

  test('knows the CRDs of a chart by their plural', () => {
    const tree = {
      ...member('use', -10),
      ...member('policies', 0, { sources: chartSources('policies') }),
      'service/testnet/policies/chart.json': chartJson('policies', { crds: ['backuppolicies.example.com'] }),
      'service/testnet/use/x.yaml': object('example.com/v1', 'BackupPolicy', 'x'),
    };
    expect(found(waveCrdOrder, tree)).toHaveLength(1);
  });
});

describe('wave-namespace-order', () => {
  const namespace = object('v1', 'Namespace', 'web');
  const use = { ...member('use', 0), ...member('other', 50), 'service/testnet/use/x.yaml': configMap('x') };

  test('accepts a namespace of an earlier wave, of the bootstrap, of the same application, and one that is always there', () => {
    const earlier = { ...use, ...member('ns', -10), 'service/testnet/ns/web.yaml': namespace };
    expect(found(waveNamespaceOrder, earlier)).toEqual([]);
    expect(found(waveNamespaceOrder, { ...use, 'bootstrap/testnet/instance/web.yaml': namespace })).toEqual([]);
    expect(found(waveNamespaceOrder, { ...use, 'service/testnet/use/web.yaml': namespace })).toEqual([]);
    const system = { ...use, 'service/testnet/use/x.yaml': configMap('x', 'kube-system') };
    expect(found(waveNamespaceOrder, system)).toEqual([]);
    const argo = { ...use, 'service/testnet/use/x.yaml': configMap('x', 'argocd') };
    expect(found(waveNamespaceOrder, { ...argo, 'bootstrap/testnet/instance/p.yaml': project('p') })).toEqual([]);
  });

  test('refuses one of the same or a later wave, and one that nothing declares', () => {
    const late = { ...use, ...member('ns', 0), 'service/testnet/ns/web.yaml': namespace };
    expect(found(waveNamespaceOrder, late)).toEqual([
      'service/testnet/use/x.yaml: namespace web in wave 0, declared in wave 0 (service/testnet/ns/web.yaml)',
    ]);
    expect(found(waveNamespaceOrder, use)).toEqual([
      'service/testnet/use/x.yaml: namespace web, which nothing declares',
    ]);
  });

  test("judges a chart's namespaces", () => {
    const tree = {
      ...member('a', 0, { sources: chartSources('a'), spec: { destination: { namespace: 'kube-system' } } }),
      ...member('other', 50),
      'service/testnet/a/chart.json': chartJson('a', { namespaces: ['monitoring'] }),
    };
    expect(found(waveNamespaceOrder, tree)).toEqual([
      'service/testnet/a/chart.json: namespace monitoring, which nothing declares',
    ]);
  });

  test('does not take a release without proof for a missing namespace', () => {
    expect(found(waveNamespaceOrder, use, 'released')).toEqual([]);
  });
});
