import { parseIndex, printIndex } from '../../lib/render/index-file';

const SHA = 'a'.repeat(64);

test('an index has one line per file, sorted by path', () => {
  expect(
    printIndex([
      { path: 'web/service.web.yaml', object: '/Service/web/web', sha256: SHA, application: 'web' },
      { path: 'applications/README.md', sha256: SHA },
      { path: 'web/chart.json', sha256: SHA, application: 'web' },
    ]),
  ).toBe(
    [
      '{',
      '  "schema": 1,',
      '  "files": [',
      `    {"path":"applications/README.md","sha256":"${SHA}"},`,
      `    {"path":"web/chart.json","sha256":"${SHA}","application":"web"},`,
      `    {"path":"web/service.web.yaml","sha256":"${SHA}","application":"web","object":"/Service/web/web"}`,
      '  ]',
      '}',
      '',
    ].join('\n'),
  );
});

test.each([[[]], [[{ path: 'a/b.yaml', sha256: SHA, application: 'a', object: 'apps/Deployment/n/b' }]]])(
  'what is printed is read again (%#)',
  (files) => {
    expect(parseIndex(printIndex(files))).toEqual({ schema: 1, files });
  },
);

const entry = (path: unknown, more: object = {}): string =>
  JSON.stringify({ schema: 1, files: [{ path, sha256: SHA, ...more }] });

test.each([
  ['no JSON', '{"schema": 1, "files": ['],
  ['nothing', ''],
  ['no object', 'null'],
  ['another schema', '{"schema": 2, "files": []}'],
  ['no files', '{"schema": 1}'],
  ['a file that is no object', '{"schema": 1, "files": ["a"]}'],
  ['no path', entry(undefined)],
  ['an absolute path', entry('/etc/passwd')],
  ['a path that leads out', entry('a/../../b')],
  ['a path into .git', entry('a/.git/config')],
  ['an empty part', entry('a//b')],
  ['a backslash', entry('a\\..\\b')],
  ['itself', entry('index.json')],
  ['a digest of another form', entry('a', { sha256: 'A'.repeat(64) })],
  ['an application that is no string', entry('a', { application: 1 })],
  ['an object that is no string', entry('a', { object: {} })],
  ['one path twice', JSON.stringify({ schema: 1, files: [{ path: 'a', sha256: SHA }, { path: 'a', sha256: SHA }] })], // prettier-ignore
])('an index with %s proves nothing', (_, text) => {
  expect(parseIndex(text)).toBeUndefined();
});
