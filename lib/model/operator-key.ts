import { createPublicKey } from 'node:crypto';

const PEM = /^-----BEGIN RSA PUBLIC KEY-----\r?\n([A-Za-z0-9+/=\r\n]+)-----END RSA PUBLIC KEY-----(?:\r?\n)?$/;

/**
 * The public key of an SSV operator as `ssvnode generate-operator-keys` prints it: the base64 of a PEM block of type
 * `RSA PUBLIC KEY`, which holds a key in PKIX form all the same
 * (https://github.com/ssvlabs/ssv/blob/main/ssvsigner/keys/rsaencryption/rsa_encryption.go). Lines are broken anew, so
 * that one key has one spelling.
 *
 * @returns undefined for anything else, such as a private key
 */
export function operatorKey(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/]{100,}={0,2}$/.test(text)) return undefined;
  const body = PEM.exec(Buffer.from(text, 'base64').toString('latin1'))?.[1];
  const der = body === undefined ? undefined : rsaPublicKey(Buffer.from(body, 'base64'));
  if (der === undefined) return undefined;
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  const pem = ['-----BEGIN RSA PUBLIC KEY-----', ...lines, '-----END RSA PUBLIC KEY-----', ''].join('\n');
  return Buffer.from(pem, 'latin1').toString('base64');
}

function rsaPublicKey(der: Buffer): Buffer | undefined {
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'rsa' ? key.export({ format: 'der', type: 'spki' }) : undefined;
  } catch {
    return undefined;
  }
}
