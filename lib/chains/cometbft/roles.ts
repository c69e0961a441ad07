import type { RoleSpec } from '../family';
import type { CometRole } from './units';

/**
 * Roles of a CometBFT workload. 120 seconds let a large application state close, and 60 a signer finish what it writes;
 * no client documents a number.
 */
export const ROLES = {
  genesis: { title: 'genesis file server', workload: 'stateless', graceSeconds: 10 },
  sentry: { title: 'sentry', workload: 'node', graceSeconds: 120 },
  validator: { title: 'validator', workload: 'signing', slashingState: 'claim', graceSeconds: 120 },
  signer: { title: 'remote signer', workload: 'signing', slashingState: 'claim', graceSeconds: 60 },
  cosigner: { title: 'cosigner', workload: 'signing', slashingState: 'claim', graceSeconds: 60 },
  relayer: { title: 'relayer', workload: 'node', graceSeconds: 30 },
  execution: { title: 'execution client', workload: 'node', graceSeconds: 300 },
} as const satisfies Readonly<Record<CometRole, RoleSpec>>;
