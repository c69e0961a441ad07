import { Cluster, type ClusterProps } from '../../lib/model/cluster';
import { Instance } from '../../lib/model/instance';
import { RootRepository } from '../../lib/model/root-repository';

const bootstrap = RootRepository.at({ url: 'https://git.example.com/fp/bootstrap.git' });
const selfManaged = Instance.selfManaged({ version: '3.5', bootstrap });
const eks = Instance.eksCapability({ version: '3.5', bootstrap, writers: ['role'] });
const ARN = 'arn:aws:eks:eu-central-1:111122223333:cluster/management';

const make = (change: Partial<ClusterProps> = {}): Cluster =>
  new Cluster({ name: 'testnet', environment: 'testnet', instance: selfManaged, ...change });

test('a cluster with its own self-managed Argo CD is its own destination', () => {
  expect(make().server).toBe('https://kubernetes.default.svc');
  expect(make({ server: 'https://10.0.0.1:6443' }).server).toBe('https://10.0.0.1:6443');
});

test.each(['http://10.0.0.1', 'https://a/b', 'in-cluster', ARN, 'https://*', '!https://a', ''])(
  '%p is refused as server of a self-managed instance',
  (server) => {
    expect(() => make({ server })).toThrow(
      new Error(
        `[cluster testnet] 'server' must be an https:// URL without a path and wildcards, got ${JSON.stringify(server)}`,
      ),
    );
  },
);

test('the EKS capability knows its cluster by ARN', () => {
  expect(make({ instance: eks, server: ARN }).server).toBe(ARN);
  expect(make({ instance: eks, server: ARN.replace('aws', 'aws-us-gov') }).server).toContain('aws-us-gov');
});

test.each([
  [undefined, 'nothing'],
  ['https://kubernetes.default.svc', '"https://kubernetes.default.svc"'],
  [ARN.replace('management', '*'), '"arn:aws:eks:eu-central-1:111122223333:cluster/*"'],
  [ARN.replace('111122223333', '1'), '"arn:aws:eks:eu-central-1:1:cluster/management"'],
])('the EKS capability refuses %p as server', (server, shown) => {
  expect(() => make({ instance: eks, server })).toThrow(
    new Error(
      `[cluster testnet] 'server' must be the cluster's ARN (the EKS capability knows no other address), got ${shown}`,
    ),
  );
});

test('a cluster name is short, because it is part of every path and root name', () => {
  expect(make({ name: 'a'.repeat(30) }).name).toHaveLength(30);
  expect(() => make({ name: 'a'.repeat(31) })).toThrow("'name' must be a DNS-1123 label of at most 30 characters");
});

test('nodes are found by name, and each is named once', () => {
  const nodes = [
    { name: 'tn-w1.example.com', zone: 'fsn1' },
    { name: 'tn-w2', zone: 'nbg1' },
  ];
  expect(make({ nodes }).tryFindNode('tn-w2')).toEqual(nodes[1]);
  expect(make({ nodes }).tryFindNode('tn-w3')).toBeUndefined();
  expect(() => make({ nodes: [...nodes, { name: 'tn-w2', zone: 'hel1' }] })).toThrow(
    new Error('[cluster testnet] \'nodes\' must be distinct node names, got "tn-w2"'),
  );
  expect(() => make({ nodes: [{ name: 'TN', zone: 'x' }] })).toThrow("'nodes' must be a DNS-1123 subdomain");
});

test('storage of signing state keeps its volumes', () => {
  const storage = { name: 'ssd', fence: 'single-pod', reclaim: 'Retain' } as const;
  expect(make({ signingStorage: storage }).signingStorage).toEqual(storage);
  expect(make({ chainStorage: { ...storage, reclaim: 'Delete' } }).chainStorage?.reclaim).toBe('Delete');
  expect(() => make({ signingStorage: { ...storage, reclaim: 'Delete' } })).toThrow(
    new Error("[cluster testnet] 'signingStorage.reclaim' must be 'Retain', got \"Delete\""),
  );
});
