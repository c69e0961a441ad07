import type { Client } from '../client';
import { AVALANCHEGO_FLAGS } from './known-flags';

/** Port of its API and of its metrics. */
export const HTTP_PORT = 9650;

const EPHEMERAL = 'it mints a new NodeID or BLS key at each start';
const CONTENT = 'a key on the command line';
const EMPTY = 'another database starts empty';
const HIDDEN = 'flags in a file are seen by no check';
const NETWORK = 'the network decides which chain it follows and whom it asks first';

/** The node. Flags as https://github.com/ava-labs/avalanchego/blob/master/config/config.md has them. */
export const AVALANCHEGO = {
  name: 'avalanchego',
  image: 'avalanche.avalanchego',
  command: ['/avalanchego/build/avalanchego'],
  user: 10001,
  ports: { http: { number: HTTP_PORT } },
  metrics: { port: 'http', path: '/ext/metrics' },
  readiness: { kind: 'http', port: 'http', path: '/ext/health' },
  environmentPrefix: 'AVAGO_',
  defaults: { cpu: '8', memory: '16Gi', storage: '1Ti', flags: { 'log-level': 'info' } },
  knownFlags: AVALANCHEGO_FLAGS,
  dangerousFlags: {
    'staking-ephemeral-cert-enabled': EPHEMERAL,
    'staking-ephemeral-signer-enabled': EPHEMERAL,
    'staking-tls-key-file-content': CONTENT,
    'staking-tls-cert-file-content': CONTENT,
    'staking-signer-key-file-content': CONTENT,
    'staking-rpc-signer-endpoint': 'the BLS key is in the custody, and one in two places signs twice',
    'config-file': HIDDEN,
    'config-file-content': HIDDEN,
    'chain-config-dir': HIDDEN,
    'subnet-config-dir': HIDDEN,
    'db-config-file': HIDDEN,
    'genesis-file': NETWORK,
    'genesis-file-content': NETWORK,
    'upgrade-file': NETWORK,
    'upgrade-file-content': NETWORK,
    'state-sync-ids': NETWORK,
    'state-sync-ips': NETWORK,
    'bootstrap-ids': NETWORK,
    'bootstrap-ips': NETWORK,
    'sybil-protection-enabled': NETWORK,
    'api-admin-enabled': 'an API through which the node can be told what to load',
    'http-allowed-hosts': 'only the kubelet and Prometheus call its API, and both by its address',
    'plugin-dir': 'it loads code into the process that signs',
    'db-type': EMPTY,
    'db-dir': EMPTY,
    'network-tls-key-log-file-unsafe': 'it writes down with what its connections are encrypted',
    'public-ip-resolution-service': 'it announces what a stranger says its address is',
  },
} as const satisfies Client;
