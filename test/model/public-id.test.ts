import { generateKeyPairSync } from 'node:crypto';
import {
  publicId,
  publicIdFormat,
  publicKeysIn,
  sessionKeysIn,
  solanaKeyBytes,
  type PublicIdKind,
} from '../../lib/model/public-id';
import { OPERATOR_KEY } from '../fixtures/ssv';

/** An operator's public key, and its private key as the same command prints that. */
const OPERATOR = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (type: string, der: Buffer): string =>
  `-----BEGIN ${type}-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${type}-----\n`;
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const operatorPem = pem('RSA PUBLIC KEY', OPERATOR.publicKey.export({ format: 'der', type: 'spki' }));

const hex = (digit: string, length: number): string => `0x${digit.repeat(length)}`;

/** Ids as the chains' own documentation prints them, or of repeated digits where any value of the length is one. */
const EXAMPLES: readonly (readonly [PublicIdKind, string])[] = [
  ['bls', hex('a', 96)],
  ['bls-g2', hex('b', 192)],
  ['consensus', 'osmovalcons1fwcxlrjw8fm3t5sp64eap2jzxa3w2hdt2gxcvh'],
  ['solana', 'Vote111111111111111111111111111111111111111'],
  ['session-keys', hex('c', 6 * 64)],
  ['node-id', 'NodeID-111111111111111111116DBWJs'],
  ['party', `fp-validator-1::1220${'d'.repeat(64)}`],
  ['evm-address', `0x${'e'.repeat(40)}`],
  ['ssv-operator', OPERATOR_KEY],
  ['named', 'cardano-pool:pool1pu5jlj4q9w9jlxeu370a3c9myx47md5j5m2str0naunn2q3lkdy'],
];

test.each(EXAMPLES)('%s: %s is a public id of that kind', (kind, text) => {
  expect(publicId(kind, text)).toBeDefined();
  expect(publicKeysIn(text)).toBeDefined();
});

test('hex has one spelling', () => {
  expect(publicId('evm-address', `0x${'AbCd'.repeat(10)}`)).toBe(`0x${'abcd'.repeat(10)}`);
  expect(publicKeysIn(`0x${'AB'.repeat(48)}`)).toEqual([`0x${'ab'.repeat(48)}`]);
});

test.each<[string, PublicIdKind, string]>([
  ['a seed of 32 bytes', 'session-keys', hex('a', 64)],
  ['a seed without 0x', 'named', `any:${'a'.repeat(64)}`],
  ['a Solana keypair of 64 bytes', 'solana', '2'.repeat(88)],
  ['33 bytes in base58', 'solana', 'z'.repeat(45)],
  ['a CometBFT private key', 'consensus', Buffer.alloc(64, 7).toString('base64')],
  ['a NodeID with a wrong checksum', 'node-id', 'NodeID-111111111111111111116DBWJt'],
  ['the zero address', 'evm-address', `0x${'0'.repeat(40)}`],
  ['an EVM private key', 'evm-address', hex('a', 64)],
  [
    'the private key of an SSV operator',
    'ssv-operator',
    base64(pem('RSA PRIVATE KEY', OPERATOR.privateKey.export({ format: 'der', type: 'pkcs1' }))),
  ],
  [
    'a private key that calls itself public',
    'ssv-operator',
    base64(pem('RSA PUBLIC KEY', OPERATOR.privateKey.export({ format: 'der', type: 'pkcs8' }))),
  ],
  [
    'a key of another algorithm',
    'ssv-operator',
    base64(pem('RSA PUBLIC KEY', generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }))),
  ],
  ['PEM without its base64', 'ssv-operator', operatorPem],
])('%s is no public id', (_, kind, text) => {
  expect(publicId(kind, text)).toBeUndefined();
});

test.each([hex('a', 64), 'a'.repeat(64), Buffer.alloc(64, 7).toString('base64'), '2'.repeat(88), 'word word word'])(
  '%s is of no kind, so it may be private',
  (text) => {
    expect(publicKeysIn(text)).toBeUndefined();
  },
);

test('session keys are compared one by one, for two nodes that share one of them equivocate', () => {
  const [first, second, third] = ['a', 'b', 'c'].map((digit) => digit.repeat(64));
  expect(publicKeysIn(`0x${first}${second}`)).toEqual([first, second]);
  expect(publicKeysIn(`0x${third}${second}`)).toContain(second);
});

test("BEEFY's key, which is longer by a byte, is the last of the session keys", () => {
  const keys = ['a', 'b', 'c', 'd', 'e'].map((digit) => digit.repeat(64));
  const beefy = `02${'f'.repeat(64)}`;
  expect(publicKeysIn(`0x${keys.join('')}${beefy}`)).toEqual([...keys, beefy]);
  expect(sessionKeysIn(`0x${keys.join('')}`)).toEqual(keys);
  expect(publicId('session-keys', `0x${keys.join('')}07${'f'.repeat(64)}`)).toBeUndefined();
});

test("an SSV operator's key has one spelling, however its PEM is broken into lines", () => {
  expect(publicId('ssv-operator', OPERATOR_KEY)).toBe(OPERATOR_KEY);
  expect(publicId('ssv-operator', base64(operatorPem.trimEnd()))).toBe(base64(operatorPem));
  expect(publicId('ssv-operator', base64(operatorPem.replaceAll('\n', '\r\n')))).toBe(base64(operatorPem));
});

test('a Solana account is 32 bytes', () => {
  expect(solanaKeyBytes('11111111111111111111111111111112')).toEqual([...Array<number>(31).fill(0), 1]);
});

test('every kind says what it must be', () => {
  for (const [kind] of EXAMPLES) expect(publicIdFormat(kind)).not.toBe('');
});
