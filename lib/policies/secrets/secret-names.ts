import { oncePerName } from '../once-per';

/** Words that make the last word of a name the name of a secret. */
const SECRET_NOUNS: ReadonlySet<string> = new Set([
  'credential',
  'credentials',
  'key',
  'keys',
  'mnemonic',
  'passphrase',
  'passwd',
  'password',
  'secret',
  'seed',
  'token',
]);

/** Nouns that name a secret in any place; the others may also name a reference: `secretKeyRef.key`, `tls.secret`. */
const CLEAR_NOUNS: ReadonlySet<string> = new Set(['mnemonic', 'passphrase', 'passwd', 'password', 'token']);

/** What has to stand before `key` or `secret` where these may name a reference. */
const CLEAR_PAIRS: ReadonlySet<string> = new Set([
  'access key',
  'api key',
  'auth secret',
  'client secret',
  'cookie secret',
  'encryption key',
  'jwt secret',
  'private key',
  'shared secret',
  'signing key',
]);

/** Words that say that something is public, or about a secret rather than one. */
const HARMLESS: ReadonlySet<string> = new Set([
  'checksum',
  'digest',
  'fingerprint',
  'hash',
  'pub',
  'public',
  'pubkey',
  'pubkeys',
  'sha256',
]);

/** Whether a variable or flag of this name holds a secret: `POSTGRES_PASSWORD`, `--api-key`. */
export function namesSecret(name: string): boolean {
  const words = wordsOf(name);
  return SECRET_NOUNS.has(words.at(-1) ?? '') && !words.some((word) => HARMLESS.has(word));
}

/**
 * Whether a key of an object holds a secret by its name. Upper case is an environment variable; a field of a manifest or
 * of values is lower case.
 */
export const namesSecretKey: (key: string) => boolean = oncePerName((key) =>
  /^[A-Z][A-Z0-9_]*$/.test(key) ? namesSecret(key) : namesSecretField(key),
);

/** Whether a field of this name holds a secret, where fields named `key` or `secret` are often references. */
export function namesSecretField(name: string): boolean {
  const words = wordsOf(name);
  if (words.some((word) => HARMLESS.has(word))) return false;
  return CLEAR_NOUNS.has(words.at(-1) ?? '') || CLEAR_PAIRS.has(words.slice(-2).join(' '));
}

/** Whether a name has to do with keys at all: enough for a value that looks like a private key. */
export function mentionsSecret(name: string): boolean {
  const words = wordsOf(name);
  const harmless = words.some((word) => HARMLESS.has(word)) || words.at(-1) === 'root';
  return !harmless && words.some((word) => SECRET_NOUNS.has(word) || KEY_WORDS.has(word));
}

const KEY_WORDS: ReadonlySet<string> = new Set(['jwt', 'priv', 'private', 'privkey', 'nodekey']);

/** Whether a value says where a secret is, or is none, rather than being one. */
export function isReference(value: string): boolean {
  const text = value.trim();
  if (text === '' || /^(true|false|null|none|yes|no|on|off)$/i.test(text)) return true;
  // Expanded by Kubernetes, a shell, Go templates or External Secrets; placeholders for people.
  if (/^[$<*]|\{\{|\$\{|\$\(/.test(text)) return true;
  if (/^(file|vault|env|ref\+[a-z]+|arn|secret|op|gcpkms|awskms):/.test(text)) return true;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return true;
  // Paths: from the root, relative, or of lower-case segments, which no base64 is.
  return /^\.{0,2}\/\S*$/.test(text) || /^[a-z0-9_.-]+(\/[a-z0-9_.-]+)+$/.test(text);
}

/** Nouns that people write together with the word before them: `PGPASSWORD`, `jwtsecret`, `apikey`. */
const JOINED =
  /([a-z0-9])(password|passwd|passphrase|mnemonic|secret|token)$|(api|access|node|private|priv|signing)(key)$/;

/** `POSTGRES_PASSWORD`, `clientSecret`, `jwt-secret` and `jwt.hex` as words in lower case, without bare numbers. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .flatMap((word) => word.toLowerCase().replace(JOINED, '$1$3 $2$4').split(' '))
    .filter((word) => word !== '' && !/^\d+$/.test(word));
}
