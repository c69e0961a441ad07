import { flagKey } from './flags';

/** Flags that a client is known to have, by which a flag of an overlay that it does not have is told. */
export interface KnownFlags {
  /** Their names without leading dashes, parted by white space. */
  readonly names: string;

  /**
   * Version of the client whose flags these are, every one of them: any other flag is told.
   *
   * @default these are some of its flags, and only what is nearly one of them is told
   */
  readonly completeIn?: string;

  /**
   * How the client compares names where the list is complete: letter by letter, or as yargs does, for which
   * `--no-some-flag` is `--someFlag` with another value.
   *
   * @default exact
   */
  readonly spelling?: 'exact' | 'camel-case';
}

/** A flag's name as the client compares it, or as any client might where not all of its flags are known. */
export function knownKey(name: string, known: KnownFlags | undefined): string {
  if (known?.completeIn === undefined) return flagKey(name);
  if (known.spelling !== 'camel-case') return name;
  return name.replace(/^no-/, '').replace(/-+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
}

/** The names of a list. */
export function knownNames(known: KnownFlags): readonly string[] {
  return known.names.split(/\s+/).filter((name) => name !== '');
}
