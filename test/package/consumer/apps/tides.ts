import {
  buildAll,
  buildPart,
  hostOf,
  Network,
  roleLayers,
  secretPath,
  type ChainFamily,
  type Client,
  type FamilyAlerts,
  type Part,
  type PlanInput,
  type RoleOverlay,
  type RoleSpec,
} from 'gitops-planes';

// A chain that nobody but this project knows: a node that follows it, and a signer that says when the tide turns.
type Role = 'node' | 'signer';
type Facts = { readonly harbour: string };
type Values = { readonly station: string };
type Units = { readonly [unit in Role]: { readonly overlay?: RoleOverlay } };
type Input = PlanInput<Facts, Values, Units, Role>;

const ROLES = {
  node: { title: 'tide node', workload: 'node', graceSeconds: 60 },
  signer: { title: 'tide signer', workload: 'signing', slashingState: 'claim', graceSeconds: 90 },
} as const satisfies Readonly<Record<Role, RoleSpec>>;

const NODE: Client = {
  name: 'tided',
  image: 'tides.tided',
  command: ['/usr/bin/tided'],
  user: 10001,
  ports: { rpc: { number: 7000 }, metrics: { number: 7001 } },
  metrics: { port: 'metrics', path: '/metrics' },
  readiness: { kind: 'http', port: 'rpc', path: '/health' },
  defaults: { cpu: '1', memory: '2Gi', storage: '50Gi', flags: { 'log-level': 'info' } },
  dangerousFlags: { config: 'flags in a file are seen by no check' },
};

const SIGNER: Client = {
  ...NODE,
  name: 'tide-signer',
  command: ['/usr/bin/tide-signer'],
  ports: { metrics: { number: 7001 } },
  readiness: { kind: 'tcp', port: 'metrics' },
  defaults: { cpu: '500m', memory: '512Mi', storage: '1Gi' },
  dangerousFlags: { 'skip-record': 'it signs a tide twice' },
};

const NODE_REF = { unit: 'node', part: NODE.name };

function nodePart(input: Input): Part {
  const { harbour } = input.network.facts;
  return buildPart({
    where: input.where,
    role: 'node',
    client: NODE,
    layers: roleLayers(input, 'node', ROLES.node, { overlay: input.units.node.overlay }),
    fixed: { flags: { harbour, data: '/data' } },
    volumes: ({ storage, storageClass }) => ({
      data: { kind: 'claim', mount: '/data', storage, storageClass, slashingState: false },
    }),
    internet: true,
  });
}

function signerPart(input: Input): Part {
  const expected = `test -s /keys/tide.key\n${input.identity.history === 'kept' ? 'test -s /record/last\n' : ''}`;
  return buildPart({
    where: input.where,
    role: 'signer',
    client: SIGNER,
    layers: roleLayers(input, 'signer', ROLES.signer, { overlay: input.units.signer.overlay }),
    fixed: { flags: { station: input.common.station, node: `http://${hostOf(input.workload, NODE_REF)}:7000` } },
    volumes: ({ storage, storageClass }) => ({
      record: { kind: 'claim', mount: '/record', storage, storageClass, slashingState: true },
      keys: { kind: 'secret', mount: '/keys', secrets: ['keys'] },
    }),
    init: [
      {
        name: 'expect-key',
        image: 'init.busybox',
        command: ['/bin/sh', '-ec', expected],
        volumes: ['keys', 'record'],
      },
    ],
    identity: input.identity,
  });
}

export const tides: ChainFamily<Facts, Values, Units, Role> = {
  name: 'tides',
  chain: 'tides',
  roles: ROLES,
  plan: (input) => {
    const { node, signer } = buildAll({ node: () => nodePart(input), signer: () => signerPart(input) });
    const path = secretPath(input.custody, 'signer', 'keys');
    return {
      units: [
        { name: 'node', parts: [node], secrets: {}, configs: {} },
        { name: 'signer', parts: [signer], secrets: { keys: { path, take: 'all', signingKey: true } }, configs: {} },
      ],
      links: [{ from: { unit: 'signer', part: SIGNER.name }, to: { ...NODE_REF, port: 'rpc' } }],
    };
  },
};

export const northSea = new Network<Facts>({
  chain: 'tides',
  name: 'north-sea',
  chainId: 'north-sea-1',
  environment: 'testnet',
  facts: { harbour: 'harbour.example.com' },
});

export const TIDE_ALERTS: FamilyAlerts = {
  signer: [
    {
      alert: 'TideMissed',
      severity: 'P1',
      for: '10m',
      summary: 'The signer let a tide pass.',
      expr: ({ own }) => `increase(tides_missed_total{${own}}[1h]) > 0`,
    },
  ],
};
