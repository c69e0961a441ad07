import { LABEL } from '../../model/labels';
import type { Manifest } from '../../render/inventory';
import { listAt, textAt, textsAt } from '../json-fields';
import {
  containersOf,
  isSigning,
  lastingContainersOf,
  WORKLOAD_KINDS,
  workloadLabel,
  type ContainerView,
} from '../workloads/pod-templates';
import type { ObjectPolicy } from '../policy';

type Danger = readonly [pattern: RegExp, why: string];

const UNRECORDED = 'it begins an empty record for keys that have signed';
const ADDS_KEYS = 'keys can be added by whoever reaches the API';
const KNOWN_KEYS = 'it signs with keys that everybody knows';
const TOWER = 'it votes without its lockouts';
const SESSION_KEYS = 'session keys can be read and set over RPC';
const RISK = 'a single signer of a split key';
const VOTES = 'it changes when the validator votes, so that it may vote twice';
const DURABLE = 'what was signed is lost with the power';

/**
 * Arguments that sign without a record, take other people's word, or open the signer, whichever client reads them. A
 * family refuses more of them in overlays; these are told from the argument alone, on any tree.
 */
const DANGEROUS: readonly Danger[] = [
  [/^--?init-slashing-protection\b/, UNRECORDED],
  [/^--?disable-slashing-protection-web3signer(?!=false)/, 'it signs without a record of its own'],
  [/slashing-protection-enabled=false$/, 'the signer signs whatever it is asked'],
  [/slashing-protection-synchronized-enabled=false$/, 'two signatures at a time are not compared'],
  [/^--?enable-minimal-slashing-protection(?!=false)/, UNRECORDED],
  [/^--?http-host-allowlist=(.*,)?\*/, 'every name reaches the signer'],
  [/^--?(enable-key-manager-api|key-manager-api-enabled|validator-api-enabled|keymanager)(=(?!false$).*)?$/, ADDS_KEYS],
  [/^--?enable-validator-api(?!=false)/, ADDS_KEYS],
  [/^--?doppelgangerProtectionEnabled=false$/, 'it does not look for its own keys'],
  [/^--?(http-allow-keystore-export|unencrypted-http-transport)(?!=false)/, 'keys leave it over HTTP'],
  [/^--?(commit-boost-api-enabled|Xsigning-ext-enabled)(?!=false)/, 'it signs what slashing protection does not know'],
  [/^--?(Xinterop-enabled(?!=false)|interop-num-validators|interopIndexes)/, KNOWN_KEYS],
  [/^--?(force-)?clear-db(?!=false)/, 'it throws the record of what was signed away'],
  [/^unsafe[-_]reset[-_](all|priv[-_]validator)$/, "it resets the validator's record"],
  [/^--?accept-risk(?!=false)/, RISK],
  [/^--?skip-tower/, TOWER],
  [/^--?no-tower/, TOWER],
  [/^--?(no-wait-for-vote-to-start-leader|skip-startup-ledger-verification)/, 'it does not know what it did before'],
  [/^--?staking-ephemeral-(cert|signer)-enabled(?!=false)/, 'it mints another identity at each start'],
  [/^--insecure-validator/, 'parachain code runs without its sandbox'],
  [/^--rpc-methods=unsafe$/i, SESSION_KEYS],
  [/^--unsafe-rpc-external/, SESSION_KEYS],
  [/^--allow-insecure-unlock(?!=false)/, 'accounts can be unlocked over HTTP'],
];

/** Arguments that other programs have too, and that are dangerous where a key is used or its record is kept. */
const DANGEROUS_WHERE_SIGNED: readonly Danger[] = [
  [/^--?mode=single$/, RISK],
  [/^--(alice|bob|charlie|dave|eve|ferdie|one|two|dev)$/, KNOWN_KEYS],
  [/^--tmp$/, UNRECORDED],
  [/^--(grandpa-pause|no-grandpa|no-beefy|force-authoring)\b/, VOTES],
  [/^(fsync|synchronous_commit|full_page_writes)=(off|false|no|0)$/, DURABLE],
  [/^(zero_damaged_pages|ignore_checksum_failure)=(on|true|yes|1)$/, 'it drops what it cannot read of what was signed'],
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
  check: (at) => {
    const dangers = isSigning(at.object) ? [...DANGEROUS, ...DANGEROUS_WHERE_SIGNED] : DANGEROUS;
    return containersOf(at.object).flatMap((container) =>
      wordsOf(container).flatMap((word) => {
        const known = dangers.find(([pattern]) => pattern.test(word));
        if (known === undefined) return [];
        return [{ at, found: `argument ${word} of ${container.name}`, expected: `it absent: ${known[1]}` }];
      }),
    );
  },
};

interface SigningClient {
  /** Repository of its image, where its container has another name. */
  readonly image: RegExp;

  /** What it must be told, because its default is the other way or could change. */
  readonly flags: readonly string[];

  /** The same, for a client that takes its settings from variables: `NAME=value`. */
  readonly variables?: readonly string[];
}

const CLIENTS: ReadonlyMap<string, SigningClient> = new Map([
  ['lighthouse', { image: /(^|\/)lighthouse$/, flags: ['--enable-doppelganger-protection'] }],
  ['teku', { image: /(^|\/)teku$/, flags: ['--doppelganger-detection-enabled=true'] }],
  ['prysm', { image: /(^|\/)prysm[-/]validator$/, flags: ['--enable-doppelganger'] }],
  ['nimbus', { image: /(^|\/)nimbus-validator(-client)?$/, flags: ['--doppelganger-detection=true'] }],
  ['lodestar', { image: /(^|\/)lodestar$/, flags: ['--doppelgangerProtection'] }],
  [
    'web3signer',
    {
      image: /(^|\/)web3signer$/,
      flags: ['--slashing-protection-enabled=true', '--key-manager-api-enabled=false'],
    },
  ],
  ['ssv-node', { image: /(^|\/)ssv-node$/, flags: [], variables: ['ENABLE_DOPPELGANGER_PROTECTION=true'] }],
]);

/** Clients that sign are told to look for a twin and to keep a record. */
export const safetyFlagsKept: ObjectPolicy = {
  id: 'safety-flags-kept',
  title: 'Validator clients look for a twin of theirs, signers keep a record, and both are of their own network',
  level: 'error',
  absolute: true,
  scope: 'object',
  kinds: WORKLOAD_KINDS,
  doc:
    'most validator clients do not look for a twin unless told to ' +
    '(https://lighthouse-book.sigmaprime.io/validator_doppelganger.html)',
  check: (at) => {
    const { object } = at;
    const running = signersIn(object);
    return [
      ...running.flatMap(missingFlags).map((flag) => ({ at, found: `no ${flag}`, expected: `argument ${flag}` })),
      ...running.flatMap(missingVariables).map((one) => ({ at, found: `no ${one}`, expected: `variable ${one}` })),
      ...otherNetworks(object, running).map(([is, expected]) => ({ at, found: `--network=${is}`, expected })),
    ];
  },
};

/**
 * Flags that say a client holds a share of a key of several operators. The others go on attesting with the validator, so
 * a client that looked for a twin would always find one.
 */
const SHARED_DUTIES = ['--distributed', '--Xobol-dvt-integration-enabled=true'] as const;

/** A client that is known here, as it runs. */
interface RunningSigner {
  readonly client: SigningClient;
  readonly container: ContainerView;
}

function signersIn(object: Manifest): readonly RunningSigner[] {
  if (workloadLabel(object, LABEL.signingIdentity) === undefined) return [];
  return lastingContainersOf(object).flatMap((container) => {
    const client = clientOf(container);
    return client === undefined ? [] : [{ client, container }];
  });
}

function missingFlags({ client, container }: RunningSigner): readonly string[] {
  const given = flagsOf(container);
  const lacking = client.flags.filter((flag) => !isGiven(flag, given));
  return SHARED_DUTIES.some((flag) => isGiven(flag, given))
    ? lacking.filter((flag) => !/doppelganger/i.test(flag))
    : lacking;
}

function missingVariables({ client, container }: RunningSigner): readonly string[] {
  const env = listAt(container.fields, 'env');
  const given = new Map(env.map((one) => [textAt(one, 'name'), textAt(one, 'value')]));
  return client.variables?.filter((one) => !isVariableGiven(one, given)) ?? [];
}

/** The last of two variables of one name counts. */
function isVariableGiven(variable: string, given: ReadonlyMap<string | undefined, string | undefined>): boolean {
  const [name, value] = variable.split('=');
  return given.get(name) === value;
}

/** A client that is told another network than its workload's signs there with the keys of this one. */
function otherNetworks(
  object: Manifest,
  running: readonly RunningSigner[],
): readonly (readonly [is: string, expected: string])[] {
  const network = workloadLabel(object, LABEL.network);
  if (network === undefined) return [];
  return running.flatMap(({ container }) => {
    const is = flagsOf(container).get('--network');
    return is === undefined || is === network ? [] : [[is, `--network=${network}, as its labels say`] as const];
  });
}

function clientOf({ name, fields }: ContainerView): SigningClient | undefined {
  const image = textAt(fields, 'image') ?? '';
  const repository = (image.split('@')[0] ?? '').replace(/:[^/:]*$/, '');
  return CLIENTS.get(name) ?? [...CLIENTS.values()].find((client) => client.image.test(repository));
}

function isGiven(flag: string, given: ReadonlyMap<string, string>): boolean {
  const [name = '', value = 'true'] = flag.split('=');
  return given.get(name) === value;
}

/** Flags with their values; a switch is `true`. The last one counts, as for the clients. */
function flagsOf(container: ContainerView): ReadonlyMap<string, string> {
  const flags = wordsOf(container).filter((word) => word.startsWith('--'));
  return new Map(flags.map((word) => [word.replace(/=.*$/s, ''), /=(.*)$/s.exec(word)?.[1] ?? 'true']));
}

/** Words of a container's command, those of scripts among them, and variables that its client reads as flags. */
function wordsOf(container: ContainerView): readonly string[] {
  return [...commandWords(container), ...variableWords(container)];
}

/** Beginnings of the variables that clients read as flags, their name in capitals with `_` for `-`. */
const VARIABLE = /^(?:WEB3SIGNER_ETH2|WEB3SIGNER|TEKU|RETH|BESU|GETH|LODESTAR|NIMBUS|PRYSM)_([A-Z0-9_]+)$/;

function variableWords({ fields }: ContainerView): readonly string[] {
  return listAt(fields, 'env').flatMap((variable) => {
    const [, name] = VARIABLE.exec(textAt(variable, 'name') ?? '') ?? [];
    const value = textAt(variable, 'value');
    return name === undefined || value === undefined ? [] : [`--${name.toLowerCase().replaceAll('_', '-')}=${value}`];
  });
}

/** A flag carries the word that follows it as its value. */
function commandWords({ fields }: ContainerView): readonly string[] {
  const words = [...textsAt(fields, 'command'), ...textsAt(fields, 'args')]
    .flatMap((text) => text.split(/\s+/))
    .map((word) => word.replace(/^["']|["';]+$/g, ''));
  return words.map((word, i) => {
    const next = words[i + 1] ?? '-';
    return /^--?[^-=][^=]*$/.test(word) && !next.startsWith('-') ? `${word}=${next}` : word;
  });
}
