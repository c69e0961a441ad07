import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readSources } from '../../lib/commands/sources';
import { ProblemsError } from '../../lib/model/errors';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'planes-sources-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The folder `apps` with these files. */
function apps(files: Readonly<Record<string, string>>): string {
  const dir = join(folder, 'apps');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

const RELEASE = {
  revision: '0f4c2e7a9b1d3c5e7f90a1b2c3d4e5f60718293a',
  tree: 'a3928170f6e5d4c3b2a109f7e5c3d1b9a7e2c4f0',
};

test('reads versions by cluster and releases by root', () => {
  const sources = readSources(
    apps({
      'versions/testnet.json': '{"schema": 1, "charts": {"traefik": "41.6.1"}}',
      'versions/mainnet.json': '{"schema": 1}',
      'releases/chain.testnet.json': JSON.stringify({ schema: 1, root: 'chain.testnet', applications: { a: RELEASE } }),
      'releases/README.md': 'not JSON',
      'versions/.testnet.json.swp': 'not JSON',
    }),
  );
  expect([...sources.versions.keys()]).toEqual(['mainnet', 'testnet']);
  expect(sources.versions.get('testnet')?.chart('traefik').version).toBe('41.6.1');
  expect(sources.versions.get('testnet')?.file).toBe('apps/versions/testnet.json');
  expect(sources.releases.entries).toEqual([
    { root: 'chain.testnet', application: 'a', release: RELEASE, where: 'apps/releases/chain.testnet.json:1' },
  ]);
});

test('takes a folder without releases as one where nothing is released', () => {
  const sources = readSources(apps({ 'versions/testnet.json': '{"schema": 1}' }));
  expect(sources.releases.entries).toEqual([]);
  expect(readSources(join(folder, 'nothing')).versions.size).toBe(0);
});

test('reports the problems of all files in one error', () => {
  const dir = apps({
    'versions/mainnet.json': '{"schema": 2}',
    'versions/testnet.json': '{',
    'releases/chain.testnet.json': '{"schema": 1, "root": "chain.mainnet", "applications": {}}',
  });
  expect(() => readSources(dir)).toThrow(
    new ProblemsError([
      "[apps/versions/mainnet.json:1] 'schema' must be 1, got 2",
      `[apps/versions/testnet.json:1] not JSON: column 2 must be ',' or '}', got "the end of the file"`,
      "[apps/releases/chain.testnet.json:1] 'root' must be the file's name without .json (chain.testnet), got \"chain.mainnet\"",
    ]),
  );
});

test('says that a folder cannot be read rather than that nothing is released', () => {
  const dir = apps({ releases: 'a file', 'versions/testnet.json/x': 'a folder' });
  expect(() => readSources(dir)).toThrow(
    /\[apps\/versions\] cannot be read: .*EISDIR.*\n\[apps\/releases\] cannot be read: .*ENOTDIR/,
  );
});

const WAIVER = {
  policy: 'claim-kept',
  file: 'chain/testnet/a/persistentvolumeclaim.data.yaml',
  reason: 'chain data that is synced again on the new disk',
  owner: 'fp-security',
  expires: '2026-12-31',
};

test('reads waivers where there are some, and finds their problems with those of the other files', () => {
  expect(readSources(apps({})).waivers).toEqual([]);
  const dir = apps({ 'waivers.json': JSON.stringify({ schema: 1, waivers: [WAIVER] }), 'other.json': 'not JSON' });
  expect(readSources(dir).waivers).toEqual([{ ...WAIVER, where: 'apps/waivers.json:1' }]);
  const wrong = apps({ 'waivers.json': '{"schema": 1}', 'versions/testnet.json': '{"schema": 2}' });
  expect(() => readSources(wrong)).toThrow(
    new ProblemsError([
      "[apps/versions/testnet.json:1] 'schema' must be 1, got 2",
      "[apps/waivers.json:1] 'waivers' must be given, got nothing",
    ]),
  );
});
