import type { ApplicationRecord } from '../../lib/constructs/application-record';
import { applicationAnnotations, applicationSpec, PROTECT } from '../../lib/constructs/application-spec';
import { ChartVersion } from '../../lib/model/chart-version';
import { HelmChart } from '../../lib/model/helm-chart';
import { KIND } from '../../lib/model/kind';
import { Instance } from '../../lib/model/instance';
import { RootRepository } from '../../lib/model/root-repository';
import { gated } from '../../lib/model/sync-policy';
import { REVISION, testnet, TREE } from '../fixtures/platform';

const repository = RootRepository.at({ url: 'https://git.example.com/fp/chain.git' });

const record: ApplicationRecord = {
  root: 'chain.testnet',
  cluster: testnet,
  name: 'x',
  path: 'chain/testnet/x',
  constructPath: 'chain/testnet/x',
  source: { kind: 'content' },
  sync: gated(),
  sensitive: true,
  images: {},
};

const specOf = (version: string, path?: string) =>
  applicationSpec({
    record,
    release: { revision: REVISION, tree: TREE },
    instance: Instance.selfManaged({ version, bootstrap: repository }),
    repository: path === undefined ? repository : RootRepository.at({ url: repository.url, path }),
    project: 'one',
    namespace: 'one',
  });

test('a root at the top of its repository has paths without a folder before them', () => {
  expect(specOf('3.5').source?.path).toBe('x');
  expect(specOf('3.5', 'dist/chain').source?.path).toBe('dist/chain/x');
});

test('from 3.4 on all three members of an off switch are explicit: only those are seen as drift when flipped', () => {
  expect(specOf('3.3').syncPolicy?.automated).toEqual({ enabled: false });
  expect(specOf('3.4').syncPolicy?.automated).toEqual({ enabled: false, prune: false, selfHeal: false });
});

test('from 3.4 on the protection stands on the application too', () => {
  expect(specOf('3.3').syncPolicy?.syncOptions).not.toContain('Prune=false');
  expect(specOf('3.4').syncPolicy?.syncOptions).toEqual(expect.arrayContaining(PROTECT.split(',')));
});

test.each(['3.1', '3.4', '3.5'])('the spec for %s holds no empty value outside automated', (version) => {
  const { syncPolicy, ...rest } = specOf(version);
  const { automated: _, ...others } = syncPolicy ?? {};
  expect(JSON.stringify({ ...rest, others })).not.toMatch(/""|\{\}|\[\]|false[,}]|:0[,}]/);
});

test('a child is kept by its annotations from its first day, with or without a wave', () => {
  expect(applicationAnnotations()).toEqual({
    'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  });
  expect(applicationAnnotations(0)['argocd.argoproj.io/sync-wave']).toBe('0');
});

test('a chart with large objects is applied by the server, without taking over what other appliers own', () => {
  const chart = new HelmChart({
    name: 'a',
    repository: 'https://charts.example.com',
    largeObjects: true,
    owns: { kinds: [KIND.deployment], crds: [], namespaces: ['one'] },
  });
  const { syncPolicy } = applicationSpec({
    record: { ...record, source: { kind: 'chart', chart, version: ChartVersion.exact('1.0.0') } },
    release: { revision: REVISION, tree: TREE, chart: ChartVersion.exact('1.0.0') },
    instance: Instance.selfManaged({ version: '3.5', bootstrap: repository }),
    repository,
    project: 'one',
    namespace: 'one',
  });
  expect(syncPolicy?.syncOptions).toEqual(
    expect.arrayContaining(['ServerSideApply=true', 'ClientSideApplyMigration=false']),
  );
  expect(specOf('3.5').syncPolicy?.syncOptions).not.toContain('ServerSideApply=true');
});
