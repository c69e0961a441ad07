import { codeOwnerRules, codeOwners, parseCodeOwners, tryFindCodeOwnerRule } from '../../lib/commands/code-owners';
import { Topology, type TopologyProps } from '../../lib/model/topology';
import { topology } from '../fixtures/platform';

const { name, clusters, roots: declared, security, observers } = topology;
const props: TopologyProps = { name, clusters, roots: declared, security, observers };
const ownersOf = (path: string, of: Topology = topology) =>
  tryFindCodeOwnerRule(codeOwnerRules(of), path)?.owners.join(' ');

test.each([
  ['lib/index.ts', 'fp-security'],
  ['package.json', 'fp-security'],
  ['.github/workflows/check.yaml', 'fp-security'],
  ['test/policies/images.test.ts', 'fp-security'],
  ['apps/chain.ts', 'fp-chain-developers'],
  ['apps/service/charts.ts', 'fp-service-developers'],
  ['apps/topology.ts', 'fp-security'],
  ['apps/keys/hoodi-0.txt', 'fp-security'],
  ['apps/waivers.ts', 'fp-security'],
  ['apps/releases/chain.testnet.json', 'fp-operators'],
  ['apps/releases/bootstrap.testnet.json', 'fp-security'],
  ['dist/chain/testnet/hoodi-0-node/service.geth.yaml', 'fp-chain-developers'],
  ['dist/chain/testnet/applications/application.hoodi-0-node.yaml', 'fp-operators'],
  ['dist/bootstrap/testnet/applications/application.instance.yaml', 'fp-security'],
  ['dist/bootstrap/testnet/instance/appproject.default.yaml', 'fp-security'],
])('%s is owned by %s', (path, owner) => expect(ownersOf(path)).toBe(owner));

test('versions are proposed by every developer', () => {
  expect(ownersOf('apps/versions/testnet.json')?.split(' ')).toHaveLength(topology.roots.length);
});

test('roots with operators of their own are approved by them alone', () => {
  const roots = topology.roots.map((root) =>
    root.plane === 'chain' ? { ...root, owners: { ...root.owners, operators: 'fp-chain-operators' } } : root,
  );
  const of = new Topology({ ...props, roots });
  expect(ownersOf('apps/releases/chain.testnet.json', of)).toBe('fp-chain-operators');
  expect(ownersOf('dist/chain/testnet/applications/README.md', of)).toBe('fp-chain-operators');
  expect(ownersOf('apps/releases/service.testnet.json', of)).toBe('fp-operators');
});

test('groups print as they are, or as teams of an organization', () => {
  expect(codeOwners(topology)).toMatch(/^\* +fp-security$/m);
  expect(codeOwners(topology, { organization: 'fp' })).toMatch(/^\/apps\/keys\/ +@fp\/fp-security$/m);
});

test('a group that would read as two owners is refused', () => {
  const of = new Topology({ ...props, security: 'fp security' });
  expect(() => codeOwners(of)).toThrow('a group in CODEOWNERS must be without space and #, got "fp security"');
});

test('a CODEOWNERS file is read back as the rules that it was written from', () => {
  const rules = codeOwnerRules(topology);
  expect(parseCodeOwners(codeOwners(topology))).toEqual(rules);
  expect(parseCodeOwners(codeOwners(topology, { organization: 'fp' }))).toEqual(rules);
});
