import type { AlertRule, FamilyAlerts } from './alert-rule';

const EXPORTER: readonly AlertRule[] = [
  {
    alert: 'ValidatorDelinquent',
    severity: 'P0',
    for: '2m',
    summary: 'The cluster counts the validator as delinquent: it does not vote.',
    expr: ({ own }) => `solana_validator_delinquent{${own}} == 1`,
  },
  {
    alert: 'IdentityNotActiveOnce',
    severity: 'P0',
    for: '2m',
    summary: 'The identity is not active on exactly one node: nobody votes with it, or two do.',
    // By name and not by workload: a second node would be another workload, or another cluster.
    expr: ({ own }) =>
      `sum by (identity) (solana_node_is_active) != 1 and on (identity) group by (identity) (solana_node_is_active{${own}})`,
  },
  {
    // While it answers nothing, none of the other alerts can fire; a paused identity runs no validator.
    alert: 'ValidatorNotSeen',
    severity: 'P1',
    for: '5m',
    summary: 'The exporter learns nothing of the validator: it is down, or its RPC does not answer.',
    expr: ({ own, role, workload }) => {
      const validator = workload.roles.find((other) => other.role === 'validator') ?? role;
      const set = `namespace="${validator.namespace}",statefulset="${validator.name}"`;
      return `absent(solana_validator_delinquent{${own}}) and on () kube_statefulset_replicas{${set}} > 0`;
    },
  },
  {
    alert: 'NodeUnhealthy',
    severity: 'P1',
    for: '5m',
    summary: 'The node says of itself that it is not healthy.',
    expr: ({ own }) => `solana_node_is_healthy{${own}} == 0`,
  },
  {
    alert: 'NodeSlotsBehind',
    severity: 'P2',
    for: '5m',
    summary: 'The node is more than 50 slots behind the cluster.',
    expr: ({ own }) => `solana_node_num_slots_behind{${own}} > 50`,
  },
  {
    alert: 'ValidatorVotesLate',
    severity: 'P1',
    for: '2m',
    summary: 'The last vote of the validator is more than 150 slots behind the last of the cluster.',
    expr: ({ own }) =>
      `solana_cluster_last_vote{${own}} - ignoring(votekey, nodekey) group_right solana_validator_last_vote{${own}} > 150`,
  },
  {
    alert: 'AccountNearlyEmpty',
    severity: 'P1',
    for: '15m',
    summary: 'An account of the validator holds less than 2 SOL; without them it cannot pay for its votes.',
    expr: ({ own }) => `solana_account_balance{${own}} < 2`,
  },
];

/**
 * Alerts of a Solana workload: Agave serves no metrics, so all of them are about what its exporter sees
 * (https://github.com/asymmetric-research/solana-exporter).
 */
export const SOLANA_ALERTS: FamilyAlerts = { exporter: EXPORTER };
