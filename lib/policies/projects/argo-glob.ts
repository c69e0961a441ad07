import { oncePerName } from '../once-per';

/**
 * Whether a glob of Argo CD matches a text: those of github.com/gobwas/glob v0.2.3, with which it compares
 * repositories, destinations, namespaces and role lines.
 *
 * `*`, `?`, `[abc]`, `[a-z]`, `[!a]`, `{a,b}` and `\`. `*` crosses every character, `/` included. A glob that gobwas does
 * not compile matches nothing.
 */
export const matches = matcher((pattern) => gobwas(pattern, '.'));

/** As {@link matches}, but `*` and `?` stay within a segment and `**` crosses them. */
export const matchesPath = matcher((pattern) => gobwas(pattern, '[^/]'));

/**
 * Whether a pattern of Go's `filepath.Match` matches a text: groups, kinds and names of objects in a project.
 *
 * `*` and `?` within a segment, `[abc]`, `[a-z]`, `[^a]` and `\`; no alternatives. What Go takes for a bad pattern
 * matches nothing.
 */
export const matchesName = matcher(filepathMatch);

/** Whether a pattern of any of these stands for itself alone, as most of them do. */
export function isLiteral(pattern: string): boolean {
  return !/[*?[\]{}\\]/.test(pattern);
}

function matcher(compile: (pattern: string) => RegExp | undefined): (pattern: string, text: string) => boolean {
  const compiled = oncePerName(compile);
  return (pattern, text) => (isLiteral(pattern) ? pattern === text : (compiled(pattern)?.test(text) ?? false));
}

/**
 * A text, stars, and a text: gobwas looks at both ends alone, so that `a*a` matches `a`. With alternatives it errs in
 * more ways (`https://{a,b}.example.com/**` matches nothing), which is why projects may not have any.
 */
const BOTH_ENDS = /^([^*?[\]{}\\]+)(\*\*?)([^*?[\]{}\\]+)$/;

/** An escape, a class of one range or of characters, `**`, or one character. */
const GLOB_PART = /\\[^]?|\[(?:(!)|(?!!))(?:([^])-([^])\]|(?![^]-)((?:\\[^]|[^\]\\])+)\])|\*\*|[^]/gu;

function gobwas(pattern: string, one: string): RegExp | undefined {
  const [, start = '', stars, end = ''] = BOTH_ENDS.exec(pattern) ?? [];
  if (stars === '**' || (stars === '*' && one === '.')) {
    return new RegExp(`^(?=${literal(start)}).*${literal(end)}$`, 'su');
  }
  let depth = 0;
  let isBad = false;
  const parts = [...pattern.matchAll(GLOB_PART)].map(([part, not = '', low, high, characters]) => {
    if (low !== undefined && high !== undefined) {
      isBad ||= codePoint(low) > codePoint(high);
      return classOf(not, isBad ? [] : [[low, high]]);
    }
    if (characters !== undefined) {
      const each = Array.from(unescaped(characters), (character) => [character, character] as const);
      return classOf(not, each);
    }
    if (part === '**') return '.*';
    if (part === '*') return `${one}*`;
    if (part === '?') return one;
    if (part === '[') isBad = true;
    if (part === '{') {
      depth += 1;
      return '(?:';
    }
    if (part === ',' && depth > 0) return '|';
    if (part === '}' && depth > 0) {
      depth -= 1;
      return ')';
    }
    return literal(unescaped(part));
  });
  // Alternatives that nobody closes end with the pattern.
  return isBad ? undefined : new RegExp(`^(?:${parts.join('')}${')'.repeat(depth)})$`, 'su');
}

/** An escape, a class of ranges and characters, or one character. */
const NAME_PART = /\\[^]?|\[(?:(\^)|(?!\^))((?:(?:\\[^]|[^\\\]-])(?:-(?:\\[^]|[^\\\]-]))?)+)\]|[^]/gu;

function filepathMatch(pattern: string): RegExp | undefined {
  let isBad = false;
  const parts = [...pattern.matchAll(NAME_PART)].map(([part, not = '', ranges]) => {
    if (ranges !== undefined) {
      const pairs = Array.from(ranges.matchAll(/(\\?[^])(?:-(\\?[^]))?/gu), ([, low = '', high = low]) => {
        return [unescaped(low), unescaped(high)] as const;
      });
      const ascending = pairs.filter(([low, high]) => codePoint(low) <= codePoint(high));
      return classOf(not, ascending);
    }
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    isBad ||= part === '[' || part === '\\';
    return literal(unescaped(part));
  });
  return isBad ? undefined : new RegExp(`^${parts.join('')}$`, 'su');
}

function classOf(not: string, ranges: readonly (readonly [low: string, high: string])[]): string {
  const inside = ranges.map(([low, high]) => `${escapedInClass(low)}-${escapedInClass(high)}`).join('');
  return `[${not === '' ? '' : '^'}${inside}]`;
}

function unescaped(text: string): string {
  return text.replace(/\\([^]?)/gu, '$1');
}

function literal(text: string): string {
  return text.replace(/[\\^$.|+*?()[\]{}/]/g, '\\$&');
}

function escapedInClass(character: string): string {
  return character.replace(/[\\\]^[-]/, '\\$&');
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}
