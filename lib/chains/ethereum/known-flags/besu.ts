import type { KnownFlags } from '../../known-flags';

/**
 * Flags of besu: every option of
 * https://github.com/hyperledger/besu/blob/26.3.0-RC0/app/src/main/java/org/hyperledger/besu/cli/BesuCommand.java and
 * of the options folder beside it, the hidden `X` ones too, and those of the RocksDB plugin. Complete but for `help`
 * and `version`.
 */
export const BESU_FLAGS = {
  completeIn: '26.3.0-RC0',
  names: `
  api-gas-and-priority-fee-limiting-enabled api-gas-and-priority-fee-lower-bound-coefficient
  api-gas-and-priority-fee-upper-bound-coefficient api-gas-price-blocks api-gas-price-max api-gas-price-percentile
  auto-log-bloom-caching-enabled banned-node-id banned-node-ids block-txs-selection-max-time
  bonsai-historical-block-limit bonsai-limit-trie-logs-enabled bonsai-parallel-state-root-computation-enabled
  bonsai-parallel-tx-processing-enabled bonsai-trie-logs-pruning-window-size bootnodes cache-last-block-headers
  cache-last-block-headers-preload-enabled cache-last-blocks cache-precompiles color-enabled config-file data-path
  data-storage-format discovery-dns-url discovery-enabled engine-host-allowlist engine-jwt-disabled engine-jwt-secret
  engine-rpc-enabled engine-rpc-http-port engine-rpc-port era1-data-uri era1-import-prepipeline-concurrency
  era1-import-prepipeline-enabled estimate-gas-tolerance-ratio ethstats ethstats-cacert-file ethstats-contact
  ethstats-report-interval filter-on-enr-fork-id genesis-file genesis-state-hash-cache-enabled
  graphql-http-cors-origins graphql-http-enabled graphql-http-host graphql-http-port graphql-mtls-enabled
  graphql-tls-enabled graphql-tls-keystore-file graphql-tls-keystore-password-file graphql-tls-truststore-file
  graphql-tls-truststore-password-file history-expiry-prune host-allowlist identity json-pretty-print-enabled
  key-value-storage kzg-trusted-setup logging max-blobs-per-block max-blobs-per-transaction max-peers
  metrics-categories metrics-category metrics-enabled metrics-host metrics-port metrics-protocol metrics-push-enabled
  metrics-push-host metrics-push-interval metrics-push-port metrics-push-prometheus-job min-block-occupancy-ratio
  min-gas-price min-priority-fee miner-extra-data nat-method net-restrict network network-id node-private-key-file
  override-genesis-config p2p-enabled p2p-host p2p-host-ipv6 p2p-interface p2p-interface-ipv6
  p2p-ipv6-outbound-enabled p2p-peer-upper-bound p2p-port p2p-port-ipv6 permissions-accounts-config-file
  permissions-accounts-config-file-enabled permissions-nodes-config-file permissions-nodes-config-file-enabled
  pid-path plugin-block-txs-selection-max-time plugin-continue-on-error plugins plugins-verification-mode
  poa-block-txs-selection-max-time poa-discovery-retry-bootnodes print-paths-and-exit profile
  random-peer-priority-enabled receipt-compaction-enabled remote-connections-limit-enabled
  remote-connections-max-percentage reorg-logging-threshold required-block required-blocks revert-reason-enabled
  rpc-gas-cap rpc-http-api rpc-http-api-method-no-auth rpc-http-api-methods-no-auth rpc-http-apis
  rpc-http-authentication-credentials-file rpc-http-authentication-enabled rpc-http-authentication-jwt-algorithm
  rpc-http-authentication-jwt-public-key-file rpc-http-cors-origins rpc-http-enabled rpc-http-host
  rpc-http-max-active-connections rpc-http-max-batch-size rpc-http-max-request-content-length rpc-http-port
  rpc-http-tls-ca-clients-enabled rpc-http-tls-cipher-suite rpc-http-tls-cipher-suites
  rpc-http-tls-client-auth-enabled rpc-http-tls-enabled rpc-http-tls-keystore-file rpc-http-tls-keystore-password-file
  rpc-http-tls-known-clients-file rpc-http-tls-protocol rpc-http-tls-protocols rpc-http-tls-truststore-file
  rpc-http-tls-truststore-password-file rpc-max-logs-range rpc-max-trace-filter-range rpc-tx-feecap rpc-ws-api
  rpc-ws-api-method-no-auth rpc-ws-api-methods-no-auth rpc-ws-apis rpc-ws-authentication-credentials-file
  rpc-ws-authentication-enabled rpc-ws-authentication-jwt-algorithm rpc-ws-authentication-jwt-public-key-file
  rpc-ws-enabled rpc-ws-host rpc-ws-max-active-connections rpc-ws-max-frame-size rpc-ws-port rpc-ws-ssl-cert-file
  rpc-ws-ssl-client-auth-enabled rpc-ws-ssl-enabled rpc-ws-ssl-key-file rpc-ws-ssl-keystore-file
  rpc-ws-ssl-keystore-password rpc-ws-ssl-keystore-password-file rpc-ws-ssl-keystore-type rpc-ws-ssl-trustcert-file
  rpc-ws-ssl-truststore-file rpc-ws-ssl-truststore-password rpc-ws-ssl-truststore-password-file
  rpc-ws-ssl-truststore-type security-module snapsync-server-enabled
  snapsync-synchronizer-pre-checkpoint-headers-only-enabled snapsync-synchronizer-transaction-indexing-enabled
  static-nodes-file strict-tx-replay-protection-enabled sync-min-peers sync-mode target-gas-limit tx-pool
  tx-pool-blob-price-bump tx-pool-enable-balance-check tx-pool-enable-save-restore tx-pool-layer-max-capacity
  tx-pool-limit-by-account-percentage tx-pool-max-future-by-sender tx-pool-max-prioritized
  tx-pool-max-prioritized-by-type tx-pool-max-size tx-pool-min-gas-price tx-pool-min-score tx-pool-no-local-priority
  tx-pool-price-bump tx-pool-priority-senders tx-pool-retention-hours tx-pool-save-file
  version-compatibility-protection Xaltbn128-native-enabled Xbal-lenient-on-state-root-mismatch
  Xbal-log-bals-on-mismatch Xbal-optimization-enabled Xbal-perfect-parallelization-enabled Xbal-processing-timeout
  Xbal-state-root-timeout Xbal-trust-state-root Xblake2bf-native-enabled Xbonsai-code-using-code-hash-enabled
  Xbonsai-full-flat-db-enabled Xchain-pruning-bals-retained Xchain-pruning-blocks-retained Xchain-pruning-enabled
  Xchain-pruning-frequency Xchain-pruning-retained-minimum Xcheckpoint-post-merge-enabled Xdns-enabled
  Xdns-update-enabled Xeth-capability-max Xeth-capability-min Xeth-max-message-size Xeth-max-transactions-message-size
  Xeth65-tx-announced-buffering-period-milliseconds Xevm-jumpdest-cache-weight-kb Xevm-optimized-opcodes
  Xevm-worldstate-update-mode Xewp-max-get-bodies Xewp-max-get-headers Xewp-max-get-node-data
  Xewp-max-get-pooled-transactions Xewp-max-get-receipts Xhttp-timeout-seconds Xin-process-rpc-api
  Xin-process-rpc-apis Xin-process-rpc-enabled Xincoming-tx-messages-keep-alive-seconds Xmax-tracked-seen-txs-per-peer
  Xmetrics-idle-timeout Xmetrics-timers-enabled Xmodexp-native-enabled Xnat-method-fallback-enabled
  Xp256verify-native-enabled Xp2p-check-maintained-connections-frequency Xp2p-dns-discovery-server
  Xp2p-initiate-connections-frequency Xp2p-peer-task-timeout Xpeer-tracker-forget-evicted-txs Xpeertask-system-enabled
  Xplugin-rocksdb-background-thread-count Xplugin-rocksdb-blob-garbage-collection-age-cutoff
  Xplugin-rocksdb-blob-garbage-collection-force-threshold Xplugin-rocksdb-blockchain-blob-garbage-collection-enabled
  Xplugin-rocksdb-cache-capacity Xplugin-rocksdb-high-spec-enabled Xplugin-rocksdb-max-open-files
  Xplugin-rocksdb-read-cache-snapshots-enabled Xplugins-external-enabled Xpos-block-creation-max-time
  Xpos-block-creation-repetition-min-duration Xpos-block-finalization-timeout-ms Xpos-slot-duration
  Xpre-merge-pruning-quantity Xqbft-enable-early-round-change Xrpc-ipc-api Xrpc-ipc-apis Xrpc-ipc-enabled
  Xrpc-ipc-path Xsecp-native-enabled Xsecp256k1-native-enabled Xsnapsync-synchronizer-bytecode-count-per-request
  Xsnapsync-synchronizer-flat-account-healed-count-per-request
  Xsnapsync-synchronizer-flat-slot-healed-count-per-request Xsnapsync-synchronizer-pivot-block-distance-before-caching
  Xsnapsync-synchronizer-pivot-block-window-validity Xsnapsync-synchronizer-storage-count-per-request
  Xsnapsync-synchronizer-trienode-count-per-request Xsynchronizer-backward-headers-download-step-timeout-millis
  Xsynchronizer-block-propagation-range Xsynchronizer-bodies-download-step-timeout-millis
  Xsynchronizer-computation-parallelism Xsynchronizer-downloader-bodies-request-size
  Xsynchronizer-downloader-chain-segment-size Xsynchronizer-downloader-change-target-threshold-by-height
  Xsynchronizer-downloader-change-target-threshold-by-td Xsynchronizer-downloader-checkpoint-RETRIES
  Xsynchronizer-downloader-checkpoint-timeouts-permitted Xsynchronizer-downloader-header-request-size
  Xsynchronizer-downloader-parallelism Xsynchronizer-header-download-parallelism-factor Xsynchronizer-pivot-distance
  Xsynchronizer-receipts-download-step-timeout-millis Xsynchronizer-transactions-parallelism
  Xsynchronizer-world-state-hash-count-per-request Xsynchronizer-world-state-max-requests-without-progress
  Xsynchronizer-world-state-min-millis-before-stalling Xsynchronizer-world-state-request-parallelism
  Xsynchronizer-world-state-task-cache-size Xv5-discovery-enabled Xws-timeout-seconds
`,
} as const satisfies KnownFlags;
