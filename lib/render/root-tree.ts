/** A file as it is to be written. */
export interface RenderedFile {
  /** UTF-8, with `\n` line ends. */
  readonly text: string;

  /** The application whose content it is. */
  readonly application?: string;

  /** Identity of the object it holds. */
  readonly object?: string;
}

/** The files of one root. */
export interface RootTree {
  /** Folder below the output folder, two deep: `chain/testnet`, `bootstrap/testnet`. */
  readonly dir: string;

  /** By path below {@link dir}, without `index.json`. */
  readonly files: ReadonlyMap<string, RenderedFile>;
}

export interface WriteOptions {
  /**
   * Text of the committed index.json of a root, by the root's folder. It says what is ours where the one on disk is
   * missing or unreadable.
   *
   * @default nothing is ours then, so nothing is removed or overwritten
   */
  readonly committedIndex?: (dir: string) => string | undefined;
}

/** What writing does to one root; paths are below its folder, sorted, and include `index.json`. */
export interface RootReport {
  /** The root's folder; `.` for foreign files that stand outside of every root. */
  readonly dir: string;
  readonly written: readonly string[];

  /** Number of files that were right already. */
  readonly kept: number;
  readonly removed: readonly string[];

  /** What is not ours and stays; a folder that is foreign as a whole ends in `/`. */
  readonly foreign: readonly string[];
}
