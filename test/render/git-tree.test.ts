import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gitTreeId } from '../../lib/render/git-tree';

let repository: string;

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'git-tree-'));
  git('init', '-q', '--object-format=sha1');
});

afterAll(() => rmSync(repository, { recursive: true, force: true }));

function git(...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'core.autocrlf=false', ...args], { cwd: repository, encoding: 'utf8' }).trim();
}

/** The id that git itself gives to these files. */
function treeByGit(files: ReadonlyMap<string, string>): string {
  const folder = join(repository, 'files');
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(repository, '.git', 'index'), { force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: 0o644 });
  }
  if (files.size > 0) git('add', '--all', 'files');
  const prefix = files.size > 0 ? ['--prefix=files/'] : [];
  return git('write-tree', ...prefix);
}

test.each<[string, Record<string, string>]>([
  ['no file', {}],
  ['an empty file', { a: '' }],
  ['a folder that sorts as if it ended in a slash', { 'a.b': '1', 'a-b': '2', 'a/c': '3', a0: '4', ab: '5', A: '6' }],
  ['folders in folders', { 'a/b/c/d.yaml': 'x', 'a/b/c.yaml': 'y', 'a/b.c/d': 'z' }],
  ['names and texts that are not ASCII', { 'é.yaml': 'ü\n', '😀/ﬀ': '\u2028😀', 'z\u0301': 'a\r\nb', '\uffff': '' }],
])('the id is the one that git gives to %s', (_, files) => {
  const map = new Map(Object.entries(files));
  expect(gitTreeId(map)).toBe(treeByGit(map));
});

test('the id of a hundred kilobytes is the one that git gives', () => {
  const files = new Map([['big', 'ä'.repeat(50_000)]]);
  expect(gitTreeId(files)).toBe(treeByGit(files));
});

test('the id is the one that git gives to any files', () => {
  const name = fc.array(fc.constantFrom('a', 'b', '.', '-', '0', 'é', '😀', '\uffee', ' '), {
    minLength: 1,
    maxLength: 3,
  });
  const part = name.map((chars) => `${chars.join('')}_`);
  const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(
      fc.dictionary(path, fc.string({ unit: 'grapheme' }), { maxKeys: 8, noNullPrototype: true }),
      (files) => {
        const paths = Object.keys(files);
        fc.pre(!paths.some((a) => paths.some((b) => b.startsWith(`${a}/`))));
        const map = new Map(Object.entries(files));
        expect(gitTreeId(map)).toBe(treeByGit(map));
      },
    ),
    { numRuns: 40, seed: 1 },
  );
});

test('the order in which files are given makes no difference', () => {
  const files: [string, string][] = [['a/b', '1'], ['a.c', '2'], ['d', '3']]; // prettier-ignore
  expect(gitTreeId(new Map(files))).toBe(gitTreeId(new Map([...files].reverse())));
});

test.each(['/a', 'a//b', '../a', 'a/./b', '', 'a/.git/b', 'a\\b', 'a\0'])('%j is refused', (path) => {
  expect(() => gitTreeId(new Map([[path, '']]))).toThrow('must be a relative path within the folder');
});

test.each([[['a', 'a/b']], [['a/b', 'a']]])('a path that is a file and a folder is refused: %j', (paths) => {
  expect(() => gitTreeId(new Map(paths.map((path) => [path, ''])))).toThrow('must not be a file and a folder at once');
});
