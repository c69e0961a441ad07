import { oneApplicationPerSecretPath } from '../../../lib/policies/signing/secret-paths';
import { sensitiveProtected } from '../../../lib/policies/applications/sensitive';
import { oneSignerPerIdentity, signingIdentityDeclared } from '../../../lib/policies/signing/signing-identities';
import {
  signingNotScaled,
  signingWorkload,
  slashingStateStorage,
} from '../../../lib/policies/signing/signing-workloads';
import { OPERATOR_KEY } from '../../fixtures/ssv';
import { application, configMap, found, foundIn, object, type Tree } from '../tree';

const IDENTITY = 'gitops-planes.io/signing-identity';
const SLASHING = 'gitops-planes.io/slashing-state';

/** One consensus key in three spellings. */
const ED25519 = Buffer.alloc(32, 7).toString('base64');
const VALCONS = 'osmovalcons1fwcxlrjw8fm3t5sp64eap2jzxa3w2hdt2gxcvh';
const ADDRESS = '4BB06F8E4E3A7715D201D573D0AA423762E55DAB';

const bls = (digit: string): string => `0x${digit.repeat(96)}`;

function signer(spec: object = {}, kind = 'StatefulSet', labels: object = { [IDENTITY]: 'hoodi-0' }): object {
  return object(
    'apps/v1',
    kind,
    'signer',
    {
      spec: {
        replicas: 1,
        updateStrategy: { type: 'OnDelete' },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        template: { metadata: { labels }, spec: { terminationGracePeriodSeconds: 300, containers: [] } },
        ...spec,
      },
    },
    { namespace: 'hoodi-0-signer' },
  );
}

describe('sensitive-protected', () => {
  const PROTECT = { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true, Prune=false,Delete=false' };
  const LABELS = { 'gitops-planes.io/sensitive': 'true' };
  const at = (annotations: object, labels: object = LABELS): object =>
    object('v1', 'ConfigMap', 'x', {}, { annotations, labels });

  test('accepts objects with both options, and objects of other applications', () => {
    expect(foundIn(sensitiveProtected, at(PROTECT))).toEqual([]);
    expect(foundIn(sensitiveProtected, at({}, {}))).toEqual([]);
  });

  test('refuses one option alone', () => {
    expect(foundIn(sensitiveProtected, at({ 'argocd.argoproj.io/sync-options': 'Prune=false' }))).toEqual([
      'no Delete=false',
    ]);
    expect(foundIn(sensitiveProtected, at({}))).toEqual(['no Prune=false, Delete=false']);
  });

  test('covers every object of a sensitive folder, labelled or not', () => {
    const beside = { 'chain/testnet/a/x.yaml': at(PROTECT), 'chain/testnet/a/y.yaml': at({}, {}) };
    expect(found(sensitiveProtected, beside)).toHaveLength(1);
    const named = {
      'chain/testnet/applications/a.yaml': application('a', { labels: LABELS, annotations: PROTECT }),
      'chain/testnet/applications/b.yaml': application('b'),
      'chain/testnet/a/y.yaml': at({}, {}),
    };
    expect(found(sensitiveProtected, named)).toEqual(['chain/testnet/a/y.yaml: no Prune=false, Delete=false']);
  });
});

describe('signing-workload', () => {
  test('accepts one pod, none, and anything that does not sign', () => {
    expect(foundIn(signingWorkload, signer())).toEqual([]);
    expect(foundIn(signingWorkload, signer({ replicas: 0 }))).toEqual([]);
    expect(foundIn(signingWorkload, signer({ replicas: 3 }, 'Deployment', {}))).toEqual([]);
  });

  test.each<[string, object]>([
    ['two replicas', { replicas: 2 }],
    ['a rolling update', { updateStrategy: { type: 'RollingUpdate' } }],
    ['no update strategy', { updateStrategy: undefined }],
    [
      'claims that go with it',
      { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' } },
    ],
    [
      'no time to stop',
      { template: { metadata: { labels: { [IDENTITY]: 'a' } }, spec: { terminationGracePeriodSeconds: 0 } } },
    ],
    ['a claim that many nodes write', { volumeClaimTemplates: [{ spec: { accessModes: ['ReadWriteMany'] } }] }],
  ])('refuses %s', (_, spec) => {
    expect(foundIn(signingWorkload, signer(spec))).toHaveLength(1);
  });

  test('refuses a Deployment that signs', () => {
    expect(foundIn(signingWorkload, signer({}, 'Deployment'))).toEqual(['a Deployment that signs']);
  });
});

test('signing-not-scaled refuses every autoscaler of a signer', () => {
  const tree = (scaler: object): Tree => ({ 'a/signer.yaml': signer(), 'a/scaler.yaml': scaler });
  const namespace = { namespace: 'hoodi-0-signer' };
  const ref = { kind: 'StatefulSet', name: 'signer' };
  const hpa = object('autoscaling/v2', 'HorizontalPodAutoscaler', 'x', { spec: { scaleTargetRef: ref } }, namespace);
  const vpa = (updateMode?: string): object =>
    object(
      'autoscaling.k8s.io/v1',
      'VerticalPodAutoscaler',
      'x',
      { spec: { targetRef: ref, updatePolicy: { updateMode } } },
      namespace,
    );
  expect(found(signingNotScaled, tree(hpa))).toEqual([
    'a/scaler.yaml: HorizontalPodAutoscaler of StatefulSet signer, which signs',
  ]);
  expect(found(signingNotScaled, tree(vpa()))).toHaveLength(1);
  expect(found(signingNotScaled, tree(vpa('Off')))).toEqual([]);
  expect(found(signingNotScaled, { ...tree(hpa), 'a/signer.yaml': signer({}, 'StatefulSet', {}) })).toEqual([]);
});

describe('slashing-state-storage', () => {
  const claim = (spec: object): object =>
    object(
      'v1',
      'PersistentVolumeClaim',
      'db',
      { spec },
      { namespace: 'hoodi-0-signer', labels: { [SLASHING]: 'true' } },
    );
  const mounting = (volumes: object[], labels: object = {}): object =>
    signer({ template: { metadata: { labels }, spec: { volumes } } });
  const db = [{ persistentVolumeClaim: { claimName: 'db' } }];

  test('accepts a claim of one workload', () => {
    const tree = {
      'a/c.yaml': claim({ accessModes: ['ReadWriteOncePod'] }),
      'a/s.yaml': mounting(db, { [SLASHING]: 'true' }),
    };
    expect(found(slashingStateStorage, tree)).toEqual([]);
  });

  test('refuses shared access, clones, a second workload, and state in no claim', () => {
    const mounted = (spec: object): Tree => ({ 'a/c.yaml': claim(spec), 'a/s.yaml': mounting(db) });
    expect(found(slashingStateStorage, mounted({ accessModes: ['ReadWriteMany'] }))).toEqual([
      'a/c.yaml: access mode ReadWriteMany',
    ]);
    expect(found(slashingStateStorage, mounted({ dataSource: { kind: 'VolumeSnapshot' } }))).toEqual([
      'a/c.yaml: dataSource, a copy of other state',
    ]);
    const tree = { 'a/c.yaml': claim({}), 'a/s.yaml': mounting(db), 'a/t.yaml': mounting(db) };
    expect(found(slashingStateStorage, tree)).toEqual(['a/t.yaml: a second workload that mounts db']);
    expect(foundIn(slashingStateStorage, mounting([{ emptyDir: {} }], { [SLASHING]: 'true' }))).toEqual([
      'slashing state without a claim',
    ]);
  });
});

test('slashing-state-storage refuses claims that nothing declares, and slashing state that nothing mounts', () => {
  const namespace = 'hoodi-0-signer';
  const claim = (labels: object, where = namespace): object =>
    object('v1', 'PersistentVolumeClaim', 'db', { spec: {} }, { namespace: where, labels });
  const volumes = [{ persistentVolumeClaim: { claimName: 'db' } }, { emptyDir: {} }];
  const mounting = (labels: object): object => signer({ template: { metadata: { labels }, spec: { volumes } } });
  const signing = { 'chain/t/a/s.yaml': mounting({ [IDENTITY]: 'hoodi-0' }) };
  const undeclared = ['chain/t/a/s.yaml: claim db, which nothing declares'];
  expect(found(slashingStateStorage, { ...signing, 'chain/t/b/c.yaml': claim({}) })).toEqual([]);
  expect(found(slashingStateStorage, signing)).toEqual(undeclared);
  expect(found(slashingStateStorage, { ...signing, 'chain/t/b/c.yaml': claim({}, 'web') })).toEqual(undeclared);
  expect(found(slashingStateStorage, { ...signing, 'chain/u/b/c.yaml': claim({}) })).toEqual(undeclared);
  expect(foundIn(slashingStateStorage, mounting({ [SLASHING]: 'true' }))).toEqual(['claim db, which nothing declares']);
  expect(foundIn(slashingStateStorage, mounting({}))).toEqual([]);

  const unmounted = ['slashing state that no workload mounts'];
  expect(foundIn(slashingStateStorage, claim({ [SLASHING]: 'true' }))).toEqual(unmounted);
  expect(foundIn(slashingStateStorage, claim({}))).toEqual([]);
});

/** The ConfigMap that declares an identity of a workload. */
function identity(id: string, workload: string, ...keys: string[]): object {
  const labels = { [IDENTITY]: id, 'gitops-planes.io/workload': workload };
  return configMap(`signing-identity.${id}`, workload, { 'public-keys': `${keys.join('\n')}\n` }, labels);
}

describe('signing-identity-declared', () => {
  test('accepts each kind of public key, and a signer with its declaration beside it', () => {
    const one = identity('hoodi-0', 'w', bls('a'), ED25519);
    const two = identity('other', 'w', VALCONS);
    expect(found(signingIdentityDeclared, { 'a/1.yaml': one, 'a/2.yaml': two, 'a/s.yaml': signer() })).toEqual([]);
  });

  test('refuses a signer without a declaration in its own folder', () => {
    expect(
      found(signingIdentityDeclared, { 'b/i.yaml': identity('hoodi-0', 'w', bls('a')), 'a/s.yaml': signer() }),
    ).toEqual(['a/s.yaml: identity hoodi-0, which is not declared beside it']);
  });

  test.each([
    ['a private BLS key', `0x${'1'.repeat(64)}`],
    ['a private ed25519 key', `${'A'.repeat(86)}==`],
    ['prose', 'todo'],
  ])('refuses %s without repeating it', (_, key) => {
    const texts = foundIn(signingIdentityDeclared, identity('a', 'w', key));
    expect(texts).toEqual(['1 lines that are no public key']);
  });

  test('refuses no keys, a key twice, another name, and a missing label', () => {
    expect(foundIn(signingIdentityDeclared, identity('a', 'w'))).toEqual(['no public-keys']);
    expect(foundIn(signingIdentityDeclared, identity('a', 'w', bls('a'), bls('A')))).toEqual(['a public key twice']);
    const named = configMap('signing-identity.b', 'w', { 'public-keys': bls('a') }, { [IDENTITY]: 'a' });
    expect(foundIn(signingIdentityDeclared, named)).toEqual(['an identity with the label a']);
    expect(foundIn(signingIdentityDeclared, configMap('signing-identity.b'))).toEqual([`no label ${IDENTITY}`]);
  });
});

describe('one-signer-per-identity', () => {
  const A = 'chain/testnet/hoodi-0-signer/i.yaml';
  const B = 'chain/mainnet/other-signer/i.yaml';

  test('accepts one identity in several units of a workload, and different ones', () => {
    const tree = {
      [A]: identity('hoodi-0', 'hoodi-0', bls('a')),
      'chain/testnet/hoodi-0-validator/i.yaml': identity('hoodi-0', 'hoodi-0', bls('a')),
      [B]: identity('other', 'other', bls('b')),
    };
    expect(found(oneSignerPerIdentity, tree)).toEqual([]);
  });

  test.each(['rendered', 'released'] as const)('refuses a key in two workloads on two clusters, %s', (view) => {
    const tree = { [A]: identity('hoodi-0', 'hoodi-0', bls('a')), [B]: identity('other', 'other', bls('b'), bls('A')) };
    expect(found(oneSignerPerIdentity, tree, view)).toEqual([
      `${A}: public key 0xaaaaaaaaaaaa…aaaaaa of hoodi-0 on testnet is also held by other on mainnet (${B})`,
    ]);
  });

  test('tells an RSA key by its middle, since all of them begin and end alike', () => {
    const tree = { [A]: identity('a', 'a', OPERATOR_KEY), [B]: identity('b', 'b', OPERATOR_KEY) };
    expect(found(oneSignerPerIdentity, tree)[0]).toContain(`public key …${OPERATOR_KEY.slice(200, 220)}… of a`);
  });

  test('leaves out who has handed it over, and nobody else', () => {
    const given = (state: string): Tree => {
      const at = identity('hoodi-0', 'hoodi-0', bls('a')) as { metadata: object };
      Object.assign(at.metadata, { annotations: { 'gitops-planes.io/identity-state': state } });
      return { [A]: at, [B]: identity('hoodi-0', 'other', bls('a')) };
    };
    expect(found(oneSignerPerIdentity, given('handed-over'))).toEqual([]);
    expect(found(oneSignerPerIdentity, given('retired'))).toHaveLength(1);
    expect(found(oneSignerPerIdentity, given('elsewhere'))).toHaveLength(1);
  });

  test('refuses an id in two workloads, and a key under two ids of one', () => {
    const ids = { [A]: identity('x', 'hoodi-0', bls('a')), [B]: identity('x', 'other', bls('b')) };
    expect(found(oneSignerPerIdentity, ids)).toHaveLength(1);
    const keys = { 'a/1.yaml': identity('x', 'w', bls('a')), 'a/2.yaml': identity('y', 'w', bls('a')) };
    expect(found(oneSignerPerIdentity, keys)).toHaveLength(1);
  });

  test.each([ED25519, VALCONS, ADDRESS, ADDRESS.toLowerCase()])(
    'sees one consensus key however it is spelt: %s',
    (second) => {
      const tree = { [A]: identity('x', 'a', ED25519), [B]: identity('y', 'b', second) };
      expect(found(oneSignerPerIdentity, tree)).toHaveLength(1);
    },
  );
});

describe('one-application-per-secret-path', () => {
  const PATH = 'gitops-planes.io/secret-path';
  const secret = (application: string, spec: object, metadata: object = {}): object =>
    object(
      'external-secrets.io/v1',
      'ExternalSecret',
      'keys',
      { spec },
      { labels: { 'gitops-planes.io/application': application }, ...metadata },
    );
  const reads = (key: string): object => ({ data: [{ secretKey: 'k', remoteRef: { key } }] });
  const keys = secret('hoodi-0-signer', reads('chain/hoodi-0/keys'), { annotations: { [PATH]: 'chain/hoodi-0/keys' } });

  test('accepts a path that several objects of one application read, and shared paths that feed no signer', () => {
    const again = secret('hoodi-0-signer', { dataFrom: [{ extract: { key: 'chain/hoodi-0/keys' } }] });
    expect(found(oneApplicationPerSecretPath, { 'chain/a/s/1.yaml': keys, 'chain/a/s/2.yaml': again })).toEqual([]);
    const shared = { '1.yaml': secret('a', reads('registry/pull')), '2.yaml': secret('b', reads('registry/pull')) };
    expect(found(oneApplicationPerSecretPath, shared)).toEqual([]);
  });

  test.each<[string, object]>([
    ['by key', reads('/chain/hoodi-0/keys')],
    ['as a whole', { dataFrom: [{ extract: { key: 'chain/hoodi-0/keys' } }] }],
    ['with everything around it', { dataFrom: [{ find: { path: 'chain/hoodi-0' } }] }],
  ])('refuses another application that reads it %s, on any cluster', (_, spec) => {
    const tree = { 'chain/testnet/s/1.yaml': keys, 'product/mainnet/web/2.yaml': secret('web', spec) };
    expect(found(oneApplicationPerSecretPath, tree)).toEqual([
      'product/mainnet/web/2.yaml: web on mainnet reads chain/hoodi-0/keys, which feeds hoodi-0-signer on testnet (chain/testnet/s/1.yaml)',
    ]);
  });

  test('guards the keys of an identity without the annotation too', () => {
    const labels = { 'gitops-planes.io/application': 'a', [IDENTITY]: 'x' };
    const tree = { '1.yaml': secret('a', reads('k/v'), { labels }), '2.yaml': secret('b', reads('k/v')) };
    expect(found(oneApplicationPerSecretPath, tree)).toHaveLength(1);
  });
});
