import type { AlertRule } from './alert-rule';

const REQUESTS = 'dirk_signer_process_requests_total';

/**
 * Alerts of Dirk, with the metrics of its docs/metrics/prometheus.md
 * (https://github.com/attestantio/dirk/blob/master/docs/metrics/prometheus.md). A request is denied for a missing
 * permission, too; for what can be slashed, the permissions rendered here deny nobody but strangers.
 */
export const DIRK: readonly AlertRule[] = [
  {
    alert: 'SigningPrevented',
    severity: 'P0',
    for: '0s',
    summary:
      'Dirk refused to sign a block or an attestation: it had signed another, or somebody without permission asked.',
    clients: ['dirk'],
    expr: ({ own }) => `increase(${REQUESTS}{request=~"proposal|attestation",result="denied",${own}}[5m]) > 0`,
  },
  {
    alert: 'SigningFailed',
    severity: 'P1',
    for: '0s',
    summary: 'Dirk could not sign, or could not read or write the record of what it signed.',
    clients: ['dirk'],
    expr: ({ own }) => `increase(${REQUESTS}{result="failed",${own}}[5m]) > 0`,
  },
  {
    alert: 'SigningStopped',
    severity: 'P1',
    for: '10m',
    summary: 'Dirk has signed no attestation for ten minutes.',
    clients: ['dirk'],
    // Of all: once enough of them have signed, Vouch no longer waits for the others, and the slowest may never do.
    expr: ({ own }) => `sum(rate(${REQUESTS}{request="attestation",result="succeeded",${own}}[5m])) == 0`,
  },
  {
    alert: 'SignerQuorumLost',
    severity: 'P1',
    for: '1m',
    summary: 'Fewer Dirks run than a signature needs: the validators sign nothing.',
    clients: ['dirk'],
    expr: ({ own, role }) => `(count(up{${own}} == 1) or vector(0)) < ${role.shard?.needs ?? 1}`,
  },
  {
    alert: 'SignerQuorumWithoutSpare',
    severity: 'P2',
    for: '10m',
    summary: 'Not all Dirks run: the next one that stops may stop the validators.',
    clients: ['dirk'],
    expr: ({ own, role }) => `(count(up{${own}} == 1) or vector(0)) < ${role.shard?.of ?? 1}`,
  },
];

/**
 * Alerts of Vouch, with the metrics of its docs/metrics/prometheus.md
 * (https://github.com/attestantio/vouch/blob/master/docs/metrics/prometheus.md).
 */
export const VOUCH: readonly AlertRule[] = [
  {
    alert: 'ValidatorSlashed',
    severity: 'P0',
    for: '0s',
    summary: 'A validator of Vouch has been slashed: stop what signs, and find out what else does.',
    clients: ['vouch'],
    expr: ({ own }) => `vouch_accountmanager_accounts_total{state="active_slashed",${own}} > 0`,
  },
  {
    alert: 'ValidatorClientNotReady',
    severity: 'P1',
    for: '5m',
    summary: 'Vouch does not attest: it waits for its beacon node or its signer.',
    clients: ['vouch'],
    expr: ({ own }) => `vouch_ready{${own}} != 1`,
  },
  {
    alert: 'ValidatorClientStopped',
    severity: 'P1',
    // Longer than the epoch in which it starts.
    for: '10m',
    summary: 'Vouch has begun no epoch for a quarter of an hour: it performs no duties.',
    clients: ['vouch'],
    expr: ({ own }) => `increase(vouch_epochs_processed_total{${own}}[15m]) == 0`,
  },
  {
    alert: 'ValidatorKeySetChanged',
    severity: 'P1',
    for: '5m',
    summary: 'Vouch does not use exactly the keys that are declared for it.',
    clients: ['vouch'],
    expr: ({ own, keys }) => `sum(vouch_accountmanager_accounts_total{${own}}) != ${keys}`,
  },
  {
    alert: 'DutyFailed',
    severity: 'P1',
    for: '0s',
    summary: 'Vouch failed to attest or to propose a block.',
    clients: ['vouch'],
    expr: ({ own }) =>
      ['attestation', 'beaconblockproposal']
        .map((duty) => `increase(vouch_${duty}_process_requests_total{result="failed",${own}}[10m]) > 0`)
        .join(' or '),
  },
];
