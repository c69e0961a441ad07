import { ProblemsError, propProblem } from './errors';

/**
 * The largest key set of one identity. A ConfigMap holds at most 1 MiB, and every key takes 99 bytes of it.
 */
export const KEY_SET_LIMIT = 10_000;

/** Distinct BLS public keys of validators, in the order of their file. */
export class KeySet {
  /**
   * Reads a file of public keys, one a line; blank lines and lines that start with `#` are skipped.
   *
   * @param file its name, for errors
   * @param text its content
   * @throws ProblemsError naming every line that is no BLS public key (0x and 96 hex digits) or repeats one
   */
  public static parse(file: string, text: string): KeySet {
    const firstLine = new Map<string, number>();
    const problems: string[] = [];
    text.split(/\r?\n/).forEach((raw, i) => {
      const line = raw.trim();
      if (line === '' || line.startsWith('#')) return;
      const where = `${file}:${i + 1}`;
      // What does not look like a public key is never repeated in a message: it may be a private one.
      if (!/^0x[0-9a-fA-F]{96}$/.test(line)) {
        problems.push(propProblem(where, 'key', 'a BLS public key, 0x and 96 hex digits', describe(line)));
        return;
      }
      const key = line.toLowerCase();
      const first = firstLine.get(key);
      if (first === undefined) firstLine.set(key, i + 1);
      else problems.push(propProblem(where, 'key', `different from that of line ${first}`, key));
    });
    if (problems.length === 0 && firstLine.size === 0) {
      problems.push(propProblem(file, 'keys', 'at least one public key', 'an empty file'));
    }
    if (firstLine.size > KEY_SET_LIMIT) {
      problems.push(
        propProblem(file, 'keys', `at most ${KEY_SET_LIMIT} of one identity (split the file)`, firstLine.size),
      );
    }
    if (problems.length > 0) throw new ProblemsError(problems);
    return new KeySet([...firstLine.keys()]);
  }

  /** The keys in lower case, in the order of the file. */
  public readonly keys: readonly string[];

  private constructor(keys: readonly string[]) {
    this.keys = Object.freeze([...keys]);
  }
}

/** What a wrong line looks like, without what it says. */
function describe(line: string): string {
  return `${line.length} characters`;
}
