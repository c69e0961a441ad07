import type { AlertRule, FamilyAlerts } from './alert-rule';
import { DIRK, VOUCH } from './dirk-alerts';
import { SSV } from './ssv-alerts';

// The suffix depends on the version of Besu's metrics library.
const counter = (name: string, own: string): string => `{__name__=~"${name}(_total)?",${own}}`;

const BEACON: readonly AlertRule[] = [
  {
    alert: 'BeaconNodeWithoutExecutionClient',
    severity: 'P1',
    for: '1m',
    summary: 'The beacon node is not connected to its execution client and cannot follow the chain.',
    clients: ['lighthouse', 'lodestar'],
    expr: ({ own }) => `sync_eth1_connected{${own}} == 0`,
  },
  {
    alert: 'BeaconNodeNotSynced',
    severity: 'P1',
    for: '3m',
    summary: 'The beacon node is not synced: its validators attest to an old head or not at all.',
    clients: ['lighthouse', 'lodestar'],
    expr: ({ own }) => `sync_eth2_synced{${own}} == 0`,
  },
  {
    alert: 'BeaconNodeNotSynced',
    severity: 'P1',
    for: '3m',
    summary: 'The head of the beacon node is more than 50 slots old.',
    clients: ['prysm'],
    expr: ({ own }) => `beacon_clock_time_slot{${own}} - beacon_head_slot{${own}} > 50`,
  },
  {
    alert: 'BeaconNodeNotSynced',
    severity: 'P1',
    for: '3m',
    summary: 'The head of the beacon node is more than 50 slots old.',
    clients: ['teku'],
    expr: ({ own }) => `beacon_slot{${own}} - beacon_head_slot{${own}} > 50`,
  },
  {
    alert: 'BeaconNodeHeadLags',
    severity: 'P2',
    for: '3m',
    summary: 'The head of the beacon node is more than 4 slots old.',
    clients: ['lighthouse'],
    expr: ({ own }) => `slotclock_present_slot{${own}} - beacon_head_slot{${own}} > 4`,
  },
  {
    alert: 'BeaconChainParticipationLow',
    severity: 'P2',
    for: '15m',
    summary: 'Less than two thirds of the stake attest: the chain does not finalize.',
    clients: ['prysm'],
    expr: ({ own }) => `beacon_prev_epoch_target_gwei{${own}} / beacon_prev_epoch_active_gwei{${own}} * 100 < 66`,
  },
  {
    alert: 'BeaconNodeFewPeers',
    severity: 'P2',
    for: '10m',
    summary: 'The beacon node has fewer than 10 peers.',
    expr: ({ own }) => `libp2p_peers{${own}} < 10`,
  },
];

const VALIDATOR: readonly AlertRule[] = [
  {
    alert: 'SlashableMessageRefused',
    severity: 'P0',
    for: '0s',
    summary: 'The validator client was asked to sign something slashable: another process may hold these keys.',
    clients: ['lighthouse'],
    expr: ({ own }) =>
      ['vc_signed_attestations_total', 'vc_signed_beacon_blocks_total']
        .map((metric) => `increase(${metric}{status="slashable",${own}}[5m]) > 0`)
        .join(' or '),
  },
  {
    alert: 'MessageNotSigned',
    severity: 'P1',
    for: '0s',
    summary: 'The validator client signed something again, or was asked to sign with a key it does not know.',
    clients: ['lighthouse'],
    expr: ({ own }) =>
      ['vc_signed_attestations_total', 'vc_signed_beacon_blocks_total']
        .map((metric) => `increase(${metric}{status=~"same_data|unregistered",${own}}[5m]) > 0`)
        .join(' or '),
  },
  {
    alert: 'ValidatorClientWithoutBeaconNode',
    severity: 'P1',
    for: '2m',
    summary: 'No beacon node of the validator client is synced: it performs no duties.',
    clients: ['lighthouse'],
    expr: ({ own }) => `vc_beacon_nodes_synced_count{${own}} < 1`,
  },
  {
    alert: 'ValidatorClientLostBeaconNode',
    severity: 'P2',
    for: '10m',
    summary: 'Not all beacon nodes of the validator client answer.',
    clients: ['lighthouse'],
    expr: ({ own }) => `vc_beacon_nodes_available_count{${own}} < vc_beacon_nodes_total_count{${own}}`,
  },
  {
    alert: 'ValidatorKeySetChanged',
    severity: 'P1',
    for: '5m',
    summary: 'The validator client does not use exactly the keys that are declared for it.',
    clients: ['lighthouse'],
    expr: ({ own, keys }) => `vc_validators_enabled_count{${own}} != ${keys}`,
  },
];

const SIGNER: readonly AlertRule[] = [
  {
    alert: 'SigningPrevented',
    severity: 'P0',
    for: '0s',
    summary: 'The remote signer refused to sign something slashable: another process may hold these keys.',
    clients: ['web3signer'],
    expr: ({ own }) => `increase(${counter('eth2_slashingprotection_prevented_signings', own)}[5m]) > 0`,
  },
  {
    alert: 'SigningStopped',
    severity: 'P1',
    for: '10m',
    summary: 'The remote signer has signed nothing for ten minutes.',
    clients: ['web3signer'],
    expr: ({ own }) => `rate(${counter('eth2_slashingprotection_permitted_signings', own)}[5m]) == 0`,
  },
  {
    alert: 'SignerKeySetChanged',
    severity: 'P1',
    for: '5m',
    summary: 'The remote signer has not loaded exactly the keys that are declared for it.',
    clients: ['web3signer'],
    expr: ({ own, keys }) => `signing_signers_loaded_count{${own}} != ${keys}`,
  },
  {
    alert: 'SignerAskedForUnknownKey',
    severity: 'P1',
    for: '0s',
    summary: 'The remote signer was asked to sign with a key that it does not have.',
    clients: ['web3signer'],
    expr: ({ own }) => `increase(${counter('signing_bls_missing_identifier_count', own)}[5m]) > 0`,
  },
];

const DVT: readonly AlertRule[] = [
  {
    alert: 'CharonNotOperational',
    severity: 'P1',
    for: '5m',
    summary:
      'Charon cannot take part: its beacon node is down (2) or syncing (3), no quorum of operators is connected (4), or no validator client is.',
    clients: ['charon'],
    expr: ({ own }) => `app_monitoring_readyz{${own}} != 1`,
  },
  {
    alert: 'CharonHealthCheckFails',
    severity: 'P1',
    for: '5m',
    summary: "A check that Charon makes of itself fails and is critical; the alert's labels name it.",
    clients: ['charon'],
    expr: ({ own }) => `app_health_checks{severity="critical",${own}} == 1`,
  },
  {
    alert: 'DistributedDutyFailed',
    severity: 'P1',
    for: '0s',
    summary: 'The cluster failed a duty: too few operators signed the same thing in time.',
    clients: ['charon'],
    expr: ({ own }) => `increase(core_tracker_failed_duties_total{${own}}[10m]) > 0`,
  },
  {
    alert: 'OperatorClockOff',
    severity: 'P2',
    for: '10m',
    summary: 'The clock of this operator and that of another differ by more than a second.',
    clients: ['charon'],
    expr: ({ own }) => `abs(app_peerinfo_clock_offset_seconds{${own}}) > 1`,
  },
  {
    alert: 'OperatorMissesDuties',
    severity: 'P2',
    for: '15m',
    summary: 'An operator of the cluster takes no part in duties, and the next one to fail may stop the validator.',
    clients: ['charon'],
    expr: ({ own }) => `increase(core_tracker_participation_missed_total{${own}}[30m]) > 5`,
  },
];

/**
 * Alerts of an Ethereum workload, with the metric names of each client's documentation. Beside what holds for every
 * workload there is nothing to say of an execution client that its beacon node does not say first, nor of MEV-boost,
 * without which blocks are built at home. How many missed duties of an operator are too many is our guess.
 */
export const ETHEREUM_ALERTS: FamilyAlerts = {
  beacon: BEACON,
  signer: [...SIGNER, ...DIRK],
  dvt: DVT,
  ssv: SSV,
  validator: [...VALIDATOR, ...VOUCH],
};
