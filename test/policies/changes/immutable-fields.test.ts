import { immutableFields } from '../../../lib/policies/changes/immutable-fields';
import { inventoryOf, object } from '../tree';
import { CHAIN, edited, FILE, found, type Draft } from './change';

test.each<[string, string, (draft: Draft) => unknown, string]>([
  [
    'a selector of a StatefulSet',
    FILE.signer,
    ({ spec }) => Object.assign(spec, { selector: { matchLabels: { a: 'b' } } }),
    'spec.selector changes from {"matchLabels":{"app.kubernetes.io/name":"web3signer","gitops-planes.io/application":"hoodi-0-signer"}} to {"matchLabels":{"a":"b"}}',
  ],
  [
    'its service name',
    FILE.signer,
    ({ spec }) => Object.assign(spec, { serviceName: 'other' }),
    'spec.serviceName changes from "web3signer" to "other"',
  ],
  [
    'its pod management',
    FILE.geth,
    ({ spec }) => Object.assign(spec, { podManagementPolicy: 'Parallel' }),
    'spec.podManagementPolicy changes from "OrderedReady" to "Parallel"',
  ],
  [
    'its claim templates',
    FILE.geth,
    ({ spec }) => Object.assign(spec, { volumeClaimTemplates: [{ metadata: { name: 'data' } }] }),
    'spec.volumeClaimTemplates changes from nothing to [{"metadata":{"name":"data"}}]',
  ],
  [
    'the storage class of a claim',
    FILE.databaseClaim,
    ({ spec }) => Object.assign(spec, { storageClassName: 'fast' }),
    'spec.storageClassName changes from "signing" to "fast"',
  ],
  [
    'its access modes',
    FILE.databaseClaim,
    ({ spec }) => Object.assign(spec, { accessModes: ['ReadWriteOncePod'] }),
    'spec.accessModes changes from ["ReadWriteOnce"] to ["ReadWriteOncePod"]',
  ],
  [
    'its volume mode',
    FILE.gethClaim,
    ({ spec }) => Object.assign(spec, { volumeMode: 'Block' }),
    'spec.volumeMode changes from "Filesystem" to "Block"',
  ],
  [
    'its volume',
    FILE.gethClaim,
    ({ spec }) => Object.assign(spec, { volumeName: 'pv-7' }),
    'spec.volumeName changes from nothing to "pv-7"',
  ],
  [
    'the address of a Service',
    FILE.signerService,
    ({ spec }) => Object.assign(spec, { clusterIP: '10.0.0.7' }),
    'spec.clusterIP changes from "None" to "10.0.0.7"',
  ],
])('refuses to change %s', (_, file, edit, expected) => {
  expect(found(immutableFields, edited(CHAIN, { [file]: edit }))).toEqual([`${file}: ${expected}`]);
});

test('takes an absent field for what the API server makes of it', () => {
  const after = edited(CHAIN, {
    [FILE.gethClaim]: ({ spec }) => delete spec['volumeMode'],
    [FILE.geth]: ({ spec }) => delete spec['podManagementPolicy'],
  });
  expect(found(immutableFields, after)).toEqual([]);
});

test('judges labels of a Deployment, and an object that moves to another file', () => {
  const deployment = (app: string): object =>
    object('apps/v1', 'Deployment', 'web', { spec: { selector: { matchLabels: { app } } } }, { namespace: 'web' });
  const [before, after] = [inventoryOf({ 'a/x.yaml': deployment('a') }), inventoryOf({ 'b/y.yaml': deployment('b') })];
  expect(found(immutableFields, after, before)).toEqual([
    'b/y.yaml: spec.selector changes from {"matchLabels":{"app":"a"}} to {"matchLabels":{"app":"b"}}',
  ]);
});
