/** A block of commands as Markdown. */
export function sh(...commands: readonly string[]): string[] {
  return ['```sh', ...commands, '```', ''];
}
