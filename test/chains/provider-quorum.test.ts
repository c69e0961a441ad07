import { providerProblems, type RpcProvider, type RpcProviders } from '../../lib/chains/provider-quorum';

const own: RpcProvider = { uri: 'https://rpc.example.com:8545/bsc', entity: 'operator', category: 'internal' };
const other: RpcProvider = { uri: 'https://bsc.example.net/v1', entity: 'provider-a', category: 'shared_external' };

function problems(change: Partial<RpcProviders>): string {
  return providerProblems('dvn-0', 'providers', { quorum: 2, chains: { bsc: [own, other] }, ...change }).join('\n');
}

test('two operators that agree are enough', () => {
  expect(problems({})).toBe('');
});

test('a quorum of one makes a single operator the source of truth', () => {
  expect(problems({ quorum: 1 })).toContain("'providers.quorum' must be at least 2");
});

test('two endpoints of one entity are one vote', () => {
  const second = { ...own, uri: 'https://rpc-2.example.com:8545/bsc' };
  expect(problems({ chains: { bsc: [own, second] } })).toContain('must be of 2 entities or more, got ["operator"]');
});

test('one host is not two entities', () => {
  const same = { ...own, uri: 'https://bsc.example.net/other', entity: 'provider-b' } as const;
  expect(problems({ chains: { bsc: [other, { ...same, category: 'shared_external' }] } })).toContain(
    'must be provider-a, as of the other endpoint on bsc.example.net',
  );
});

test('a chain is required, named as the signer names it', () => {
  expect(problems({ chains: {} })).toContain('at least one chain');
  expect(problems({ chains: { BSC: [own, other] } })).toContain('named by a-z');
  expect(problems({ chains: { bsc: [{ ...own, entity: 'Us!' }, other] } })).toContain(
    "'providers.chains.bsc.0.entity'",
  );
});

test.each([
  ['plain http', 'http://bsc.example.net/v1'],
  ['a user', 'https://user:pass@bsc.example.net/v1'],
  ['a query', 'https://bsc.example.net/v1?apikey=1'],
  ['a key in the path', 'https://bsc.example.net/v2/Zk3nQ9bT7yLm2Xc5'],
])('%s is refused, and not repeated', (_, uri) => {
  const found = problems({ chains: { bsc: [own, { ...other, uri }] } });
  expect(found).toContain(`'providers.chains.bsc.1.uri' must be an https:// URL`);
  expect(found).not.toContain(uri);
});
