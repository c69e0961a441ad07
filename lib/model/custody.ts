import { dnsSubdomain } from './dns-name';
import { propError } from './errors';

/** Where the private keys of one workload are kept. A reference: keys never pass through here. */
export interface Custody {
  readonly kind: 'vault';

  /** Path in the secret engine, without leading or trailing `/`. Each unit reads below `<path>/<unit>` only. */
  readonly path: string;

  /** Name of the ClusterSecretStore through which it is read. */
  readonly store: string;
}

/** Options of {@link vault}. */
export interface VaultOptions {
  /**
   * Name of the ClusterSecretStore.
   *
   * @default vault
   */
  readonly store?: string;
}

/**
 * Keys in HashiCorp Vault or OpenBao, read by External Secrets.
 *
 * @param path such as `chain/hoodi/hoodi-0`; one path feeds one workload
 */
export function vault(path: string, options: VaultOptions = {}): Custody {
  if (!/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)+$/.test(path)) {
    throw propError('vault', 'path', "at least two segments of a-z, 0-9, '.', '_' and '-', parted by /", path);
  }
  return { kind: 'vault', path, store: dnsSubdomain('vault', 'store', options.store ?? 'vault') };
}

/**
 * The path that one unit reads one secret from. Units do not share paths: a path that feeds two applications is how
 * one key gets two signers.
 */
export function secretPath(custody: Custody, unit: string, secret: string): string {
  return `${custody.path}/${unit}/${secret}`;
}
