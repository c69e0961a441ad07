import { signingMarked } from '../../../lib/policies/signing/signing-labels';
import { signer, SIGNING_LABELS, SIGNING_NAMESPACE } from '../signing-objects';
import { configMap, found, foundIn, object } from '../tree';

const IDENTITY = 'gitops-planes.io/signing-identity';
const SENSITIVE = 'gitops-planes.io/sensitive';

test('accepts what signs and says so, with its declaration beside it, and anything that does not sign', () => {
  const declared = configMap('signing-identity.hoodi-0', SIGNING_NAMESPACE, {}, { [IDENTITY]: 'hoodi-0' });
  expect(found(signingMarked, { 'a/s.yaml': signer(), 'a/i.yaml': declared })).toEqual([]);
  expect(foundIn(signingMarked, signer({ labels: { app: 'web' } }))).toEqual([]);
  expect(foundIn(signingMarked, signer({ labels: {}, podLabels: { 'gitops-planes.io/role': 'beacon' } }))).toEqual([]);
  expect(foundIn(signingMarked, configMap('settings'))).toEqual([]);
});

test('accepts further labels that differ between a workload and its pods', () => {
  expect(foundIn(signingMarked, signer({ podLabels: { ...SIGNING_LABELS, pool: 'a' } }))).toEqual([]);
});

test.each([
  IDENTITY,
  SENSITIVE,
  'gitops-planes.io/role',
  'gitops-planes.io/workload',
  'gitops-planes.io/network',
  'gitops-planes.io/shard',
])('refuses %s with two values, or on one side alone', (mark) => {
  const one = mark === SENSITIVE ? 'true' : 'one';
  const labels = { ...SIGNING_LABELS, [mark]: one };
  const other = { ...labels, [mark]: 'other' };
  const without = { ...labels, [mark]: undefined };
  expect(foundIn(signingMarked, signer({ labels, podLabels: other }))).toEqual([`${mark} ${one}, on its pods other`]);
  expect(foundIn(signingMarked, signer({ labels, podLabels: without }))).toEqual([
    `${mark} ${one}, on its pods absent`,
  ]);
  expect(foundIn(signingMarked, signer({ labels: without, podLabels: labels }))).toContain(
    `${mark} absent, on its pods ${one}`,
  );
});

test.each([SENSITIVE, 'gitops-planes.io/workload', 'gitops-planes.io/role'])(
  'refuses what signs without %s',
  (mark) => {
    expect(foundIn(signingMarked, signer({ labels: { ...SIGNING_LABELS, [mark]: undefined } }))).toEqual([
      `no ${mark}`,
    ]);
  },
);

test('refuses what signs and says that it is not sensitive', () => {
  const labels = { ...SIGNING_LABELS, [SENSITIVE]: 'false' };
  expect(foundIn(signingMarked, signer({ labels }))).toEqual([`no ${SENSITIVE}`]);
});

test('refuses a declared identity with which nothing of its folder signs', () => {
  const declared = configMap('signing-identity.x', SIGNING_NAMESPACE, {}, { [IDENTITY]: 'x' });
  const text = ['a/i.yaml: identity x, with which nothing here signs'];
  expect(found(signingMarked, { 'a/i.yaml': declared })).toEqual(text);
  expect(found(signingMarked, { 'a/i.yaml': declared, 'a/s.yaml': signer() })).toEqual(text);
  const elsewhere = signer({ labels: { ...SIGNING_LABELS, [IDENTITY]: 'x' } });
  expect(found(signingMarked, { 'a/i.yaml': declared, 'b/s.yaml': elsewhere })).toEqual(text);
  expect(found(signingMarked, { 'a/i.yaml': declared, 'a/s.yaml': elsewhere })).toEqual([]);
});

describe('the namespace of what signs', () => {
  const N = 'bootstrap/t/instance/n.yaml';
  const namespace = (labels: object, name: string = SIGNING_NAMESPACE): object =>
    object('v1', 'Namespace', name, {}, { labels });
  const beside = (file: string, labels: object, name?: string): readonly string[] =>
    found(signingMarked, { 'chain/t/a/s.yaml': signer(), [file]: namespace(labels, name) });

  test('must be marked', () => {
    const text = [`${N}: a namespace of what signs that admission does not hold`];
    expect(beside(N, { [SENSITIVE]: 'true' })).toEqual([]);
    expect(beside(N, {})).toEqual(text);
    expect(beside(N, { [SENSITIVE]: 'false' })).toEqual(text);
  });

  test('is judged on its own cluster, and others are not', () => {
    expect(beside(N, {}, 'web')).toEqual([]);
    expect(beside('bootstrap/u/instance/n.yaml', {})).toEqual([]);
    expect(found(signingMarked, { 'chain/t/a/s.yaml': signer({ labels: {} }), [N]: namespace({}) })).toEqual([]);
  });
});
