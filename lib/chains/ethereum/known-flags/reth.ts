import type { KnownFlags } from '../../known-flags';

/**
 * Flags of `reth node`: its published help,
 * https://github.com/paradigmxyz/reth/blob/v2.5.1/docs/vocs/docs/pages/cli/reth/node.mdx, with the hidden ones and the
 * aliases of https://github.com/paradigmxyz/reth/tree/v2.5.1/crates/node/core/src/args. Complete but for `help` and
 * `version`.
 */
export const RETH_FLAGS = {
  completeIn: 'v2.5.1',
  names: `
  addr auth-ipc auth-ipc.path authrpc.addr authrpc.jwtsecret authrpc.port auto-mine blobpool.pricebump block-interval
  bootnodes builder.deadline builder.disallow builder.extradata builder.gaslimit builder.interval builder.max-blobs
  builder.max-tasks chain color config datadir datadir.pprof-dumps datadir.rocksdb datadir.static-files
  datadir.static_files db.balstore-cache-size db.disable-metrics db.exclusive db.growth-step db.log-level
  db.max-readers db.max-size db.page-size db.read-transaction-timeout db.rocksdb-block-cache-size db.sync-mode
  debug.engine-api-store debug.etherscan debug.healthy-node-rpc-url debug.invalid-block-hook debug.max-block
  debug.reorg-depth debug.reorg-frequency debug.rpc-consensus-url debug.rpc-consensus-ws debug.skip-fcu
  debug.skip-genesis-validation debug.skip-new-payload debug.skip-state-root debug.startup-sync-state-idle
  debug.terminate debug.tip dev dev.block-max-transactions dev.block-time dev.finality-depth dev.mnemonic
  dev.payload-wait-time disable-auth-server disable-discovery disable-discv4-discovery disable-discv5-discovery
  disable-dns-discovery disable-engine-api disable-nat disable-tx-gossip discovery.addr discovery.port
  discovery.v5.addr discovery.v5.addr.ipv6 discovery.v5.bootstrap.lookup-countdown
  discovery.v5.bootstrap.lookup-interval discovery.v5.lookup-interval discovery.v5.port discovery.v5.port.ipv6
  dns-retries enable-discv5-discovery enforce-enr-fork-id engine.accept-execution-requests-hash
  engine.account-worker-count engine.allow-unwind-canonical-header
  engine.always-process-payload-attributes-on-canonical-head engine.caching-and-prewarming
  engine.cross-block-cache-size engine.disable-bal-batch-io engine.disable-bal-parallel-execution
  engine.disable-bal-parallel-state-root engine.disable-cache-metrics engine.disable-caching-and-prewarming
  engine.disable-parallel-sparse-trie engine.disable-precompile-cache engine.disable-prewarming
  engine.disable-sparse-trie-cache-pruning engine.disable-state-cache
  engine.invalid-header-cache-hit-eviction-threshold engine.legacy-state-root engine.memory-block-buffer-target
  engine.multiproof-chunk-size engine.parallel-sparse-trie engine.persistence-backpressure-threshold
  engine.persistence-threshold engine.precompile-cache engine.prewarming-threads engine.reserved-cpu-cores
  engine.sender-recovery-cache engine.share-execution-cache-with-payload-builder
  engine.share-sparse-trie-with-payload-builder engine.slow-block-threshold engine.state-provider-metrics
  engine.state-root-fallback engine.state-root-task-compare-updates engine.state-root-task-timeout
  engine.storage-worker-count engine.suppress-persistence-during-build engine.txpool-prewarming era.enable era.path
  era.url eth-max-message-size ethstats full gpo.blocks gpo.default-suggested-fee gpo.ignoreprice gpo.maxprice
  gpo.percentile http http.addr http.api http.corsdomain http.disable-compression http.port identity instance
  ipc.permissions ipcdisable ipcpath jit jit.blocking jit.channel-capacity jit.code-cache-bytes jit.debug
  jit.hot-threshold jit.idle-evict-duration jit.max-bytecode-len jit.max-pending-jobs jit.worker-count
  log.file.directory log.file.filter log.file.format log.file.max-files log.file.max-size log.file.name log.journald
  log.journald.filter log.samply log.samply.filter log.stdout.filter log.stdout.format log.tracing-chrome
  log.tracing-chrome.file log.tracing-chrome.filter log.tracy log.tracy.filter logs-otlp logs-otlp.filter
  max-inbound-peers max-outbound-peers max-peers max-pending-imports max-seen-tx-history max-tx-pending-fetch
  max-tx-reqs max-tx-reqs-peer metrics metrics.prometheus metrics.prometheus.push.interval metrics.prometheus.push.url
  miner.gaslimit minimal nat net-if.experimental netrestrict network-id no-persist-peers p2p-secret-key
  p2p-secret-key-hex peers-file pooled-tx-pack-soft-limit pooled-tx-response-soft-limit port
  prune.account-history.before prune.account-history.distance prune.account-history.full prune.accounthistory.before
  prune.accounthistory.distance prune.accounthistory.full prune.block-interval prune.bodies.before
  prune.bodies.distance prune.bodies.pre-merge prune.minimum-distance prune.receipts.before prune.receipts.distance
  prune.receipts.full prune.receipts.pre-merge prune.receiptslogfilter prune.sender-recovery.before
  prune.sender-recovery.distance prune.sender-recovery.full prune.senderrecovery.before prune.senderrecovery.distance
  prune.senderrecovery.full prune.storage-history.before prune.storage-history.distance prune.storage-history.full
  prune.storagehistory.before prune.storagehistory.distance prune.storagehistory.full prune.transaction-lookup.before
  prune.transaction-lookup.distance prune.transaction-lookup.full prune.transactionlookup.before
  prune.transactionlookup.distance prune.transactionlookup.full quiet required-block-hashes rpc-cache.max-bals
  rpc-cache.max-blocks rpc-cache.max-cached-tx-hashes rpc-cache.max-concurrent-db-requests rpc-cache.max-envs
  rpc-cache.max-headers rpc-cache.max-receipts rpc-evm-memory-limit rpc-forwarder rpc-gascap
  rpc-max-blocking-io-requests rpc-max-blocks-per-filter rpc-max-connections rpc-max-logs-per-response
  rpc-max-request-size rpc-max-response-size rpc-max-subscriptions-per-connection rpc-max-trace-filter-blocks
  rpc-max-tracing-requests rpc-proof-permits rpc-txfeecap rpc.compute-state-root-for-eth-simulate rpc.disable-metrics
  rpc.eth-proof-window rpc.evm-memory-limit rpc.force-blob-sidecar-upcasting rpc.forwarder rpc.gascap rpc.jwtsecret
  rpc.max-blocking-io-requests rpc.max-blocks-per-filter rpc.max-connections rpc.max-logs-per-response
  rpc.max-request-size rpc.max-response-size rpc.max-simulate-blocks rpc.max-subscriptions-per-connection
  rpc.max-trace-filter-blocks rpc.max-tracing-requests rpc.pending-block rpc.proof-permits rpc.returndata.limit
  rpc.send-raw-transaction-sync-timeout rpc.txfeecap silent static-files.blocks-per-file.account-change-sets
  static-files.blocks-per-file.headers static-files.blocks-per-file.receipts
  static-files.blocks-per-file.storage-change-sets static-files.blocks-per-file.transaction-senders
  static-files.blocks-per-file.transactions storage.v2 testing.gas-limit testing.skip-invalid-transactions
  tracing-otlp tracing-otlp-protocol tracing-otlp.filter tracing-otlp.sample-ratio tracing-otlp.service-name
  tracing-otlp.service-version trusted-only trusted-peers tx-channel-memory-limit tx-ingress-policy
  tx-propagation-mode tx-propagation-policy txpool.additional-validation-tasks txpool.additional_validation_tasks
  txpool.basefee-max-count txpool.basefee-max-size txpool.basefee_max_count txpool.basefee_max_size
  txpool.blob-cache-size txpool.blob_cache_size txpool.blobpool-max-count txpool.blobpool-max-size
  txpool.blobpool_max_count txpool.blobpool_max_size txpool.disable-blobs-support txpool.disable-journal
  txpool.disable-transactions-backup txpool.disable_blobs_support txpool.gas-limit txpool.journal txpool.lifetime
  txpool.locals txpool.max-account-slots txpool.max-batch-size txpool.max-cached-entries
  txpool.max-new-pending-txs-notifications txpool.max-new-txns txpool.max-pending-txns txpool.max-tx-gas
  txpool.max-tx-input-bytes txpool.max_account_slots txpool.max_cached_entries txpool.max_new_txns
  txpool.max_pending_txns txpool.max_tx_input_bytes txpool.minimal-protocol-fee txpool.minimum-priority-fee
  txpool.no-local-transactions-propagation txpool.nolocals txpool.pending-max-count txpool.pending-max-size
  txpool.pending_max_count txpool.pending_max_size txpool.pricebump txpool.queued-max-count txpool.queued-max-size
  txpool.queued_max_count txpool.queued_max_size txpool.transactions-backup verbosity with-unused-ports ws ws.addr
  ws.api ws.corsdomain ws.origins ws.port
`,
} as const satisfies KnownFlags;
