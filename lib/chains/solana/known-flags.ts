import type { KnownFlags } from '../known-flags';

/**
 * Flags of agave-validator, hidden and deprecated ones and aliases too: the crate agave-validator 3.1.5,
 * commands/run/args.rs, cli.rs and cli/thread_args.rs
 * (https://github.com/anza-xyz/agave/tree/67963d68232074824fe0deb2476e9fd209d88f1d/validator/src). Complete but for
 * `help` and `version`.
 */
export const AGAVE_FLAGS = {
  completeIn: 'v3.1.5',
  names: `
  account-index account-index-exclude-key account-index-include-key account-shrink-path accounts
  accounts-db-access-storages-method accounts-db-ancient-append-vecs accounts-db-ancient-storage-ideal-size
  accounts-db-background-threads accounts-db-cache-limit-mb accounts-db-clean-threads accounts-db-foreground-threads
  accounts-db-hash-threads accounts-db-mark-obsolete-accounts accounts-db-max-ancient-storages
  accounts-db-read-cache-limit accounts-db-read-cache-limit-mb accounts-db-scan-filter-for-shrinking
  accounts-db-verify-refcounts accounts-hash-cache-path accounts-index-bins accounts-index-flush-threads
  accounts-index-initial-accounts-count accounts-index-path accounts-index-scan-results-limit-mb
  accounts-shrink-optimize-total-space accounts-shrink-ratio accountsdb-plugin-config allow-private-addr
  authorized-voter bind-address block-production-method block-production-num-workers
  block-production-pacing-fill-time-millis block-verification-method check-vote-account contact-debug-interval cuda
  debug-key delay-leader-block-for-pending-fork dev-halt-at-slot disable-accounts-disk-index disable-banking-trace
  dynamic-port-range enable-accounts-disk-index enable-banking-trace enable-bigtable-ledger-upload
  enable-extended-tx-metadata-storage enable-rpc-bigtable-ledger-storage enable-rpc-transaction-history entrypoint
  expected-bank-hash expected-genesis-hash expected-shred-version experimental-poh-pinned-cpu-core
  experimental-retransmit-xdp-cpu-cores experimental-retransmit-xdp-interface experimental-retransmit-xdp-zero-copy
  full-rpc-api full-snapshot-archive-path full-snapshot-interval-slots geyser-plugin-always-enabled
  geyser-plugin-config gossip-host gossip-port gossip-validator hard-fork health-check-slot-distance identity
  incremental-snapshot-archive-path incremental-snapshot-interval-slots init-complete-file ip-echo-server-threads
  known-validator ledger limit-ledger-size log log-messages-bytes-limit max-genesis-archive-unpacked-size
  maximum-full-snapshots-to-retain maximum-incremental-snapshots-to-retain maximum-local-snapshot-age
  maximum-snapshot-download-abort maximum-snapshots-to-retain minimal-snapshot-download-speed no-genesis-fetch
  no-incremental-snapshots no-os-cpu-stats-reporting no-os-disk-stats-reporting no-os-memory-stats-reporting
  no-os-network-limits-test no-os-network-stats-reporting no-poh-speed-test no-port-check
  no-skip-initial-accounts-db-clean no-snapshot-fetch no-snapshots no-untrusted-rpc no-voting
  no-wait-for-vote-to-start-leader num-quic-endpoints only-known-rpc poh-hashes-per-batch private-rpc
  process-ledger-before-services public-rpc-address public-tpu-address public-tpu-forwards-address
  rayon-global-threads repair-validator repair-whitelist replay-forks-threads replay-transactions-threads
  require-tower restricted-repair-only-mode rocksdb-compaction-threads rocksdb-flush-threads
  rocksdb-ledger-compression rocksdb-perf-sample-interval rocksdb-shred-compaction rpc-bigtable-app-profile-id
  rpc-bigtable-instance-name rpc-bigtable-max-message-size rpc-bigtable-timeout rpc-bind-address rpc-blocking-threads
  rpc-faucet-address rpc-max-multiple-accounts rpc-max-request-body-size rpc-niceness-adjustment rpc-port
  rpc-pubsub-enable-block-subscription rpc-pubsub-enable-vote-subscription rpc-pubsub-max-active-subscriptions
  rpc-pubsub-notification-threads rpc-pubsub-queue-capacity-bytes rpc-pubsub-queue-capacity-items
  rpc-pubsub-worker-threads rpc-scan-and-fix-roots rpc-send-batch-ms rpc-send-batch-size rpc-send-default-max-retries
  rpc-send-leader-count rpc-send-retry-ms rpc-send-service-max-retries rpc-send-transaction-also-leader
  rpc-send-transaction-retry-pool-max-size rpc-send-transaction-tpu-peer rpc-threads skip-preflight-health-check
  skip-seed-phrase-validation skip-startup-ledger-verification snapshot-archive-format snapshot-compression
  snapshot-interval-slots snapshot-packager-niceness-adjustment snapshot-version snapshot-zstd-compression-level
  snapshots staked-nodes-overrides tower tpu-coalesce-ms tpu-connection-pool-size tpu-disable-quic tpu-enable-udp
  tpu-host-addr tpu-max-connections-per-ipaddr-per-minute tpu-max-connections-per-peer tpu-max-fwd-staked-connections
  tpu-max-fwd-unstaked-connections tpu-max-staked-connections tpu-max-streams-per-ms tpu-max-unstaked-connections
  tpu-transaction-forward-receive-threads tpu-transaction-receive-threads tpu-vortexor-receiver-address
  tpu-vote-transaction-receive-threads transaction-structure trusted-validator tvu-receive-threads
  tvu-retransmit-threads tvu-shred-sigverify-threads unified-scheduler-handler-threads use-connection-cache
  use-snapshot-archives-at-startup vote-account vote-use-quic wait-for-supermajority wal-recovery-mode wen-restart
  wen-restart-coordinator
`,
} as const satisfies KnownFlags;

/**
 * Flags of solana-exporter:
 * https://github.com/asymmetric-research/solana-exporter/blob/22fd4f34fdaf3dc9d3eaca04c382427289b02cde/cmd/solana-exporter/config.go.
 * Complete but for `help`.
 */
export const EXPORTER_FLAGS = {
  completeIn: '22fd4f34',
  names: `
  active-identity balance-address comprehensive-slot-tracking comprehensive-vote-account-tracking epoch-cleanup-time
  http-timeout light-mode listen-address monitor-block-sizes nodekey rpc-url slot-pace votekey
`,
} as const satisfies KnownFlags;
