import { KEY_SET_LIMIT, KeySet } from '../../lib/model/key-set';
import { publicKey } from '../fixtures/chain';

const file = 'apps/keys/hoodi-0.txt';

test('reads one key a line, skips blank lines and comments, and lowers the case', () => {
  const text = `# set of 2026\n${publicKey(1).toUpperCase().replace('0X', '0x')}\r\n\n  ${publicKey(2)}  \n`;
  expect(KeySet.parse(file, text).keys).toEqual([publicKey(1), publicKey(2)]);
});

test('a key that is there twice is refused with both lines, also in another case', () => {
  const upper = publicKey(1).toUpperCase().replace('0X', '0x');
  expect(() => KeySet.parse(file, `${publicKey(1)}\n${publicKey(2)}\n${upper}`)).toThrow(
    `[${file}:3] 'key' must be different from that of line 1, got "${publicKey(1)}"`,
  );
});

test('all wrong lines are reported at once', () => {
  expect(() => KeySet.parse(file, 'one\ntwo')).toThrow(/:1].*\n.*:2]/);
});

test('what may be a private key is refused and not repeated', () => {
  const secret = 'ab'.repeat(32);
  expect(() => KeySet.parse(file, secret)).toThrow(
    `[${file}:1] 'key' must be a BLS public key, 0x and 96 hex digits, got "64 characters"`,
  );
  expect(() => KeySet.parse(file, secret)).not.toThrow(secret);
});

test('an empty file is refused', () => {
  expect(() => KeySet.parse(file, '\n# none\n')).toThrow("'keys' must be at least one public key");
});

test('more keys than a ConfigMap holds are refused', () => {
  const keys = Array.from({ length: KEY_SET_LIMIT + 1 }, (_, i) => publicKey(i));
  expect(() => KeySet.parse(file, keys.join('\n'))).toThrow(`'keys' must be at most ${KEY_SET_LIMIT}`);
  expect(KeySet.parse(file, keys.slice(1).join('\n')).keys).toHaveLength(KEY_SET_LIMIT);
});
