import type { AlertRule } from './alert-rule';

/**
 * Alerts of an SSV node. Its metrics have dots in its source (https://github.com/ssvlabs/ssv, `observability.go` of each
 * package), for which its OpenTelemetry exporter writes `_`. How many peers are few is what its own API calls too few;
 * how long a validator may wait to be known for no doppelganger follows from the three epochs that it waits itself.
 */
export const SSV: readonly AlertRule[] = [
  {
    alert: 'SsvValidatorSlashed',
    severity: 'P0',
    for: '0s',
    summary: 'A validator of this operator was slashed.',
    clients: ['ssv-node'],
    expr: ({ own }) => `ssv_validator_validators_per_status{ssv_validator_status="slashed",${own}} > 0`,
  },
  {
    alert: 'SsvDoppelgangerSuspected',
    severity: 'P1',
    for: '1h',
    summary: 'The SSV node signs nothing for a validator, which may be active elsewhere.',
    clients: ['ssv-node'],
    expr: ({ own }) => `ssv_doppelganger_validators_state{ssv_doppelganger_validators_unsafe="true",${own}} > 0`,
  },
  {
    alert: 'SsvNodeWithoutBeaconNode',
    severity: 'P1',
    for: '2m',
    summary: 'The beacon node of the SSV node is away or syncing: it performs no duties, and will stop.',
    clients: ['ssv-node'],
    expr: ({ own }) => `ssv_cl_sync_status{ssv_cl_sync_status="synced",${own}} == 0`,
  },
  {
    alert: 'SsvNodeWithoutExecutionClient',
    severity: 'P1',
    for: '2m',
    summary: 'The execution client of the SSV node is away or syncing: it does not follow the contract, and will stop.',
    clients: ['ssv-node'],
    expr: ({ own }) => `ssv_el_sync_status{ssv_el_status="ready",${own}} == 0`,
  },
  {
    alert: 'SsvContractNotFollowed',
    severity: 'P1',
    for: '5m',
    summary: 'The SSV node has read no block for ten minutes: it misses validators that join, leave or exit.',
    clients: ['ssv-node'],
    expr: ({ own }) => `changes(ssv_event_syncer_handler_last_processed_block{${own}}[10m]) == 0`,
  },
  {
    alert: 'SsvSubmissionFailed',
    severity: 'P2',
    for: '0s',
    summary: 'The beacon node refused what the operators had signed.',
    clients: ['ssv-node'],
    expr: ({ own }) => `increase(ssv_runner_submissions_failed_total{${own}}[10m]) > 0`,
  },
  {
    alert: 'SsvNodeFewPeers',
    severity: 'P2',
    for: '10m',
    summary: 'The SSV node has fewer than 20 peers: it may not hear the other operators of its validators.',
    clients: ['ssv-node'],
    expr: ({ own }) => `ssv_p2p_peers_connected{${own}} < 20`,
  },
];
