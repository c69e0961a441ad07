import { dnsLabel } from './dns-name';
import { ProblemsError, propError, propProblem } from './errors';
import { importedStateProblem, type ImportedState } from './imported-state';
import type { KeySet } from './key-set';
import { ANNOTATION } from './labels';
import { publicId, publicIdFormat, type PublicIdKind } from './public-id';

/**
 * Whether an identity signs here. In every state its keys stay declared and its storage is kept.
 *
 * - `active`: it signs.
 * - `paused`: no signing process runs, and this workload stays the holder.
 * - `handed-over`: as paused, and another workload may take it with the history that was exported here.
 * - `retired`: as paused, and it never signs again anywhere. It stays declared, because nothing else remembers that.
 */
export type IdentityState = 'active' | 'paused' | 'handed-over' | 'retired';

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
   * (https://blog.staked.us/blog/eth2-post-mortem). A change that says it of a key with a history is refused.
   *
   * @default kept
   */
  readonly history?: SigningHistory;

  /**
   * The signing history that was brought here from where it was kept before: by another workload, or by another program
   * of this one. Without it a change of either is refused.
   *
   * @default none: the history has always been kept here
   */
  readonly importedState?: ImportedState;
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
  public readonly importedState?: ImportedState;

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
    if (this.paused && this.history === 'none') {
      throw propError(
        `identity ${id}`,
        'history',
        `'kept' for a ${this.state} identity, which has signed`,
        this.history,
      );
    }
    const { importedState } = options;
    if (importedState === undefined) return;
    const problem = importedStateProblem(`identity ${id}`, importedState);
    if (problem !== undefined) throw new Error(problem);
    if (this.history === 'none') {
      throw propError(`identity ${id}`, 'history', "'kept' for an identity with an imported state", this.history);
    }
    this.importedState = { ...importedState };
  }

  /** Whether it is kept from signing, for a while or for good. */
  public get paused(): boolean {
    return this.state !== 'active';
  }

  /** Name of the ConfigMap that declares it within a workload's content. */
  public get configMapName(): string {
    return `signing-identity.${this.id}`;
  }

  /** Annotations of that ConfigMap: what a change is judged by, besides the keys. */
  public get annotations(): Readonly<Record<string, string>> {
    return {
      ...(['handed-over', 'retired'].includes(this.state) ? { [ANNOTATION.identityState]: this.state } : {}),
      ...(this.history === 'none' ? { [ANNOTATION.signingHistory]: this.history } : {}),
      ...(this.importedState === undefined
        ? {}
        : {
            [ANNOTATION.importedState]: this.importedState.digest,
            [ANNOTATION.importedFrom]: this.importedState.from,
          }),
    };
  }

  /** Text of that ConfigMap: one public key a line, sorted, so that the same set gives the same bytes. */
  public get publicKeysText(): string {
    return `${[...this.publicKeys].sort().join('\n')}\n`;
  }
}
