import type { KnownFlags } from '../../known-flags';

/**
 * Flags of web3signer that stand before its subcommand: every option of
 * https://github.com/Consensys/web3signer/tree/26.4.2/commandline/src/main/java/tech/pegasys/web3signer/commandline/Web3SignerBaseCommand.java
 * and of what it mixes in. Complete but for `help` and `version`.
 */
export const WEB3SIGNER_ROOT_FLAGS = `
  access-logs-enabled config-file data-path http-cors-origins http-host-allowlist http-listen-host http-listen-port
  idle-connection-timeout-seconds key-config-path key-store-config-file-max-size key-store-path logging logging-format
  metrics-categories metrics-category metrics-enabled metrics-host metrics-host-allowlist metrics-port
  metrics-push-enabled metrics-push-host metrics-push-interval metrics-push-port metrics-push-prometheus-job
  reload-timeout signer-load-batch-size signer-load-parallel signer-load-sequential-threshold signer-load-timeout
  tls-allow-any-client tls-allow-ca-clients tls-keystore-file tls-keystore-password-file tls-known-clients-file
  vertx-worker-pool-size
`;

/**
 * Flags of web3signer and of its subcommand `eth2`, the hidden `X` ones too: every option of
 * https://github.com/Consensys/web3signer/tree/26.4.2/commandline/src/main/java/tech/pegasys/web3signer/commandline/subcommands/Eth2SubCommand.java
 * and of what it mixes in. Complete but for `help` and `version`.
 */
export const WEB3SIGNER_FLAGS = {
  completeIn: '26.4.2',
  names: `
  ${WEB3SIGNER_ROOT_FLAGS}
  aws-connection-cache-size aws-endpoint-override aws-secrets-access-key-id aws-secrets-auth-mode aws-secrets-enabled
  aws-secrets-prefixes-filter aws-secrets-region aws-secrets-secret-access-key aws-secrets-tag azure-client-id
  azure-client-secret azure-response-timeout azure-tags azure-tenant-id azure-vault-auth-mode azure-vault-enabled
  azure-vault-name commit-boost-api-enabled enable-key-manager-api gcp-project-id gcp-secrets-enabled
  gcp-secrets-filter key-manager-api-enabled keystores-password-file keystores-passwords-path keystores-path network
  proxy-keystores-password-file proxy-keystores-path slashing-protection-db-health-check-interval-milliseconds
  slashing-protection-db-health-check-timeout-milliseconds slashing-protection-db-password
  slashing-protection-db-pool-configuration-file slashing-protection-db-url slashing-protection-db-username
  slashing-protection-enabled slashing-protection-pruning-at-boot-enabled
  slashing-protection-pruning-db-pool-configuration-file slashing-protection-pruning-enabled
  slashing-protection-pruning-epochs-to-keep slashing-protection-pruning-interval
  slashing-protection-pruning-slots-per-epoch Xkey-manager-skip-keystore-storage Xnetwork-altair-fork-epoch
  Xnetwork-bellatrix-fork-epoch Xnetwork-capella-fork-epoch Xnetwork-deneb-fork-epoch Xnetwork-electra-fork-epoch
  Xnetwork-fulu-fork-epoch Xsigning-ext-enabled Xslashing-protection-db-connection-pool-enabled Xtrusted-setup
`,
} as const satisfies KnownFlags;
