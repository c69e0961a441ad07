import {
  applicationProject,
  ignoreDifferencesGroup,
  noApplicationFinalizer,
  noOperationInGit,
  preserveOnSetsOnly,
} from '../../../lib/policies/applications/application-fields';
import { noEmptyArgoFields } from '../../../lib/policies/applications/empty-fields';
import {
  failOnSharedResource,
  keptSyncOptions,
  knownSyncOptions,
  noDangerousSyncOptions,
} from '../../../lib/policies/applications/sync-options';
import { application, configMap, found, foundIn, object, project } from '../tree';

const good = application('a');

test.each([
  noOperationInGit,
  noApplicationFinalizer,
  applicationProject,
  preserveOnSetsOnly,
  ignoreDifferencesGroup,
  noEmptyArgoFields,
  knownSyncOptions,
  noDangerousSyncOptions,
  keptSyncOptions,
  failOnSharedResource,
])('$id accepts an Application as it should be', (policy) => {
  expect(foundIn(policy, good)).toEqual([]);
});

describe('no-operation-in-git', () => {
  test.each(['operation', 'status'])('refuses %s', (field) => {
    expect(foundIn(noOperationInGit, { ...good, [field]: {} })).toEqual([`${field} is set`]);
  });

  test.each(['deletion-approved', 'refresh', 'hydrate', 'skip-reconcile', 'tracking-id'])('refuses %s', (name) => {
    const key = `argocd.argoproj.io/${name}`;
    expect(foundIn(noOperationInGit, application('a', { annotations: { [key]: 'x' } }))).toEqual([`${key} is set`]);
    expect(foundIn(noOperationInGit, application('a', { labels: { [key]: 'x' } }))).toEqual([`${key} is set`]);
  });

  test('refuses a tracking id on any object, and leaves the status of other kinds alone', () => {
    const annotations = { 'argocd.argoproj.io/tracking-id': 'a:/ConfigMap:n/x' };
    expect(foundIn(noOperationInGit, object('v1', 'ConfigMap', 'x', { status: {} }, { annotations }))).toHaveLength(1);
  });

  test('looks into the template of an ApplicationSet', () => {
    const metadata = { name: 'x', annotations: { 'argocd.argoproj.io/refresh': 'hard' } };
    const set = object('argoproj.io/v1alpha1', 'ApplicationSet', 'x', { spec: { template: { metadata } } });
    expect(foundIn(noOperationInGit, set)).toEqual(['argocd.argoproj.io/refresh is set']);
  });
});

test('no-application-finalizer refuses one on an Application or in a template, and accepts the one of a set itself', () => {
  const finalizers = ['resources-finalizer.argocd.argoproj.io'];
  expect(foundIn(noApplicationFinalizer, application('a', { metadata: { finalizers } }))).toHaveLength(1);
  const set = (template: object): object =>
    object('argoproj.io/v1alpha1', 'ApplicationSet', 'x', { spec: { template } }, { finalizers });
  expect(foundIn(noApplicationFinalizer, set({ metadata: {} }))).toEqual([]);
  expect(foundIn(noApplicationFinalizer, set({ metadata: { finalizers } }))).toHaveLength(1);
});

test.each(['', 'default'])('application-project refuses project %j', (name) => {
  expect(foundIn(applicationProject, application('a', { spec: { project: name } }))).toHaveLength(1);
});

test('preserve-on-sets-only refuses the field on an Application', () => {
  const change = { syncPolicy: { preserveResourcesOnDeletion: true } };
  expect(foundIn(preserveOnSetsOnly, application('a', change))).toHaveLength(1);
});

test('ignore-differences-group wants the group of every kind that has one', () => {
  const ignoring = (entry: object): object => application('a', { spec: { ignoreDifferences: [entry] } });
  expect(foundIn(ignoreDifferencesGroup, ignoring({ kind: 'Secret' }))).toEqual([]);
  expect(foundIn(ignoreDifferencesGroup, ignoring({ group: 'apps', kind: 'Deployment' }))).toEqual([]);
  expect(foundIn(ignoreDifferencesGroup, ignoring({ kind: 'Deployment' }))).toEqual([
    'ignoreDifferences of Deployment without group',
  ]);
});

describe('no-empty-argo-fields', () => {
  test.each([
    ['an empty text', { source: { chart: '' } }, 'spec.source.chart'],
    ['an empty object', { source: { directory: {} } }, 'spec.source.directory'],
    ['an empty list', { spec: { info: [] } }, 'spec.info'],
    ['false', { source: { directory: { recurse: false, include: '*.yaml' } } }, 'spec.source.directory.recurse'],
    ['0', { syncPolicy: { retry: { limit: 0 } } }, 'spec.syncPolicy.retry.limit'],
    ['empty labels', { labels: {} }, 'metadata.labels'],
  ])('refuses %s', (_, change, path) => {
    expect(foundIn(noEmptyArgoFields, application('a', change))).toEqual([`${path} is empty, false or 0`]);
  });

  test('keeps what Argo CD keeps', () => {
    const automated = { enabled: false, prune: false, selfHeal: false };
    const change = { syncPolicy: { automated }, spec: { revisionHistoryLimit: 0 } };
    expect(foundIn(noEmptyArgoFields, application('a', change))).toEqual([]);
  });

  test('knows that the core group has no name, and that only the locked project has empty lists', () => {
    expect(foundIn(noEmptyArgoFields, project('a'))).toEqual(['metadata.labels is empty, false or 0']);
    expect(foundIn(noEmptyArgoFields, project('a', { namespaceResourceWhitelist: [] }, { x: 'y' }))).toHaveLength(1);
    expect(foundIn(noEmptyArgoFields, project('default', { destinations: [] }))).toEqual([]);
  });

  test('leaves other kinds alone', () => {
    expect(foundIn(noEmptyArgoFields, configMap('x', 'n', {}))).toEqual([]);
  });
});

describe('sync options', () => {
  const annotated = (value: string): object =>
    object('v1', 'ConfigMap', 'x', {}, { annotations: { 'argocd.argoproj.io/sync-options': value } });

  test('misspelt ones are refused with the right spelling, on objects and on Applications', () => {
    expect(foundIn(knownSyncOptions, annotated('Prune=false, Delete=false'))).toEqual([]);
    expect(foundIn(knownSyncOptions, annotated('prune=false,Delete = false'))).toEqual([
      "sync option 'prune=false'",
      "sync option 'Delete = false'",
    ]);
    const change = { syncPolicy: { syncOptions: ['FailOnSharedResource=True'] } };
    expect(foundIn(knownSyncOptions, application('a', change))).toEqual(["sync option 'FailOnSharedResource=True'"]);
  });

  test.each(['Replace=true', 'Force=true', 'CreateNamespace=true', 'Prune=confirm'])('%s is refused', (option) => {
    expect(foundIn(noDangerousSyncOptions, annotated(option))).toEqual([`sync option ${option}`]);
    const syncOptions = ['FailOnSharedResource=true', option];
    expect(foundIn(noDangerousSyncOptions, application('a', { syncPolicy: { syncOptions } }))).toHaveLength(1);
  });

  test('and without any exception where something signs, by one policy alone', () => {
    const options = { annotations: { 'argocd.argoproj.io/sync-options': 'Force=true' } };
    const labelled = { ...options, labels: { 'gitops-planes.io/sensitive': 'true' } };
    const configMap = (metadata: object): object => object('v1', 'ConfigMap', 'x', {}, metadata);
    for (const [file, metadata] of [
      ['chain/t/a/x.yaml', options],
      ['bootstrap/t/instance/x.yaml', options],
      ['service/t/vault/x.yaml', labelled],
    ] as const) {
      expect(found(keptSyncOptions, { [file]: configMap(metadata) })).toEqual([`${file}: sync option Force=true`]);
      expect(found(noDangerousSyncOptions, { [file]: configMap(metadata) })).toEqual([]);
    }
    expect(found(keptSyncOptions, { 'product/t/a/x.yaml': configMap(options) })).toEqual([]);
    expect(found(noDangerousSyncOptions, { 'product/t/a/x.yaml': configMap(options) })).toHaveLength(1);
  });

  test('FailOnSharedResource=true may not be missing', () => {
    expect(foundIn(failOnSharedResource, application('a', { syncPolicy: { syncOptions: [] } }))).toHaveLength(1);
  });
});
