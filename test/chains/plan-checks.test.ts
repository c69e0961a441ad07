import { buildPart } from '../../lib/chains/build-part';
import type { Client } from '../../lib/chains/client';
import { planWorkload, type ChainFamily, type RoleSpec } from '../../lib/chains/family';
import type { Part, Shard } from '../../lib/chains/part';
import { roleLayers } from '../../lib/chains/role-layers';
import type { Link, SecretPlan, UnitPlan } from '../../lib/chains/workload-plan';
import type { Cluster } from '../../lib/model/cluster';
import { vault } from '../../lib/model/custody';
import { Network } from '../../lib/model/network';
import type { Placement } from '../../lib/model/placement';
import { consensusIdentity, testnetWith } from '../fixtures/chain';
import { testnet } from '../fixtures/platform';

const ROLES: Readonly<Record<'signer', RoleSpec>> = {
  signer: { title: 'signer', workload: 'signing', slashingState: 'claim', graceSeconds: 120 },
};

const client: Client = {
  name: 'exampled',
  image: 'example.exampled',
  command: ['exampled'],
  user: 1000,
  ports: { rpc: { number: 26657 } },
  defaults: { cpu: '1', memory: '1Gi', storage: '10Gi' },
  dangerousFlags: {},
};

interface Wrong {
  readonly role?: RoleSpec;
  readonly part?: Partial<Part>;
  readonly unit?: Partial<UnitPlan>;
  readonly links?: readonly Link[];
  readonly custody?: string;
  readonly network?: Network;
  readonly cluster?: Cluster;
  readonly workload?: string;
  readonly placement?: Placement;

  /** Units with shares of the key, beside the first. */
  readonly shares?: readonly Shard[];
}

const TEST_1 = { chain: 'example', name: 'test-1', chainId: 'test-1', environment: 'testnet', facts: {} } as const;

/** Plans a family that keeps every rule, but for what is given. */
function plan(wrong: Wrong): () => void {
  const roles = { signer: wrong.role ?? ROLES.signer };
  const family: ChainFamily<object, object, object, 'signer'> = {
    name: 'example',
    chain: 'example',
    roles,
    plan: (input) => {
      const part = buildPart({
        where: input.where,
        role: 'signer',
        client,
        layers: roleLayers(input, 'signer', roles.signer, {}),
        fixed: {},
        volumes: ({ storage, storageClass }) => ({
          data: { kind: 'claim', mount: '/data', storage, storageClass, slashingState: true },
        }),
        identity: input.identity,
      });
      const unit = { name: 'signer', parts: [{ ...part, ...wrong.part }], secrets: {}, configs: {} } as const;
      const more = (wrong.shares ?? []).map((share) => ({
        ...unit,
        name: `signer-${share.number}`,
        parts: [{ ...part, shard: share }],
      })) as UnitPlan[];
      return { units: [{ ...unit, ...wrong.unit }, ...more], links: wrong.links ?? [] };
    },
  };
  return () =>
    planWorkload(family, {
      where: 'chain/testnet/example-0',
      workload: wrong.workload ?? 'example-0',
      network: wrong.network ?? new Network(TEST_1),
      cluster: wrong.cluster ?? testnet,
      identity: consensusIdentity(),
      custody: vault(wrong.custody ?? 'chain/test-1/example-0'),
      placement: wrong.placement ?? { node: 'tn-w1' },
      common: {},
      units: {},
      roles: {},
    });
}

const secret = (path: string): SecretPlan => ({ path, take: 'all', signingKey: true });

test('a family of one small file keeps every rule', () => {
  expect(plan({})).not.toThrow();
});

test.each<[string, Wrong, string]>([
  ['a role the family lacks', { part: { role: 'cosigner' } }, 'exampled: role\' must be one of signer, got "cosigner"'],
  ['a signer that nobody is', { part: { identity: undefined } }, "identity' must be the identity it signs for"],
  ['root', { part: { user: 0 } }, "user' must be a user id above 0, got 0"],
  [
    'a grace period in which nothing can be saved',
    { role: { ...ROLES.signer, graceSeconds: 0 } },
    "graceSeconds' must be at least 60, got 0",
  ],
  [
    'a shell that swallows SIGTERM',
    { part: { command: ['sh', '-c', 'sleep 10\nexampled start'], args: [] } },
    "command' must be in exec form, or a script whose last command is exec",
  ],
  ['a slashing record that dies with the pod', { part: { volumes: {} } }, 'a claim that holds its slashing state'],
  [
    'a slashing record in a scratch folder',
    { part: { volumes: { data: { kind: 'scratch', mount: '/data', size: '1Gi' } } } },
    'a claim that holds its slashing state',
  ],
  [
    'a slashing record that nobody keeps',
    { role: { ...ROLES.signer, workload: 'signing', slashingState: { keptBy: 'database' } } },
    'kept by a part of role database in a claim',
  ],
  [
    'a slashing record that the program of a part keeps in no claim, whatever its role says',
    {
      role: { ...ROLES.signer, workload: 'signing', slashingState: { none: 'it is the chain of an example' } },
      part: { slashingState: 'claim', volumes: {} },
    },
    'a claim that holds its slashing state',
  ],
  [
    'a slashing record that the program of a part leaves to nobody',
    { part: { slashingState: { keptBy: 'database' } } },
    'kept by a part of role database in a claim',
  ],
  [
    'mounts that hide each other',
    {
      part: {
        volumes: {
          data: { kind: 'claim', mount: '/data', storage: '1Gi', storageClass: 'local-nvme', slashingState: true },
          config: { kind: 'config', mount: '/data/config', config: 'config' },
        },
      },
    },
    'mounted apart from /data, got "/data/config"',
  ],
  [
    'a secret that the unit does not name',
    {
      part: {
        volumes: {
          data: { kind: 'claim', mount: '/data', storage: '1Gi', storageClass: 'local-nvme', slashingState: true },
          keys: { kind: 'secret', mount: '/keys', secrets: ['keys'] },
        },
      },
    },
    "secrets that the unit's plan names",
  ],
  ['a signer on the internet', { part: { internet: true } }, 'closed to the internet, since the role signs'],
  [
    'a signer that peers dial',
    { part: { ports: { rpc: { number: 26657, peers: true } } } },
    'closed to the internet, since the role signs',
  ],
  [
    'a signer on a node port',
    { part: { ports: { rpc: { number: 30000, onNode: true } } } },
    'closed to the internet, since the role signs',
  ],
  [
    'a signer that another application calls',
    { part: { ports: { rpc: { number: 26657, callers: [{ namespace: 'web', name: 'web' }] } } } },
    'called by linked parts only, since the role signs, got "callers"',
  ],
  [
    'callers that no policy could hold',
    {
      role: { ...ROLES.signer, workload: 'node', hostNetwork: true },
      part: { ports: { rpc: { number: 26657, callers: [{ namespace: 'web', name: 'web' }] } } },
    },
    "rpc.callers' must be none, for it is on its node's network",
  ],
  [
    'a token for nobody',
    { part: { volumes: { token: { kind: 'token', mount: '/token', audience: 'https://x' } } } },
    'for the host name of a service as its audience',
  ],
  [
    'a key where two pods may overlap',
    {
      role: { title: 'signer', workload: 'stateless', graceSeconds: 60 },
      part: { identity: undefined, volumes: { keys: { kind: 'secret', mount: '/keys', secrets: ['keys'] } } },
      unit: { secrets: { keys: secret('chain/test-1/example-0/signer/keys') } },
    },
    'volumes\' must be without a key that signs, since two pods of its role may overlap, got ["keys"]',
  ],
  [
    'the same as a variable',
    {
      role: { title: 'signer', workload: 'stateless', graceSeconds: 60 },
      part: { identity: undefined, volumes: {}, secretEnv: { KEY: { secret: 'keys', key: 'key' } } },
      unit: { secrets: { keys: secret('chain/test-1/example-0/signer/keys') } },
    },
    'without a key that signs',
  ],
  [
    'metrics behind a token that the unit lacks',
    { part: { metrics: { port: 'rpc', path: '/', token: { secret: 'api', key: 'token' } } } },
    'a token of one of the unit',
  ],
  [
    'metrics behind a token in a secret with keys',
    {
      part: { metrics: { port: 'rpc', path: '/', token: { secret: 'keys', key: 'token' } } },
      unit: { secrets: { keys: secret('chain/test-1/example-0/signer/keys') } },
    },
    'a token of one of the unit',
  ],
  [
    'one port for two names',
    { part: { ports: { rpc: { number: 26657 }, api: { number: 26657 } } } },
    'must be a port of its own, got "26657/TCP"',
  ],
  ['metrics on a port it lacks', { part: { metrics: { port: 'metrics', path: '/' } } }, "one of the part's ports"],
  [
    'a link to a port that is not there',
    { links: [{ from: { unit: 'signer', part: 'exampled' }, to: { unit: 'signer', part: 'exampled', port: 'x' } }] },
    "to a port of one of the plan's parts",
  ],
  [
    'a link from nowhere',
    { links: [{ from: { unit: 'node', part: 'x' }, to: { unit: 'signer', part: 'exampled', port: 'rpc' } }] },
    "from one of the plan's parts",
  ],
  [
    'a secret of another workload',
    { unit: { secrets: { keys: secret('chain/test-1/example-1/signer/keys') } } },
    'read from below chain/test-1/example-0/signer/, which feeds this unit alone',
  ],
  [
    'one secret path twice',
    {
      unit: {
        secrets: {
          a: secret('chain/test-1/example-0/signer/keys'),
          b: secret('chain/test-1/example-0/signer/keys'),
        },
      },
    },
    'must be a path of its own',
  ],
  [
    'a step that sees a volume the part lacks',
    { part: { init: [{ name: 'x', image: 'init.busybox', command: ['true'], volumes: ['keys'] }] } },
    'init x: volumes\' must be volumes of its part, got ["keys"]',
  ],
  [
    'a name that no application may have',
    { workload: 'x'.repeat(40) + '-'.repeat(10) },
    'a DNS-1123 label of at most 53',
  ],
  [
    'a node for a unit that is not there',
    { placement: { node: 'tn-w1', units: { other: 'tn-w2' } } },
    'units of the workload (signer), got "other"',
  ],
  [
    'a device as a file of the node',
    { part: { device: '/dev/bus/usb/001/004' } },
    "device' must be an extended resource, <domain>/<name>",
  ],
  [
    'a seccomp profile anywhere on the node',
    { part: { seccomp: '../../etc/x' } },
    "below the kubelet's profile folder",
  ],
  [
    'a missing slashing record without a reason',
    { role: { ...ROLES.signer, workload: 'signing', slashingState: { none: ' ' } } },
    'the reason why there is none',
  ],
  [
    'the network of its node for what meets no peers',
    { role: { ...ROLES.signer, workload: 'signing', slashingState: 'claim', hostNetwork: true } },
    'absent, since the role does not meet peers',
  ],
  [
    'a link that no policy could hold',
    {
      role: {
        ...ROLES.signer,
        workload: 'signing',
        slashingState: 'claim',
        meetsPeers: 'one binary',
        hostNetwork: true,
      },
      links: [{ from: { unit: 'signer', part: 'exampled' }, to: { unit: 'signer', part: 'exampled', port: 'rpc' } }],
    },
    "none, for it is on its node's network",
  ],
  [
    'a link of a watcher that no policy could hold',
    {
      role: { ...ROLES.signer, workload: 'node', hostNetwork: true },
      links: [{ from: { unit: 'signer', part: 'exampled' }, to: { unit: 'signer', part: 'exampled', port: 'rpc' } }],
    },
    "none, for it is on its node's network",
  ],
  ['two of four shares', { shares: [{ number: 1, of: 4, needs: 2 }] }, 'more than half of them needed'],
  ['a missing share', { shares: [{ number: 1, of: 3, needs: 2 }] }, "'shards of osmo-0' must be all 3, got [1]"],
  [
    'one share twice',
    { shares: [1, 1, 2, 3].map((number) => ({ number, of: 3, needs: 2 })) },
    'another number than that of signer-1, got 1',
  ],
  [
    'shares on one node',
    { shares: [1, 2, 3].map((number) => ({ number, of: 3, needs: 2 })) },
    'on another node than example-0-signer-1 (\'placement.units\'), got "tn-w1"',
  ],
  ['a custody of another network', { custody: 'chain/main-1/example-0' }, "a path with the segment 'test-1'"],
])('%s is refused', (_, wrong, message) => {
  expect(plan(wrong)).toThrow(message);
});

test('a role that says why may meet peers, on the network of its node', () => {
  const role: RoleSpec = { ...ROLES.signer, workload: 'signing', slashingState: 'claim', meetsPeers: 'one binary' };
  const part = { internet: true, ports: { rpc: { number: 26657, peers: true } } };
  expect(plan({ role, part })).not.toThrow();
  expect(plan({ role: { ...role, hostNetwork: true }, part })).not.toThrow();
});

test('a network of another chain is refused', () => {
  const other = new Network({ ...TEST_1, chain: 'other' });
  expect(plan({ network: other })).toThrow('\'network\' must be a network of example, got "test-1 of other"');
});

test('a mainnet network on a testnet cluster is refused', () => {
  const mainnet = new Network({ ...TEST_1, environment: 'mainnet' });
  expect(plan({ network: mainnet })).toThrow("'network' must be a testnet network, as cluster testnet");
});

test.each(['chainStorage', 'signingStorage'] as const)('a cluster without %s is refused', (prop) => {
  expect(plan({ cluster: testnetWith({ [prop]: undefined }) })).toThrow(`a cluster with '${prop}', got "testnet"`);
});
