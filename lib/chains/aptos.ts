import { secretPath } from '../model/custody';
import { propError, propProblem } from '../model/errors';
import { Network, remoteFile, type RemoteFile } from '../model/network';
import { buildAll } from './build-all';
import { buildPart } from './build-part';
import type { Client } from './client';
import type { ChainFamily, PlanInput, RoleSpec } from './family';
import { fetchFile } from './fetch-file';
import type { Part, Volume } from './part';
import { publicAddressProblems, publicPort, type PublicAddress } from './public-address';
import { roleLayers } from './role-layers';
import type { RoleOverlay } from './role-values';
import { shellStep } from './shell-step';
import type { UnitPlan, WorkloadPlan } from './workload-plan';

export type { PublicAddress } from './public-address';

/** Roles of an Aptos workload. */
export type AptosRole = 'validator';

/** What nodes must know of an Aptos network. */
export interface AptosFacts {
  /** The genesis transaction. */
  readonly genesis: RemoteFile;

  /** The ledger state that a node trusts to begin with: `0:` and 64 hex digits. */
  readonly waypoint: string;
}

/** An Aptos workload has no values to share: it is one program. */
export type AptosValues = Readonly<Record<string, never>>;

/** Units of an Aptos workload. */
export interface AptosUnits {
  /** The validator, its identity and its safety rules. */
  readonly validator: {
    /** Where the other validators reach it, as its pool's entry on the chain says. Its usual port is 6180. */
    readonly peers: PublicAddress;

    /** @default none */
    readonly overlay?: { readonly validator?: RoleOverlay };
  };
}

type Input = PlanInput<AptosFacts, AptosValues, AptosUnits, AptosRole>;

const ROLES = {
  validator: {
    title: 'validator',
    workload: 'signing',
    slashingState: 'claim',
    meetsPeers: 'validators dial each other by the addresses on the chain: there is no sentry',
    // The public chart says 0, which kills the process in the middle of what it writes.
    graceSeconds: 120,
  },
} as const satisfies Readonly<Record<AptosRole, RoleSpec>>;

/**
 * Aptos: one validator. Its safety rules, which keep it from voting twice in a round, are in `secure-data.json`, in a
 * claim apart from the chain's data; that losing them can cost stake is not documented and is assumed. The public chart
 * names its claim by an `era` that wipes it when somebody counts it up; here a claim's name never changes.
 *
 * The identity file holds private keys alone, so the step before the first start sees that it is there, not whose it
 * is. Its configuration has no overlay. A full node of the validator's own (port 6181) is not rendered, nor its REST API
 * to anybody outside the pod. Settings follow https://github.com/aptos-labs/aptos-core/tree/main/terraform/helm/aptos-node;
 * that a waypoint may stand in the configuration itself was not tried.
 */
export const aptos: ChainFamily<AptosFacts, AptosValues, AptosUnits, AptosRole> = {
  name: 'aptos',
  chain: 'aptos',
  roles: ROLES,
  plan: (input) => {
    const { validator } = buildAll({ validator: () => validatorUnit(input) }, inputProblems(input));
    return { units: [validator], links: [] } satisfies WorkloadPlan;
  },
};

/** What an operator has checked of a network, for it is published without digests. */
export interface AptosTrust {
  /** SHA-256 of `genesis.blob`, 64 hex digits. */
  readonly genesisSha256: string;

  /** The network's first waypoint: `0:` and 64 hex digits. */
  readonly waypoint: string;
}

/** Aptos mainnet. @throws when what is trusted is not of its form */
export function mainnet(trust: AptosTrust): Network<AptosFacts> {
  return networkOf('mainnet', '1', trust);
}

/** Aptos testnet. @throws when what is trusted is not of its form */
export function testnet(trust: AptosTrust): Network<AptosFacts> {
  return networkOf('testnet', '2', trust);
}

function networkOf(name: 'mainnet' | 'testnet', chainId: string, trust: AptosTrust): Network<AptosFacts> {
  const where = `network ${name} of aptos`;
  if (!/^0:[0-9a-f]{64}$/.test(trust.waypoint)) {
    throw propError(where, 'waypoint', '0: and 64 hex digits', trust.waypoint);
  }
  const url = `https://raw.githubusercontent.com/aptos-labs/aptos-networks/main/${name}/genesis.blob`;
  const genesis = remoteFile(where, 'genesis', { url, sha256: trust.genesisSha256 });
  return new Network({
    chain: 'aptos',
    name,
    chainId,
    environment: name,
    facts: { genesis, waypoint: trust.waypoint },
  });
}

const MOUNT = {
  data: '/data',
  safety: '/safety',
  identity: '/identity',
  config: '/config',
  temporary: '/tmp',
} as const;
const METRICS_PORT = 9101;
const GENESIS_FILE = `${MOUNT.data}/genesis.blob`;
const IDENTITY_FILE = `${MOUNT.identity}/validator-identity.yaml`;
const SAFETY_FILE = `${MOUNT.safety}/secure-data.json`;

const OWN_CHAIN = 'it starts a chain of its own';

const APTOS_NODE = {
  name: 'aptos-node',
  image: 'aptos.aptos-node',
  command: ['/usr/local/bin/aptos-node'],
  user: 6180,
  ports: { metrics: { number: METRICS_PORT } },
  metrics: { port: 'metrics', path: '/metrics' },
  readiness: { kind: 'tcp', port: 'metrics' },
  defaults: { cpu: '15', memory: '26Gi', storage: '2Ti' },
  dangerousFlags: { test: OWN_CHAIN, seed: OWN_CHAIN, 'random-seed': OWN_CHAIN, 'test-dir': OWN_CHAIN },
  allowedFlags: [],
} as const satisfies Client;

function inputProblems({ where, identity, units }: Input): string[] {
  const problems = publicAddressProblems(where, 'units.validator.peers', units.validator.peers);
  if (identity.kind === 'bls' && identity.publicKeys.length === 1) return problems;
  const mustBe = 'the BLS consensus key of one validator (SigningIdentity.publicIds, kind bls)';
  return [
    ...problems,
    propProblem(where, 'identity', mustBe, `${identity.publicKeys.length} of kind ${identity.kind}`),
  ];
}

function validatorUnit(input: Input): UnitPlan {
  const file = 'validator-identity.yaml';
  const path = secretPath(input.custody, 'validator', 'identity');
  return {
    name: 'validator',
    parts: [validatorPart(input)],
    secrets: { identity: { path, take: { [file]: file }, signingKey: true } },
    configs: { config: { 'validator.yaml': configOf(input) } },
  };
}

function validatorPart(input: Input): Part {
  const { validator } = input.units;
  return buildPart({
    where: input.where,
    role: 'validator',
    client: APTOS_NODE,
    layers: roleLayers(input, 'validator', ROLES.validator, { overlay: validator.overlay?.validator }),
    fixed: { flags: { config: `${MOUNT.config}/validator.yaml` } },
    ports: { ...APTOS_NODE.ports, validator: publicPort(validator.peers.port) },
    volumes: ({ storage, storageClass }): Readonly<Record<string, Volume>> => ({
      data: { kind: 'claim', mount: MOUNT.data, storage, storageClass, slashingState: false },
      safety: { kind: 'claim', mount: MOUNT.safety, storage: '1Gi', storageClass, slashingState: true },
      identity: { kind: 'secret', mount: MOUNT.identity, secrets: ['identity'] },
      config: { kind: 'config', mount: MOUNT.config, config: 'config' },
      temporary: { kind: 'scratch', mount: MOUNT.temporary, size: '1Gi' },
    }),
    init: [
      shellStep('expect-identity', expectIdentity(input), ['identity', 'safety']),
      shellStep('fetch-genesis', fetchFile(input.network.facts.genesis, GENESIS_FILE), ['data']),
    ],
    internet: true,
    identity: input.identity,
  });
}

function expectIdentity({ identity }: Input): string {
  const history = `if [ ! -s ${SAFETY_FILE} ]; then
  echo "no safety rules of what the validator voted; restore them, or declare that it never signed" >&2
  exit 1
fi
`;
  return `if ! grep -q '^consensus_private_key:' ${IDENTITY_FILE}; then
  echo "no consensus key in the mounted identity" >&2
  exit 1
fi
${identity.history === 'kept' ? history : ''}`;
}

function configOf({ network, units }: Input): string {
  return `base:
  role: validator
  data_dir: ${MOUNT.data}
  waypoint:
    from_config: "${network.facts.waypoint}"
consensus:
  safety_rules:
    service:
      type: local
    backend:
      type: on_disk_storage
      path: ${SAFETY_FILE}
    initial_safety_rules_config:
      from_file:
        waypoint:
          from_config: "${network.facts.waypoint}"
        identity_blob_path: ${IDENTITY_FILE}
execution:
  genesis_file_location: ${GENESIS_FILE}
validator_network:
  discovery_method: onchain
  listen_address: /ip4/0.0.0.0/tcp/${units.validator.peers.port}
  mutual_authentication: true
  identity:
    type: from_file
    path: ${IDENTITY_FILE}
full_node_networks: []
api:
  enabled: true
  address: 127.0.0.1:8080
inspection_service:
  address: 0.0.0.0
  port: ${METRICS_PORT}
admin_service:
  enabled: false
`;
}
