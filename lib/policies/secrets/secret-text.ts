import { BIP39_WORDS } from './bip39-words';
import { isReference, mentionsSecret } from './secret-names';

/** Secrets that can be told by their form alone. Each needs no name, so none may match anything that is public. */
const FORMS: readonly (readonly [what: string, form: RegExp])[] = [
  ['a private key in PEM', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/],
  // The end of its first line, which begins at any of three offsets.
  [
    'a private key in base64 of PEM',
    /LS0tLS1CRUdJTiB[A-Za-z0-9+/]{0,24}(?:UFJJVkFURSBLRVkt|QUklWQVRFIEtFWS0t|BSSVZBVEUgS0VZLS0t)/,
  ],
  ['an EIP-2335 keystore', /"crypto\\?"\s*:\s*\{[\s\S]{0,200}?"kdf\\?"/],
  ['a CometBFT private key', /\bpriv_key\\?"?\s*:\s*(?:\{|\\?["'][A-Za-z0-9+/]|$)/m],
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})\b/],
  ['a GitLab token', /\bglpat-[A-Za-z0-9_-]{20,}\b/],
  ['a Vault token', /\bhv[sb]\.[A-Za-z0-9_-]{24,}/],
  ['a Slack token', /\bxox[abprs]-[A-Za-z0-9-]{20,}/],
  ['a Telegram bot token', /\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}\b/],
  ['a JSON web token', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/],
];

/** One pass that rules out almost every text before the forms are tried one by one. */
const ANY_FORM =
  /-----BEGIN|LS0tLS1CRUdJTi|crypto|priv_key|AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|hv[sb]\.|xox[abprs]-|:AA|eyJ/;

/** Shorter than every form. */
const SHORTEST = 16;

const URL_WITH_PASSWORD = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"'`<>]*:([^\s/@"'`<>]+)@[^\s/@"'`]/gi;
const HEX_KEY = /^(?:0x)?[0-9a-f]{64}$/i;
const NAMED_HEX =
  /^[ \t]*(?:export )?["']?([A-Za-z0-9_.-]+)["']?[ \t]*[:=][ \t]*["']?((?:0x)?[0-9a-f]{64})["']?,?[ \t]*$/gim;
const WORDS_IN_A_MNEMONIC = 12;

/**
 * What a text holds that must not be in Git, told by its form.
 *
 * @param name what the text is the value of, for values that are secret only under a telling name
 */
export function secretsInText(text: string, name: string): readonly string[] {
  if (text.length < SHORTEST) return [];
  const found = ANY_FORM.test(text) ? FORMS.filter(([, form]) => form.test(text)).map(([what]) => what) : [];
  if (hasPasswordInUrl(text)) found.push('a URL with a password');
  if (hasHexKey(text, name)) found.push('64 hex digits under the name of a key');
  if (hasMnemonic(text)) found.push('a mnemonic seed phrase');
  return found;
}

function hasPasswordInUrl(text: string): boolean {
  if (!text.includes('@') || !text.includes('://')) return false;
  return [...text.matchAll(URL_WITH_PASSWORD)].some(([, password = '']) => !isReference(password));
}

function hasHexKey(text: string, name: string): boolean {
  if (text.length < 64) return false;
  if (HEX_KEY.test(text.trim())) return mentionsSecret(name);
  return [...text.matchAll(NAMED_HEX)].some(([, key = '']) => mentionsSecret(key));
}

/** Twelve words of the list in a row. Prose never gets that far: it needs words such as 'the', which are not in it. */
function hasMnemonic(text: string): boolean {
  if (text.length < WORDS_IN_A_MNEMONIC * 4) return false;
  let run = 0;
  for (const word of text.split(/[\s,"']+/)) {
    if (word === '') continue;
    run = BIP39_WORDS.has(word) ? run + 1 : 0;
    if (run >= WORDS_IN_A_MNEMONIC) return true;
  }
  return false;
}
