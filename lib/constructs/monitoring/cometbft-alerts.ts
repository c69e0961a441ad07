import type { AlertRule, AlertTarget, FamilyAlerts } from './alert-rule';

/** Peers below which a validator, which dials its own sentries only, has lost one of them. */
function fewestPeers({ workload }: AlertTarget): number {
  return Math.min(2, workload.roles.filter((role) => role.role === 'sentry').length);
}

const NODE: readonly AlertRule[] = [
  {
    alert: 'ChainHeightStalled',
    severity: 'P2',
    for: '10m',
    summary: 'The node has seen no new block for ten minutes.',
    expr: ({ own }) => `changes(cometbft_consensus_height{${own}}[5m]) < 1`,
  },
  {
    alert: 'NodeCatchingUp',
    severity: 'P2',
    for: '10m',
    summary: 'The node is still catching up with the chain.',
    expr: ({ own }) => `cometbft_blocksync_syncing{${own}} == 1`,
  },
];

const VALIDATOR: readonly AlertRule[] = [
  {
    alert: 'ByzantineValidators',
    severity: 'P0',
    for: '0s',
    summary: 'The chain has seen a validator sign twice: make sure that it is not ours.',
    expr: ({ own }) => `cometbft_consensus_byzantine_validators{${own}} > 0`,
  },
  {
    alert: 'ValidatorNotSigning',
    severity: 'P1',
    for: '5m',
    summary: 'The validator has signed none of the last 50 blocks.',
    expr: ({ own }) =>
      `cometbft_consensus_latest_block_height{${own}} - on(pod) cometbft_consensus_validator_last_signed_height{${own}} > 50`,
  },
  {
    alert: 'ValidatorLostSentry',
    severity: 'P1',
    for: '5m',
    summary: 'The validator has lost the connection to a sentry.',
    expr: (target) => `cometbft_p2p_peers{${target.own}} < ${fewestPeers(target)}`,
  },
  {
    alert: 'ChainNearHalt',
    severity: 'P2',
    for: '5m',
    summary: 'More than a third of the voting power is missing or byzantine: the chain cannot commit blocks.',
    expr: ({ own }) =>
      `(cometbft_consensus_byzantine_validators_power{${own}} + cometbft_consensus_missing_validators_power{${own}}) / cometbft_consensus_validators_power{${own}} > 1 / 3`,
  },
];

/** Alerts of a CometBFT workload whose `instrumentation.namespace` is `cometbft`, as this package sets it. */
export const COMETBFT_ALERTS: FamilyAlerts = { sentry: NODE, validator: [...NODE, ...VALIDATOR] };
