import { dnsLabel } from './dns-name';
import { ProblemsError, propError, propProblem } from './errors';
import type { KeySet } from './key-set';
import { publicId, publicIdFormat, type PublicIdKind } from './public-id';

/**
 * Whether an identity signs. A paused one keeps its keys declared and its storage, and runs no signing process; its
 * holder stays the holder.
 */
export type IdentityState = 'active' | 'paused';

/**
 * What is known of what an identity has signed before.
 *
 * - `kept`: its history is in the storage of this workload. A process that finds none there must not start.
 * - `none`: it never signed anywhere. The first start may begin with an empty history.
 */
export type SigningHistory = 'kept' | 'none';

/** Options of every {@link SigningIdentity}. */
export interface SigningIdentityOptions {
  /** @default active */
  readonly state?: IdentityState;

  /**
   * Say `none` for an identity that never signed, and take it away once it has: a new identity on an empty volume is
   * fine, an old identity on an empty volume is how 75 validators were slashed
   * (https://blog.staked.us/blog/eth2-post-mortem).
   *
   * @default kept
   */
  readonly history?: SigningHistory;
}

/**
 * Public key material that must sign from exactly one place. Holds public data only.
 */
export class SigningIdentity {
  /**
   * Validators of a beacon chain by their BLS public keys.
   *
   * @param id short name; becomes a label and part of object names
   */
  public static keys(id: string, keySet: KeySet, options: SigningIdentityOptions = {}): SigningIdentity {
    return new SigningIdentity(id, 'bls', keySet.keys, options);
  }

  /**
   * A CometBFT validator by its consensus address (`osmovalcons1…`) or its ed25519 public key (base64 of 32 bytes, as
   * `tendermint show-validator` prints it).
   */
  public static consensusAddress(id: string, address: string, options: SigningIdentityOptions = {}): SigningIdentity {
    return SigningIdentity.publicIds(id, 'consensus', [address], options);
  }

  /**
   * What signs on any other chain, by its public ids.
   *
   * @param values at least one, distinct, each as {@link PublicIdKind} says
   * @throws ProblemsError naming every value that is not of that kind; what is none may be private and is not repeated
   */
  public static publicIds(
    id: string,
    kind: PublicIdKind,
    values: readonly string[],
    options: SigningIdentityOptions = {},
  ): SigningIdentity {
    const where = `identity ${id}`;
    const problems: string[] = [];
    const spelt = values.flatMap((value, i) => {
      const known = publicId(kind, value);
      if (known === undefined) {
        problems.push(propProblem(where, `values.${i}`, publicIdFormat(kind), `${value.length} characters`));
        return [];
      }
      return [known];
    });
    if (values.length === 0) problems.push(propProblem(where, 'values', 'at least one', values));
    const repeated = spelt.find((value, i) => spelt.indexOf(value) < i);
    if (repeated !== undefined) problems.push(propProblem(where, 'values', 'distinct', repeated));
    if (problems.length > 0) throw new ProblemsError(problems);
    return new SigningIdentity(id, kind, spelt, options);
  }

  /** How its public ids are written. */
  public readonly kind: PublicIdKind;

  public readonly id: string;

  /** Its public ids, each in the one spelling of its kind. */
  public readonly publicKeys: readonly string[];
  public readonly state: IdentityState;
  public readonly history: SigningHistory;

  private constructor(
    id: string,
    kind: SigningIdentity['kind'],
    publicKeys: readonly string[],
    options: SigningIdentityOptions,
  ) {
    this.id = dnsLabel(`identity ${id}`, 'id', id, 40);
    this.kind = kind;
    this.publicKeys = Object.freeze([...publicKeys]);
    this.state = options.state ?? 'active';
    this.history = options.history ?? 'kept';
    if (this.state === 'paused' && this.history === 'none') {
      throw propError(`identity ${id}`, 'history', "'kept' for a paused identity, which has signed", this.history);
    }
  }

  public get paused(): boolean {
    return this.state === 'paused';
  }

  /** Name of the ConfigMap that declares it within a workload's content. */
  public get configMapName(): string {
    return `signing-identity.${this.id}`;
  }

  /** Text of that ConfigMap: one public key a line, sorted, so that the same set gives the same bytes. */
  public get publicKeysText(): string {
    return `${[...this.publicKeys].sort().join('\n')}\n`;
  }
}
