import type { AlertRule, FamilyAlerts } from './alert-rule';

const sequenced = (own: string): string => `daml_sequencer_client_handler_last_sequencing_time_micros{${own}}`;

const PARTICIPANT: readonly AlertRule[] = [
  {
    alert: 'SequencerDelay',
    severity: 'P1',
    for: '5m',
    summary: 'The participant is more than two minutes behind its sequencers, or does not say how far.',
    expr: ({ own }) =>
      `min by (namespace, job) (timestamp(${sequenced(own)}) - (${sequenced(own)} > 0) / 1e6) > 120 or absent(${sequenced(own)} > 0)`,
  },
];

const VALIDATOR: readonly AlertRule[] = [
  {
    // A validator that is paid for its liveness takes in something each round, of ten minutes.
    alert: 'IngestionStalled',
    severity: 'P1',
    for: '10m',
    summary: 'The validator app has taken in nothing from the ledger for 20 minutes.',
    expr: ({ own }) => `time() - max(splice_store_last_ingested_record_time_ms{${own}}) / 1000 > 1200`,
  },
];

/**
 * Alerts of a Canton workload: the sequencer delay as https://github.com/hyperledger-labs/splice alerts on it, and the
 * ingestion as Splice's documents explain its metric. Nobody has seen their values here. The databases have no exporter,
 * and the balance of traffic no alert.
 */
export const CANTON_ALERTS: FamilyAlerts = { participant: PARTICIPANT, validator: VALIDATOR };
