import type { Client } from '../client';
import type { Flags } from '../flags';
import { POLKADOT_FLAGS } from './known-flags';
import type { SubstrateChain, SubstrateInput } from './units';

/** Where data and keys are mounted. */
export const MOUNT = { data: '/data', keystore: '/keystore', nodeKey: '/node-key', temporary: '/tmp' } as const;

const PORT = { rpc: 9944, metrics: 9615 } as const;

const CONFINED =
  'code of parachains would run unconfined beside the keys (https://github.com/paritytech/polkadot-sdk/issues/2728)';
const RPC = 'whoever reaches its RPC can rotate keys and submit transactions';
const KEYS = 'keys come from the custody, never from a command line or from the node itself';
const DEVELOPMENT = 'it signs with a key that everybody knows';
const FORGETS = 'a new database has no record of what GRANDPA voted';
const RUNTIME = 'it runs another runtime than the one of its chain';
const VOTES = 'it changes when the validator votes, so that it may vote twice or not at all';

/** The node. Its RPC answers on the loopback address only, which the kubelet does not reach: the probe is of metrics. */
export function nodeClient(chain: SubstrateChain): Client {
  return {
    name: chain.binary,
    image: chain.image,
    command: [chain.binary],
    user: 1000,
    ports: { metrics: { number: PORT.metrics } },
    metrics: { port: 'metrics', path: '/metrics' },
    readiness: { kind: 'tcp', port: 'metrics' },
    defaults: { cpu: '8', memory: '32Gi', storage: '1Ti' },
    // Other programs made of the same SDK have most of them, and some of their own.
    knownFlags: chain.binary === 'polkadot' ? POLKADOT_FLAGS : { names: POLKADOT_FLAGS.names },
    dangerousFlags: {
      'insecure-validator-i-know-what-i-do': CONFINED,
      'workers-path': CONFINED,
      'disable-worker-version-check': CONFINED,
      'rpc-external': RPC,
      'unsafe-rpc-external': RPC,
      'rpc-listen-addrs': RPC,
      'experimental-rpc-endpoint': RPC,
      'rpc-cors': RPC,
      'node-key': KEYS,
      'unsafe-force-node-key-generation': KEYS,
      password: KEYS,
      'password-interactive': KEYS,
      'password-filename': KEYS,
      alice: DEVELOPMENT,
      bob: DEVELOPMENT,
      charlie: DEVELOPMENT,
      dave: DEVELOPMENT,
      eve: DEVELOPMENT,
      ferdie: DEVELOPMENT,
      one: DEVELOPMENT,
      two: DEVELOPMENT,
      dev: DEVELOPMENT,
      tmp: FORGETS,
      database: FORGETS,
      db: FORGETS,
      'grandpa-pause': VOTES,
      'no-grandpa': VOTES,
      'no-beefy': VOTES,
      'force-authoring': VOTES,
      'wasm-runtime-overrides': RUNTIME,
      'force-kusama': RUNTIME,
      'force-westend': RUNTIME,
      'force-rococo': RUNTIME,
    },
  };
}

/** Flags that no overlay may change. */
export function nodeFlags({ common, network, units, workload }: SubstrateInput): Flags {
  const { peers } = units.validator;
  return {
    validator: true,
    name: workload,
    chain: network.name,
    'base-path': MOUNT.data,
    'keystore-path': MOUNT.keystore,
    'node-key-file': `${MOUNT.nodeKey}/node-key`,
    port: peers.port,
    'public-addr': `/ip4/${peers.address}/tcp/${peers.port}`,
    'rpc-port': PORT.rpc,
    'rpc-methods': 'safe',
    'prometheus-external': true,
    'prometheus-port': PORT.metrics,
    'no-telemetry': common.telemetry !== true,
  };
}
