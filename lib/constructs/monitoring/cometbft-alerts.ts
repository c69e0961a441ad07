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

/**
 * What the nodes that a signer signs with see of its signatures.
 *
 * @param pod labels that tell the pods of those nodes apart
 */
function signing(series: (target: AlertTarget) => string, pod: string): readonly AlertRule[] {
  return [
    {
      alert: 'ByzantineValidators',
      severity: 'P0',
      for: '0s',
      summary: 'The chain has seen a validator sign twice: make sure that it is not ours.',
      expr: (target) => `cometbft_consensus_byzantine_validators{${series(target)}} > 0`,
    },
    {
      alert: 'ValidatorNotSigning',
      severity: 'P1',
      for: '5m',
      summary: 'The validator has signed none of the last 50 blocks.',
      expr: (target) =>
        `cometbft_consensus_latest_block_height{${series(target)}} - on(${pod}) cometbft_consensus_validator_last_signed_height{${series(target)}} > 50`,
    },
  ];
}

const VALIDATOR: readonly AlertRule[] = [
  ...signing(({ own }) => own, 'pod'),
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

/**
 * A remote signer is judged by the nodes that it signs for; TMKMS has no metrics of its own. The pods of several sentries
 * have one name, each in a namespace of its own.
 */
const REMOTE = signing(({ workload }) => `workload="${workload.name}",role="sentry"`, 'namespace, pod');

/**
 * Alerts of a Horcrux cluster, from its docs/metrics.md. Only the raft leader counts precommits, so that the smallest
 * age of all cosigners tells; sixty seconds are many blocks on every chain.
 */
const COSIGNER: readonly AlertRule[] = [
  ...REMOTE,
  {
    alert: 'CosignerQuorumLost',
    severity: 'P1',
    for: '1m',
    summary: 'Fewer cosigners run than a signature needs: the validator signs nothing.',
    expr: ({ own, role }) => `(count(up{${own}} == 1) or vector(0)) < ${role.shard?.needs ?? 1}`,
  },
  {
    alert: 'CosignerQuorumWithoutSpare',
    severity: 'P2',
    for: '10m',
    summary: 'Not all cosigners run: the next one that stops may stop the validator.',
    expr: ({ own, role }) => `(count(up{${own}} == 1) or vector(0)) < ${role.shard?.of ?? 1}`,
  },
  {
    alert: 'CosignersTooFew',
    severity: 'P1',
    for: '0s',
    summary: 'A block was not signed, for too few cosigners answered the leader.',
    expr: ({ own }) => `increase(signer_error_total_insufficient_cosigners{${own}}[5m]) > 0`,
  },
  {
    alert: 'CosignersSignNothing',
    severity: 'P1',
    for: '1m',
    summary: 'No cosigner has signed a block for a minute.',
    expr: ({ own }) => `min(signer_seconds_since_last_precommit{${own}}) > 60`,
  },
  {
    alert: 'CosignerShardBehind',
    severity: 'P2',
    for: '5m',
    summary: 'A cosigner takes no part in signing: the leader does not ask it for its share.',
    expr: ({ own }) => `signer_seconds_since_last_local_ephemeral_share_time{${own}} > 60`,
  },
  {
    alert: 'CosignerMissedByLeader',
    severity: 'P2',
    for: '5m',
    summary: 'The leader gets no answer from a cosigner (label peerid).',
    expr: ({ own }) => `signer_missed_ephemeral_shares{${own}} > 10`,
  },
  {
    alert: 'CosignerSignatureInvalid',
    severity: 'P1',
    for: '0s',
    summary: 'The shares gave no valid signature: a cosigner may hold a shard of another key.',
    expr: ({ own }) => `increase(signer_error_total_invalid_signatures{${own}}[5m]) > 0`,
  },
  {
    alert: 'CosignersWithoutLeader',
    severity: 'P2',
    for: '0s',
    summary: 'The cosigners could not elect a leader in time.',
    expr: ({ own }) => `increase(signer_total_raft_leader_election_timeout{${own}}[10m]) > 0`,
  },
  {
    alert: 'CosignerLostSentry',
    severity: 'P2',
    for: '5m',
    summary: 'A cosigner cannot reach a sentry (label node).',
    expr: ({ own }) => `signer_sentry_connect_tries{${own}} > 0`,
  },
];

/** Alerts of a CometBFT workload whose `instrumentation.namespace` is `cometbft`, as this package sets it. */
export const COMETBFT_ALERTS: FamilyAlerts = {
  sentry: NODE,
  validator: [...NODE, ...VALIDATOR],
  signer: REMOTE,
  cosigner: COSIGNER,
};
