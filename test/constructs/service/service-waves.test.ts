import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { DomainProject } from '../../../lib/constructs/domain-project';
import type { Folder } from '../../../lib/constructs/folder';
import { ServiceWaves } from '../../../lib/constructs/service/service-waves';
import type { WaveChartProps } from '../../../lib/constructs/service/service-wave';
import { ChartVersion } from '../../../lib/model/chart-version';
import { HelmChart } from '../../../lib/model/helm-chart';
import { KIND } from '../../../lib/model/kind';
import { LABEL } from '../../../lib/model/labels';
import type { ReleaseEntry } from '../../../lib/model/release';
import { gated } from '../../../lib/model/sync-policy';
import { fixturePlatform, folderText, released, renderFolder, testnet } from '../../fixtures/platform';

interface CertManagerValues {
  readonly crds: { readonly enabled: boolean };
  readonly replicaCount?: number;
}

const certManager = new HelmChart<CertManagerValues>({
  name: 'cert-manager',
  repository: 'https://charts.jetstack.io',
  owns: {
    kinds: [KIND.deployment, KIND.clusterRole],
    crds: ['certificates.cert-manager.io'],
    namespaces: ['cert-manager'],
  },
});

const openbao = new HelmChart<object>({
  name: 'openbao',
  repository: 'https://openbao.github.io/openbao-helm',
  owns: { kinds: [KIND.statefulSet], crds: [], namespaces: ['openbao'] },
});

const UNSEALED = {
  server: {
    readinessProbe: { path: '/v1/sys/health?standbyok=true&sealedcode=204&uninitcode=204' },
    ha: { raft: { config: 'seal "awskms" {\n  region = "eu-central-1"\n}\n' } },
  },
};

function setUp(...releases: readonly ReleaseEntry[]) {
  const platform = fixturePlatform(...releases);
  const root = platform.root('service', testnet);
  const project = new DomainProject(root, 'platform', {
    description: 'Everything of this test',
    namespaces: ['cert-manager', 'openbao', 'kube-system'],
    kinds: [KIND.deployment],
    chartRepositories: [certManager.repository, openbao.repository],
  });
  const waves = new ServiceWaves(root);
  const at = { project, namespace: 'cert-manager' } as const;
  const vault = { project, namespace: 'openbao', sensitive: true, ready: 'by-itself', values: UNSEALED } as const;
  return { platform, root, project, waves, at, vault };
}

const nothing = (): void => undefined;

function configMap(folder: Folder): void {
  new k8s.KubeConfigMap(folder, 'settings', {
    metadata: { name: 'settings', labels: { [LABEL.component]: 'settings' } },
    data: { a: '1' },
  });
}

function externalSecret(folder: Folder): void {
  new ApiObject(folder, 'secret', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 's' },
  });
}

function syncWaves(platform: ReturnType<typeof fixturePlatform>): Record<string, string | undefined> {
  const files = Object.entries(renderFolder(platform, 'service/testnet/applications'));
  return Object.fromEntries(
    files
      .filter(([name]) => name.startsWith('application.'))
      .map(([name, text]) => [name.split('.')[1] ?? '', /sync-wave: "(-?\d+)"/.exec(text)?.[1]]),
  );
}

test('a chart and content of a wave render as Applications with its number, and their folders', () => {
  const chart = ChartVersion.exact('v1.21.1');
  const { platform, waves, at } = setUp(
    released('service.testnet', 'cert-manager', { chart }),
    released('service.testnet', 'settings'),
  );
  waves.certificates
    .chart('cert-manager', certManager, { ...at, values: { crds: { enabled: false } } })
    .content('settings', { ...at, after: ['cert-manager'] }, configMap);
  expect(folderText(platform, 'service/testnet')).toMatchSnapshot();
});

test('there are six waves and they sync in their order, whatever the order in which they are filled', () => {
  const names = ['f', 'e', 'd', 'c', 'b', 'a'];
  const { platform, waves, at } = setUp(...names.map((name) => released('service.testnet', name)));
  expect(waves.inOrder.map((wave) => wave.name)).toEqual([
    'namespaces',
    'certificates',
    'ingress',
    'security',
    'observability',
    'platform',
  ]);
  [...waves.inOrder].reverse().forEach((wave, i) => wave.content(names[i] ?? '', at, configMapNamed(names[i] ?? '')));
  expect(syncWaves(platform)).toEqual({ a: '-30', b: '-20', c: '-10', d: '0', e: '10', f: '20' });
});

test('what is after another application of its wave syncs one step later', () => {
  const names = ['operator', 'objects', 'more', 'other'];
  const { platform, waves, at } = setUp(...names.map((name) => released('service.testnet', name)));
  waves.security
    .content('operator', at, configMapNamed('operator'))
    .content('objects', { ...at, after: ['operator'] }, configMapNamed('objects'))
    .content('more', { ...at, after: ['objects', 'operator'] }, configMapNamed('more'))
    .content('other', at, configMapNamed('other'));
  expect(syncWaves(platform)).toEqual({ operator: '0', objects: '1', more: '2', other: '0' });
});

test('an application is automated with prune and self-heal, a sensitive one without either', () => {
  const { platform, waves, at, vault } = setUp();
  waves.ingress.content('settings', at, configMap);
  waves.security.chart('openbao', openbao, vault);
  expect(platform.applications.slice(1).map(({ name, sync, sensitive }) => ({ name, sync, sensitive }))).toEqual([
    { name: 'settings', sync: { mode: 'automated', prune: true, selfHeal: true }, sensitive: false },
    { name: 'openbao', sync: { mode: 'automated', prune: false, selfHeal: false }, sensitive: true },
  ]);
});

test('namespaces and CRDs are protected and keep their own sync options; other objects are not', () => {
  const { platform, waves, at } = setUp();
  waves.namespaces.content('foundations', at, (folder) => {
    new k8s.KubeNamespace(folder, 'namespace', { metadata: { name: 'one' } });
    new ApiObject(folder, 'crd', {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: {
        name: 'things.example.com',
        annotations: { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true,SkipDryRunOnMissingResource=true' },
      },
    });
    configMap(folder);
  });
  const files = renderFolder(platform, 'service/testnet/foundations');
  const options = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, /sync-options: (.*)/.exec(text)?.[1]]),
  );
  expect(options).toEqual({
    'configmap.settings.yaml': undefined,
    'customresourcedefinition.things.example.com.yaml':
      'SkipDryRunOnMissingResource=true,ServerSideApply=true,Prune=false,Delete=false',
    'namespace.one.yaml': 'Prune=false,Delete=false',
  });
});

test('refuses a root of another plane', () => {
  const { platform } = setUp();
  expect(() => new ServiceWaves(platform.root('chain', testnet))).toThrow(
    '[chain/testnet] \'root\' must be a root of the service plane, got "chain.testnet"',
  );
});

test('refuses a second set of waves on one root', () => {
  expect(() => new ServiceWaves(setUp().root)).toThrow("There is already a Construct with name 'waves'");
});

test('refuses a gated application in front of a wave', () => {
  const { waves, at } = setUp();
  expect(() => waves.observability.content('settings', { ...at, sync: gated() }, nothing)).toThrow(
    `[service/testnet/settings] 'sync' must be automated() in every wave but 'platform', got "gated() in wave 'observability'"`,
  );
});

test('refuses what waits for a person in front of a wave, and puts it last in the last one', () => {
  const { platform, waves, at } = setUp(released('service.testnet', 'settings'));
  expect(() => waves.security.content('settings', { ...at, ready: 'by-a-person' }, nothing)).toThrow(
    `'ready' must be by-itself in every wave but 'platform', got "by-a-person in wave 'security'"`,
  );
  waves.platform.content('settings', { ...at, ready: 'by-a-person' }, configMap);
  expect(syncWaves(platform)).toEqual({ settings: '29' });
});

test('refuses anything after what waits for a person', () => {
  const { platform, waves, at } = setUp();
  waves.platform
    .content('approval', { ...at, ready: 'by-a-person' }, nothing)
    .content('late', { ...at, after: ['approval'], ready: 'by-a-person' }, nothing);
  expect(() => renderFolder(platform, 'service')).toThrow(
    "[service/testnet/late] 'after' must be applications of waves before 'platform', or added to it before this one and ready by themselves, got \"approval of wave platform\"",
  );
});

test('refuses a Vault that claims to get ready by itself and cannot', () => {
  const { waves, vault } = setUp();
  expect(() => waves.security.chart('openbao', openbao, { ...vault, values: { server: {} } })).toThrow(
    [
      `[service/testnet/openbao] 'values.server.readinessProbe.path' must be ready while sealed, such as /v1/sys/health?standbyok=true&sealedcode=204&uninitcode=204, got ""`,
      `[service/testnet/openbao] 'values.server' must be a configuration with a 'seal' stanza, so that nobody has to unseal it, got "none"`,
    ].join('\n'),
  );
});

test.each([
  ['as an object', { standalone: { config: { seal: { awskms: {} } } } }],
  ['by its environment', { extraEnvironmentVars: { VAULT_SEAL_TYPE: 'awskms' } }],
])('accepts a seal that is configured %s', (_, server) => {
  const { waves, vault } = setUp();
  const { readinessProbe } = UNSEALED.server;
  expect(() =>
    waves.security.chart('openbao', openbao, { ...vault, values: { server: { readinessProbe, ...server } } }),
  ).not.toThrow();
});

test('refuses values that are not JSON, naming each place and no value', () => {
  const { waves, at } = setUp();
  const values = { crds: { enabled: undefined }, replicaCount: NaN, list: [new Date(0)], f: nothing };
  expect(() => waves.certificates.chart('cert-manager', certManager as HelmChart<object>, { ...at, values })).toThrow(
    [
      `[service/testnet/cert-manager] 'values.crds.enabled' must be a JSON value, got "undefined"`,
      `[service/testnet/cert-manager] 'values.replicaCount' must be a JSON value, got "NaN"`,
      `[service/testnet/cert-manager] 'values.list[0]' must be a JSON value, got "an instance of Date"`,
      `[service/testnet/cert-manager] 'values.f' must be a JSON value, got "function"`,
    ].join('\n'),
  );
});

test('refuses values that contain themselves', () => {
  const { waves, at } = setUp();
  const values: Record<string, unknown> = {};
  values['self'] = values;
  expect(() => waves.certificates.chart('cert-manager', certManager as HelmChart<object>, { ...at, values })).toThrow(
    `'values.self' must be a JSON value, got "an object that contains itself"`,
  );
});

test('refuses secrets from an application that is not in an earlier wave', () => {
  const { platform, waves, at, vault } = setUp();
  waves.security.chart('openbao', openbao, vault).content('same-wave', { ...at, secretsFrom: 'openbao' }, nothing);
  waves.ingress.content('too-early', { ...at, secretsFrom: 'openbao' }, nothing);
  waves.platform.content('fine', { ...at, secretsFrom: 'openbao' }, externalSecret);
  waves.platform.content('unknown', { ...at, secretsFrom: 'vault' }, nothing);
  expect(() => renderFolder(platform, 'service')).toThrow(
    [
      `[service/testnet/too-early] 'secretsFrom' must be an application of a wave before 'ingress', got "openbao of wave security"`,
      `[service/testnet/same-wave] 'secretsFrom' must be an application of a wave before 'security', got "openbao of wave security"`,
      `[service/testnet/unknown] 'secretsFrom' must be an application of a wave before 'platform', got "vault, which no wave has"`,
    ].join('\n'),
  );
});

test('refuses an ExternalSecret without the application that its secret comes from', () => {
  const { platform, waves, at } = setUp();
  waves.platform.content('secrets', at, externalSecret);
  expect(() => renderFolder(platform, 'service')).toThrow(
    "[service/testnet/secrets] 'secretsFrom' must be the application that its secrets come from, since it holds an ExternalSecret, got nothing",
  );
});

test('refuses a need that only a later wave meets, or one that its wave meets later', () => {
  const { platform, waves, at } = setUp();
  waves.certificates.content('issuers', { ...at, after: ['traefik', 'cert-manager'] }, nothing);
  waves.certificates.content('cert-manager', at, nothing);
  waves.ingress.content('traefik', at, nothing);
  const mustBe = `'after' must be applications of waves before 'certificates', or added to it before this one and ready by themselves`;
  expect(() => renderFolder(platform, 'service')).toThrow(
    [
      `[service/testnet/issuers] ${mustBe}, got "traefik of wave ingress"`,
      `[service/testnet/issuers] ${mustBe}, got "cert-manager of wave certificates"`,
    ].join('\n'),
  );
});

test('refuses more steps in one wave than its number leaves room for', () => {
  const { waves, at } = setUp();
  for (let i = 0; i < 10; i++) waves.security.content(`app-${i}`, { ...at, after: [`app-${i - 1}`] }, nothing);
  expect(() => waves.security.content('app-10', { ...at, after: ['app-9'] }, nothing)).toThrow(
    "'after' must be a chain of at most 9 in one wave, got 10",
  );
});

// Checked by `tsc`, not by jest: each line below must fail to compile.
export function doesNotCompile({ waves, at }: ReturnType<typeof setUp>): void {
  // @ts-expect-error a misspelt switch
  waves.certificates.chart('a', certManager, { ...at, values: { crds: { enable: true } } });
  // @ts-expect-error a sensitive application that does not say how it gets ready
  waves.security.content('b', { ...at, sensitive: true }, nothing);
  // @ts-expect-error a sensitive application with a sync policy of its own
  const props: WaveChartProps<object> = { ...at, sensitive: true, ready: 'by-itself', sync: gated(), values: {} };
  waves.security.chart('c', openbao, props);
}

function configMapNamed(name: string) {
  return (folder: Folder): void => {
    new k8s.KubeConfigMap(folder, 'settings', { metadata: { name } });
  };
}
