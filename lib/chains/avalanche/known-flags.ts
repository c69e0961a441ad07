import type { KnownFlags } from '../known-flags';

/**
 * Flags of avalanchego: https://github.com/ava-labs/avalanchego/blob/v1.14.2/config/flags.go and keys.go. Complete but
 * for `help` and `version`.
 */
export const AVALANCHEGO_FLAGS = {
  completeIn: 'v1.14.2',
  names: `
  acp-object acp-support api-admin-enabled api-health-enabled api-info-enabled api-metrics-enabled
  benchlist-bench-probability benchlist-duration benchlist-halflife benchlist-unbench-probability
  bootstrap-ancestors-max-containers-received bootstrap-ancestors-max-containers-sent
  bootstrap-beacon-connection-timeout bootstrap-ids bootstrap-ips bootstrap-max-time-get-ancestors chain-aliases-file
  chain-aliases-file-content chain-config-content chain-config-dir chain-data-dir config-file config-file-content
  config-file-content-type consensus-app-concurrency consensus-frontier-poll-frequency consensus-shutdown-timeout
  create-asset-tx-fee data-dir db-config-file db-config-file-content db-dir db-read-only db-type
  dynamic-fees-bandwidth-weight dynamic-fees-compute-weight dynamic-fees-db-read-weight dynamic-fees-db-write-weight
  dynamic-fees-excess-conversion-constant dynamic-fees-max-gas-capacity dynamic-fees-max-gas-per-second
  dynamic-fees-min-gas-price dynamic-fees-target-gas-per-second fd-limit genesis-file genesis-file-content
  health-check-averager-halflife health-check-frequency http-allowed-hosts http-allowed-origins http-host
  http-idle-timeout http-port http-read-header-timeout http-read-timeout http-shutdown-timeout http-shutdown-wait
  http-tls-cert-file http-tls-cert-file-content http-tls-enabled http-tls-key-file http-tls-key-file-content
  http-write-timeout index-allow-incomplete index-enabled log-dir log-disable-display-plugin-logs log-display-level
  log-format log-level log-rotater-compress-enabled log-rotater-max-age log-rotater-max-files log-rotater-max-size
  max-stake-duration max-validator-stake meter-vms-enabled min-delegation-fee min-delegator-stake min-stake-duration
  min-validator-stake network-allow-private-ips network-compression-type
  network-health-max-outstanding-request-duration network-health-max-portion-send-queue-full
  network-health-max-send-fail-rate network-health-max-time-since-msg-received network-health-max-time-since-msg-sent
  network-health-min-conn-peers network-id network-inbound-connection-throttling-cooldown
  network-inbound-connection-throttling-max-conns-per-sec network-initial-reconnect-delay network-initial-timeout
  network-max-clock-difference network-max-reconnect-delay network-maximum-inbound-timeout network-maximum-timeout
  network-minimum-timeout network-no-ingress-connections-grace-period network-outbound-connection-throttling-rps
  network-outbound-connection-timeout network-peer-list-bloom-reset-frequency network-peer-list-num-validator-ips
  network-peer-list-pull-gossip-frequency network-peer-read-buffer-size network-peer-write-buffer-size
  network-ping-frequency network-ping-timeout network-read-handshake-timeout network-require-validator-to-connect
  network-tcp-proxy-enabled network-tcp-proxy-read-timeout network-timeout-coefficient network-timeout-halflife
  network-tls-key-log-file-unsafe partial-sync-primary-network plugin-dir process-context-file
  profile-continuous-enabled profile-continuous-freq profile-continuous-max-files profile-dir
  proposervm-min-block-delay proposervm-use-current-height public-ip public-ip-resolution-frequency
  public-ip-resolution-service router-health-max-drop-rate router-health-max-outstanding-requests
  simplex-max-network-delay simplex-max-rebroadcast-wait snow-commit-threshold snow-concurrent-repolls
  snow-confidence-quorum-size snow-max-processing snow-max-time-processing snow-optimal-processing
  snow-preference-quorum-size snow-quorum-size snow-sample-size stake-max-consumption-rate stake-min-consumption-rate
  stake-minting-period stake-supply-cap staking-ephemeral-cert-enabled staking-ephemeral-signer-enabled staking-host
  staking-port staking-rpc-signer-endpoint staking-signer-key-file staking-signer-key-file-content
  staking-tls-cert-file staking-tls-cert-file-content staking-tls-key-file staking-tls-key-file-content state-sync-ids
  state-sync-ips subnet-config-content subnet-config-dir sybil-protection-disabled-weight sybil-protection-enabled
  system-tracker-cpu-halflife system-tracker-disk-halflife system-tracker-disk-required-available-space
  system-tracker-disk-required-available-space-percentage system-tracker-disk-warning-available-space-percentage
  system-tracker-disk-warning-threshold-available-space system-tracker-frequency system-tracker-processing-halflife
  throttler-inbound-at-large-alloc-size throttler-inbound-bandwidth-max-burst-size
  throttler-inbound-bandwidth-refill-rate throttler-inbound-cpu-max-non-validator-node-usage
  throttler-inbound-cpu-max-non-validator-usage throttler-inbound-cpu-max-recheck-delay
  throttler-inbound-cpu-validator-alloc throttler-inbound-disk-max-non-validator-node-usage
  throttler-inbound-disk-max-non-validator-usage throttler-inbound-disk-max-recheck-delay
  throttler-inbound-disk-validator-alloc throttler-inbound-node-max-at-large-bytes
  throttler-inbound-node-max-processing-msgs throttler-inbound-validator-alloc-size
  throttler-outbound-at-large-alloc-size throttler-outbound-node-max-at-large-bytes
  throttler-outbound-validator-alloc-size tracing-endpoint tracing-exporter-type tracing-headers tracing-insecure
  tracing-sample-rate track-subnets tx-fee upgrade-file upgrade-file-content uptime-metric-freq uptime-requirement
  validator-fees-capacity validator-fees-excess-conversion-constant validator-fees-min-price validator-fees-target
  version-json vm-aliases-file vm-aliases-file-content
`,
} as const satisfies KnownFlags;
