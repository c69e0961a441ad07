import { imagesPinned, signingImagesPinned } from '../../../lib/policies/workloads/images';
import { application, found, foundIn, object, REPOSITORY, REVISION, type Tree } from '../tree';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const GOOD = `registry.example.com:5000/fp/web:v1@${DIGEST}`;

const pod = (image: string, list = 'containers'): object => ({ spec: { [list]: [{ name: 'web', image }] } });
const deployment = (image: string): object =>
  object('apps/v1', 'Deployment', 'web', { spec: { template: pod(image) } });

describe('images-pinned', () => {
  test.each([
    ['v1', 'Pod', (image: string) => pod(image)],
    ['apps/v1', 'Deployment', (image: string) => ({ spec: { template: pod(image) } })],
    ['apps/v1', 'StatefulSet', (image: string) => ({ spec: { template: pod(image, 'initContainers') } })],
    ['apps/v1', 'DaemonSet', (image: string) => ({ spec: { template: pod(image) } })],
    ['apps/v1', 'ReplicaSet', (image: string) => ({ spec: { template: pod(image) } })],
    ['batch/v1', 'Job', (image: string) => ({ spec: { template: pod(image) } })],
    ['batch/v1', 'CronJob', (image: string) => ({ spec: { jobTemplate: { spec: { template: pod(image) } } } })],
  ])('judges %s %s', (apiVersion, kind, fields) => {
    expect(foundIn(imagesPinned, object(apiVersion, kind, 'web', fields(GOOD)))).toEqual([]);
    expect(foundIn(imagesPinned, object(apiVersion, kind, 'web', fields('nginx:1.27')))).toEqual([
      'container web: nginx:1.27',
    ]);
  });

  test.each([
    ['no tag', `registry.example.com/fp/web@${DIGEST}`],
    ['a placeholder', `registry.example.com/fp/web:v1@sha256:${'a'.repeat(64)}`],
    ['a tag that moves', `registry.example.com/fp/web:latest@${DIGEST}`],
    ['dev', `registry.example.com/fp/web:dev@${DIGEST}`],
    ['nothing', ''],
  ])('refuses %s', (_, image) => {
    expect(foundIn(imagesPinned, deployment(image))).toHaveLength(1);
  });

  test('leaves what signs or remembers to the policy that takes no waiver', () => {
    for (const label of ['gitops-planes.io/signing-identity', 'gitops-planes.io/slashing-state']) {
      const labelled = (image: string): object =>
        object('apps/v1', 'StatefulSet', 'web', { spec: { template: pod(image) } }, { labels: { [label]: 'true' } });
      expect(foundIn(signingImagesPinned, labelled('nginx:1.27'))).toEqual(['container web: nginx:1.27']);
      expect(foundIn(signingImagesPinned, labelled(GOOD))).toEqual([]);
      expect(foundIn(imagesPinned, labelled('nginx:1.27'))).toEqual([]);
    }
    expect(foundIn(signingImagesPinned, deployment('nginx:1.27'))).toEqual([]);
  });

  test('judges image volumes', () => {
    const spec = { template: { spec: { volumes: [{ name: 'm', image: { reference: 'models:1' } }] } } };
    expect(foundIn(imagesPinned, object('apps/v1', 'Deployment', 'web', { spec }))).toEqual(['volume m: models:1']);
  });
});

describe('images-pinned, after overrides', () => {
  const folder = (image: string, images: object[], app?: object): Tree => ({
    'product/testnet/web/deployment.yaml': deployment(image),
    'product/testnet/web/kustomization.yaml': { kind: 'Kustomization', resources: ['deployment.yaml'], images },
    ...(app === undefined ? {} : { 'product/testnet/applications/web.yaml': app }),
  });
  const name = 'registry.example.com/fp/web';
  const releasing = (...images: string[]): object =>
    application('web', {
      sources: [{ repoURL: REPOSITORY, path: 'testnet/web', targetRevision: REVISION, kustomize: { images } }],
    });

  test('accepts a digest from kustomization.yaml for an image without tag', () => {
    expect(found(imagesPinned, folder(name, [{ name, newName: name, digest: DIGEST }]))).toEqual([]);
    expect(found(imagesPinned, folder('web', [{ name: 'web', newName: name, newTag: 'v1', digest: DIGEST }]))).toEqual(
      [],
    );
  });

  test('refuses an override by tag, one of another image, and one that undoes a digest', () => {
    expect(found(imagesPinned, folder(name, [{ name, newTag: 'v2' }]))).toHaveLength(1);
    expect(found(imagesPinned, folder(name, [{ name: 'other', digest: DIGEST }]))).toHaveLength(1);
    expect(found(imagesPinned, folder(`${name}:v1@${DIGEST}`, [{ name, newTag: 'v2' }]))).toEqual([
      `product/testnet/web/deployment.yaml: container web: ${name}:v1@${DIGEST}, overridden as ${name}:v2`,
    ]);
  });

  test("judges the released view by its Application's override, and the rendered one without it", () => {
    const tree = folder(name, [], releasing(`${name}=${name}@${DIGEST}`));
    expect(found(imagesPinned, tree, 'released')).toEqual([]);
    expect(found(imagesPinned, tree)).toHaveLength(1);
    const undone = folder(name, [{ name, digest: DIGEST }], releasing(`${name}=${name}:latest`));
    expect(found(imagesPinned, undone, 'released')).toHaveLength(1);
    expect(found(imagesPinned, undone)).toEqual([]);
  });

  test('reads the short form of an override, with a port in the registry', () => {
    const tree = folder('localhost:5000/web', [], releasing(`localhost:5000/web:v1@${DIGEST}`));
    expect(found(imagesPinned, tree, 'released')).toEqual([]);
  });
});
