/**
 * A pattern in RE2's syntax as one that JavaScript reads the same way.
 *
 * RE2's `(?i)` holds until the end of its group; JavaScript (before Node 23) has only a flag for the whole pattern,
 * which would also accept what RE2 refuses. So each letter in reach becomes a class of both its cases.
 */
export function caseInsensitivePattern(pattern: string): string {
  const insensitive = [false];
  let translated = '';
  for (let at = 0; at < pattern.length; at++) {
    const rest = pattern.slice(at);
    const inside = insensitive.at(-1) === true;
    if (rest.startsWith('(?i)')) {
      insensitive[insensitive.length - 1] = true;
      at += 3;
    } else if (rest.startsWith('\\')) {
      translated += rest.slice(0, 2);
      at += 1;
    } else if (rest.startsWith('[')) {
      const end = rest.search(/[^[\\]\]/) + 2;
      const characters = rest.slice(0, end);
      if (inside && /[a-z]/i.test(characters))
        throw new Error(`letters in a class after '(?i)' are not understood: ${pattern}`);
      translated += characters;
      at += end - 1;
    } else {
      const letter = rest.charAt(0);
      if (letter === '(') insensitive.push(inside);
      if (letter === ')') insensitive.pop();
      translated += inside && /[a-z]/i.test(letter) ? `[${letter.toLowerCase()}${letter.toUpperCase()}]` : letter;
    }
  }
  new RegExp(translated, 'u');
  return translated;
}
