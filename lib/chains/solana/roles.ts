import type { RoleSpec } from '../family';
import type { SolanaRole } from './units';

/** Roles of a Solana workload. No document names a time to stop; the tower is written before each vote is sent. */
export const ROLES = {
  validator: {
    title: 'validator',
    workload: 'signing',
    slashingState: 'claim',
    meetsPeers: 'one process votes and gossips: the chain knows neither a sentry nor a remote signer',
    hostNetwork: true,
    graceSeconds: 120,
  },
  // A rolling Deployment would want the port of the old pod for the new one.
  exporter: { title: 'exporter', workload: 'node', hostNetwork: true, graceSeconds: 10 },
} as const satisfies Readonly<Record<SolanaRole, RoleSpec>>;
