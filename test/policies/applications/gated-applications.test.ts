import { gatedIgnoresNothing, noSetInChainPlane } from '../../../lib/policies/applications/gated-applications';
import { application, found, object } from '../tree';

const GATED = { 'gitops-planes.io/gated': 'true' };
const REPLICAS = [{ group: 'apps', kind: 'StatefulSet', jsonPointers: ['/spec/replicas'] }];
const CHAIN = 'chain/t/applications/a.yaml';
const SERVICE = 'service/t/applications/a.yaml';

const set = (labels: object, ignoreDifferences: object, generators: readonly object[] = []): object =>
  object('argoproj.io/v1alpha1', 'ApplicationSet', 'a', {
    spec: {
      goTemplate: true,
      generators,
      template: { metadata: { name: '{{.name}}', labels }, spec: { ignoreDifferences } },
    },
  });

describe('gated-ignores-nothing', () => {
  const ignoring = (labels?: object): object => application('a', { labels, spec: { ignoreDifferences: REPLICAS } });

  test('refuses what is ignored in the chain plane, and by gated Applications anywhere', () => {
    expect(found(gatedIgnoresNothing, { [CHAIN]: ignoring() })).toEqual([`${CHAIN}: ignoreDifferences`]);
    expect(found(gatedIgnoresNothing, { [SERVICE]: ignoring(GATED) })).toEqual([`${SERVICE}: ignoreDifferences`]);
  });

  test('refuses it in a set, whatever generates from it, once', () => {
    const text = ['a.yaml: ignoreDifferences'];
    expect(found(gatedIgnoresNothing, { 'a.yaml': set(GATED, REPLICAS) })).toEqual(text);
    const elements = ['true', 'false'].map((gated, i) => ({ name: `app-${i}`, gated }));
    const labels = { 'gitops-planes.io/gated': '{{.gated}}' };
    expect(found(gatedIgnoresNothing, { 'a.yaml': set(labels, REPLICAS, [{ list: { elements } }]) })).toEqual(text);
    const none = [{ list: { elements: elements.slice(1) } }];
    expect(found(gatedIgnoresNothing, { 'a.yaml': set(labels, REPLICAS, none) })).toEqual([]);
  });

  test('accepts gated Applications that ignore nothing, and others that do', () => {
    const none = application('a', { labels: GATED, spec: { ignoreDifferences: [] } });
    expect(found(gatedIgnoresNothing, { [CHAIN]: none })).toEqual([]);
    expect(found(gatedIgnoresNothing, { [CHAIN]: application('a') })).toEqual([]);
    expect(found(gatedIgnoresNothing, { [SERVICE]: ignoring() })).toEqual([]);
    expect(found(gatedIgnoresNothing, { 'a.yaml': ignoring() })).toEqual([]);
    expect(found(gatedIgnoresNothing, { 'a.yaml': ignoring({ 'gitops-planes.io/gated': 'false' }) })).toEqual([]);
    expect(found(gatedIgnoresNothing, { [SERVICE]: set({}, REPLICAS) })).toEqual([]);
  });
});

test('no-set-in-chain-plane refuses an ApplicationSet there, and nowhere else', () => {
  expect(found(noSetInChainPlane, { [CHAIN]: set({}, []) })).toEqual([`${CHAIN}: an ApplicationSet`]);
  expect(found(noSetInChainPlane, { [CHAIN]: application('a') })).toEqual([]);
  expect(found(noSetInChainPlane, { [SERVICE]: set({}, []), 'a.yaml': set({}, []) })).toEqual([]);
  expect(found(noSetInChainPlane, { [CHAIN]: object('example.com/v1', 'ApplicationSet', 'a') })).toEqual([]);
});
