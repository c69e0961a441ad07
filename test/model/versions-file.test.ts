import type { Versions } from '../../lib/model/versions';
import { parseVersions } from '../../lib/model/versions-file';

const FILE = 'apps/versions/testnet.json';
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const TABLES = {
  charts: { 'cert-manager': 'v1.21.2', traefik: '41.6.1' },
  images: { 'ethereum.geth': `ethereum/client-go:v1@${DIGEST}`, 'ethereum.besu': `hyperledger/besu:v1@${DIGEST}` },
};
const CANARY = { images: { 'ethereum.geth': `ethereum/client-go:v2@${DIGEST}` }, charts: { traefik: '41.7.1' } };

function read(content: object): Versions {
  const { versions, problems } = parseVersions('testnet', FILE, JSON.stringify(content));
  if (versions === undefined) throw new Error(problems.join('\n'));
  return versions;
}

function problemsOf(content: object): readonly string[] {
  return parseVersions('testnet', FILE, JSON.stringify(content, undefined, 2)).problems;
}

test('finds charts and images', () => {
  const versions = read({ schema: 1, ...TABLES });
  expect(versions.cluster).toBe('testnet');
  expect(versions.chart('cert-manager').version).toBe('v1.21.2');
  expect(versions.image('ethereum.geth').tag).toBe('v1');
  expect(versions.tryImage('ethereum.reth')).toBeUndefined();
  expect(versions.workloads).toEqual([]);
});

test('gives a canary its own versions, and nobody else', () => {
  const versions = read({ schema: 1, ...TABLES, only: { 'hoodi-0': CANARY } });
  expect(versions.workloads).toEqual(['hoodi-0']);
  expect(versions.image('ethereum.geth', 'hoodi-0').tag).toBe('v2');
  expect(versions.image('ethereum.besu', 'hoodi-0').tag).toBe('v1');
  expect(versions.chart('traefik', 'hoodi-0').version).toBe('41.7.1');
  expect(versions.image('ethereum.geth', 'hoodi-1').tag).toBe('v1');
  expect(versions.image('ethereum.geth').tag).toBe('v1');
  expect(versions.chart('traefik').version).toBe('41.6.1');
});

test('names file, key and nearest key where it has none', () => {
  const versions = read({ schema: 1, ...TABLES });
  expect(() => versions.image('ethereum.gteh')).toThrow(
    new Error(
      `[${FILE}] 'images' must be a table with 'ethereum.gteh' (nearest: ethereum.geth), got ["ethereum.geth","ethereum.besu"]`,
    ),
  );
  expect(() => versions.chart('loki')).toThrow(
    new Error(`[${FILE}] 'charts' must be a table with 'loki', got ["cert-manager","traefik"]`),
  );
  expect(() => versions.chart('constructor')).toThrow("a table with 'constructor'");
  expect(versions.tryImage('ethereum.geth', 'constructor')?.tag).toBe('v1');
});

test('needs nothing but the schema', () => {
  expect(read({ schema: 1 }).workloads).toEqual([]);
  expect(problemsOf({})).toEqual([`[${FILE}:1] 'schema' must be given, got nothing`]);
  expect(problemsOf({ schema: '1' })).toEqual([`[${FILE}:2] 'schema' must be 1, got "1"`]);
});

const PINNED = 'an image pinned by tag and digest (repository:tag@sha256:<64 hex>)';

test.each([
  [
    'a chart range',
    { charts: { traefik: '41.x' } },
    `[${FILE}:4] 'charts.traefik' must be an exact chart version (1.2.3 or v1.2.3; no range, no partial version), got "41.x"`,
  ],
  ['an image without digest', { images: { geth: 'a:v1' } }, `[${FILE}:4] 'images.geth' must be ${PINNED}, got "a:v1"`],
  ['a chart that is no text', { charts: { traefik: 41 } }, `[${FILE}:4] 'charts.traefik' must be a text, got 41`],
  ['charts in a list', { charts: [] }, `[${FILE}:3] 'charts' must be an object, got "a list"`],
  ['a misspelt table', { image: {} }, `[${FILE}:3] 'image' must be a known key (nearest: images), got "image"`],
  [
    'a misspelt table of a canary',
    { only: { a: { chart: {} } } },
    `[${FILE}:5] 'only.a.chart' must be a known key (nearest: charts), got "chart"`,
  ],
  [
    'a workload that has no DNS-1123 name',
    { only: { A: {} } },
    `[${FILE}:4] 'only.A' must be a DNS-1123 label of at most 63 characters (a-z, 0-9, -), got "A"`,
  ],
  [
    'a canary of a chart that the cluster does not have',
    { only: { a: { charts: { traefik: '1.2.3' } } } },
    `[${FILE}:6] 'only.a.charts.traefik' must be one of no keys, got "traefik"`,
  ],
])('refuses %s', (_, content, problem) => {
  expect(problemsOf({ schema: 1, ...content })).toEqual([problem]);
});

test('refuses a canary under a key that replaces nothing', () => {
  const only = { 'hoodi-0': { images: { 'ethereum.gteh': `ethereum/client-go:v2@${DIGEST}` } } };
  expect(problemsOf({ schema: 1, ...TABLES, only })).toEqual([
    `[${FILE}:14] 'only.hoodi-0.images["ethereum.gteh"]' must be a known key (nearest: ethereum.geth), got "ethereum.gteh"`,
  ]);
});

test('reports every problem at once, and a wrong base image is no unknown key of its canary', () => {
  const only = { a: { images: { geth: `ethereum/client-go:v2@${DIGEST}` } } };
  expect(problemsOf({ schema: 2, images: { geth: 'geth' }, charts: { a: '1' }, only })).toHaveLength(3);
});

test('refuses what is not JSON', () => {
  expect(parseVersions('testnet', FILE, '{\n  "schema": 1,\n}')).toEqual({
    problems: [`[${FILE}:3] not JSON: column 1 must be a key in double quotes, got "}"`],
  });
});
