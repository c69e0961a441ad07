import { secretPath } from '../model/custody';
import { propProblem } from '../model/errors';
import { Network } from '../model/network';
import { AVALANCHEGO, HTTP_PORT } from './avalanche/client';
import { buildAll } from './build-all';
import { buildPart } from './build-part';
import type { ChainFamily, PlanInput, RoleSpec } from './family';
import type { Flags } from './flags';
import type { Part, Volume } from './part';
import { publicAddressProblems, publicPort, type PublicAddress } from './public-address';
import { roleLayers } from './role-layers';
import type { RoleOverlay } from './role-values';
import { shellStep } from './shell-step';
import type { UnitPlan, WorkloadPlan } from './workload-plan';

export type { PublicAddress } from './public-address';

/** Roles of an Avalanche workload. */
export type AvalancheRole = 'validator';

/** Nothing: the program knows the public networks by name. */
export type AvalancheFacts = Readonly<Record<string, never>>;

/** Values that the whole workload shares. */
export interface AvalancheValues {
  /**
   * Subnets that it tracks besides the primary network, by their ids.
   *
   * @default none
   */
  readonly subnets?: readonly string[];
}

/** Units of an Avalanche workload. */
export interface AvalancheUnits {
  /** The validator with its NodeID and its BLS key. */
  readonly validator: {
    /** Where the others reach it. Its usual port is 9651. */
    readonly peers: PublicAddress;

    /** @default none */
    readonly overlay?: { readonly validator?: RoleOverlay };
  };
}

type Input = PlanInput<AvalancheFacts, AvalancheValues, AvalancheUnits, AvalancheRole>;

const ROLES = {
  validator: {
    title: 'validator',
    workload: 'signing',
    slashingState: {
      none: 'the primary network takes no stake from a validator, whatever it signs; a lost key costs the NodeID',
    },
    meetsPeers: 'its NodeID is the certificate that every peer sees: there is no sentry to put before it',
    graceSeconds: 120,
  },
} as const satisfies Readonly<Record<AvalancheRole, RoleSpec>>;

/**
 * Avalanche: one validator, which is known by its NodeID, the hash of its staking certificate, and by a BLS key.
 *
 * Two nodes with one NodeID spoil each other's uptime, and with it the rewards; some L1s may slash. So it is held as
 * strictly as any signer, though it keeps no record of what it signed. A NodeID is a RIPEMD-160 hash, which no tool of
 * the images at hand computes: the step before the first start checks that all three files are there, not whose they
 * are. Remote BLS signers are not rendered. The time to stop and the user were not checked.
 */
export const avalanche: ChainFamily<AvalancheFacts, AvalancheValues, AvalancheUnits, AvalancheRole> = {
  name: 'avalanche',
  chain: 'avalanche',
  roles: ROLES,
  plan: (input) => {
    const { validator } = buildAll({ validator: () => validatorUnit(input) }, inputProblems(input));
    return { units: [validator], links: [] } satisfies WorkloadPlan;
  },
};

/** The public networks. Their ids: https://build.avax.network/docs/quick-start/networks */
export const networks = {
  mainnet: new Network<AvalancheFacts>({
    chain: 'avalanche',
    name: 'mainnet',
    chainId: '1',
    environment: 'mainnet',
    facts: {},
  }),
  fuji: new Network<AvalancheFacts>({
    chain: 'avalanche',
    name: 'fuji',
    chainId: '5',
    environment: 'testnet',
    facts: {},
  }),
} as const;

const MOUNT = { data: '/data', staking: '/staking', temporary: '/tmp' } as const;
const KEY_FILES = ['staker.key', 'staker.crt', 'signer.key'] as const;

function inputProblems({ where, identity, units }: Input): string[] {
  const problems = publicAddressProblems(where, 'units.validator.peers', units.validator.peers);
  if (identity.kind === 'node-id' && identity.publicKeys.length === 1) return problems;
  const mustBe = 'the NodeID of one validator (SigningIdentity.publicIds, kind node-id)';
  return [
    ...problems,
    propProblem(where, 'identity', mustBe, `${identity.publicKeys.length} of kind ${identity.kind}`),
  ];
}

function validatorUnit(input: Input): UnitPlan {
  const path = secretPath(input.custody, 'validator', 'staking');
  return {
    name: 'validator',
    parts: [validatorPart(input)],
    secrets: {
      staking: { path, take: Object.fromEntries(KEY_FILES.map((file) => [file, file])), signingKey: true },
    },
    configs: {},
  };
}

function validatorPart(input: Input): Part {
  const { validator } = input.units;
  return buildPart({
    where: input.where,
    role: 'validator',
    client: AVALANCHEGO,
    layers: roleLayers(input, 'validator', ROLES.validator, { overlay: validator.overlay?.validator }),
    fixed: { flags: flagsOf(input) },
    ports: { ...AVALANCHEGO.ports, staking: publicPort(validator.peers.port) },
    volumes: ({ storage, storageClass }): Readonly<Record<string, Volume>> => ({
      data: { kind: 'claim', mount: MOUNT.data, storage, storageClass, slashingState: false },
      staking: { kind: 'secret', mount: MOUNT.staking, secrets: ['staking'] },
      temporary: { kind: 'scratch', mount: MOUNT.temporary, size: '1Gi' },
    }),
    init: [shellStep('expect-keys', EXPECT_KEYS, ['staking'])],
    internet: true,
    identity: input.identity,
  });
}

/** Fails unless every file of the identity is there. */
const EXPECT_KEYS = `for file in ${KEY_FILES.join(' ')}; do
  if [ ! -s ${MOUNT.staking}/$file ]; then
    echo "no $file: the identity is not mounted" >&2
    exit 1
  fi
done
`;

function flagsOf({ common, network, units }: Input): Flags {
  const { peers } = units.validator;
  return {
    'network-id': network.name,
    'data-dir': MOUNT.data,
    // On its default, the loopback address, neither the kubelet nor Prometheus would reach it.
    'http-host': '$(POD_IP)',
    'http-port': HTTP_PORT,
    'public-ip': peers.address,
    'staking-port': peers.port,
    'staking-tls-key-file': `${MOUNT.staking}/staker.key`,
    'staking-tls-cert-file': `${MOUNT.staking}/staker.crt`,
    'staking-signer-key-file': `${MOUNT.staking}/signer.key`,
    ...(common.subnets === undefined ? {} : { 'track-subnets': common.subnets.join(',') }),
  };
}
