/** What grants or refuses something: a text, and the file below the output folder that holds it. */
export interface AccessRule {
  /** The policy line, setting or message as it stands in the file. */
  readonly text: string;
  readonly file: string;
}
