import { caseInsensitivePattern } from './case-insensitive-pattern';

const matches = (pattern: string, text: string) => new RegExp(caseInsensitivePattern(pattern), 'u').test(text);

test('leaves a pattern without (?i) as it is', () => {
  expect(caseInsensitivePattern('^[a-z\\]]([0-9]{2})\\.(?:x|y)$')).toBe('^[a-z\\]]([0-9]{2})\\.(?:x|y)$');
});

test('reads both cases after (?i)', () => {
  for (const text of ['abort', 'WARN', 'Warn', '']) expect(matches('^(?i)(abort|warn)?$', text)).toBe(true);
  expect(matches('^(?i)(abort|warn)?$', 'halt')).toBe(false);
});

test('ends (?i) with its group, as RE2 does', () => {
  expect(matches('^((?i)sun|mon)day$', 'MONday')).toBe(true);
  expect(matches('^((?i)sun|mon)day$', 'monDAY')).toBe(false);
});

test('keeps escapes and classes of digits after (?i)', () => {
  expect(matches('^((?i)may|1[0-2]|\\d)$', 'MAY')).toBe(true);
  expect(matches('^((?i)may|1[0-2]|\\d)$', '12')).toBe(true);
  expect(matches('^((?i)may|1[0-2]|\\d)$', 'd')).toBe(false);
});

test('refuses a class of letters after (?i)', () => {
  expect(() => caseInsensitivePattern('(?i)[a-c]')).toThrow(
    "letters in a class after '(?i)' are not understood: (?i)[a-c]",
  );
});

test('refuses what JavaScript cannot read', () => {
  expect(() => caseInsensitivePattern('(?s)a.b')).toThrow(SyntaxError);
});
