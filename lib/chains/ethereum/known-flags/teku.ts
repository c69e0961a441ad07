import type { KnownFlags } from '../../known-flags';

/**
 * Flags of teku: every option of
 * https://github.com/Consensys/teku/blob/90ed09bbc623b616a6c642deca8119db8902b3b2/teku/src/main/java/tech/pegasys/teku/cli/BeaconNodeCommand.java
 * and of what it mixes in, the hidden `X` ones too. That commit stands between 26.8.0 and 26.9.0. Complete but for
 * `help` and `version`.
 */
export const TEKU_BEACON_FLAGS = {
  completeIn: '90ed09bb',
  names: `
  beacon-liveness-tracking-enabled builder-bid-compare-factor builder-endpoint builder-set-user-agent-header
  checkpoint-sync-url config-file data-base-path data-beacon-path data-path data-storage-archive-frequency
  data-storage-mode data-storage-non-canonical-blocks-enabled data-validator-path doppelganger-detection-enabled
  ee-endpoint ee-jwt-claim-id ee-jwt-secret-file eth1-deposit-contract-address
  exchange-capabilities-monitoring-enabled exit-when-no-validator-keys-enabled force-clear-db genesis-state
  ignore-weak-subjectivity-period-enabled initial-state log-color-enabled log-destination log-file
  log-file-name-pattern log-include-events-enabled log-include-validator-duties-enabled logging
  metrics-block-production-performance-tracking-enabled metrics-block-timing-tracking-enabled metrics-categories
  metrics-enabled metrics-host-allowlist metrics-interface metrics-port metrics-publish-endpoint
  metrics-publish-interval network p2p-advertised-ip p2p-advertised-ips p2p-advertised-port p2p-advertised-port-ipv6
  p2p-advertised-quic-port p2p-advertised-quic-port-ipv6 p2p-advertised-udp-port p2p-advertised-udp-port-ipv6
  p2p-direct-peers p2p-discovery-bootnodes p2p-discovery-bootnodes-url p2p-discovery-enabled
  p2p-discovery-site-local-addresses-enabled p2p-enabled p2p-interface p2p-interfaces p2p-nat-method
  p2p-peer-lower-bound p2p-peer-upper-bound p2p-port p2p-port-ipv6 p2p-private-key-file p2p-quic-port
  p2p-quic-port-ipv6 p2p-static-peers p2p-static-peers-url p2p-subscribe-all-custody-subnets-enabled
  p2p-subscribe-all-subnets-enabled p2p-udp-port p2p-udp-port-ipv6 reconstruct-historic-states rest-api-cors-origins
  rest-api-docs-enabled rest-api-enabled rest-api-getblobs-sidecars-download-enabled
  rest-api-getblobs-sidecars-download-timeout rest-api-host-allowlist rest-api-interface rest-api-port
  shut-down-when-validator-slashed-enabled validator-api-bearer-file validator-api-cors-origins
  validator-api-docs-enabled validator-api-enabled validator-api-host-allowlist validator-api-interface
  validator-api-keystore-file validator-api-keystore-password-file validator-api-port
  validator-is-local-slashing-protection-synchronized-enabled validator-keys
  validators-builder-registration-default-enabled validators-builder-registration-default-gas-limit
  validators-early-attestations-enabled validators-external-signer-concurrent-limit
  validators-external-signer-keystore validators-external-signer-keystore-password-file
  validators-external-signer-public-keys validators-external-signer-slashing-protection-enabled
  validators-external-signer-timeout validators-external-signer-truststore
  validators-external-signer-truststore-password-file validators-external-signer-url validators-graffiti
  validators-graffiti-client-append-format validators-graffiti-file validators-keystore-locking-enabled
  validators-performance-tracking-mode validators-proposer-config validators-proposer-config-refresh-enabled
  validators-proposer-default-fee-recipient ws-checkpoint Xaggregating-attestation-pool-profiling-enabled
  Xaggregating-attestation-pool-v2-block-aggregation-time-limit
  Xaggregating-attestation-pool-v2-total-block-aggregation-time-limit
  Xbuilder-circuit-breaker-allowed-consecutive-faults Xbuilder-circuit-breaker-allowed-faults
  Xbuilder-circuit-breaker-enabled Xbuilder-circuit-breaker-window Xcolumns-data-availability-half-check-enabled
  Xcustody-group-count-override Xdas-disable-el-recovery Xdas-publish-withhold-columns-every-slots
  Xdata-column-sidecar-extension-retention-epochs Xdata-column-sidecar-recovery-max-delay
  Xdata-storage-archive-finalized-states-retained Xdata-storage-blobs-archive-path
  Xdata-storage-blobs-pruning-interval Xdata-storage-blobs-pruning-limit Xdata-storage-block-pruning-interval
  Xdata-storage-block-pruning-limit Xdata-storage-create-db-version Xdata-storage-data-column-pruning-interval
  Xdata-storage-data-column-pruning-limit Xdata-storage-max-known-node-cache-size
  Xdata-storage-rocksdb-blob-db-enabled Xdata-storage-state-pruning-interval Xdata-storage-state-pruning-limit
  Xdata-storage-state-rebuild-timeout-seconds Xdebug-data-dumping-enabled Xepochs-store-blobs
  Xeth1-deposit-contract-deploy-block-override Xevent-channel-virtual-threads-enabled Xexecution-proof-topics-enabled
  Xfork-choice-attestation-wait-limit Xfork-choice-late-block-reorg-enabled
  Xfork-choice-updated-always-send-payload-attributes Xgenerate-execution-proofs-enabled
  Xhot-state-persistence-frequency Xinterop-enabled Xinterop-genesis-payload-header Xinterop-genesis-time
  Xinterop-number-of-validators Xinterop-owned-validator-count Xinterop-owned-validator-start-index Xkzg-precompute
  Xlight-client-server-enabled Xlog-db-op-alert-threshold Xlog-include-p2p-warnings-enabled Xlog-wire-cipher-enabled
  Xlog-wire-gossip-enabled Xlog-wire-mux-enabled Xlog-wire-plain-enabled Xmetrics-blob-sidecars-storage-enabled
  Xmetrics-block-production-timing-tracking-enabled
  Xmetrics-block-production-timing-tracking-warning-builder-threshold
  Xmetrics-block-production-timing-tracking-warning-local-threshold
  Xmetrics-block-publishing-timing-tracking-warning-builder-threshold
  Xmetrics-block-publishing-timing-tracking-warning-local-threshold Xmetrics-data-column-sidecars-storage-enabled
  Xmetrics-idle-timeout Xmetrics-tick-timing-tracking-enabled Xmin-bid-increment-percentage Xnetwork-altair-fork-epoch
  Xnetwork-async-beaconchain-max-queue Xnetwork-async-beaconchain-max-threads Xnetwork-async-p2p-max-queue
  Xnetwork-async-p2p-max-threads Xnetwork-bellatrix-fork-epoch Xnetwork-capella-fork-epoch Xnetwork-deneb-fork-epoch
  Xnetwork-electra-fork-epoch Xnetwork-fulu-fork-epoch Xnetwork-gloas-fork-epoch Xnetwork-heze-fork-epoch
  Xnetwork-pending-attestations-max-queue Xnetwork-pending-payload-attestations-max-queue
  Xnetwork-safe-slots-to-import-optimistically Xnetwork-terminal-block-hash-epoch-override
  Xnetwork-terminal-block-hash-override Xnetwork-total-terminal-difficulty-override
  Xp2p-batch-verify-signatures-max-batch-size Xp2p-batch-verify-signatures-max-threads
  Xp2p-batch-verify-signatures-queue-capacity Xp2p-batch-verify-signatures-strict-thread-limit-enabled
  Xp2p-flood-max-message-size-threshold Xp2p-gossip-blobs-after-block-enabled Xp2p-gossip-scoring-enabled
  Xp2p-gossip-snappy-aircompressor-enabled Xp2p-historical-data-max-concurrent-queries
  Xp2p-historical-data-max-query-queue-size Xp2p-historical-sync-batch-size Xp2p-max-concurrently-sampled-blocks
  Xp2p-minimum-randomly-selected-peer-count Xp2p-multipeer-sync-enabled Xp2p-private-key-file-ecdsa
  Xp2p-private-key-file-secp256k1 Xp2p-quic-enabled Xp2p-reworked-sidecar-custody-sync-batch-size
  Xp2p-reworked-sidecar-custody-sync-poll-period-seconds Xp2p-rpc-snappy-aircompressor-enabled
  Xp2p-sidecar-cancel-timeout-ms Xp2p-sidecar-custody-sync-batch-size Xp2p-sidecar-custody-sync-poll-period-seconds
  Xp2p-sidecar-download-timeout-ms Xp2p-sync-batch-size Xp2p-sync-blob-sidecars-rate-limit Xp2p-sync-blocks-rate-limit
  Xp2p-sync-max-distance-from-head Xp2p-sync-max-pending-batches Xp2p-target-subnet-subscriber-count Xp2p-tcp-enabled
  Xp2p-yamux-enabled Xpeer-all-topics-filter-enabled Xpeer-blob-sidecars-rate-limit Xpeer-blocks-rate-limit
  Xpeer-request-limit Xprepare-block-production-enabled Xrest-api-async-timeout-seconds Xrest-api-light-client-enabled
  Xrest-api-max-pending-events Xrest-api-max-url-length Xrest-api-validator-threads Xrest-api-virtual-threads-enabled
  Xrest-api-virtual-threads-max-concurrent-tasks Xrust-kzg-enabled Xstartup-strict-config-loader-enabled
  Xstartup-target-peer-count Xstartup-timeout-seconds Xstateless-min-proofs-required
  Xstateless-proofs-generation-delay Xstateless-validation-enabled Xstore-block-cache-size
  Xstore-checkpoint-state-cache-size Xstore-epoch-state-cache-size Xstore-initial-canonical-block-root
  Xstore-state-cache-size Xtrusted-setup Xuse-should-override-builder-flag Xvalidator-api-ssl-enabled
  Xvalidator-api-unsafe-hosts-enabled Xvalidator-client-beacon-api-executor-threads
  Xvalidator-client-beacon-api-readiness-executor-threads Xvalidator-client-executor-threads
  Xvalidator-executor-max-queue-size Xvalidators-builder-registration-public-key-override
  Xvalidators-builder-registration-sending-batch-size Xvalidators-builder-registration-timestamp-override
  Xws-suppress-errors-until-epoch
`,
} as const satisfies KnownFlags;

/**
 * Flags of `teku validator-client`: every option of
 * https://github.com/Consensys/teku/blob/90ed09bbc623b616a6c642deca8119db8902b3b2/teku/src/main/java/tech/pegasys/teku/cli/subcommand/ValidatorClientCommand.java
 * and of what it mixes in, and the one that all subcommands inherit. Complete but for `help` and `version`.
 */
export const TEKU_VALIDATOR_FLAGS = {
  completeIn: '90ed09bb',
  names: `
  beacon-node-api-endpoint beacon-node-api-endpoints beacon-node-ssz-blocks-enabled config-file data-base-path
  data-path data-validator-path doppelganger-detection-enabled exit-when-no-validator-keys-enabled log-color-enabled
  log-destination log-file log-file-name-pattern log-include-events-enabled log-include-validator-duties-enabled
  logging metrics-block-production-performance-tracking-enabled metrics-block-timing-tracking-enabled
  metrics-categories metrics-enabled metrics-host-allowlist metrics-interface metrics-port metrics-publish-endpoint
  metrics-publish-interval network sentry-config-file shut-down-when-validator-slashed-enabled
  validator-api-bearer-file validator-api-cors-origins validator-api-docs-enabled validator-api-enabled
  validator-api-host-allowlist validator-api-interface validator-api-keystore-file
  validator-api-keystore-password-file validator-api-port validator-is-local-slashing-protection-synchronized-enabled
  validator-keys validators-builder-registration-default-enabled validators-builder-registration-default-gas-limit
  validators-early-attestations-enabled validators-external-signer-concurrent-limit
  validators-external-signer-keystore validators-external-signer-keystore-password-file
  validators-external-signer-public-keys validators-external-signer-slashing-protection-enabled
  validators-external-signer-timeout validators-external-signer-truststore
  validators-external-signer-truststore-password-file validators-external-signer-url validators-graffiti
  validators-graffiti-client-append-format validators-graffiti-file validators-keystore-locking-enabled
  validators-performance-tracking-mode validators-proposer-config validators-proposer-config-refresh-enabled
  validators-proposer-default-fee-recipient Xattestations-v2-apis-enabled Xfailovers-publish-signed-duties-enabled
  Xfailovers-send-subnet-subscriptions-enabled Xinterop-enabled Xinterop-genesis-payload-header Xinterop-genesis-time
  Xinterop-number-of-validators Xinterop-owned-validator-count Xinterop-owned-validator-start-index
  Xlog-db-op-alert-threshold Xlog-include-p2p-warnings-enabled Xlog-wire-cipher-enabled Xlog-wire-gossip-enabled
  Xlog-wire-mux-enabled Xlog-wire-plain-enabled Xmetrics-blob-sidecars-storage-enabled
  Xmetrics-block-production-timing-tracking-enabled
  Xmetrics-block-production-timing-tracking-warning-builder-threshold
  Xmetrics-block-production-timing-tracking-warning-local-threshold
  Xmetrics-block-publishing-timing-tracking-warning-builder-threshold
  Xmetrics-block-publishing-timing-tracking-warning-local-threshold Xmetrics-data-column-sidecars-storage-enabled
  Xmetrics-idle-timeout Xmetrics-tick-timing-tracking-enabled Xobol-dvt-integration-enabled
  Xuse-post-validators-endpoint-enabled Xvalidator-api-ssl-enabled Xvalidator-api-unsafe-hosts-enabled
  Xvalidator-client-beacon-api-executor-threads Xvalidator-client-beacon-api-readiness-executor-threads
  Xvalidator-client-executor-threads Xvalidator-executor-max-queue-size
  Xvalidators-builder-registration-public-key-override Xvalidators-builder-registration-sending-batch-size
  Xvalidators-builder-registration-timestamp-override
`,
} as const satisfies KnownFlags;
