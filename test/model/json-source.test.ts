import fc from 'fast-check';
import { keyPath, parseJsonSource } from '../../lib/model/json-source';

function problemsOf(text: string): readonly string[] {
  const source = parseJsonSource('f.json', text);
  return 'problems' in source ? source.problems : [];
}

test('knows the line of every value', () => {
  const source = parseJsonSource(
    'f.json',
    '{\n  "a": [\n    1,\n    { "b.c": "x\\ny" }\n  ],\n\r\n  "d":\n    null }\n',
  );
  if ('problems' in source) throw new Error(source.problems.join());
  expect(source.value).toEqual({ a: [1, { 'b.c': 'x\ny' }], d: null });
  const at = { top: [], a: ['a'], one: ['a', 0], object: ['a', 1], inner: ['a', 1, 'b.c'], d: ['d'] };
  expect(Object.entries(at).map(([name, path]) => [name, source.lineOf(path)])).toEqual([
    ['top', 1],
    ['a', 2],
    ['one', 3],
    ['object', 4],
    ['inner', 4],
    ['d', 7],
  ]);
  expect(source.lineOf(['a', 1, 'missing', 'deeper'])).toBe(4);
  expect(source.lineOf(['missing'])).toBe(1);
});

test.each([
  ['', '[f.json:1] not JSON: column 1 must be a value, got "the end of the file"'],
  ['{\n  "a": 1,\n}', '[f.json:3] not JSON: column 1 must be a key in double quotes, got "}"'],
  ['[1,]', '[f.json:1] not JSON: column 4 must be a value, got "]"'],
  ['{\n  "a": 1\n  "b": 2\n}', '[f.json:3] not JSON: column 3 must be \',\', got "\\""'],
  ['[1 2]', '[f.json:1] not JSON: column 4 must be \',\', got "2"'],
  ['{"a" 1}', '[f.json:1] not JSON: column 6 must be \':\', got "1"'],
  ['{a: 1}', '[f.json:1] not JSON: column 2 must be JSON (double quotes, no comments), got "a"'],
  ['{\n"a": \'x\'}', '[f.json:2] not JSON: column 6 must be JSON (double quotes, no comments), got "\'"'],
  ['{"a": yes}', '[f.json:1] not JSON: column 7 must be JSON (double quotes, no comments), got "yes"'],
  ['// no\n{}', '[f.json:1] not JSON: column 1 must be JSON (double quotes, no comments), got "/"'],
  ['{}\n{}', '[f.json:2] not JSON: column 1 must be the end of the file, got "{"'],
  ['01', '[f.json:1] not JSON: column 2 must be the end of the file, got "1"'],
  ['"a\nb"', '[f.json:1] not JSON: column 1 must be JSON (double quotes, no comments), got "\\""'],
  ['\ufeff{}', '[f.json:1] not JSON: column 1 must be JSON (double quotes, no comments), got "\ufeff"'],
  ['{"a": {', `[f.json:1] not JSON: column 8 must be ',' or '}', got "the end of the file"`],
])('says where %j is not JSON', (text, problem) => {
  expect(problemsOf(text)).toEqual([problem]);
  expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
});

test('refuses keys that are given twice, each with both lines', () => {
  expect(problemsOf('{\n  "a": 1,\n  "b": { "c": 1,\n    "\\u0063": 2 },\n  "a": 3\n}')).toEqual([
    "[f.json:4] 'b.c' must be given once, and is already given in line 3",
    "[f.json:5] 'a' must be given once, and is already given in line 2",
  ]);
});

test('shows a path as people would write it', () => {
  expect(keyPath(['applications', 'hoodi-0', 'images', 'ethereum.geth', 2])).toBe(
    'applications.hoodi-0.images["ethereum.geth"][2]',
  );
});

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'binary' }), fc.constantFrom(undefined, 2, '\t'), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), undefined, indent);
      const source = parseJsonSource('f.json', text);
      expect('problems' in source ? source.problems : source.value).toEqual(JSON.parse(text));
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('refuses what JSON.parse refuses', () => {
  const text = fc.array(
    fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"', '1', '-', '.', 'e', 'true', ' ', '\n', '\\'),
  );
  fc.assert(
    fc.property(
      text.map((tokens) => tokens.join('')),
      (json) => {
        const read = (): unknown => JSON.parse(json);
        const invalid = problemsOf(json).some((problem) => problem.includes('not JSON'));
        if (invalid) expect(read).toThrow(SyntaxError);
        else expect(read).not.toThrow();
      },
    ),
    { numRuns: 2000, seed: 1 },
  );
});
