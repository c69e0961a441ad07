import { Cluster } from '../../lib/model/cluster';
import type { ProblemsError } from '../../lib/model/errors';
import { Instance } from '../../lib/model/instance';
import type { Plane } from '../../lib/model/plane';
import { RootRepository } from '../../lib/model/root-repository';
import { Topology, type RootDeclaration, type TopologyProps } from '../../lib/model/topology';

const at = (name: string, path = '.'): RootRepository =>
  RootRepository.at({ url: `https://git.example.com/fp/${name}.git`, path });

const cluster = (name: string, bootstrap = at(`bootstrap-${name}`)): Cluster =>
  new Cluster({ name, environment: 'testnet', instance: Instance.selfManaged({ version: '3.5', bootstrap }) });

const testnet = cluster('testnet');

const root = (plane: Plane, change: Partial<RootDeclaration> = {}): RootDeclaration => ({
  plane,
  cluster: testnet,
  repository: at(plane),
  owners: { developers: 'fp-developers', operators: 'fp-operators' },
  ...change,
});

const make = (change: Partial<TopologyProps> = {}): Topology =>
  new Topology({
    name: 'fp',
    clusters: [testnet],
    roots: [root('chain'), root('service')],
    security: 'fp-security',
    observers: 'fp-observers',
    ...change,
  });

function problemsOf(change: Partial<TopologyProps>): readonly string[] {
  try {
    make(change);
  } catch (thrown) {
    return (thrown as ProblemsError).problems;
  }
  return [];
}

test('roots are found by plane and cluster', () => {
  const topology = make();
  expect(topology.tryFindRoot('chain', 'testnet')?.repository.url).toContain('chain');
  expect(topology.tryFindRoot('chain', 'mainnet')).toBeUndefined();
  expect(topology.rootsOn(testnet).map(({ plane }) => plane)).toEqual(['chain', 'service']);
});

test('two roots on one path of one repository are refused, and so is one inside the other', () => {
  const shared = (path: string) => ({
    roots: [root('chain', { repository: at('all', 'a') }), root('service', { repository: at('all', path) })],
  });
  for (const path of ['a', 'a/b', '.']) {
    expect(problemsOf(shared(path))).toEqual([
      `[topology root service.testnet] 'repository' must be a path of its own, apart from that of chain.testnet (https://git.example.com/fp/all.git a), got "${path}"`,
    ]);
  }
  expect(problemsOf(shared('ab'))).toEqual([]);
});

test('a root beside the bootstrap of an instance would let the root widen itself', () => {
  expect(problemsOf({ roots: [root('chain', { repository: at('bootstrap-testnet', 'chain') })] })).toEqual([
    `[topology root bootstrap.testnet] 'repository' must be a path of its own, apart from that of chain.testnet (https://git.example.com/fp/bootstrap-testnet.git chain), got "."`,
  ]);
});

test('the bootstraps of two instances are apart', () => {
  const clusters = [cluster('one', at('bootstrap', 'x')), cluster('two', at('bootstrap', 'x'))];
  expect(problemsOf({ clusters, roots: [] })).toEqual([
    `[topology root bootstrap.two] 'repository' must be a path of its own, apart from that of bootstrap.one (https://git.example.com/fp/bootstrap.git x), got "x"`,
  ]);
});

test('a root on a cluster that the topology does not hold is refused', () => {
  expect(problemsOf({ roots: [root('chain', { cluster: cluster('elsewhere') })] })).toEqual([
    "[topology] 'roots' must be a plane on one of the topology's clusters, got \"elsewhere\"",
  ]);
});

test('clusters and roots are named once', () => {
  expect(problemsOf({ clusters: [testnet, cluster('testnet', at('other'))] })).toEqual([
    '[topology] \'clusters\' must be distinct cluster names, got "testnet"',
  ]);
  expect(problemsOf({ roots: [root('chain'), root('chain', { repository: at('again') })] })).toEqual([
    '[topology] \'roots\' must be one root per plane and cluster, got "chain.testnet"',
  ]);
});

test('nobody approves his own proposal', () => {
  expect(problemsOf({ roots: [root('chain', { owners: { developers: 'fp', operators: 'fp' } })] })).toEqual([
    '[topology root chain.testnet] \'owners.operators\' must be another group than owners.developers, got "fp"',
  ]);
});

test('breakglass is a group of its own, which is empty in normal times', () => {
  expect(make().breakglass).toBe('breakglass');
  expect(make({ breakglass: 'fp-incident' }).breakglass).toBe('fp-incident');
  for (const group of ['fp-developers', 'fp-operators', 'fp-observers', 'fp-security']) {
    expect(problemsOf({ breakglass: group })).toEqual([
      `[topology] 'breakglass' must be a group that is empty in normal times, and nobody's other group, got "${group}"`,
    ]);
  }
});

test.each(['a,b', 'a"b', 'a\nb', '', ' a'])('%p is refused as group, since it would end a Casbin field', (group) => {
  expect(problemsOf({ security: group })).toEqual([
    `[topology] 'security' must be a group name without comma, quote or line break, got ${JSON.stringify(group)}`,
  ]);
});

test('all contradictions are reported together', () => {
  expect(
    problemsOf({
      observers: 'a,b',
      clusters: [testnet, testnet],
      roots: [root('chain', { owners: { developers: 'x,', operators: 'x,' } })],
    }).map((problem) => problem.split(' must ')[0]),
  ).toEqual([
    "[topology] 'clusters'",
    "[topology root bootstrap.testnet] 'repository'",
    "[topology] 'observers'",
    "[topology root chain.testnet] 'owners.developers'",
    "[topology root chain.testnet] 'owners.operators'",
    "[topology root chain.testnet] 'owners.operators'",
  ]);
});

test('what is passed in can no longer be changed from outside', () => {
  const roots = [root('chain')];
  const topology = make({ roots });
  roots.push(root('service'));
  expect(topology.roots).toHaveLength(1);
});
