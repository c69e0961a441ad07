import type { KnownFlags } from '../known-flags';

/**
 * Flags of polkadot, hidden ones and aliases too, as crates.io has them: polkadot-cli 42.0.0 (src/cli.rs), the sc-cli
 * 0.63.0 that it asks for (src/commands/run_cmd.rs and src/params) and sc-storage-monitor 0.31.0. Which release of the
 * node these make was not found out. Complete but for `help` and `version`.
 */
export const POLKADOT_FLAGS = {
  completeIn: 'v42.0.0 (polkadot-cli)',
  names: `
  alice allow-private-ip allow-private-ipv4 base-path blocks-pruning bob bootnodes chain charlie
  collator-protocol-hold-off collator-reputation-persist-interval database dave db db-cache db-storage-polling-period
  db-storage-threshold detailed-log-output dev disable-log-color disable-worker-version-check discover-local
  enable-log-reloading enable-offchain-indexing eve execute-workers-max-num execution execution-block-construction
  execution-import-block execution-offchain-worker execution-other execution-syncing experimental-collator-protocol
  experimental-rpc-endpoint ferdie force-authoring force-authoring-backoff force-enable-webrtc force-kusama
  force-rococo force-westend in-peers in-peers-light insecure-validator-i-know-what-i-do ipfs-bootnodes ipfs-server
  kademlia-disjoint-query-paths kademlia-replication-factor keep-blocks keep-finalized-for keystore-path listen-addr
  log max-blocks-per-request max-parallel-downloads max-runtime-instances name network-backend no-beefy no-grandpa
  no-hardware-benchmarks no-mdns no-private-ip no-private-ipv4 no-prometheus no-telemetry node-key node-key-file
  node-key-type offchain-worker one out-peers overseer-channel-capacity-override password password-filename
  password-interactive pool-best-blocks-only pool-kbytes pool-limit pool-type port prepare-workers-hard-max-num
  prepare-workers-soft-max-num prometheus-external prometheus-port pruning public-addr pyroscope-server reserved-nodes
  reserved-only rpc-cors rpc-disable-batch-requests rpc-external rpc-max-batch-request-len rpc-max-connections
  rpc-max-request-size rpc-max-response-size rpc-max-subscriptions-per-connection
  rpc-message-buffer-capacity-per-connection rpc-methods rpc-port rpc-rate-limit rpc-rate-limit-trust-proxy-headers
  rpc-rate-limit-whitelisted-ips rpc_no_batch_requests runtime-cache-size state-pruning sync telemetry-url tmp
  tracing-receiver tracing-targets trie-cache-size two tx-ban-seconds unsafe-force-node-key-generation
  unsafe-rpc-external validator warm-up-trie-cache wasm-execution wasm-runtime-overrides
  wasmtime-instantiation-strategy workers-path
`,
} as const satisfies KnownFlags;
