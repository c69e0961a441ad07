import { ClusterLock } from '../../../lib/chains/ethereum';
import { blsIdentity, clusterLockText, publicKey } from '../../fixtures/chain';

const parse = (change: Parameters<typeof clusterLockText>[0]) =>
  ClusterLock.parse('lock.json', clusterLockText(change));

test('an operator is known by one share of every validator, in any order', () => {
  const lock = parse({});
  const [first = '', second = ''] = blsIdentity().publicKeys;
  expect(lock.hasOperator([second, first])).toBe(true);
  expect(lock.hasOperator([first])).toBe(false);
  expect(lock.hasOperator([first, publicKey(201)])).toBe(false);
});

test('line ends and indents of the file are not in the text', () => {
  const text = clusterLockText();
  const lock = ClusterLock.parse('lock.json', text.replaceAll('\n', '\r\n'));
  expect(lock.text).toBe(ClusterLock.parse('lock.json', text).text);
  expect(JSON.parse(lock.text)).toEqual(JSON.parse(text));
});

test.each([
  [{ definition: { threshold: 2 } }, "'cluster_definition.threshold' must be a whole number, 3 to 4, got 2"],
  [{ definition: { threshold: 5 } }, "'cluster_definition.threshold' must be a whole number, 3 to 4, got 5"],
  [{ definition: { operators: [{}, {}, {}] } }, "'cluster_definition.operators' must be at least four"],
  [{ definition: { fork_version: 'hoodi' } }, "'cluster_definition.fork_version' must be 0x and 8 hex digits"],
  [{ lock: { lock_hash: undefined } }, "'lock_hash' must be 0x and 64 hex digits"],
  [{ lock: { distributed_validators: [] } }, "'distributed_validators' must be at least one"],
  [
    { lock: { distributed_validators: [{ public_shares: ['0x12'] }] } },
    "'distributed_validators.0.public_shares' must be 4 BLS public keys, got 1",
  ],
])('a lock is refused: %j', (change, message) => {
  expect(() => parse(change)).toThrow(`[lock.json] ${message}`);
});

test('what is no JSON object is refused without repeating it', () => {
  expect(() => ClusterLock.parse('lock.json', 'secret text')).toThrow(
    '\'text\' must be a JSON object, got "11 characters"',
  );
  expect(() => ClusterLock.parse('lock.json', '[]')).toThrow("'text' must be a JSON object");
});

test('a lock that no ConfigMap holds is refused', () => {
  expect(() => parse({ lock: { padding: 'x'.repeat(1_000_001) } })).toThrow("'size' must be at most 1000000");
});
