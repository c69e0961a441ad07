import type { AlertRule, FamilyAlerts } from './alert-rule';

const VALIDATOR: readonly AlertRule[] = [
  {
    alert: 'HealthCheckFails',
    severity: 'P1',
    for: '5m',
    summary: 'A health check of the node fails: it is not bootstrapped, not connected, or does not accept blocks.',
    expr: ({ own }) => `max by (check, tag) (avalanche_health_checks_failing{${own}}) > 0`,
  },
  {
    alert: 'UptimeLow',
    severity: 'P1',
    for: '15m',
    summary: 'The others have seen the node less than 90 % of the time: its rewards are at risk.',
    expr: ({ own }) => `avalanche_network_node_uptime_weighted_average{${own}} < 90`,
  },
  {
    alert: 'UptimeNotRewarded',
    severity: 'P1',
    for: '15m',
    summary: 'Less than 90 % of the stake would reward the node: another node may run with its NodeID.',
    expr: ({ own }) => `avalanche_network_node_uptime_rewarding_stake{${own}} < 90`,
  },
  {
    alert: 'NodeFewPeers',
    severity: 'P2',
    for: '10m',
    summary: 'The node has fewer than 100 peers.',
    expr: ({ own }) => `avalanche_network_peers{${own}} < 100`,
  },
  {
    alert: 'StakingEnds',
    severity: 'P2',
    for: '1h',
    summary: 'The staking period of the node ends within two weeks.',
    // In nanoseconds; what stands between the platform's name and the metric's is put together at run time.
    expr: ({ own }) => `{__name__=~"avalanche_.*time_until_unstake",${own}} / 1e9 < 14 * 86400`,
  },
];

/**
 * Alerts of an Avalanche workload, with the metric names of https://github.com/ava-labs/avalanchego (`api/health`,
 * `network`, `vms/platformvm/metrics`).
 */
export const AVALANCHE_ALERTS: FamilyAlerts = { validator: VALIDATOR };
