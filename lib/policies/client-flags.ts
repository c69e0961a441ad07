import { LABEL } from '../model/labels';
import type { Manifest } from '../render/inventory';
import { textAt, textsAt } from './json-fields';
import { containersOf, WORKLOAD_KINDS, workloadLabel, type ContainerView } from './pod-templates';
import type { ObjectPolicy } from './policy';

/**
 * Arguments that sign without a record, take other people's word, or open the signer, whichever client reads them. A
 * family refuses more of them in overlays; these are told from the argument alone, on any tree.
 */
const DANGEROUS: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^--?init-slashing-protection\b/, 'it begins an empty record for keys that have signed'],
  [/^--?disable-slashing-protection-web3signer(?!=false)/, 'it signs without a record of its own'],
  [/slashing-protection-enabled=false$/, 'the signer signs whatever it is asked'],
  [/http-host-allowlist=(.*,)?\*/, 'every name reaches the signer'],
  [/^--?(enable-key-manager-api|key-manager-api-enabled)=true$/, 'keys can be added by whoever reaches the API'],
  [/^--?(force-)?clear-db(?!=false)/, 'it throws the record of what was signed away'],
  [/^unsafe-reset-all$|^tendermint$|^comet(bft)?$/, "it resets the validator's record"],
  [/^--?accept-risk(?!=false)/, 'a single signer of a split key'],
  [/^--mode=single$/, 'a single signer of a split key'],
  [/^--?skip-tower/, 'it votes without its lockouts'],
  [/^--?no-tower/, 'it votes without its lockouts'],
  [/^--insecure-validator/, 'parachain code runs without its sandbox'],
  [/^--rpc-methods=unsafe$/i, 'session keys can be read and set over RPC'],
  [/^--unsafe-rpc-external/, 'session keys can be read and set over RPC'],
  [/^--allow-insecure-unlock/, 'accounts can be unlocked over HTTP'],
];

/** No argument switches off what protects a key. */
export const noDangerousFlags: ObjectPolicy = {
  id: 'no-dangerous-flags',
  title: 'No argument signs without a record, or opens a signer',
  level: 'error',
  absolute: true,
  scope: 'object',
  kinds: WORKLOAD_KINDS,
  doc:
    'a signer without slashing protection signed for two clients and slashed 20 validators ' +
    '(https://research.lido.fi/t/slashing-incident-involving-launchnodes-validators-oct-11-2023/5631); Lighthouse calls ' +
    'its own flag for a fresh record incredibly dangerous (https://lighthouse-book.sigmaprime.io/validator_slashing_protection.html)',
  check: (at) =>
    containersOf(at.object).flatMap((container) =>
      wordsOf(container).flatMap((word) => {
        const known = DANGEROUS.find(([pattern]) => pattern.test(word));
        if (known === undefined) return [];
        return [{ at, found: `argument ${word} of ${container.name}`, expected: `it absent: ${known[1]}` }];
      }),
    ),
};

/** What each client that signs must be told, because its default is the other way or could change. */
const REQUIRED: ReadonlyMap<string, readonly string[]> = new Map([
  ['lighthouse', ['--enable-doppelganger-protection']],
  ['teku', ['--doppelganger-detection-enabled=true']],
  ['prysm', ['--enable-doppelganger']],
  ['nimbus', ['--doppelganger-detection=true']],
  ['lodestar', ['--doppelgangerProtection']],
  ['web3signer', ['--slashing-protection-enabled=true', '--key-manager-api-enabled=false']],
]);

/** Clients that sign are told to look for a twin and to keep a record. */
export const safetyFlagsKept: ObjectPolicy = {
  id: 'safety-flags-kept',
  title: 'Validator clients look for a twin of theirs, and signers keep a record',
  level: 'error',
  absolute: true,
  scope: 'object',
  kinds: WORKLOAD_KINDS,
  doc:
    'most validator clients do not look for a twin unless told to ' +
    '(https://lighthouse-book.sigmaprime.io/validator_doppelganger.html)',
  check: (at) => missingFlags(at.object).map((flag) => ({ at, found: `no ${flag}`, expected: `argument ${flag}` })),
};

function missingFlags(object: Manifest): readonly string[] {
  if (workloadLabel(object, LABEL.signingIdentity) === undefined) return [];
  return containersOf(object).flatMap((container) => {
    // Only the client itself has ports; steps before it run the same image.
    if (container.fields['ports'] === undefined) return [];
    const required = REQUIRED.get(container.name) ?? REQUIRED.get(programOf(container)) ?? [];
    const given = wordsOf(container);
    return required.filter((flag) => !given.includes(flag));
  });
}

/** The last part of an image's repository: `consensys/web3signer:26.4@sha256:…` is `web3signer`. */
function programOf({ fields }: ContainerView): string {
  const image = textAt(fields, 'image') ?? '';
  return (
    (image.split('@')[0] ?? '')
      .replace(/:[^/:]*$/, '')
      .split('/')
      .at(-1) ?? ''
  );
}

function wordsOf({ fields }: ContainerView): readonly string[] {
  return [...textsAt(fields, 'command'), ...textsAt(fields, 'args')];
}
