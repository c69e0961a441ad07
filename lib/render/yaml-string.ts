/**
 * Text that YAML 1.1 and 1.2 parsers take for the same string without quotes. All else is quoted; that costs looks only.
 *
 * - It starts with a letter, `_`, `/`, `$`, or dashes and a letter as a flag does: no number (`012`, `1e3`, `0x1f`,
 *   `.5`, `1:20`), date or indicator does. Besides, plain whole quantities and durations: `500m`, `4Gi`, `30s`.
 * - Its words are joined by single spaces, no word starts with `#` (a comment) and none ends with `:` (a key).
 */
const PLAIN =
  /^(?:(?:-{1,2}[A-Za-z]|[A-Za-z_/$])(?:[\w./+@%,;()=$*&!?<>~^'"|\\[\]{}#-]|:(?=[^ ])| (?=[^ #]))*|[1-9][0-9]*(?:[KMGTP]i|[mshd]))$/;

/**
 * Words that some reader takes for a boolean, null or a number, in whatever case. The `yaml` package reads `e5` and `-e5`
 * as YAML 1.1 floats.
 */
const WORD = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|-?e[-+]?[0-9_]+)$/i;

/**
 * Characters that YAML parsers refuse or take for line ends (DEL, C1 with NEL, line and paragraph separators, byte order
 * mark, noncharacters), and those that a reviewer cannot see: no-break and zero-width spaces, direction overrides.
 */
const UNSEEN =
  '\\u007f-\\u00a0\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202f\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff';

/** What JSON leaves as it is and YAML does not take, or a reviewer does not see. Lone surrogates JSON escapes itself. */
const ESCAPED = new RegExp(`[${UNSEEN}]`, 'g');

/**
 * Text that may not be a literal block: control characters other than tab and newline, unseen characters, lone
 * surrogates, white space where the indentation is read from, lines of nothing but white space, several newlines at the
 * end. Parsers differ on the last three, or editors and reviewers lose them.
 */
const NOT_LITERAL = new RegExp(
  `[\\u0000-\\u0008\\u000b-\\u001f${UNSEEN}]|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]` +
    '|^[ \\t\\n]|\\n[ \\t]+(?:\\n|$)|\\n\\n$',
);

/** A string on one line: plain, or double quoted. */
export function scalarOf(text: string): string {
  return PLAIN.test(text) && !WORD.test(text) ? text : quoted(text);
}

/** A double-quoted string. JSON's escapes are YAML's too. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(ESCAPED, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * A string of several lines as a literal block, `indent` deep (at least one level), or undefined where it has one line
 * or is not safe as a block.
 */
export function literalOf(text: string, indent: string): string | undefined {
  if (!text.includes('\n') || NOT_LITERAL.test(text)) return undefined;
  const inner = indent === '' ? '  ' : indent;
  const ended = text.endsWith('\n');
  // An empty line stays empty: white space at line ends is lost in reviews and editors.
  const lines = (ended ? text.slice(0, -1) : text).replace(/\n(?=[^\n])/g, `\n${inner}`);
  return `${ended ? '|' : '|-'}\n${inner}${lines}`;
}
