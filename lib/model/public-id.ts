import { createHash } from 'node:crypto';
import { consensusAddress } from './consensus-address';
import { operatorKey } from './operator-key';

/**
 * How chains write the public side of what must sign from one place.
 *
 * - `bls`: BLS public key of 48 bytes, 0x and 96 hex digits (beacon chains, Aptos).
 * - `bls-g2`: BLS public key of 96 bytes, 0x and 192 hex digits (Sui).
 * - `consensus`: CometBFT consensus address: `…valcons1…`, 40 hex digits, or the base64 of an ed25519 public key.
 * - `solana`: identity or vote account, base58 of 32 bytes.
 * - `session-keys`: what `author_rotateKeys` of a Substrate node prints: 0x and two or more keys of 64 hex digits, and
 *   where the chain has one a last key of 66 (BEEFY's, which is ECDSA).
 * - `node-id`: Avalanche's `NodeID-…`, with its checksum.
 * - `party`: Canton's `<name>::1220…`, a name and a SHA-256 fingerprint.
 * - `evm-address`: 0x and 40 hex digits.
 * - `ssv-operator`: RSA public key of an SSV operator, base64 of its PEM, as `ssvnode generate-operator-keys` prints it.
 * - `named`: anything else as `<scheme>:<public id>`, for families of your own.
 */
export type PublicIdKind =
  | 'bls'
  | 'bls-g2'
  | 'consensus'
  | 'solana'
  | 'session-keys'
  | 'node-id'
  | 'party'
  | 'evm-address'
  | 'ssv-operator'
  | 'named';

interface PublicIdFormat {
  /** For errors. It says how the value is told from a private key wherever both look alike. */
  readonly mustBe: string;

  /** The one spelling of a value, or undefined where it is none of this kind. */
  readonly spell: (text: string) => string | undefined;
}

const FORMATS: Readonly<Record<PublicIdKind, PublicIdFormat>> = {
  bls: { mustBe: 'a BLS public key, 0x and 96 hex digits', spell: hex(/^0x[0-9a-f]{96}$/i) },
  'bls-g2': { mustBe: 'a BLS public key in G2, 0x and 192 hex digits', spell: hex(/^0x[0-9a-f]{192}$/i) },
  consensus: {
    mustBe: '…valcons1…, or the base64 of a 32-byte ed25519 public key (a private key has 64 bytes)',
    spell: (text) => (/^[0-9A-Fa-f]{40}$/.test(text) ? text.toUpperCase() : consensusAddress(text)),
  },
  solana: {
    mustBe: 'the base58 of a 32-byte public key (a keypair has 64 bytes)',
    spell: (text) => (/^[1-9A-HJ-NP-Za-km-z]{32,44}$/.test(text) && base58(text)?.length === 32 ? text : undefined),
  },
  'session-keys': {
    mustBe:
      '0x and at least two public keys of 64 hex digits, as author_rotateKeys prints them (one alone may be a seed)',
    spell: hex(/^0x([0-9a-f]{64}){2,}(0[23][0-9a-f]{64})?$/i),
  },
  'node-id': { mustBe: 'NodeID- and 20 bytes in base58 with their checksum', spell: nodeId },
  party: {
    mustBe: '<name>::1220 and 64 hex digits',
    spell: (text) => (/^[A-Za-z0-9_-]{1,185}::1220[0-9a-f]{64}$/.test(text) ? text : undefined),
  },
  'evm-address': { mustBe: '0x and 40 hex digits, not zero', spell: hex(/^0x(?!0{40}$)[0-9a-f]{40}$/i) },
  'ssv-operator': {
    mustBe:
      "the base64 of a PEM block 'RSA PUBLIC KEY', as ssvnode generate-operator-keys prints it (a private key says so)",
    spell: operatorKey,
  },
  named: {
    mustBe: '<scheme>:<public id>, with a scheme of a-z, 0-9 and - and an id of 8 to 200 letters, digits and -_.',
    spell: (text) => (/^[a-z][a-z0-9-]*:(?!(0x)?[0-9A-Fa-f]{64}$)[A-Za-z0-9_.-]{8,200}$/.test(text) ? text : undefined),
  },
};

/** What a value of a kind must look like, for errors. */
export function publicIdFormat(kind: PublicIdKind): string {
  return FORMATS[kind].mustBe;
}

/** The one spelling of a public id of a kind; undefined for anything else, such as private material. */
export function publicId(kind: PublicIdKind, text: string): string | undefined {
  return FORMATS[kind].spell(text);
}

/**
 * The single public keys within one line of a declared identity, in their one spelling, whatever kind it is of; undefined
 * where the line is no public id, and may be private.
 */
export function publicKeysIn(line: string): readonly string[] | undefined {
  for (const { spell } of Object.values(FORMATS)) {
    const spelt = spell(line);
    if (spelt === undefined) continue;
    // Two nodes that share one session key of several equivocate with that one. A key in G2 is as long as three of
    // them; in pieces it is found as surely.
    return FORMATS['session-keys'].spell(spelt) === undefined ? [spelt] : sessionKeysIn(spelt);
  }
  return undefined;
}

/** The single keys of a value of kind `session-keys`, without 0x. A last one of 33 bytes is longer by two digits. */
export function sessionKeysIn(text: string): readonly string[] {
  const digits = text.slice(2);
  const whole = digits.length - (digits.length % 64 === 0 ? 0 : 66);
  return [...(digits.slice(0, whole).match(/.{64}/g) ?? []), ...(whole < digits.length ? [digits.slice(whole)] : [])];
}

/** The 32 bytes of a value of kind `solana`. */
export function solanaKeyBytes(text: string): readonly number[] {
  return [...(base58(text) ?? [])];
}

function hex(pattern: RegExp): (text: string) => string | undefined {
  return (text) => (pattern.test(text) ? text.toLowerCase() : undefined);
}

function nodeId(text: string): string | undefined {
  const bytes = text.startsWith('NodeID-') ? base58(text.slice('NodeID-'.length)) : undefined;
  if (bytes?.length !== 24) return undefined;
  const checksum = createHash('sha256').update(bytes.subarray(0, 20)).digest().subarray(-4);
  return checksum.equals(bytes.subarray(20)) ? text : undefined;
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function base58(text: string): Buffer | undefined {
  if (!/^[1-9A-HJ-NP-Za-km-z]+$/.test(text)) return undefined;
  let value = 0n;
  for (const c of text) value = value * 58n + BigInt(BASE58.indexOf(c));
  const digits = value === 0n ? '' : value.toString(16);
  const zeros = /^1*/.exec(text)?.[0].length ?? 0;
  return Buffer.concat([Buffer.alloc(zeros), Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex')]);
}
