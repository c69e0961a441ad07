import { ProblemsError, propProblem } from '../../model/errors';

/** A ConfigMap holds at most 1 MiB with everything in it. */
const LIMIT = 1_000_000;

/**
 * What a key ceremony of Charon leaves for all operators (`cluster-lock.json`): who they are, how many of them sign, and
 * the public key shares of each. Nothing in it is secret
 * (https://github.com/ObolNetwork/charon/blob/main/docs/configuration.md).
 */
export class ClusterLock {
  /**
   * @param file its name, for errors
   * @param text its content
   * @throws ProblemsError naming every field that is absent or of another form. Signatures are Charon's to verify.
   */
  public static parse(file: string, text: string): ClusterLock {
    const problems: string[] = [];
    const fail = (prop: string, mustBe: string, got: unknown): void =>
      void problems.push(propProblem(file, prop, mustBe, got));
    if (text.length > LIMIT) fail('size', `at most ${LIMIT} characters, as a ConfigMap holds`, text.length);
    const lock = read(text);
    if (lock === undefined) fail('text', 'a JSON object', `${text.length} characters`);
    const definition = fields(lock?.['cluster_definition']);
    const operators = list(definition['operators']).length;
    const threshold = definition['threshold'];
    if (operators < 4) fail('cluster_definition.operators', 'at least four, so that one may be down', operators);
    // Charon's own threshold. With fewer, two groups of operators could sign apart from each other.
    const least = Math.ceil((2 * operators) / 3);
    if (typeof threshold !== 'number' || !Number.isInteger(threshold) || threshold < least || threshold > operators) {
      fail('cluster_definition.threshold', `a whole number, ${least} to ${operators}`, threshold);
    }
    const forkVersion = definition['fork_version'];
    if (!isHex(forkVersion, 8)) fail('cluster_definition.fork_version', '0x and 8 hex digits', forkVersion);
    if (!isHex(lock?.['lock_hash'], 64)) fail('lock_hash', '0x and 64 hex digits', typeof lock?.['lock_hash']);
    const feeRecipients = list(definition['validators']).map((one) => fields(one)['fee_recipient_address']);
    const shares = list(lock?.['distributed_validators']).map((one) => list(fields(one)['public_shares']));
    if (shares.length === 0) fail('distributed_validators', 'at least one', shares.length);
    shares.forEach((ofValidator, i) => {
      if (ofValidator.length !== operators || !ofValidator.every((share) => isHex(share, 96))) {
        fail(`distributed_validators.${i}.public_shares`, `${operators} BLS public keys`, ofValidator.length);
      }
    });
    if (lock === undefined || problems.length > 0) throw new ProblemsError(problems);
    return new ClusterLock(
      lock,
      String(forkVersion),
      feeRecipients.map(lower),
      shares.map((one) => one.map(lower)),
    );
  }

  /** Its text, in one spelling whatever the file's line ends are. */
  public readonly text: string;

  private constructor(
    lock: Fields,
    /** Fork version of its network at genesis. */
    public readonly forkVersion: string,
    /** Fee recipients of its validators, in lower case. */
    public readonly feeRecipients: readonly string[],
    private readonly shares: readonly (readonly string[])[],
  ) {
    this.text = `${JSON.stringify(lock)}\n`;
  }

  /** Whether these are the key shares of one operator: one of every validator, and no others. */
  public hasOperator(publicKeys: readonly string[]): boolean {
    const wanted = [...publicKeys].sort().join();
    return (this.shares[0] ?? []).some(
      (_, operator) =>
        this.shares
          .map((ofValidator) => ofValidator[operator] ?? '')
          .sort()
          .join() === wanted,
    );
  }
}

type Fields = Readonly<Record<string, unknown>>;

function read(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isHex(value: unknown, digits: number): boolean {
  return typeof value === 'string' && new RegExp(`^0x[0-9a-fA-F]{${digits}}$`).test(value);
}

function lower(value: unknown): string {
  return String(value).toLowerCase();
}
