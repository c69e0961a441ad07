import { noChartInChainPlane } from '../../../lib/policies/applications/chain-plane';
import {
  chartDeclared,
  contentPresent,
  helmValueFiles,
  kustomizationComplete,
} from '../../../lib/policies/content/content-files';
import { application, chartJson, chartSources, configMap, found, type Tree } from '../tree';

const chart = (sources: readonly object[] = chartSources('traefik'), more: Tree = {}): Tree => ({
  'service/testnet/applications/traefik.yaml': application('traefik', { sources }),
  'service/testnet/traefik/chart.json': chartJson('traefik'),
  'service/testnet/traefik/values.yaml': 'replicas: 2\n',
  ...more,
});

describe('content-present', () => {
  const app = { 'service/testnet/applications/a.yaml': application('a') };

  test('accepts a folder with an object, and a chart', () => {
    expect(found(contentPresent, { ...app, 'service/testnet/a/x.yaml': configMap('x') })).toEqual([]);
    expect(found(contentPresent, chart())).toEqual([]);
  });

  test('refuses a missing folder, and one without objects', () => {
    expect(found(contentPresent, app)).toEqual([
      'service/testnet/applications/a.yaml: folder service/testnet/a, which does not exist',
    ]);
    const empty = { ...app, 'service/testnet/a/README.md': 'nothing here' };
    expect(found(contentPresent, empty)).toHaveLength(1);
    expect(found(contentPresent, empty, 'released')).toHaveLength(1);
  });

  test('leaves a release without proof to those who report it', () => {
    expect(found(contentPresent, app, 'released')).toEqual([]);
  });
});

describe('helm-value-files', () => {
  const withFiles = (helm: object): readonly object[] => {
    const [first, second = {}] = chartSources('traefik');
    return [{ ...first, helm }, second];
  };
  const judged = (valueFiles: string[], more: object = {}): readonly string[] =>
    found(helmValueFiles, chart(withFiles({ valueFiles, ...more }))).map((text) => text.replace(/^\S+ /, ''));

  test("accepts a file of the application's own folder", () => {
    expect(found(helmValueFiles, chart())).toEqual([]);
  });

  test('refuses a missing file, another folder, another ref, a path without ref, and ignoring what is missing', () => {
    expect(judged(['$values/testnet/traefik/none.yaml'])).toEqual([
      'value file $values/testnet/traefik/none.yaml, which does not exist',
    ]);
    expect(judged(['$values/testnet/other/values.yaml'])).toEqual(['value file $values/testnet/other/values.yaml']);
    expect(judged(['$vals/testnet/traefik/values.yaml'])).toHaveLength(1);
    expect(judged(['values.yaml'])).toHaveLength(1);
    expect(judged([], { ignoreMissingValueFiles: true })).toEqual(['ignoreMissingValueFiles']);
  });
});

describe('chart-declared', () => {
  const behind = { 'service/testnet/traefik/chart.json': chartJson('traefik', {}, '1.3.0') };

  test('accepts the chart that is installed, and a proposed version beside an older release', () => {
    expect(found(chartDeclared, chart(), 'released')).toEqual([]);
    expect(found(chartDeclared, chart(undefined, behind))).toEqual([]);
  });

  test('refuses another version in released content, another name or repository, and no declaration', () => {
    expect(found(chartDeclared, chart(undefined, behind), 'released')).toEqual([
      'service/testnet/traefik/chart.json: version 1.3.0',
    ]);
    const other = { ...chartJson('nginx'), repository: 'https://evil.example.com' };
    expect(found(chartDeclared, chart(undefined, { 'service/testnet/traefik/chart.json': other }))).toHaveLength(2);
    expect(found(chartDeclared, chart(undefined, { 'service/testnet/traefik/chart.json': 'not json' }))).toHaveLength(
      2,
    );
    const { 'service/testnet/traefik/chart.json': _, ...without } = chart();
    expect(found(chartDeclared, without)).toHaveLength(1);
  });
});

describe('kustomization-complete', () => {
  const folder = (resources: string[], more: Tree = {}): Tree => ({
    'product/testnet/web/kustomization.yaml': { kind: 'Kustomization', resources },
    'product/testnet/web/a.yaml': configMap('a'),
    'product/testnet/web/b.yaml': configMap('b'),
    ...more,
  });

  test('accepts a list of all objects, bases and patches', () => {
    expect(found(kustomizationComplete, folder(['a.yaml', 'b.yaml', '../base', 'https://x/y.yaml']))).toEqual([]);
    const patched = { kind: 'Kustomization', resources: ['a.yaml'], patches: [{ path: 'b.yaml' }] };
    expect(found(kustomizationComplete, folder([], { 'product/testnet/web/kustomization.yaml': patched }))).toEqual([]);
  });

  test('refuses an object that is not listed, and a name without an object', () => {
    expect(found(kustomizationComplete, folder(['a.yaml']))).toEqual([
      'product/testnet/web/kustomization.yaml: b.yaml is not listed',
    ]);
    expect(found(kustomizationComplete, folder(['a.yaml', 'b.yaml', 'c.yaml']))).toEqual([
      'product/testnet/web/kustomization.yaml: resource c.yaml, which holds no object',
    ]);
  });
});

test('no-chart-in-chain-plane refuses an Application of a chart and a declaration of one, in that plane only', () => {
  const tree = {
    'chain/testnet/applications/geth.yaml': application('geth', { sources: chartSources('geth') }),
    'chain/testnet/geth/chart.json': chartJson('geth'),
  };
  expect(found(noChartInChainPlane, tree)).toEqual([
    'chain/testnet/applications/geth.yaml: chart geth',
    'chain/testnet/geth/chart.json: a declaration of chart geth',
  ]);
  expect(found(noChartInChainPlane, chart())).toEqual([]);
});
