import type { AlertRule, FamilyAlerts } from './alert-rule';

const VALIDATOR: readonly AlertRule[] = [
  {
    alert: 'CheckpointsStalled',
    severity: 'P1',
    for: '5m',
    summary: 'The validator has executed no checkpoint for five minutes.',
    expr: ({ own }) => `changes(last_executed_checkpoint{${own}}[5m]) < 1`,
  },
  {
    alert: 'CheckpointsLag',
    severity: 'P2',
    for: '10m',
    summary: 'The validator executes checkpoints more slowly than it gets them.',
    expr: ({ own }) => `highest_synced_checkpoint{${own}} - last_executed_checkpoint{${own}} > 100`,
  },
];

/**
 * Alerts of a Sui workload. The names stand in Sui's sources (`checkpoint_executor/metrics.rs`, `state_sync`); what
 * values are usual was not seen.
 */
export const SUI_ALERTS: FamilyAlerts = { validator: VALIDATOR };
