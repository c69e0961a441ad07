import type { KnownFlags } from '../../known-flags';

/**
 * Flags of `charon run`: https://github.com/ObolNetwork/charon/blob/v1.10.3/cmd/run.go and debug_tools.go. Complete
 * but for `help` and `version`.
 */
export const CHARON_FLAGS = {
  completeIn: 'v1.10.3',
  names: `
  beacon-node-endpoints beacon-node-headers beacon-node-submit-timeout beacon-node-timeout builder-api
  consensus-protocol debug-address execution-client-rpc-endpoint fallback-beacon-node-endpoints feature-set
  feature-set-disable feature-set-enable fetch-feerecipient-updates graffiti graffiti-disable-client-append
  jaeger-address jaeger-service lock-file log-color log-format log-level log-output-path loki-addresses loki-service
  manifest-file monitoring-address nickname no-verify otlp-address otlp-headers otlp-insecure otlp-service-name
  overrides-file p2p-disable-reuseport p2p-external-hostname p2p-external-ip p2p-relays p2p-tcp-address
  p2p-udp-address private-key-file private-key-file-lock proc-directory publish-address publish-timeout
  simnet-beacon-mock simnet-beacon-mock-fuzz simnet-slot-duration simnet-validator-keys-dir simnet-validator-mock
  synthetic-block-proposals testnet-capella-hard-fork testnet-chain-id testnet-fork-version testnet-genesis-timestamp
  testnet-name validator-api-address vc-tls-cert-file vc-tls-key-file
`,
} as const satisfies KnownFlags;
