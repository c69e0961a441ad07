import { consensusAddress } from '../../lib/model/consensus-address';
import { KeySet } from '../../lib/model/key-set';
import { SigningIdentity } from '../../lib/model/signing-identity';
import { publicKey } from '../fixtures/chain';

const keys = KeySet.parse('keys.txt', [2, 1].map(publicKey).join('\n'));

test('an identity is active and has a history unless said otherwise', () => {
  const identity = SigningIdentity.keys('hoodi-0', keys);
  expect([identity.state, identity.history, identity.paused]).toEqual(['active', 'kept', false]);
});

test('its declaration is sorted, so that the same set gives the same bytes', () => {
  const identity = SigningIdentity.keys('hoodi-0', keys);
  expect(identity.publicKeysText).toBe(`${publicKey(1)}\n${publicKey(2)}\n`);
  expect(identity.configMapName).toBe('signing-identity.hoodi-0');
});

test('a paused identity has signed, so it cannot be without history', () => {
  expect(() => SigningIdentity.keys('hoodi-0', keys, { state: 'paused', history: 'none' })).toThrow(
    "[identity hoodi-0] 'history' must be 'kept' for a paused identity, which has signed, got \"none\"",
  );
});

test('so has a retired one, which is kept from signing as well', () => {
  expect(() => SigningIdentity.keys('hoodi-0', keys, { state: 'retired', history: 'none' })).toThrow(
    "'history' must be 'kept' for a retired identity",
  );
  const retired = SigningIdentity.keys('hoodi-0', keys, { state: 'retired' });
  expect(retired.paused).toBe(true);
  expect(retired.annotations).toEqual({ 'gitops-planes.io/identity-state': 'retired' });
  const given = SigningIdentity.keys('hoodi-0', keys, { state: 'handed-over' });
  expect([given.paused, Object.values(given.annotations)]).toEqual([true, ['handed-over']]);
  expect(SigningIdentity.keys('hoodi-0', keys, { state: 'paused' }).annotations).toEqual({});
});

const digest = `sha256:${'0f1e'.repeat(16)}`;

test('an imported state stands in the declaration', () => {
  const importedState = { from: 'hoodi-1 on testnet', digest };
  expect(SigningIdentity.keys('hoodi-0', keys, { importedState }).annotations).toEqual({
    'gitops-planes.io/imported-from': 'hoodi-1 on testnet',
    'gitops-planes.io/imported-state': digest,
  });
});

test.each([
  [{ from: 'hoodi-1', digest }, `'importedState.from' must be '<workload> on <cluster>', got "hoodi-1"`],
  [{ from: 'a on b', digest: 'abc' }, `'importedState.digest' must be sha256: and 64 hex digits`],
  [{ from: 'a on b', digest: `sha256:${'0'.repeat(64)}` }, `'importedState.digest' must be sha256: and 64 hex digits`],
])('refuses the imported state %j', (importedState, message) => {
  expect(() => SigningIdentity.keys('hoodi-0', keys, { importedState })).toThrow(`[identity hoodi-0] ${message}`);
});

test('what never signed has nothing to import', () => {
  const importedState = { from: 'a on b', digest };
  expect(() => SigningIdentity.keys('hoodi-0', keys, { importedState, history: 'none' })).toThrow(
    "'history' must be 'kept' for an identity with an imported state",
  );
});

test('an id that cannot be part of an object name is refused', () => {
  expect(() => SigningIdentity.keys('Hoodi_0', keys)).toThrow("'id' must be a DNS-1123 label of at most 40 characters");
});

test('an ed25519 public key and the bech32 address made from it are one identity', () => {
  const publicKeyText = Buffer.alloc(32, 7).toString('base64');
  const hex = '4BB06F8E4E3A7715D201D573D0AA423762E55DAB';
  expect(consensusAddress(publicKeyText)).toBe(hex);
  expect(consensusAddress(bech32('osmovalcons', hex))).toBe(hex);
});

test('an address with a wrong checksum is refused', () => {
  const good = bech32('osmovalcons', '00'.repeat(20));
  const last = good.endsWith('q') ? 'p' : 'q';
  expect(consensusAddress(good)).toBe('0'.repeat(40));
  expect(consensusAddress(good.slice(0, -1) + last)).toBeUndefined();
});

test.each([
  ['a private key in base64', Buffer.alloc(64, 7).toString('base64')],
  ['an account address', 'osmo1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq'],
  ['a private key in hex', 'ab'.repeat(32)],
])('%s is refused and not repeated', (_, text) => {
  const declare = (): SigningIdentity => SigningIdentity.consensusAddress('osmo-0', text);
  expect(declare).toThrow(`got "${text.length} characters"`);
  expect(declare).not.toThrow(text);
});

/** Encodes as BIP-173 says, written apart from the decoder under test. */
function bech32(prefix: string, hex: string): string {
  const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
  const bits = Array.from(Buffer.from(hex, 'hex'), (byte) => byte.toString(2).padStart(8, '0')).join('');
  const data = (bits.match(/.{5}/g) ?? []).map((group) => parseInt(group, 2));
  const generator = [0x3b6a57b2n, 0x26508e6dn, 0x1ea119fan, 0x3d4233ddn, 0x2a1462b3n];
  const codes = Array.from(prefix, (c) => c.charCodeAt(0));
  let check = 1n;
  for (const value of [...codes.map((c) => c >> 5), 0, ...codes.map((c) => c & 31), ...data, 0, 0, 0, 0, 0, 0]) {
    const top = check >> 25n;
    check = ((check & 0x1ffffffn) << 5n) ^ BigInt(value);
    generator.forEach((g, i) => (check ^= (top >> BigInt(i)) & 1n ? g : 0n));
  }
  check ^= 1n;
  const checksum = [0, 1, 2, 3, 4, 5].map((i) => Number((check >> BigInt(5 * (5 - i))) & 31n));
  return `${prefix}1${[...data, ...checksum].map((value) => alphabet[value]).join('')}`;
}
