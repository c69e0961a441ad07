import type { Flags } from '../flags';
import type { Port } from '../part';
import type { RoleOverlay } from '../role-values';
import { JWT_FILE, MOUNT, type ExecutionClientSpec, type ExecutionWiring } from './wiring';
import { BESU_FLAGS } from './known-flags/besu';
import { GETH_FLAGS } from './known-flags/geth';
import { RETH_FLAGS } from './known-flags/reth';

/** Usual peer-to-peer port of every execution client. */
export const EXECUTION_PEER_PORT = 30303;

/** Port of the engine API of every execution client. */
export const ENGINE_PORT = 8551;

/** Attester profile of EIP-7870 with head room: https://eips.ethereum.org/EIPS/eip-7870 */
const RESOURCES: RoleOverlay = { cpu: '4', memory: '16Gi', storage: '2Ti' };

const NETWORK = 'the network decides which chain it follows';
const HIDDEN = 'flags in a file are seen by no check';
const UNLOCKED = 'a node holds no account keys';

function ports(metrics: number): Readonly<Record<string, Port>> {
  return { engine: { number: ENGINE_PORT }, metrics: { number: metrics } };
}

function nat(wiring: ExecutionWiring): Flags {
  const { announced } = wiring;
  if (announced === undefined) return { port: EXECUTION_PEER_PORT, nat: 'none' };
  return { port: announced.port, nat: `extip:${announced.address}` };
}

const shared = {
  user: 10001,
  readiness: { kind: 'tcp', port: 'engine' },
} as const;

/**
 * Execution clients by name. Ports and flags follow the charts of ethpandaops
 * (https://github.com/ethpandaops/ethereum-helm-charts/tree/master/charts); the RPC API for users stays off.
 */
export const EXECUTION_CLIENTS = {
  geth: {
    ...shared,
    name: 'geth',
    image: 'ethereum.geth',
    command: ['geth'],
    ports: ports(6060),
    metrics: { port: 'metrics', path: '/debug/metrics/prometheus' },
    environmentPrefix: 'GETH_',
    defaults: RESOURCES,
    knownFlags: GETH_FLAGS,
    dangerousFlags: {
      networkid: NETWORK,
      mainnet: NETWORK,
      sepolia: NETWORK,
      holesky: NETWORK,
      hoodi: NETWORK,
      dev: NETWORK,
      config: HIDDEN,
      unlock: UNLOCKED,
      'allow-insecure-unlock': UNLOCKED,
      nodekeyhex: 'a key on the command line',
    },
    wire: (w) => ({
      [w.network]: true,
      datadir: MOUNT.data,
      'authrpc.addr': '0.0.0.0',
      'authrpc.port': ENGINE_PORT,
      'authrpc.vhosts': w.host,
      'authrpc.jwtsecret': JWT_FILE,
      metrics: true,
      'metrics.addr': '0.0.0.0',
      'metrics.port': 6060,
      ...nat(w),
    }),
  },
  reth: {
    ...shared,
    name: 'reth',
    image: 'ethereum.reth',
    command: ['/usr/local/bin/reth', 'node'],
    ports: ports(9001),
    metrics: { port: 'metrics', path: '/metrics' },
    environmentPrefix: 'RETH_',
    // The node's own log goes to the container's output; without this reth also writes files below $HOME.
    defaults: { ...RESOURCES, flags: { 'log.file.max-files': 0 } },
    knownFlags: RETH_FLAGS,
    dangerousFlags: { config: HIDDEN, dev: NETWORK, 'p2p-secret-key-hex': 'a key on the command line' },
    wire: (w) => ({
      chain: w.network,
      datadir: MOUNT.data,
      'authrpc.addr': '0.0.0.0',
      'authrpc.port': ENGINE_PORT,
      'authrpc.jwtsecret': JWT_FILE,
      metrics: '0.0.0.0:9001',
      'discovery.port': w.announced?.port ?? EXECUTION_PEER_PORT,
      ...nat(w),
    }),
  },
  nethermind: {
    ...shared,
    name: 'nethermind',
    image: 'ethereum.nethermind',
    command: ['/nethermind/nethermind'],
    ports: ports(9545),
    metrics: { port: 'metrics', path: '/metrics' },
    environmentPrefix: 'NETHERMIND_',
    defaults: RESOURCES,
    dangerousFlags: {
      configsDirectory: HIDDEN,
      'Init.ChainSpecPath': NETWORK,
      'JsonRpc.UnsecureDevNoRpcAuthentication': 'the engine API must ask for the JWT secret',
      'KeyStore.TestNodeKey': 'a key on the command line',
    },
    wire: (w) => ({
      config: w.network,
      datadir: MOUNT.data,
      'KeyStore.KeyStoreDirectory': `${MOUNT.data}/keystore`,
      'Init.LogDirectory': `${MOUNT.data}/logs`,
      // The engine API is part of the JSON-RPC module; the user API stays on the loopback address.
      'JsonRpc.Enabled': 'true',
      'JsonRpc.Host': '127.0.0.1',
      'JsonRpc.EngineHost': '0.0.0.0',
      'JsonRpc.EnginePort': ENGINE_PORT,
      'JsonRpc.JwtSecretFile': JWT_FILE,
      'Metrics.Enabled': 'true',
      'Metrics.ExposeHost': '0.0.0.0',
      'Metrics.ExposePort': 9545,
      'Network.P2PPort': w.announced?.port ?? EXECUTION_PEER_PORT,
      'Network.DiscoveryPort': w.announced?.port ?? EXECUTION_PEER_PORT,
      ...(w.announced === undefined ? {} : { 'Network.ExternalIp': w.announced.address }),
    }),
  },
  besu: {
    ...shared,
    name: 'besu',
    image: 'ethereum.besu',
    command: ['/opt/besu/bin/besu'],
    ports: ports(9545),
    metrics: { port: 'metrics', path: '/metrics' },
    environmentPrefix: 'BESU_',
    defaults: RESOURCES,
    knownFlags: BESU_FLAGS,
    dangerousFlags: {
      'config-file': HIDDEN,
      profile: HIDDEN,
      'genesis-file': NETWORK,
      'network-id': NETWORK,
      'engine-jwt-disabled': 'the engine API must ask for the JWT secret',
      'node-private-key-file': 'a node key is made by the node itself',
    },
    wire: (w) => ({
      network: w.network,
      'data-path': MOUNT.data,
      'nat-method': 'NONE',
      'engine-rpc-port': ENGINE_PORT,
      'engine-jwt-secret': JWT_FILE,
      'engine-host-allowlist': w.host,
      'metrics-enabled': 'true',
      'metrics-host': '0.0.0.0',
      'metrics-port': 9545,
      'host-allowlist': '$(POD_IP)',
      'p2p-port': w.announced?.port ?? EXECUTION_PEER_PORT,
      ...(w.announced === undefined ? {} : { 'p2p-host': w.announced.address }),
    }),
  },
  erigon: {
    ...shared,
    name: 'erigon',
    image: 'ethereum.erigon',
    command: ['erigon'],
    ports: ports(6060),
    metrics: { port: 'metrics', path: '/debug/metrics/prometheus' },
    environmentPrefix: 'ERIGON_',
    defaults: RESOURCES,
    dangerousFlags: { config: HIDDEN, networkid: NETWORK, unlock: UNLOCKED, nodekeyhex: 'a key on the command line' },
    wire: (w) => ({
      chain: w.network,
      datadir: MOUNT.data,
      // Otherwise its own consensus client answers instead of the workload's beacon node.
      externalcl: true,
      'http.addr': '127.0.0.1',
      'private.api.addr': '127.0.0.1:9090',
      'authrpc.addr': '0.0.0.0',
      'authrpc.port': ENGINE_PORT,
      'authrpc.vhosts': w.host,
      'authrpc.jwtsecret': JWT_FILE,
      metrics: true,
      'metrics.addr': '0.0.0.0',
      'metrics.port': 6060,
      ...nat(w),
    }),
  },
} as const satisfies Readonly<Record<string, ExecutionClientSpec>>;

/** Name of an execution client. */
export type ExecutionClient = keyof typeof EXECUTION_CLIENTS;
