import type { Client } from '../client';
import type { PlanInput } from '../family';
import type { PartRef } from '../workload-plan';
import type { Flags } from '../flags';
import type { EvmSide } from './evm';
import type { CometNodeFacts } from './facts';
import type { CometRole, CometUnits, CometValues } from './units';

/** One chain on CometBFT and the Cosmos SDK: what its program is called and where it lives. */
export interface CometChain {
  /** Name of the chain, also that of its networks: `osmosis`. */
  readonly chain: string;

  /** The program: `osmosisd`. Its name in capitals is the prefix of the variables it reads as settings. */
  readonly binary: string;

  /** Image key: `osmosis.osmosisd`. */
  readonly image: string;

  /**
   * User it runs as.
   *
   * @default 10001
   */
  readonly user?: number;
}

/** A chain with what {@link CometChain} leaves to this package. */
export interface PlannedChain extends CometChain {
  /** Execution clients beside its nodes, which the application of a Cosmos chain does without. */
  readonly evm?: EvmSide;
}

/** What a CometBFT workload is planned from, however it signs or in the one way that `Units` says. */
export type CometInput<Units extends CometUnits = CometUnits> = PlanInput<
  CometNodeFacts,
  CometValues,
  Units,
  CometRole
>;

/** Folders within every node. */
export const HOME = {
  root: '/chain',
  config: '/config',
  nodeKey: '/node-key',
  keys: '/keys',
  state: '/state',
  temporary: '/tmp',
} as const;

/** Ports of every node, as CometBFT numbers them. */
export const COMET_PORT = { p2p: 26656, rpc: 26657, grpc: 9090, metrics: 26660 } as const;

/** Where a node waits for the signer that dials it, as the documents of each signer number it. */
export const SIGNER_PORT = { tmkms: 26658, horcrux: 1234 } as const;

/**
 * Flags of the log of every application of the Cosmos SDK
 * (https://github.com/cosmos/cosmos-sdk/blob/main/server/cmd/execute.go and CometBFT's own libs/cli/setup.go).
 */
const LOG_FLAGS = ['log_level', 'log_format', 'log_no_color', 'trace'];

/** A node of the chain. */
export function nodeClient(chain: PlannedChain, name: 'sentry' | 'validator'): Client & { readonly fixedFlags: Flags } {
  const ports = { metrics: { number: COMET_PORT.metrics }, p2p: { number: COMET_PORT.p2p } };
  return {
    name,
    image: chain.image,
    command: chain.evm?.command ?? [chain.binary, 'start'],
    user: chain.user ?? 10001,
    ports: name === 'sentry' ? { ...ports, rpc: { number: COMET_PORT.rpc } } : ports,
    metrics: { port: 'metrics', path: '/metrics' },
    readiness: { kind: 'tcp', port: 'p2p' },
    environmentPrefix: `${chain.binary.toUpperCase()}_`,
    defaults: { cpu: '4', memory: '32Gi', storage: '1Ti' },
    dangerousFlags: {},
    allowedFlags: chain.evm?.allowedFlags ?? LOG_FLAGS,
    fixedFlags: { home: HOME.root },
  };
}

/** Hands the checked genesis file to the workload's nodes. */
export const GENESIS_SERVER = {
  name: 'genesis',
  image: 'init.busybox',
  command: ['httpd', '-f', '-p', '8080', '-h', '/genesis'],
  user: 10001,
  ports: { http: { number: 8080 } },
  readiness: { kind: 'tcp', port: 'http' },
  defaults: { cpu: '100m', memory: '256Mi' },
  dangerousFlags: {},
  allowedFlags: [],
} as const satisfies Client;

/** The sentry of a unit, as links and peers name it. */
export function sentryRef(unit: string): PartRef {
  return { unit, part: 'sentry' };
}

/** The genesis file server of a unit. */
export function genesisRef(unit: string): PartRef {
  return { unit, part: GENESIS_SERVER.name };
}
