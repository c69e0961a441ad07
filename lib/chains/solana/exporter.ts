import type { Client } from '../client';
import type { Flags } from '../flags';
import { EXPORTER_FLAGS } from './known-flags';
import { RPC_PORT } from './ports';
import { accountsOf, type SolanaInput } from './units';

const METRICS_PORT = 8080;

/** Asks the validator's RPC, and what the cluster thinks of it; a watcher elsewhere sees more when the node is gone. */
export const EXPORTER = {
  name: 'solana-exporter',
  image: 'solana.exporter',
  command: ['solana-exporter'],
  flagStyle: 'single-dash',
  user: 10001,
  ports: { metrics: { number: METRICS_PORT } },
  metrics: { port: 'metrics', path: '/metrics' },
  readiness: { kind: 'tcp', port: 'metrics' },
  defaults: { cpu: '100m', memory: '256Mi' },
  knownFlags: EXPORTER_FLAGS,
  dangerousFlags: { 'light-mode': 'it leaves out what the alerts ask for' },
} as const satisfies Client;

/** Flags that no overlay may change (https://github.com/asymmetric-research/solana-exporter). */
export function exporterFlags(input: SolanaInput): Flags {
  const { node, vote } = accountsOf(input);
  return {
    'rpc-url': `http://127.0.0.1:${RPC_PORT}`,
    'listen-address': `$(POD_IP):${METRICS_PORT}`,
    // By its vote account a validator is found even before it has stake.
    votekey: vote,
    'active-identity': node,
  };
}
