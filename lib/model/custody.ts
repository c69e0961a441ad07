import { dnsSubdomain } from './dns-name';
import { ProblemsError, propError, propProblem } from './errors';
import { extendedResourceProblem } from './extended-resource';

/** Where the private keys of one workload are kept. A reference: keys never pass through here. */
export type Custody = VaultCustody | KmsCustody | HsmCustody;

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

/** A key that never leaves a YubiHSM 2 in a USB port of the signer's node: the signer has it sign. */
export interface HsmCustody extends SecretPaths {
  readonly kind: 'hsm';

  /** Serial number of the device. */
  readonly serialNumber: string;

  /** Object id of the authentication key with which the signer opens a session. */
  readonly authKey: number;

  /** Object id of the key that signs. */
  readonly key: number;

  /** Extended resource by which the device reaches the pod. */
  readonly resource: string;
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

/** Options of {@link hsm}. All of it is public: the password of the authentication key is in the vault. */
export interface HsmOptions {
  /** The device's serial number: 10 digits, zeros in front included, as `tmkms yubihsm detect` prints it. */
  readonly serialNumber: string;

  /**
   * Object id of the authentication key, 2 to 65534. Give it the capability to sign and no other, as the one of the role
   * `validator` has, 4, after `tmkms yubihsm setup`. 1 is what the device is delivered with, and the administrator's after
   * that setup (https://github.com/iqlusioninc/tmkms/blob/main/README.yubihsm.md): whoever holds it can take keys out.
   */
  readonly authKey: number;

  /**
   * Object id of the signing key, 1 to 65534
   * (https://developers.yubico.com/YubiHSM2/Concepts/Object_ID.html: 0 and 65535 are the device's own).
   */
  readonly key: number;

  /**
   * Extended resource under which a device plugin on the signer's node offers this one device, once:
   * `squat.ai/yubihsm`.
   */
  readonly resource: string;
}

/**
 * A key in a YubiHSM 2. The device is plugged into the node that the signer is placed on, and a device plugin passes it
 * into the pod.
 *
 * @param secrets where the workload's other secrets are, among them the password of the authentication key
 * @throws ProblemsError with every option that cannot be one
 */
export function hsm({ serialNumber, authKey, key, resource }: HsmOptions, secrets: VaultCustody): HsmCustody {
  const digits = /^[0-9]{10}$/.test(serialNumber) && Number(serialNumber) <= 0xffffffff;
  const problems = [
    digits ? undefined : propProblem('hsm', 'serialNumber', '10 digits, of a number below 2^32', serialNumber),
    objectIdProblem('authKey', authKey, 2),
    objectIdProblem('key', key, 1),
    extendedResourceProblem('hsm', 'resource', resource),
  ].filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new ProblemsError(problems);
  return { kind: 'hsm', serialNumber, authKey, key, resource, path: secrets.path, store: secrets.store };
}

function objectIdProblem(prop: string, id: number, least: number): string | undefined {
  if (Number.isInteger(id) && id >= least && id <= 65534) return undefined;
  return propProblem('hsm', prop, `a whole number, ${least} to 65534`, id);
}

/** What a key is told by over all clusters, where the signer does not read it from a path: undefined where it does. */
export function keyReference(custody: Custody): string | undefined {
  if (custody.kind === 'kms') return custody.key;
  return custody.kind === 'hsm' ? `${deviceReference(custody.serialNumber)}/${custody.key}` : undefined;
}

/** What a YubiHSM 2 is told by. No path in a secret engine can be spelt like it. */
export function deviceReference(serialNumber: string): string {
  return `yubihsm:${serialNumber}`;
}

/**
 * The path that one unit reads one secret from. Units do not share paths: a path that feeds two applications is how
 * one key gets two signers.
 */
export function secretPath(custody: Custody, unit: string, secret: string): string {
  return `${custody.path}/${unit}/${secret}`;
}
