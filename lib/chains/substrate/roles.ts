import type { RoleSpec } from '../family';
import type { SubstrateRole } from './units';

/** 120 seconds; Parity's chart gives 60, and a database that is killed may lose the last vote. */
const GRACE = 120;

/** Roles of a Substrate workload. */
export const ROLES = {
  validator: {
    title: 'validator',
    workload: 'signing',
    slashingState: 'claim',
    meetsPeers: 'one process signs and gossips: the chain knows neither a sentry nor a remote signer',
    graceSeconds: GRACE,
  },
} as const satisfies Readonly<Record<SubstrateRole, RoleSpec>>;
