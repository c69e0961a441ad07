import { secretPath } from '../../model/custody';
import type { NonEmpty } from '../../model/kind';
import { buildPart } from '../build-part';
import type { Client } from '../client';
import { ENGINE_PORT, EXECUTION_PEER_PORT } from '../ethereum/execution-clients';
import { JWT_FILE, MOUNT, type ExecutionWiring } from '../ethereum/wiring';
import type { Flags } from '../flags';
import type { Part, SecretVolume } from '../part';
import { roleLayers } from '../role-layers';
import type { RoleOverlay } from '../role-values';
import { hostOf, type PartRef, type SecretPlan, type UnitPlan } from '../workload-plan';
import { type CometInput, genesisRef, HOME, type PlannedChain } from './chain';
import { ROLES } from './roles';
import { takeFile, type NodeFiles } from './scripts';
import { shellStep } from '../shell-step';

/** Where the consensus client of a node finds its execution client. */
export interface EngineWiring {
  readonly url: string;
  readonly jwtFile: string;
}

/** The execution side of a chain: a client beside each node, which the node drives over the engine API. */
export interface EvmSide {
  /** Command of the consensus client, before its flags. */
  readonly command: NonEmpty<string>;

  /** The only flags of the consensus client that an overlay may set: those of its log. */
  readonly allowedFlags: readonly string[];

  /** Flags by which the consensus client reaches its execution client. */
  readonly engineFlags: (wiring: EngineWiring) => Flags;
  readonly execution: Client & { readonly wire: (wiring: ExecutionWiring) => Flags };

  /** Name of the file among `files` with which the execution client starts; it is put into its data folder. */
  readonly executionGenesis?: string;

  /** Files beside the genesis file that nodes need. */
  readonly files: NodeFiles;

  /**
   * Commands that make a home in /tmp/throwaway with a key in it. These consensus clients start with a key only, also
   * where they do not validate; a sentry gets one that is nobody's.
   */
  readonly throwawayHome: string;
}

/** The volume of the secret that a node and its execution client share. */
export const JWT_VOLUME: SecretVolume = { kind: 'secret', mount: MOUNT.jwt, secrets: ['jwt'] };

/** The engine secret as one unit reads it: both units of a pair hold the same text, each at a path of its own. */
export function jwtSecret(input: CometInput, unit: string): SecretPlan {
  return { path: secretPath(input.custody, unit, 'jwt'), take: { 'jwt.hex': 'jwt.hex' }, signingKey: false };
}

/** Flags of a node whose execution client is in the named unit. */
export function engineFlags({ evm }: PlannedChain, input: CometInput, unit: string): Flags {
  if (evm === undefined) return {};
  const host = hostOf(input.workload, executionRef(evm, unit));
  return evm.engineFlags({ url: `http://${host}:${ENGINE_PORT}`, jwtFile: JWT_FILE });
}

/** The execution client of a unit. */
export function executionRef(evm: EvmSide, unit: string): PartRef {
  return { unit, part: evm.execution.name };
}

/** The execution client of one node. It dials its peers and is dialled by none. */
export function executionPart(evm: EvmSide, input: CometInput, unit: string, overlay: RoleOverlay | undefined): Part {
  const { execution, executionGenesis } = evm;
  const file = executionGenesis === undefined ? undefined : evm.files[executionGenesis];
  const genesisHost = hostOf(input.workload, genesisRef('node'));
  return buildPart({
    where: input.where,
    role: 'execution',
    client: execution,
    layers: roleLayers(input, 'execution', ROLES.execution, { overlay }),
    fixed: {
      flags: execution.wire({ network: input.network.name, host: hostOf(input.workload, executionRef(evm, unit)) }),
    },
    ports: {
      ...execution.ports,
      'p2p-tcp': { number: EXECUTION_PEER_PORT },
      'p2p-udp': { number: EXECUTION_PEER_PORT, protocol: 'UDP' },
    },
    volumes: ({ storage, storageClass }) => ({
      data: { kind: 'claim', mount: MOUNT.data, storage, storageClass, slashingState: false },
      jwt: JWT_VOLUME,
      temporary: { kind: 'scratch', mount: HOME.temporary, size: '1Gi' },
    }),
    init:
      executionGenesis === undefined || file === undefined
        ? []
        : [shellStep('take-genesis', takeFile(genesisHost, MOUNT.data, executionGenesis, file), ['data'])],
    internet: true,
  });
}

/** The execution client of the validator, in a unit of its own: it meets peers, and the validator must not. */
export function executionUnit(evm: EvmSide, input: CometInput, overlay: RoleOverlay | undefined): UnitPlan {
  return {
    name: EXECUTION_UNIT,
    parts: [executionPart(evm, input, EXECUTION_UNIT, overlay)],
    secrets: { jwt: jwtSecret(input, EXECUTION_UNIT) },
    configs: {},
  };
}

/** Name of that unit. */
export const EXECUTION_UNIT = 'execution';

/** Gives a sentry a key that is nobody's, once. */
export function throwawayKey({ throwawayHome }: EvmSide): string {
  const made = `${HOME.temporary}/throwaway`;
  return `if [ -s ${HOME.root}/config/priv_validator_key.json ]; then exit 0; fi
${throwawayHome}
mkdir -p ${HOME.root}/config ${HOME.root}/data
cp ${made}/data/priv_validator_state.json ${HOME.root}/data/
cp ${made}/config/priv_validator_key.json ${HOME.root}/config/
`;
}
