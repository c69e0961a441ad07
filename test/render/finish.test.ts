import { App, type ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Folder } from '../../lib/constructs/folder';
import { finishedObject } from '../../lib/render/finish';
import { testnet } from '../fixtures/platform';

function folderOf(protect: boolean): Folder {
  return new Folder(new App({ outdir: 'never-written' }), 'one', {
    root: 'chain.testnet',
    cluster: testnet,
    folder: 'one',
    namespace: 'one',
    labels: {},
    protect,
  });
}

const metadataOf = (folder: Folder, object: ApiObject, wave?: number) => finishedObject(object, folder, wave).metadata;

test('a cluster-scoped object loses the namespace that cdk8s gives to all', () => {
  const folder = folderOf(false);
  expect(metadataOf(folder, new k8s.KubeNamespace(folder, 'n', { metadata: { name: 'n' } }))).toEqual({ name: 'n' });
  expect(metadataOf(folder, new k8s.KubeService(folder, 's', { metadata: { name: 's' } }))).toEqual({
    name: 's',
    namespace: 'one',
  });
});

test('protection and wave stand beside the annotations that the object has', () => {
  const folder = folderOf(true);
  const object = new k8s.KubeService(folder, 's', { metadata: { name: 's', annotations: { own: 'x' } } });
  expect(metadataOf(folder, object, 2).annotations).toEqual({
    own: 'x',
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    'argocd.argoproj.io/sync-wave': '2',
  });
});

test.each([
  ['ServerSideApply=true', 'ServerSideApply=true,Prune=false,Delete=false'],
  ['Prune=true', 'Prune=false,Delete=false'],
  ['Delete=confirm,Prune=confirm', 'Prune=false,Delete=false'],
  ['Delete=false, Prune=true', 'Prune=false,Delete=false'],
  ['', 'Prune=false,Delete=false'],
])('options %p of a protected object become %p', (own, expected) => {
  const folder = folderOf(true);
  const annotations = { 'argocd.argoproj.io/sync-options': own };
  const object = new k8s.KubeService(folder, 's', { metadata: { name: 's', annotations } });
  expect(metadataOf(folder, object).annotations?.['argocd.argoproj.io/sync-options']).toBe(expected);
});

test('an object without need of any of this is left as it is', () => {
  const folder = folderOf(false);
  const object = new k8s.KubeService(folder, 's', { metadata: { name: 's' }, spec: { ports: [{ port: 80 }] } });
  expect(finishedObject(object, folder, undefined)).toEqual(object.toJson());
});
