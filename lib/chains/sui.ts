import { secretPath } from '../model/custody';
import { propProblem } from '../model/errors';
import { Network, remoteFile, type RemoteFile } from '../model/network';
import { buildAll } from './build-all';
import { buildPart } from './build-part';
import type { Client } from './client';
import type { ChainFamily, PlanInput, RoleSpec } from './family';
import { fetchFile } from './fetch-file';
import type { Part, Port, Volume } from './part';
import { publicAddressProblems, publicPort } from './public-address';
import { roleLayers } from './role-layers';
import type { RoleOverlay } from './role-values';
import { shellStep } from './shell-step';
import type { UnitPlan, WorkloadPlan } from './workload-plan';

/** Roles of a Sui workload. */
export type SuiRole = 'validator';

/** What nodes must know of a Sui network. */
export interface SuiFacts {
  /** The genesis file. */
  readonly genesis: RemoteFile;
}

/** A Sui workload has no values to share: it is one program. */
export type SuiValues = Readonly<Record<string, never>>;

/** Where the others reach a validator, as its entry on the chain says. All ports are node ports, 30000 to 32767. */
export interface SuiPeers {
  /** Public IPv4 address. */
  readonly address: string;

  /** Port of transactions, TCP; usually 8080. */
  readonly transactions: number;

  /** Port of consensus, TCP, and UDP for versions before Mysticeti; usually 8081. */
  readonly consensus: number;

  /** Port of state sync, UDP; usually 8084. */
  readonly stateSync: number;
}

/** Units of a Sui workload. */
export interface SuiUnits {
  /** The validator and its keys. */
  readonly validator: {
    readonly peers: SuiPeers;

    /** @default none */
    readonly overlay?: { readonly validator?: RoleOverlay };
  };
}

type Input = PlanInput<SuiFacts, SuiValues, SuiUnits, SuiRole>;

const ROLES = {
  validator: {
    title: 'validator',
    workload: 'signing',
    slashingState: 'claim',
    meetsPeers: 'validators dial each other by the addresses on the chain: there is no sentry',
    graceSeconds: 120,
  },
} as const satisfies Readonly<Record<SuiRole, RoleSpec>>;

/**
 * Sui: one validator. Which transactions it has signed is in its databases, and nowhere else: one that forgets signs
 * the second of two that conflict. No stake is taken for that, but the others can report it and rewards are slashed; so
 * the claim of both databases is slashing state.
 *
 * `account.key`, which moves the stake, is never on the node. Key files hold private keys alone, so the step before the
 * first start sees that they are there, not whose they are. Its configuration has no overlay. Settings follow
 * https://github.com/MystenLabs/sui/tree/main/nre, whose template is older than Mysticeti: what of it the consensus of
 * today still reads was not tried, and the worker's port (8082) of before is not opened.
 */
export const sui: ChainFamily<SuiFacts, SuiValues, SuiUnits, SuiRole> = {
  name: 'sui',
  chain: 'sui',
  roles: ROLES,
  plan: (input) => {
    const { validator } = buildAll({ validator: () => validatorUnit(input) }, inputProblems(input));
    return { units: [validator], links: [] } satisfies WorkloadPlan;
  },
};

/**
 * Sui mainnet.
 *
 * @param genesisSha256 SHA-256 of its genesis file as you checked it: it is published without one
 */
export function mainnet(genesisSha256: string): Network<SuiFacts> {
  return networkOf('mainnet', '35834a8a', genesisSha256);
}

/**
 * Sui testnet.
 *
 * @param genesisSha256 SHA-256 of its genesis file as you checked it: it is published without one
 */
export function testnet(genesisSha256: string): Network<SuiFacts> {
  return networkOf('testnet', '4c78adac', genesisSha256);
}

function networkOf(name: 'mainnet' | 'testnet', chainId: string, sha256: string): Network<SuiFacts> {
  const url = `https://github.com/MystenLabs/sui-genesis/raw/main/${name}/genesis.blob`;
  const genesis = remoteFile(`network ${name} of sui`, 'genesis', { url, sha256 });
  return new Network({ chain: 'sui', name, chainId, environment: name, facts: { genesis } });
}

const MOUNT = { db: '/db', keys: '/keys', config: '/config', temporary: '/tmp' } as const;
const METRICS_PORT = 9184;
const GENESIS_FILE = `${MOUNT.db}/genesis.blob`;
const KEY_FILES = ['protocol.key', 'network.key', 'worker.key'] as const;

const SUI_NODE = {
  name: 'sui-node',
  image: 'sui.sui-node',
  command: ['/opt/sui/bin/sui-node'],
  user: 10001,
  ports: { metrics: { number: METRICS_PORT } },
  metrics: { port: 'metrics', path: '/metrics' },
  readiness: { kind: 'tcp', port: 'metrics' },
  defaults: { cpu: '24', memory: '128Gi', storage: '4Ti' },
  dangerousFlags: {},
  allowedFlags: [],
} as const satisfies Client;

function inputProblems({ where, identity, units }: Input): string[] {
  const problems = publicAddressProblems(where, 'units.validator.peers', units.validator.peers);
  if (identity.kind === 'bls-g2' && identity.publicKeys.length === 1) return problems;
  const mustBe = 'the protocol key of one validator (SigningIdentity.publicIds, kind bls-g2)';
  return [
    ...problems,
    propProblem(where, 'identity', mustBe, `${identity.publicKeys.length} of kind ${identity.kind}`),
  ];
}

function validatorUnit(input: Input): UnitPlan {
  const path = secretPath(input.custody, 'validator', 'keys');
  return {
    name: 'validator',
    parts: [validatorPart(input)],
    secrets: { keys: { path, take: Object.fromEntries(KEY_FILES.map((file) => [file, file])), signingKey: true } },
    configs: { config: { 'validator.yaml': configOf(input) } },
  };
}

function peerPorts({ transactions, consensus, stateSync }: SuiPeers): Readonly<Record<string, Port>> {
  return {
    transactions: publicPort(transactions),
    consensus: publicPort(consensus),
    'consensus-udp': publicPort(consensus, 'UDP'),
    'state-sync': publicPort(stateSync, 'UDP'),
  };
}

function validatorPart(input: Input): Part {
  const { validator } = input.units;
  return buildPart({
    where: input.where,
    role: 'validator',
    client: SUI_NODE,
    layers: roleLayers(input, 'validator', ROLES.validator, { overlay: validator.overlay?.validator }),
    fixed: { flags: { 'config-path': `${MOUNT.config}/validator.yaml` } },
    ports: { ...SUI_NODE.ports, ...peerPorts(validator.peers) },
    volumes: ({ storage, storageClass }): Readonly<Record<string, Volume>> => ({
      db: { kind: 'claim', mount: MOUNT.db, storage, storageClass, slashingState: true },
      keys: { kind: 'secret', mount: MOUNT.keys, secrets: ['keys'] },
      config: { kind: 'config', mount: MOUNT.config, config: 'config' },
      temporary: { kind: 'scratch', mount: MOUNT.temporary, size: '1Gi' },
    }),
    init: [
      shellStep('expect-keys', EXPECT_KEYS, ['keys']),
      ...(input.identity.history === 'kept' ? [shellStep('expect-history', EXPECT_HISTORY, ['db'])] : []),
      shellStep('fetch-genesis', fetchFile(input.network.facts.genesis, GENESIS_FILE), ['db']),
    ],
    internet: true,
    identity: input.identity,
  });
}

/** Fails unless every key is there. */
const EXPECT_KEYS = `for file in ${KEY_FILES.join(' ')}; do
  if [ ! -s ${MOUNT.keys}/$file ]; then
    echo "no $file: the identity is not mounted" >&2
    exit 1
  fi
done
`;

/** Fails unless both databases hold something. */
const EXPECT_HISTORY = `for folder in ${MOUNT.db}/authorities_db ${MOUNT.db}/consensus_db; do
  if [ -z "$(ls -A $folder 2>/dev/null)" ]; then
    echo "$folder is empty: restore it, or declare that the validator never signed" >&2
    exit 1
  fi
done
`;

function configOf({ units }: Input): string {
  const { address, transactions, stateSync } = units.validator.peers;
  return `protocol-key-pair:
  path: ${MOUNT.keys}/protocol.key
worker-key-pair:
  path: ${MOUNT.keys}/worker.key
network-key-pair:
  path: ${MOUNT.keys}/network.key
db-path: ${MOUNT.db}/authorities_db
network-address: /ip4/0.0.0.0/tcp/${transactions}/http
json-rpc-address: 127.0.0.1:9000
metrics-address: 0.0.0.0:${METRICS_PORT}
admin-interface-port: 1337
consensus-config:
  db-path: ${MOUNT.db}/consensus_db
p2p-config:
  listen-address: 0.0.0.0:${stateSync}
  external-address: /ip4/${address}/udp/${stateSync}
  anemo-config:
    max-concurrent-connections: 0
genesis:
  genesis-file-location: ${GENESIS_FILE}
authority-store-pruning-config:
  num-epochs-to-retain: 1
`;
}
