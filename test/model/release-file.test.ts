import { ChartVersion } from '../../lib/model/chart-version';
import { Image } from '../../lib/model/image';
import type { Release } from '../../lib/model/release';
import { parseReleases, revisionProblem } from '../../lib/model/release-file';

const FILE = 'apps/releases/chain.testnet.json';
const REVISION = '0f4c2e7a9b1d3c5e7f90a1b2c3d4e5f60718293a';
const TREE = 'a3928170f6e5d4c3b2a109f7e5c3d1b9a7e2c4f0';
const IMAGE = `ethereum/client-go:v1.17.0@sha256:${'0123456789abcdef'.repeat(4)}`;

/** One member a line, so that a test can name the line: applications begin in line 4, the first one's members in 6. */
function fileOf(applications: object, root = 'chain.testnet'): string {
  return JSON.stringify({ schema: 1, root, applications }, undefined, 2);
}

function problemsOf(text: string, file = FILE): readonly string[] {
  return parseReleases(new Map([[file, text]])).problems;
}

test('reads the releases of every root', () => {
  const { releases, problems } = parseReleases(
    new Map([
      [
        FILE,
        fileOf({ 'hoodi-0-signer': { revision: REVISION, tree: TREE, chart: 'v1.2.3', images: { 'a.b': IMAGE } } }),
      ],
      [
        'apps/releases/bootstrap.mainnet.json',
        fileOf({ instance: { revision: REVISION, tree: TREE } }, 'bootstrap.mainnet'),
      ],
    ]),
  );
  expect(problems).toEqual([]);
  const signer = releases.tryFind('chain.testnet', 'hoodi-0-signer');
  expect(signer).toEqual({
    revision: REVISION,
    tree: TREE,
    chart: ChartVersion.exact('v1.2.3'),
    images: { 'a.b': Image.pinned(IMAGE) },
  });
  expect(Object.keys(releases.tryFind('bootstrap.mainnet', 'instance') as Release)).toEqual(['revision', 'tree']);
  expect(releases.tryFind('chain.mainnet', 'hoodi-0-signer')).toBeUndefined();
  expect(releases.tryFind('chain.testnet', 'instance')).toBeUndefined();
  expect(releases.entries.map(({ root, application, where }) => [root, application, where])).toEqual([
    ['chain.testnet', 'hoodi-0-signer', `${FILE}:5`],
    ['bootstrap.mainnet', 'instance', 'apps/releases/bootstrap.mainnet.json:5'],
  ]);
});

const COMMIT_ID = 'the full id of a commit (40 hex digits, lower case)';

test.each([
  ['a branch as revision', { revision: 'main' }, 6, 'revision', `${COMMIT_ID}, got "main"`],
  ['HEAD as revision', { revision: 'HEAD' }, 6, 'revision', `${COMMIT_ID}, got "HEAD"`],
  ['a short revision', { revision: '0f4c2e7' }, 6, 'revision', `${COMMIT_ID}, got "0f4c2e7"`],
  [
    'an upper-case revision',
    { revision: REVISION.toUpperCase() },
    6,
    'revision',
    `${COMMIT_ID}, got "${REVISION.toUpperCase()}"`,
  ],
  ['a line break in a revision', { revision: `${REVISION}\n` }, 6, 'revision', `${COMMIT_ID}, got "${REVISION}\\n"`],
  [
    'a placeholder revision',
    { revision: '0'.repeat(40) },
    6,
    'revision',
    `the id of a real commit (not one repeated digit), got "${'0'.repeat(40)}"`,
  ],
  ['a number as revision', { revision: 7 }, 6, 'revision', 'a text, got 7'],
  ['a short tree', { tree: 'a392817' }, 7, 'tree', 'the full id of a tree (40 hex digits, lower case), got "a392817"'],
  [
    'a placeholder tree',
    { tree: 'f'.repeat(40) },
    7,
    'tree',
    `the id of a real tree (not one repeated digit), got "${'f'.repeat(40)}"`,
  ],
  [
    'a chart range',
    { chart: '^1.2.3' },
    8,
    'chart',
    'an exact chart version (1.2.3 or v1.2.3; no range, no partial version), got "^1.2.3"',
  ],
  ['images in a list', { images: [IMAGE] }, 8, 'images', 'an object, got "a list"'],
  [
    'an image without digest',
    { images: { 'a.b': 'a:v1' } },
    9,
    'images["a.b"]',
    'an image pinned by tag and digest (repository:tag@sha256:<64 hex>), got "a:v1"',
  ],
  ['a misspelt key', { revison: REVISION }, 8, 'revison', 'a known key (nearest: revision), got "revison"'],
  ['a key like no other', { paused: true }, 8, 'paused', 'one of revision, tree, chart, images, got "paused"'],
  [
    'a key of every object',
    { constructor: 1 },
    8,
    'constructor',
    'one of revision, tree, chart, images, got "constructor"',
  ],
])('refuses %s', (_, change, line, key, problem) => {
  const text = fileOf({ 'hoodi-0': { revision: REVISION, tree: TREE, ...change } });
  expect(problemsOf(text)).toEqual([`[${FILE}:${line}] 'applications.hoodi-0.${key}' must be ${problem}`]);
});

test.each(['Hoodi-0', 'hoodi.0', '-a', 'a'.repeat(54), '../x', ''])('refuses the application name %j', (name) => {
  const [problem, ...more] = problemsOf(fileOf({ [name]: { revision: REVISION, tree: TREE } }));
  expect(problem).toContain(`[${FILE}:5] 'applications`);
  expect(problem).toMatch(/must be a DNS-1123 label of at most 53 characters \(a-z, 0-9, -\), got ".*"$/);
  expect(more).toEqual([]);
});

test('takes an application name of 53 characters', () => {
  expect(problemsOf(fileOf({ ['a'.repeat(53)]: { revision: REVISION, tree: TREE } }))).toEqual([]);
});

test('refuses a file that is named otherwise than its root', () => {
  expect(problemsOf(fileOf({}, 'chain.mainnet'))).toEqual([
    `[${FILE}:3] 'root' must be the file's name without .json (chain.testnet), got "chain.mainnet"`,
  ]);
});

test.each(['chains.testnet', 'testnet', 'chain.', 'chain.Test', 'chain.a.b'])('refuses the root %s', (root) => {
  expect(problemsOf(fileOf({}, root), `${root}.json`)).toEqual([
    `[${root}.json:3] 'root' must be <plane>.<cluster>, with one of management, service, chain, monitoring, product, bootstrap, got "${root}"`,
  ]);
});

test('refuses another schema, and files without schema, root or applications', () => {
  expect(problemsOf('{\n"schema": 2,\n"root": "chain.testnet", "applications": {}}')).toEqual([
    `[${FILE}:2] 'schema' must be 1, got 2`,
  ]);
  expect(problemsOf('\n{}')).toEqual(
    ['schema', 'root', 'applications'].map((key) => `[${FILE}:2] '${key}' must be given, got nothing`),
  );
  expect(problemsOf('[]')).toEqual([`[${FILE}:1] 'the file' must be an object, got "a list"`]);
});

test('reports every problem of every file at once, and gives no releases then', () => {
  const { problems, releases } = parseReleases(
    new Map([
      [FILE, fileOf({ a: { revision: 'main', tree: 'x' }, b: { revision: REVISION, tree: TREE } })],
      ['apps/releases/chain.mainnet.json', '{ "schema": 1,'],
      ['apps/releases/service.testnet.json', '{ "schema": 1,\n "schema": 1 }'],
    ]),
  );
  expect(problems.map((problem) => problem.split(' ', 2).join(' '))).toEqual([
    `[${FILE}:6] 'applications.a.revision'`,
    `[${FILE}:7] 'applications.a.tree'`,
    '[apps/releases/chain.mainnet.json:1] not',
    "[apps/releases/service.testnet.json:2] 'schema'",
  ]);
  expect(releases.entries).toEqual([]);
});

test('says of a revision what a flag needs to say', () => {
  expect(revisionProblem('planes release', '--to', 'main')).toBe(
    `[planes release] '--to' must be ${COMMIT_ID}, got "main"`,
  );
  expect(revisionProblem('planes release', '--to', REVISION)).toBeUndefined();
});
