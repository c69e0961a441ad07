import type { RoleSpec } from '../family';
import type { CantonRole } from './units';

/** Not known; Splice's charts leave Kubernetes' 30 seconds. A participant writes what it has in flight. */
const GRACE = 120;

const REACHES =
  'it calls the scans and sequencers of super validators on the internet: the network knows no node between';

/**
 * Roles of a Canton workload. Splice's charts make participant and validator app Deployments with `Recreate`, which
 * starts a second one beside the first whenever the first one's pod is deleted or its node is lost
 * (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment). Nothing is slashed for
 * it, but two participants on one database, or one that took its identity along, leave a node that its synchronizer
 * disconnects.
 */
export const ROLES = {
  'participant-database': { title: "participant's database", workload: 'state', graceSeconds: 120 },
  'validator-database': { title: "validator app's database", workload: 'state', graceSeconds: 120 },
  participant: {
    title: 'participant',
    workload: 'signing',
    slashingState: { keptBy: 'participant-database' },
    meetsPeers: REACHES,
    graceSeconds: GRACE,
  },
  validator: {
    title: 'validator app',
    workload: 'signing',
    slashingState: { keptBy: 'validator-database' },
    meetsPeers: REACHES,
    graceSeconds: GRACE,
  },
} as const satisfies Readonly<Record<CantonRole, RoleSpec>>;
