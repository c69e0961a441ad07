import type { KnownFlags } from '../../known-flags';

/**
 * Flags of `lighthouse beacon_node` as its help prints them:
 * https://github.com/sigp/lighthouse/blob/00a87df5fe01f504d5d745c5b106de33ad4a9983/book/src/help_bn.md. Complete but
 * for hidden ones, `help` and `version`; the releases after that commit could not be read.
 */
export const LIGHTHOUSE_BEACON_FLAGS = {
  completeIn: '00a87df5',
  names: `
  allow-insecure-genesis-sync always-prepare-payload auto-compact-db beacon-node-backend blob-prune-margin-epochs
  blobs-dir block-cache-size boot-nodes builder builder-disable-ssz builder-fallback-disable-checks
  builder-fallback-epochs-since-finalization builder-fallback-skips builder-fallback-skips-per-epoch
  builder-header-timeout builder-user-agent checkpoint-blobs checkpoint-block checkpoint-state
  checkpoint-sync-state-id checkpoint-sync-url checkpoint-sync-url-timeout compact-db datadir debug-level
  disable-backfill-rate-limiting disable-enr-auto-update disable-get-blobs disable-inbound-rate-limiter
  disable-light-client-server disable-log-timestamp disable-malloc-tuning disable-optimistic-finalized-sync
  disable-packet-filter disable-proposer-reorgs disable-quic disable-self-limiter disable-upnp discovery-port
  discovery-port6 enable-private-discovery enr-address enr-match enr-quic-port enr-quic6-port enr-tcp-port
  enr-tcp6-port enr-udp-port enr-udp6-port epochs-per-blob-prune epochs-per-migration execution-endpoint execution-jwt
  execution-jwt-id execution-jwt-secret-key execution-jwt-version execution-timeout-multiplier
  fork-choice-before-proposal-timeout freezer-dir genesis-backfill genesis-state-url genesis-state-url-timeout
  graffiti gui hdiff-buffer-cache-size hierarchy-exponents historic-state-cache-size hot-hdiff-buffer-cache-size http
  http-address http-allow-origin http-duplicate-block-status http-enable-beacon-processor http-enable-tls http-port
  http-sse-capacity-multiplier http-tls-cert http-tls-key import-all-attestations inbound-rate-limiter-protocols
  invalid-gossip-verified-blocks-path libp2p-addresses listen-address log-color log-extra-info log-format
  logfile-color logfile-compress logfile-debug-level logfile-dir logfile-format logfile-max-number logfile-max-size
  logfile-no-restricted-perms max-skip-slots metrics metrics-address metrics-allow-origin metrics-port
  monitoring-endpoint monitoring-endpoint-period network network-dir port port6 prepare-payload-lookahead private
  proposer-only proposer-reorg-cutoff proposer-reorg-disallowed-offsets proposer-reorg-epochs-since-finalization
  proposer-reorg-parent-threshold proposer-reorg-threshold prune-blobs prune-payloads purge-db purge-db-force
  quic-port quic-port6 reconstruct-historic-states reset-payload-statuses self-limiter-protocols semi-supernode
  shuffling-cache-size shutdown-after-sync slasher slasher-att-cache-size slasher-backend slasher-broadcast
  slasher-chunk-size slasher-dir slasher-history-length slasher-max-db-size slasher-slot-offset slasher-update-period
  slasher-validator-chunk-size slots-per-restore-point staking state-cache-headroom state-cache-size stdin-inputs
  subscribe-all-subnets suggested-fee-recipient supernode target-peers telemetry-collector-url telemetry-service-name
  testnet-dir trusted-peers trusted-setup-file-override validator-monitor-auto validator-monitor-file
  validator-monitor-individual-tracking-threshold validator-monitor-pubkeys wss-checkpoint zero-ports
`,
} as const satisfies KnownFlags;

/**
 * Flags of `lighthouse validator_client` as its help prints them:
 * https://github.com/sigp/lighthouse/blob/018be5c09a50f570129e625730fcb3caa45ab80d/book/src/help_vc.md, and the one
 * that https://github.com/sigp/lighthouse/commit/477c25db9f39bef5b3afb29643a257a8aa5d249b added. Complete but for
 * hidden ones, `help` and `version`; other releases after that commit could not be read.
 */
export const LIGHTHOUSE_VALIDATOR_FLAGS = {
  completeIn: '018be5c0',
  names: `
  beacon-nodes beacon-nodes-sync-tolerances beacon-nodes-tls-certs broadcast builder-boost-factor builder-proposals
  builder-registration-timestamp-override datadir debug-level disable-attesting disable-auto-discover
  disable-latency-measurement-service disable-log-timestamp disable-malloc-tuning disable-proposer-duties-v2
  disable-slashing-protection-web3signer distributed enable-doppelganger-protection
  enable-high-validator-count-metrics gas-limit genesis-state-url genesis-state-url-timeout graffiti graffiti-append
  graffiti-file http http-address http-allow-keystore-export http-allow-origin http-port
  http-store-passwords-in-secrets-dir http-token-path init-slashing-protection log-color log-extra-info log-format
  logfile-color logfile-compress logfile-debug-level logfile-dir logfile-format logfile-max-number logfile-max-size
  logfile-no-restricted-perms long-timeouts-multiplier metrics metrics-address metrics-allow-origin metrics-port
  monitoring-endpoint monitoring-endpoint-period network prefer-builder-proposals proposer-nodes secrets-dir
  stdin-inputs suggested-fee-recipient telemetry-collector-url telemetry-service-name testnet-dir
  unencrypted-http-transport use-long-timeouts validator-registration-batch-size validators-dir
  web3-signer-keep-alive-timeout web3-signer-max-idle-connections
`,
} as const satisfies KnownFlags;
