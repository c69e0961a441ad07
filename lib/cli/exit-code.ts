/** Exit codes of every command. */
export const EXIT = {
  /** All is well. */
  fine: 0,

  /** Bad input, or something that could not be read or written. */
  error: 1,

  /** The output folder differs from what the sources give; or access from what it was. */
  differences: 2,

  /** Policies have findings; or the answer to a question about access is no. */
  findings: 3,
} as const;

/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
