import type { KnownFlags } from '../../known-flags';

/**
 * Flags of grandine: https://github.com/grandinetech/grandine/blob/2.0.0/grandine/src/grandine_args.rs. Complete but
 * for `help` and `version`.
 */
export const GRANDINE_FLAGS = {
  completeIn: '2.0.0',
  names: `
  archival-epoch-interval archive-storage back-sync back_sync blacklisted-blocks boot-nodes builder-api-url
  builder-disable-checks builder-format builder-max-skipped-slots builder-max-skipped-slots-per-epoch builder-url
  checkpoint-sync-url configuration-directory configuration-file data-dir database-size default-builder-boost-factor
  default-gas-limit deposit-contract-starting-block detect-doppelgangers disable-blockprint-graffiti
  disable-engine-getblobs disable-enr-auto-update disable-peer-scoring disable-quic disable-rate-limiting disable-upnp
  discovery-port discovery-port-ipv6 enable-private-discovery enable-validator-api enr-address enr-address-ipv6
  enr-quic-port enr-quic-port-ipv6 enr-tcp-port enr-tcp-port-ipv6 enr-udp-port enr-udp-port-ipv6 eth1-database-size
  eth1-rpc-urls features force-checkpoint-sync genesis-state-download-url genesis-state-file graffiti http-address
  http-allowed-origins http-port in-memory jwt-id jwt-secret jwt-version keystore-dir keystore-password-dir
  keystore-password-file keystore-storage-password-file kzg-backend libp2p-nodes libp2p-port libp2p-port-ipv6
  libp2p-private-key-file listen-address listen-address-ipv6 max-empty-slots max-epochs-to-retain-states-in-cache
  max-events metrics metrics-address metrics-port metrics-update-interval network network-dir
  no-custody-groups-backfill prune-storage quic-port quic-port-ipv6 remote-metrics-url report-validator-performance
  request-timeout slashing-protection-history-limit state-cache-lock-timeout state-slot store-directory
  subscribe-all-data-column-subnets subscribe-all-subnets suggested-fee-recipient sync-without-reconstruction
  target-peers target-subnet-peers terminal-block-hash-activation-epoch-override terminal-block-hash-override
  terminal-total-difficulty-override timeout track-liveness trusted-peers unfinalized-states-in-memory
  use-validator-key-cache validator-api-address validator-api-allowed-origins validator-api-port validator-api-timeout
  validator-api-token-file verify-altair-preset-file verify-bellatrix-preset-file verify-capella-preset-file
  verify-configuration-file verify-deneb-preset-file verify-electra-preset-file verify-fulu-preset-file
  verify-phase0-preset-file web3signer-api-urls web3signer-public-keys web3signer-refresh-keys-every-epoch
  web3signer-urls withhold-data-columns-publishing
`,
} as const satisfies KnownFlags;
