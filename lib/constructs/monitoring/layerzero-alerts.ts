import type { AlertRule, FamilyAlerts } from './alert-rule';

const SIGNER: readonly AlertRule[] = [
  {
    alert: 'SigningFails',
    severity: 'P1',
    for: '0s',
    summary: 'The signer could not sign, or not read its key.',
    expr: ({ own }) => `increase(pillar_signer_errors_total{${own}}[5m]) > 0`,
  },
  {
    alert: 'ProvidersDisagree',
    severity: 'P1',
    for: '0s',
    summary: 'Too few RPC providers of a chain gave the same answer: one may be lying, or behind.',
    expr: ({ own }) => `increase(pillar_provider_request_errors_total{kind="quorum",${own}}[5m]) > 0`,
  },
  {
    // Each loop against three times its own interval.
    alert: 'BackgroundTaskStopped',
    severity: 'P2',
    for: '5m',
    summary: 'A background task of the signer has stopped: what it knows of its providers is old.',
    expr: ({ own }) =>
      [
        ['provider_rank_refresh', 450],
        ['provider_health_cache_refresh', 45],
      ]
        .map(([task, most]) => `pillar_background_task_heartbeat_age_seconds{task="${task}",${own}} > ${most}`)
        .join(' or '),
  },
];

/**
 * Alerts of a LayerZero workload, with the metric names of https://github.com/FP-Validated/pillar-client. The age of its
 * provider configuration is absent: it has none where the configuration is released with the signer.
 */
export const LAYERZERO_ALERTS: FamilyAlerts = { signer: SIGNER };
