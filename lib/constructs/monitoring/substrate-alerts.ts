import type { AlertRule, FamilyAlerts } from './alert-rule';

const height = (status: 'best' | 'finalized', own: string): string =>
  `substrate_block_height{status="${status}",${own}}`;

const VALIDATOR: readonly AlertRule[] = [
  {
    alert: 'ChainHeightStalled',
    severity: 'P1',
    for: '10m',
    summary: 'The node has imported no new block for ten minutes.',
    expr: ({ own }) => `increase(${height('best', own)}[1m]) < 1`,
  },
  {
    alert: 'FinalityStalled',
    severity: 'P1',
    for: '10m',
    summary: 'The node has finalized no new block for ten minutes.',
    expr: ({ own }) => `increase(${height('finalized', own)}[1m]) < 1`,
  },
  {
    alert: 'FinalityLags',
    severity: 'P2',
    for: '8m',
    summary: 'The last finalized block is more than 10 behind the best one.',
    expr: ({ own }) => `${height('best', own)} - ignoring(status) ${height('finalized', own)} > 10`,
  },
  {
    alert: 'NodeFewPeers',
    severity: 'P2',
    for: '10m',
    summary: 'The node has fewer than 3 peers.',
    expr: ({ own }) => `substrate_sub_libp2p_peers_count{${own}} < 3`,
  },
  {
    alert: 'NobodyDialsTheNode',
    severity: 'P3',
    for: '20m',
    summary: 'No peer has dialled the node for 20 minutes: its public address or port may be wrong.',
    expr: ({ own }) => `increase(substrate_sub_libp2p_incoming_connections_total{${own}}[20m]) == 0`,
  },
  {
    alert: 'ValidatorNotActive',
    severity: 'P2',
    for: '30m',
    summary: 'The node is not among the validators of this session: not elected, chilled, or without its session keys.',
    expr: ({ own }) => `polkadot_node_is_active_validator{${own}} == 0`,
  },
];

/**
 * Alerts of a Substrate workload, after those of
 * https://github.com/paritytech/polkadot-sdk/tree/master/substrate/scripts/ci/monitoring. It exports nothing that says
 * whether its votes count; a watcher outside has to.
 */
export const SUBSTRATE_ALERTS: FamilyAlerts = { validator: VALIDATOR };
