import type { KnownFlags } from '../../known-flags';

/**
 * Flags of Prysm's beacon-chain, from `appFlags` and the features:
 * https://github.com/OffchainLabs/prysm/blob/v7.1.6/cmd/beacon-chain/main.go and config/features/flags.go. Complete
 * but for `help` and `version`.
 */
export const PRYSM_BEACON_FLAGS = {
  completeIn: 'v7.1.6',
  names: `
  accept-terms-of-use aggregate-first-interval aggregate-second-interval aggregate-third-interval api-timeout
  backfill-batch-size backfill-oldest-slot backfill-worker-count batch-verifier-limit beacon-db-pruning
  blacklist-roots blob-batch-limit blob-batch-limit-burst-factor blob-path blob-retention-epochs blob-save-fsync
  blob-storage-layout block-batch-limit block-batch-limit-burst-factor blockprofilerate bootstrap-node builder-ssz
  chain-config-file chain-id checkpoint-block checkpoint-state checkpoint-sync-url clear-db config-file
  contract-deployment-block data-column-batch-limit data-column-batch-limit-burst-factor data-column-path datadir
  deposit-contract dev disable-broadcast-slashings disable-builder-ssz disable-debug-rpc-endpoints
  disable-ephemeral-log-file disable-get-blobs-v2 disable-grpc-connection-logging disable-last-epoch-targets
  disable-log-colors disable-monitoring disable-peer-scorer disable-quic disable-registration-cache
  disable-resource-manager disable-staking-contract-check disable-verbose-sig-verification e2e-config enable-backfill
  enable-builder-ssz enable-db-backup-webhook enable-discovery-reboot enable-experimental-attestation-pool
  enable-experimental-backfill enable-full-ssz-data-logging enable-hashtree enable-historical-state-representation
  enable-light-client enable-proposer-preprocessing enable-state-diff enable-tracing enable-upnp
  engine-endpoint-timeout-seconds eth1-header-req-limit execution-endpoint execution-headers
  extend-blob-retention-epoch force-clear-db gc-percent genesis-beacon-api-url genesis-state grpc-gateway-corsdomain
  grpc-gateway-host grpc-gateway-port grpc-max-msg-size healthz-max-goroutines historical-slasher-node holesky hoodi
  http-cors-domain http-host http-mev-relay http-modules http-port ignore-unviable-attestations interop-eth1data-votes
  interop-write-ssz-state-transitions jwt-id jwt-secret local-block-value-boost log-file log-format log.vmodule
  mainnet max-builder-consecutive-missed-slots max-builder-epoch-missed-slots max-concurrent-dials max-goroutines
  memprofilerate min-builder-bid min-builder-to-local-difference min-sync-peers minimal-config
  minimum-peers-per-subnet monitor-indices monitoring-host monitoring-port mutexprofilefraction network-id
  no-discovery p2p-allowlist p2p-colocation-whitelist p2p-denylist p2p-host-dns p2p-host-ip p2p-local-ip p2p-max-peers
  p2p-priv-key p2p-quic-port p2p-static-id p2p-tcp-port p2p-udp-port partial-data-columns peer
  postpone-shutdown-for-proposals pprof pprofaddr pprofport prepare-all-payloads pruner-retention-epochs
  pubsub-queue-size relay-node restore-source-file restore-target-dir rpc-host rpc-max-page-size rpc-port
  save-full-execution-payloads save-invalid-blob-temp save-invalid-block-temp semi-supernode sepolia slasher
  slasher-datadir slasher-rpc-provider slasher-tls-cert slots-per-archive-point startup-optimistic
  state-diff-exponents subscribe-all-data-subnets subscribe-all-subnets suggested-fee-recipient supernode sync-from
  terminal-block-hash-epoch-override terminal-block-hash-override terminal-total-difficulty-override tls-cert tls-key
  trace-sample-fraction tracing-endpoint tracing-process-name track-equivocations verbosity
  weak-subjectivity-checkpoint
`,
} as const satisfies KnownFlags;

/**
 * Flags of Prysm's validator, from `appFlags` and the features:
 * https://github.com/OffchainLabs/prysm/blob/v7.1.6/cmd/validator/main.go and config/features/flags.go. Complete but
 * for `help` and `version`.
 */
export const PRYSM_VALIDATOR_FLAGS = {
  completeIn: 'v7.1.6',
  names: `
  accept-terms-of-use api-timeout beacon-rest-api-headers beacon-rest-api-provider beacon-rpc-provider
  blockprofilerate chain-config-file clear-db config-file datadir disable-account-metrics disable-attest-timely
  disable-duties-polling disable-duties-v2 disable-ephemeral-log-file disable-log-colors disable-monitoring
  disable-rewards-penalties-logging distributed dynamic-key-reload-debounce-interval e2e-config enable-beacon-rest-api
  enable-builder enable-db-backup-webhook enable-doppelganger enable-minimal-slashing-protection
  enable-slashing-protection-history-pruning enable-tracing enable-validator-registration force-clear-db graffiti
  graffiti-file grpc-gateway-corsdomain grpc-gateway-host grpc-gateway-port grpc-headers grpc-max-msg-size
  grpc-retries grpc-retry-delay holesky hoodi http-cors-domain http-host http-modules http-port interop-num-validators
  interop-start-index keymanager-token-file log-file log-format log.vmodule mainnet max-health-checks memprofilerate
  minimal-config monitoring-host monitoring-port mutexprofilefraction pprof pprofaddr pprofport proposer-settings-file
  proposer-settings-url remote-signer-keys remote-signer-keys-file remote-signer-url rpc rpc-host rpc-port sepolia
  slasher-rpc-provider slasher-tls-cert stateless suggested-fee-recipient suggested-gas-limit tls-cert
  trace-sample-fraction tracing-endpoint tracing-process-name validator-api-bearer-file
  validators-external-signer-key-file validators-external-signer-public-keys validators-external-signer-url
  validators-registration-batch-size verbosity wallet-dir wallet-password-file web
  write-wallet-password-on-web-onboarding
`,
} as const satisfies KnownFlags;
