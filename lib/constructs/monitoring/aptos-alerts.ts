import type { AlertRule, FamilyAlerts } from './alert-rule';

const VALIDATOR: readonly AlertRule[] = [
  {
    alert: 'ConsensusStalled',
    severity: 'P1',
    for: '5m',
    summary: 'The validator has committed no block for five minutes: it takes no part in consensus.',
    expr: ({ own }) => `changes(aptos_consensus_last_committed_round{${own}}[5m]) < 1`,
  },
  {
    alert: 'NodeNotSyncing',
    severity: 'P2',
    for: '10m',
    summary: 'The node has synced no new version of the ledger for ten minutes.',
    expr: ({ own }) => `changes(aptos_state_sync_version{type="synced",${own}}[5m]) < 1`,
  },
];

/**
 * Alerts of an Aptos workload. The names stand in aptos-core's sources (`consensus/src/counters.rs`,
 * `state-sync`); what values are usual was not seen.
 */
export const APTOS_ALERTS: FamilyAlerts = { validator: VALIDATOR };
