import type { Port } from '../part';
import type { RoleOverlay } from '../role-values';
import { BEACON_FLAGS } from './beacon-flags';
import { JWT_FILE, MOUNT, type BeaconClientSpec, type BeaconWiring } from './wiring';

/** Usual peer-to-peer port of every beacon node here. */
export const BEACON_PEER_PORT = 9000;

const RESOURCES: RoleOverlay = { cpu: '4', memory: '16Gi', storage: '500Gi' };

function ports(http: number, metrics: number): Readonly<Record<string, Port>> {
  return { http: { number: http }, metrics: { number: metrics } };
}

const peerPort = (w: BeaconWiring): number => w.announced?.port ?? BEACON_PEER_PORT;

const shared = {
  user: 10001,
  // The API answers while it still syncs; validator clients ask for the sync state themselves.
  readiness: { kind: 'tcp', port: 'http' },
  metrics: { port: 'metrics', path: '/metrics' },
  defaults: RESOURCES,
} as const;

/** Flags that Lighthouse and Grandine share. */
function enr(w: BeaconWiring): Readonly<Record<string, string | number>> {
  const { announced } = w;
  if (announced === undefined) return {};
  return { 'enr-address': announced.address, 'enr-tcp-port': announced.port, 'enr-udp-port': announced.port };
}

/** Beacon nodes by name. Sources as for the execution clients. */
export const BEACON_CLIENTS = {
  lighthouse: {
    ...shared,
    ...BEACON_FLAGS.lighthouse,
    name: 'lighthouse',
    image: 'ethereum.lighthouse',
    command: ['lighthouse', 'beacon_node'],
    ports: ports(5052, 5054),
    checkpoint: (url) => ({ 'checkpoint-sync-url': url }),
    wire: (w) => ({
      network: w.network,
      datadir: MOUNT.data,
      'execution-endpoint': w.executionUrl,
      'execution-jwt': JWT_FILE,
      http: true,
      'http-address': '0.0.0.0',
      'http-port': 5052,
      metrics: true,
      'metrics-address': '0.0.0.0',
      'metrics-port': 5054,
      'listen-address': '0.0.0.0',
      port: peerPort(w),
      'disable-upnp': true,
      // QUIC would listen on a second port that is neither announced nor open.
      'disable-quic': true,
      ...(w.announced === undefined ? {} : { 'disable-enr-auto-update': true, ...enr(w) }),
      ...(w.relayUrl === undefined ? {} : { builder: w.relayUrl }),
    }),
  },
  teku: {
    ...shared,
    ...BEACON_FLAGS.teku,
    name: 'teku',
    image: 'ethereum.teku',
    command: ['/opt/teku/bin/teku'],
    ports: ports(5051, 8008),
    environmentPrefix: 'TEKU_',
    checkpoint: (url) => ({ 'checkpoint-sync-url': url }),
    wire: (w) => ({
      network: w.network,
      'data-path': MOUNT.data,
      'log-destination': 'CONSOLE',
      'ee-endpoint': w.executionUrl,
      'ee-jwt-secret-file': JWT_FILE,
      'rest-api-enabled': 'true',
      'rest-api-interface': '0.0.0.0',
      'rest-api-port': 5051,
      'rest-api-host-allowlist': w.host,
      'metrics-enabled': 'true',
      'metrics-interface': '0.0.0.0',
      'metrics-port': 8008,
      'metrics-host-allowlist': '$(POD_IP)',
      'p2p-port': peerPort(w),
      ...(w.announced === undefined
        ? {}
        : { 'p2p-advertised-ip': w.announced.address, 'p2p-advertised-port': w.announced.port }),
      ...(w.relayUrl === undefined ? {} : { 'builder-endpoint': w.relayUrl }),
    }),
  },
  prysm: {
    ...shared,
    ...BEACON_FLAGS.prysm,
    name: 'prysm',
    image: 'ethereum.prysm-beacon',
    command: ['/app/cmd/beacon-chain/beacon-chain'],
    ports: ports(3500, 8080),
    checkpoint: (url) => ({ 'checkpoint-sync-url': url, 'genesis-beacon-api-url': url }),
    wire: (w) => ({
      [w.network]: true,
      'accept-terms-of-use': true,
      datadir: MOUNT.data,
      'execution-endpoint': w.executionUrl,
      'jwt-secret': JWT_FILE,
      'http-host': '0.0.0.0',
      'http-port': 3500,
      'monitoring-host': '0.0.0.0',
      'monitoring-port': 8080,
      'p2p-tcp-port': peerPort(w),
      'p2p-udp-port': peerPort(w),
      ...(w.announced === undefined ? {} : { 'p2p-host-ip': w.announced.address }),
      ...(w.relayUrl === undefined ? {} : { 'http-mev-relay': w.relayUrl }),
    }),
  },
  nimbus: {
    ...shared,
    ...BEACON_FLAGS.nimbus,
    name: 'nimbus',
    image: 'ethereum.nimbus',
    command: ['/home/user/nimbus-eth2/build/nimbus_beacon_node'],
    ports: ports(5052, 8008),
    environmentPrefix: 'NIMBUS_',
    // It takes its checkpoint with a command of its own, before it starts for the first time.
    checkpoint: () => ({}),
    wire: (w) => ({
      network: w.network,
      'data-dir': MOUNT.data,
      'non-interactive': true,
      el: w.executionUrl,
      'jwt-secret': JWT_FILE,
      rest: 'true',
      'rest-address': '0.0.0.0',
      'rest-port': 5052,
      metrics: 'true',
      'metrics-address': '0.0.0.0',
      'metrics-port': 8008,
      'tcp-port': peerPort(w),
      'udp-port': peerPort(w),
      'enr-auto-update': 'false',
      nat: w.announced === undefined ? 'none' : `extip:${w.announced.address}`,
      ...(w.relayUrl === undefined ? {} : { 'payload-builder': 'true', 'payload-builder-url': w.relayUrl }),
    }),
  },
  lodestar: {
    ...shared,
    ...BEACON_FLAGS.lodestar,
    name: 'lodestar',
    image: 'ethereum.lodestar',
    command: ['node', '--max-old-space-size=8192', '/usr/app/packages/cli/bin/lodestar', 'beacon'],
    ports: ports(9596, 8008),
    environmentPrefix: 'LODESTAR_',
    checkpoint: (url) => ({ checkpointSyncUrl: url }),
    wire: (w) => ({
      network: w.network,
      dataDir: MOUNT.data,
      'execution.urls': w.executionUrl,
      jwtSecret: JWT_FILE,
      rest: true,
      'rest.address': '0.0.0.0',
      'rest.port': 9596,
      metrics: true,
      'metrics.address': '0.0.0.0',
      'metrics.port': 8008,
      listenAddress: '0.0.0.0',
      port: peerPort(w),
      ...(w.announced === undefined
        ? {}
        : { 'enr.ip': w.announced.address, 'enr.tcp': w.announced.port, 'enr.udp': w.announced.port }),
      ...(w.relayUrl === undefined ? {} : { builder: true, 'builder.url': w.relayUrl }),
    }),
  },
  grandine: {
    ...shared,
    ...BEACON_FLAGS.grandine,
    name: 'grandine',
    image: 'ethereum.grandine',
    command: ['grandine'],
    ports: ports(5052, 5054),
    environmentPrefix: 'GRANDINE_',
    checkpoint: (url) => ({ 'checkpoint-sync-url': url }),
    wire: (w) => ({
      network: w.network,
      'data-dir': MOUNT.data,
      'eth1-rpc-urls': w.executionUrl,
      'jwt-secret': JWT_FILE,
      'http-address': '0.0.0.0',
      'http-port': 5052,
      metrics: true,
      'metrics-address': '0.0.0.0',
      'metrics-port': 5054,
      'listen-address': '0.0.0.0',
      'libp2p-port': peerPort(w),
      'discovery-port': peerPort(w),
      'disable-upnp': true,
      ...enr(w),
      ...(w.relayUrl === undefined ? {} : { 'builder-url': w.relayUrl }),
    }),
  },
} as const satisfies Readonly<Record<string, BeaconClientSpec>>;

/** Name of a beacon node. */
export type BeaconClient = keyof typeof BEACON_CLIENTS;
