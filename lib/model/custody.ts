import { dnsSubdomain } from './dns-name';
import { ProblemsError, propError, propProblem } from './errors';

/** Where the private keys of one workload are kept. A reference: keys never pass through here. */
export type Custody = VaultCustody | KmsCustody;

/** Keys in a secret engine; the signer reads them. */
export interface VaultCustody extends SecretPaths {
  readonly kind: 'vault';
}

/** A key that never leaves the AWS Key Management Service: the signer has it sign. */
export interface KmsCustody extends SecretPaths {
  readonly kind: 'kms';

  /** ARN of the key. */
  readonly key: string;

  /** Region of the key: `eu-central-1`. */
  readonly region: string;

  /** ARN of the IAM role that may use it. */
  readonly role: string;
}

interface SecretPaths {
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
export function vault(path: string, options: VaultOptions = {}): VaultCustody {
  if (!/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)+$/.test(path)) {
    throw propError('vault', 'path', "at least two segments of a-z, 0-9, '.', '_' and '-', parted by /", path);
  }
  return { kind: 'vault', path, store: dnsSubdomain('vault', 'store', options.store ?? 'vault') };
}

/** Options of {@link kms}. */
export interface KmsOptions {
  /** ARN of the key itself: an alias can be pointed at another key without anybody's approval. */
  readonly key: string;

  /**
   * ARN of the IAM role that may sign with it. It must trust the cluster's issuer of service account tokens, for the
   * signer's ServiceAccount alone.
   */
  readonly role: string;
}

/**
 * A key in AWS KMS. The signer shows AWS a token of its ServiceAccount: no credential is stored anywhere.
 *
 * @param secrets where the workload's other secrets are, such as the tokens of its API
 * @throws ProblemsError when the key or the role is no ARN of one
 */
export function kms({ key, role }: KmsOptions, secrets: VaultCustody): KmsCustody {
  const found = /^arn:aws:kms:([a-z0-9-]+):[0-9]{12}:key\/[0-9a-f-]{36}$/.exec(key);
  const problems = [
    ...(found === null ? [propProblem('kms', 'key', 'arn:aws:kms:<region>:<account>:key/<id>', key)] : []),
    ...(/^arn:aws:iam::[0-9]{12}:role\/[A-Za-z0-9+=,.@_/-]+$/.test(role)
      ? []
      : [propProblem('kms', 'role', 'arn:aws:iam::<account>:role/<name>', role)]),
  ];
  if (problems.length > 0) throw new ProblemsError(problems);
  return { kind: 'kms', key, region: found?.[1] ?? '', role, path: secrets.path, store: secrets.store };
}

/**
 * The path that one unit reads one secret from. Units do not share paths: a path that feeds two applications is how
 * one key gets two signers.
 */
export function secretPath(custody: Custody, unit: string, secret: string): string {
  return `${custody.path}/${unit}/${secret}`;
}
