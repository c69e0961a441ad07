import {
  directoryInclude,
  exactChartVersion,
  pinnedRevision,
} from '../../../lib/policies/applications/application-sources';
import { application, chartSources, configMap, found, foundIn, object } from '../tree';

const root = application('service-root', { source: { path: 'testnet/applications', targetRevision: 'main' } });

describe('pinned-revision', () => {
  test.each(['main', 'HEAD', '0123456', 'v1.0.0'])('refuses %s', (targetRevision) => {
    expect(foundIn(pinnedRevision, application('a', { source: { targetRevision } }))).toEqual([
      `targetRevision ${targetRevision}`,
    ]);
  });

  test('accepts commits, also of the values beside a chart, and refuses a branch there', () => {
    expect(foundIn(pinnedRevision, application('a'))).toEqual([]);
    const sources = chartSources('traefik');
    expect(foundIn(pinnedRevision, application('traefik', { sources }))).toEqual([]);
    const moving = [sources[0] ?? {}, { ...sources[1], targetRevision: 'main' }];
    expect(foundIn(pinnedRevision, application('traefik', { sources: moving }))).toHaveLength(1);
  });

  test('lets root Applications follow a branch where they belong, and nothing else', () => {
    expect(found(pinnedRevision, { 'bootstrap/testnet/instance/root.yaml': root })).toEqual([]);
    expect(found(pinnedRevision, { 'instance/root.yaml': root })).toEqual([]);
    expect(found(pinnedRevision, { 'service/testnet/applications/root.yaml': root })).toHaveLength(1);
    expect(found(pinnedRevision, { 'service/testnet/instance/root.yaml': root })).toHaveLength(1);
    const content = application('x', { source: { targetRevision: 'main' } });
    expect(found(pinnedRevision, { 'bootstrap/testnet/instance/x.yaml': content })).toHaveLength(1);
  });

  test('judges what an ApplicationSet generates from each element', () => {
    const template = application('agent-{{.node}}', { source: { targetRevision: '{{ .revision }}' } });
    const elements = [
      { node: 'w1', revision: 'a'.repeat(40) },
      { node: 'w2', revision: 'main' },
    ];
    const spec = { generators: [{ list: { elements } }], template };
    expect(foundIn(pinnedRevision, object('argoproj.io/v1alpha1', 'ApplicationSet', 'x', { spec }))).toEqual([
      'agent-w2: targetRevision main',
    ]);
  });
});

test('exact-chart-version refuses ranges', () => {
  const at = (version: string): object => application('traefik', { sources: chartSources('traefik', version) });
  for (const version of ['1.2.3', 'v1.2.3', '1.2.3-rc.1']) expect(foundIn(exactChartVersion, at(version))).toEqual([]);
  for (const version of ['1.x', '^1.2.3', '1.2', '*', '']) {
    expect(foundIn(exactChartVersion, at(version))).toEqual([`chart traefik at ${version}`]);
  }
});

describe('directory-include', () => {
  test('refuses another include, and none', () => {
    expect(foundIn(directoryInclude, application('a'))).toEqual([]);
    const including = (include: string): object => application('a', { source: { directory: { include } } });
    expect(foundIn(directoryInclude, including('**/*.yaml'))).toEqual(['include **/*.yaml']);
    expect(foundIn(directoryInclude, application('a', { source: { directory: undefined } }))).toEqual([
      'directory source without include',
    ]);
  });

  test('leaves charts, Kustomize and folders with a kustomization.yaml alone', () => {
    const plain = application('web', { source: { directory: undefined } });
    const tree = {
      'product/testnet/applications/web.yaml': plain,
      'product/testnet/web/kustomization.yaml': { resources: ['x.yaml'] },
      'product/testnet/web/x.yaml': configMap('x'),
      'service/testnet/applications/traefik.yaml': application('traefik', { sources: chartSources('traefik') }),
    };
    expect(found(directoryInclude, tree)).toEqual([]);
  });
});
