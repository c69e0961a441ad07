import { oneProcessPerShare } from '../../../lib/policies/signing/threshold-signers';
import { found, object } from '../tree';

interface Share {
  readonly shard?: number;
  readonly node?: string;
  readonly quorum?: string;
  readonly role?: string;
  readonly identity?: string;
}

/** A StatefulSet that signs; with a share of a key where it has a number. */
function signer({ shard, node = 'n1', quorum = '2/3', role = 'cosigner', identity = 'osmo-0' }: Share): object {
  const labels = {
    'gitops-planes.io/signing-identity': identity,
    'gitops-planes.io/role': role,
    ...(shard === undefined ? {} : { 'gitops-planes.io/shard': String(shard) }),
  };
  const spec = { template: { metadata: { labels }, spec: { nodeSelector: { 'kubernetes.io/hostname': node } } } };
  const annotations = shard === undefined ? {} : { 'gitops-planes.io/quorum': quorum };
  return object('apps/v1', 'StatefulSet', 'signer', { spec }, { labels, annotations });
}

const tree = (...shares: readonly Share[]): Record<string, object> =>
  Object.fromEntries(shares.map((share, i) => [`chain/c${i}/a/x.yaml`, signer(share)]));

/** All on one cluster, in applications of their own. */
const beside = (...shares: readonly Share[]): Record<string, object> =>
  Object.fromEntries(shares.map((share, i) => [`chain/c/a${i}/x.yaml`, signer(share)]));

test('accepts one share on each node, and one process of each role', () => {
  const shares = [1, 2, 3].map((shard) => ({ shard, node: `n${shard}` }));
  expect(found(oneProcessPerShare, beside(...shares))).toEqual([]);
  expect(found(oneProcessPerShare, beside({ role: 'signer' }, { role: 'validator' }))).toEqual([]);
  expect(found(oneProcessPerShare, beside({ role: 'signer' }, { role: 'signer', identity: 'osmo-1' }))).toEqual([]);
});

test('refuses a second process of one role, on whatever cluster', () => {
  const twice = [{ role: 'validator' }, { role: 'validator', node: 'n2' }];
  expect(found(oneProcessPerShare, beside(...twice))).toEqual([
    'chain/c/a1/x.yaml: a validator of osmo-0, as in chain/c/a0/x.yaml',
  ]);
  expect(found(oneProcessPerShare, tree(...twice))).toHaveLength(1);
});

test('refuses one share twice, and two shares on one node', () => {
  expect(found(oneProcessPerShare, beside({ shard: 1 }, { shard: 1, node: 'n2' }))).toEqual([
    'chain/c/a1/x.yaml: share 1 of osmo-0, as in chain/c/a0/x.yaml',
  ]);
  expect(found(oneProcessPerShare, beside({ shard: 1 }, { shard: 2 }))).toEqual([
    'chain/c/a1/x.yaml: a share of osmo-0 on n1, as in chain/c/a0/x.yaml',
  ]);
});

test.each(['', '1/2', '2/4', '1/3', '4/3', 'two of three'])('refuses the quorum %j', (quorum) => {
  expect(found(oneProcessPerShare, beside({ shard: 1, quorum }))).toHaveLength(1);
});

test('leaves out what was handed over, and nothing else beside it', () => {
  const declared = (state: string): object =>
    object(
      'v1',
      'ConfigMap',
      'signing-identity.osmo-0',
      { data: { 'public-keys': '4BB06F8E4E3A7715D201D573D0AA423762E55DAB' } },
      {
        labels: { 'gitops-planes.io/signing-identity': 'osmo-0' },
        annotations: { 'gitops-planes.io/identity-state': state },
      },
    );
  const twice = beside({ role: 'validator' }, { role: 'validator', node: 'n2' });
  expect(found(oneProcessPerShare, { ...twice, 'chain/c/a0/i.yaml': declared('handed-over') })).toEqual([]);
  expect(found(oneProcessPerShare, { ...twice, 'chain/c/a0/i.yaml': declared('retired') })).toHaveLength(1);
  expect(found(oneProcessPerShare, { ...twice, 'chain/c/other/i.yaml': declared('handed-over') })).toHaveLength(1);
});
