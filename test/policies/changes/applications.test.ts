import { applicationKept, applicationShapeFixed } from '../../../lib/policies/changes/applications';
import type { Inventory } from '../../../lib/render/inventory';
import { application, chartSources, inventoryOf, object, REPOSITORY, type ApplicationChange } from '../tree';
import { CHAIN, edited, FILE, found, removed } from './change';

const FOLDER = 'service/testnet/applications';
const one = (change: ApplicationChange = {}): Inventory =>
  inventoryOf({ [`${FOLDER}/application.web.yaml`]: application('web', change) });
const shape = (before: ApplicationChange, after: ApplicationChange): readonly string[] =>
  found(applicationShapeFixed, one(after), one(before)).map((text) => text.replace(/^\S+: /, ''));

describe('application-shape-fixed', () => {
  test.each<[string, ApplicationChange, ApplicationChange, string]>([
    [
      'another path',
      {},
      { source: { path: 'testnet/other' } },
      `the source of Application web is ${REPOSITORY} testnet/other, and was ${REPOSITORY} testnet/web`,
    ],
    [
      'another repository',
      {},
      { source: { repoURL: 'https://git.example.com/x.git' } },
      `the source of Application web is https://git.example.com/x.git testnet/web, and was ${REPOSITORY} testnet/web`,
    ],
    [
      'another namespace',
      {},
      { spec: { destination: { server: 'https://kubernetes.default.svc', namespace: 'other' } } },
      'the destination of Application web is https://kubernetes.default.svc other, and was https://kubernetes.default.svc web',
    ],
    [
      'another cluster',
      {},
      { spec: { destination: { name: 'mainnet', namespace: 'web' } } },
      'the destination of Application web is mainnet web, and was https://kubernetes.default.svc web',
    ],
    [
      'Kustomize',
      {},
      { source: { kustomize: { images: ['a=b:c'] }, directory: undefined } },
      'the kind of source of Application web is Kustomize, and was a directory',
    ],
  ])('refuses %s under one name', (_, before, after, expected) => {
    expect(shape(before, after)).toEqual([expected]);
  });

  test('refuses a chart in place of content', () => {
    expect(shape({}, { sources: chartSources('web') })).toEqual([
      'the kind of source of Application web is a chart and values, and was a directory',
      expect.stringContaining('the source of Application web is https://charts.example.com web'),
    ]);
  });

  test('accepts another revision, another chart version and another project', () => {
    expect(shape({}, { source: { targetRevision: 'f'.repeat(39) + '0' }, spec: { project: 'other' } })).toEqual([]);
    expect(shape({ sources: chartSources('web') }, { sources: chartSources('web', '1.2.4') })).toEqual([]);
  });
});

describe('application-kept', () => {
  const set = (...names: string[]): Inventory =>
    inventoryOf({
      [`${FOLDER}/applicationset.agents.yaml`]: object(
        'argoproj.io/v1alpha1',
        'ApplicationSet',
        'agents',
        {
          spec: {
            generators: [{ list: { elements: names.map((name) => ({ name })) } }],
            template: { metadata: { name: '{{ .name }}' }, spec: {} },
          },
        },
        { namespace: 'argocd-monitoring' },
      ),
    });

  test('refuses an Application that leaves', () => {
    expect(found(applicationKept, edited(CHAIN, { [FILE.signerApplication]: removed }))).toEqual([
      `${FILE.signerApplication}: Application hoodi-0-signer is declared no more`,
    ]);
  });

  test('refuses an element that is renamed or leaves', () => {
    expect(found(applicationKept, set('a', 'c'), set('a', 'b'))).toEqual([
      `${FOLDER}/applicationset.agents.yaml: Application b, which ApplicationSet agents generated, is declared no more; c is new in its place`,
    ]);
    expect(found(applicationKept, set('a'), set('a', 'b'))).toHaveLength(1);
  });

  test('accepts a new Application, a new element, and another order', () => {
    expect(found(applicationKept, CHAIN, edited(CHAIN, { [FILE.signerApplication]: removed }))).toEqual([]);
    expect(found(applicationKept, set('c', 'b', 'a'), set('a', 'b'))).toEqual([]);
  });

  test('refuses another namespace, which is another Application', () => {
    const moved = edited(CHAIN, {
      [FILE.signerApplication]: ({ metadata }) => Object.assign(metadata, { namespace: 'argocd' }),
    });
    expect(found(applicationKept, moved)).toHaveLength(1);
  });
});
