import type { RoleOverlay, SettingValue } from '../role-values';
import { COMET_PORT, HOME, type CometInput, type PlannedChain } from './chain';
import type { CometSentry, LocalKeyUnits } from './units';

type Settings = Readonly<Record<string, SettingValue>>;

/**
 * How many blocks back a validator looks for a signature of its own key before it signs. It ended a double sign when a
 * pod was started beside one that was still stopping (https://github.com/akash-network/cosmos-omnibus/issues/317).
 */
const DOUBLE_SIGN_CHECK_HEIGHT = 10;

/** The mempool is the execution client's. */
const NO_MEMPOOL: Settings = { 'mempool.type': 'nop', 'mempool.broadcast': false };

/** Settings of a node without those of the SDK's application, where the chain has none. */
export function settingsFor(chain: PlannedChain, settings: RoleOverlay['settings']): RoleOverlay['settings'] {
  if (chain.evm === undefined) return settings;
  return { 'config.toml': { ...settings?.['config.toml'], ...NO_MEMPOOL } };
}

/** What an overlay may change, with the defaults of the SDK where leaving a setting out means something else. */
export function tunableSettings(chain: PlannedChain): RoleOverlay {
  const peers = { 'p2p.max_num_inbound_peers': 80, 'p2p.max_num_outbound_peers': 60 };
  if (chain.evm !== undefined) return { settings: { 'config.toml': peers } };
  return {
    settings: {
      'config.toml': { ...peers, 'mempool.size': 5000 },
      'app.toml': {
        'min-retain-blocks': 0,
        'inter-block-cache': true,
        'iavl-cache-size': 781250,
        // Left out, the SDK would read 0: an unlimited mempool of the application's own.
        'mempool.max-txs': -1,
        'state-sync.snapshot-interval': 0,
      },
    },
  };
}

/** Settings that follow from the workload's common props. */
export function commonSettings(chain: PlannedChain, input: CometInput): RoleOverlay {
  const { common, network } = input;
  if (chain.evm !== undefined) return { flags: { pruning: common.pruning ?? 'default' } };
  return {
    settings: {
      'app.toml': {
        'minimum-gas-prices': common.minimumGasPrices ?? network.facts.minimumGasPrices,
        pruning: common.pruning ?? 'default',
      },
    },
  };
}

/** What a sentry is to its workload. */
export interface SentryWiring {
  readonly moniker: string;
  readonly sentry: CometSentry;

  /** Peer id of the validator behind it. */
  readonly validatorId?: string;

  /** Port on which it waits for a remote signer. */
  readonly signerPort?: number;

  /** Whether a relayer calls its gRPC API. */
  readonly relayed?: boolean;
}

/** Settings of a sentry that no overlay may change. */
export function sentrySettings(input: CometInput, wiring: SentryWiring): RoleOverlay['settings'] {
  const { moniker, sentry, validatorId = '', signerPort, relayed = false } = wiring;
  const { peers } = sentry;
  return {
    'config.toml': {
      ...everyNode(moniker),
      ...(signerPort === undefined ? {} : remoteSigning(signerPort)),
      'rpc.laddr': `tcp://0.0.0.0:${COMET_PORT.rpc}`,
      'p2p.laddr': `tcp://0.0.0.0:${peers?.port ?? COMET_PORT.p2p}`,
      'p2p.external_address': peers === undefined ? '' : `${peers.address}:${peers.port}`,
      'p2p.seeds': input.network.facts.seeds.join(','),
      'p2p.pex': true,
      // The validator is never told to other peers, and never dropped for one of them.
      'p2p.private_peer_ids': validatorId,
      'p2p.unconditional_peer_ids': validatorId,
    },
    'app.toml': { ...everyApplication(), ...(relayed ? GRPC : {}) },
  };
}

const GRPC: Settings = { 'grpc.enable': true, 'grpc.address': `0.0.0.0:${COMET_PORT.grpc}` };

/**
 * The node listens and the signer dials. The check for signatures of its own key is off, since the signer knows what it
 * signed, and signs on for another node while this one starts: the check would never let it.
 */
function remoteSigning(port: number): Settings {
  return { priv_validator_laddr: `tcp://0.0.0.0:${port}`, 'consensus.double_sign_check_height': 0 };
}

/** Settings of a validator that no overlay may change. */
export function validatorSettings(input: CometInput<LocalKeyUnits>, sentryAddress: string): RoleOverlay['settings'] {
  return {
    'config.toml': {
      ...everyNode(`${input.workload}-validator`),
      priv_validator_key_file: `${HOME.keys}/priv_validator_key.json`,
      priv_validator_state_file: `${HOME.state}/priv_validator_state.json`,
      'consensus.wal_file': `${HOME.state}/cs.wal/wal`,
      'consensus.double_sign_check_height': DOUBLE_SIGN_CHECK_HEIGHT,
      'rpc.laddr': `tcp://127.0.0.1:${COMET_PORT.rpc}`,
      'p2p.laddr': `tcp://0.0.0.0:${COMET_PORT.p2p}`,
      'p2p.external_address': '',
      'p2p.seeds': '',
      'p2p.pex': false,
      'p2p.persistent_peers': sentryAddress,
      'p2p.unconditional_peer_ids': input.units.node.nodeId,
    },
    'app.toml': everyApplication(),
  };
}

function everyNode(moniker: string): Settings {
  return {
    moniker,
    node_key_file: `${HOME.nodeKey}/node_key.json`,
    // A remote signer would dial in here.
    priv_validator_laddr: '',
    'p2p.addr_book_file': 'data/addrbook.json',
    // Peers within the cluster have private addresses.
    'p2p.addr_book_strict': false,
    'rpc.unsafe': false,
    'rpc.pprof_laddr': '',
    'instrumentation.prometheus': true,
    'instrumentation.prometheus_listen_addr': `:${COMET_PORT.metrics}`,
    'instrumentation.namespace': 'cometbft',
  };
}

function everyApplication(): Settings {
  return { 'api.enable': false, 'grpc.enable': false, 'grpc-web.enable': false };
}
