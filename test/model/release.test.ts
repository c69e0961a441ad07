import { ChartVersion } from '../../lib/model/chart-version';
import { Image } from '../../lib/model/image';
import { printRootReleases, Releases, type Release } from '../../lib/model/release';
import { parseReleases } from '../../lib/model/release-file';

const FILE = 'apps/releases/chain.testnet.json';
const REVISION = '0f4c2e7a9b1d3c5e7f90a1b2c3d4e5f60718293a';
const TREE = 'a3928170f6e5d4c3b2a109f7e5c3d1b9a7e2c4f0';
const IMAGE = `ethereum/client-go:v1.17.0@sha256:${'0123456789abcdef'.repeat(4)}`;

describe('printing', () => {
  const release: Release = { revision: REVISION, tree: TREE };
  const full: Release = {
    ...release,
    images: { 'b.b': Image.pinned(IMAGE), 'a.a': Image.pinned(IMAGE) },
    chart: ChartVersion.exact('1.2.3'),
  };

  test('sorts, and ends with one line break', () => {
    const applications = new Map([
      ['b', release],
      ['a-1', full],
      ['a', release],
    ]);
    expect(printRootReleases({ root: 'chain.testnet', applications })).toBe(`{
  "schema": 1,
  "root": "chain.testnet",
  "applications": {
    "a": {
      "revision": "${REVISION}",
      "tree": "${TREE}"
    },
    "a-1": {
      "revision": "${REVISION}",
      "tree": "${TREE}",
      "chart": "1.2.3",
      "images": {
        "a.a": "${IMAGE}",
        "b.b": "${IMAGE}"
      }
    },
    "b": {
      "revision": "${REVISION}",
      "tree": "${TREE}"
    }
  }
}
`);
  });

  test('gives what reads back as the same releases', () => {
    const printed = printRootReleases({ root: 'chain.testnet', applications: new Map([['a', full]]) });
    const { releases } = parseReleases(new Map([[FILE, printed]]));
    expect(releases.tryFind('chain.testnet', 'a')).toEqual(full);
    expect(printRootReleases(releases.ofRoot('chain.testnet'))).toBe(printed);
  });
});

test('puts new releases beside and in place of others', () => {
  const entry = { root: 'chain.testnet', where: 'x', release: { revision: REVISION, tree: TREE } };
  const changed = { revision: TREE, tree: REVISION };
  const before = Releases.of([
    { ...entry, application: 'a' },
    { ...entry, application: 'b' },
  ]);
  const after = before.with([
    { ...entry, application: 'b', release: changed },
    { ...entry, application: 'c', release: changed },
  ]);
  expect([...after.ofRoot('chain.testnet').applications]).toEqual([
    ['a', entry.release],
    ['b', changed],
    ['c', changed],
  ]);
  expect(before.tryFind('chain.testnet', 'b')).toEqual(entry.release);
  expect(Releases.none().ofRoot('chain.testnet')).toEqual({ root: 'chain.testnet', applications: new Map() });
});
