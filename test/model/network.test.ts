import { secretPath, vault } from '../../lib/model/custody';
import { Network, remoteFile } from '../../lib/model/network';

const props = { chain: 'ethereum', name: 'hoodi', chainId: '560048', environment: 'testnet', facts: {} } as const;

test('a network keeps what it is made of', () => {
  expect(new Network(props)).toMatchObject(props);
});

test.each([
  ['name', { ...props, name: 'Hoodi' }],
  ['chain', { ...props, chain: 'eth/1' }],
  ['chainId', { ...props, chainId: 'a b' }],
])('a network with a broken %s is refused', (prop, broken) => {
  expect(() => new Network(broken)).toThrow(`'${prop}' must be`);
});

test('a file to fetch has an https address that ends no shell quote', () => {
  const sha256 = '0123456789abcdef'.repeat(4);
  expect(remoteFile('x', 'genesis', { url: 'https://a.example.com/g.json', sha256 }).sha256).toBe(sha256);
  for (const url of ['http://a.example.com/g', "https://a.example.com/'; rm -rf /", 'https://user@a.example.com/g']) {
    expect(() => remoteFile('x', 'genesis', { url, sha256 })).toThrow("'genesis.url' must be an https:// URL");
  }
});

test.each(['', 'ab'.repeat(31), '0'.repeat(64)])('a file to fetch with digest %j is refused', (sha256) => {
  expect(() => remoteFile('x', 'genesis', { url: 'https://a.example.com/g.json', sha256 })).toThrow("'genesis.sha256'");
});

test('each unit of a workload reads below a path of its own', () => {
  const custody = vault('chain/hoodi/hoodi-0');
  expect(secretPath(custody, 'signer', 'database')).toBe('chain/hoodi/hoodi-0/signer/database');
});

test.each(['chain', '/chain/hoodi', 'chain/hoodi/', 'chain//hoodi', 'chain/../hoodi', 'Chain/hoodi'])(
  'the custody path %s is refused',
  (path) => {
    expect(() => vault(path)).toThrow("[vault] 'path' must be at least two segments");
  },
);
