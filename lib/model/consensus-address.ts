import { createHash } from 'node:crypto';

const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;

/**
 * The 20-byte address of a CometBFT validator in upper-case hex, as its key file holds it, from either way to write it:
 * `…valcons1…` (bech32) or the base64 of its ed25519 public key, whose SHA-256 begins with it. One identity thus has
 * one spelling.
 *
 * @returns undefined for anything else, such as a private key
 */
export function consensusAddress(text: string): string | undefined {
  if (/^[A-Za-z0-9+/]{43}=$/.test(text)) {
    const key = Buffer.from(text, 'base64');
    return key.length === 32 ? createHash('sha256').update(key).digest('hex').slice(0, 40).toUpperCase() : undefined;
  }
  const match = /^([a-z]{1,20}valcons)1([02-9ac-hj-np-z]{38})$/.exec(text);
  return match === null ? undefined : fromBech32(match[1] ?? '', match[2] ?? '');
}

/** Decodes a bech32 address (BIP-173); undefined where its checksum is wrong. */
function fromBech32(prefix: string, data: string): string | undefined {
  const values = Array.from(data, (c) => ALPHABET.indexOf(c));
  const codes = Array.from(prefix, (c) => c.charCodeAt(0));
  const expanded = [...codes.map((c) => c >> 5), 0, ...codes.map((c) => c & 31)];
  if (polymod([...expanded, ...values]) !== 1) return undefined;
  let bits = '';
  for (const value of values.slice(0, -6)) bits += value.toString(2).padStart(5, '0');
  return BigInt(`0b${bits}`).toString(16).padStart(40, '0').toUpperCase();
}

function polymod(values: readonly number[]): number {
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    GENERATOR.forEach((generator, i) => {
      if (((top >> i) & 1) === 1) check ^= generator;
    });
  }
  return check >>> 0;
}
