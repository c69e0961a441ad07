import { secretPath } from '../../model/custody';
import { buildPart } from '../build-part';
import { DATABASE } from '../ethereum/postgres';
import type { Flags } from '../flags';
import type { InitStep, Part, Volume } from '../part';
import { roleLayers } from '../role-layers';
import { shellStep } from '../shell-step';
import { hostOf, type SecretPlan, type UnitPlan } from '../workload-plan';
import { DATABASES, JAVA_OPTIONS, MOUNT, PARTICIPANT, VALIDATOR_APP } from './clients';
import { ROLES } from './roles';
import { expectDump, expectIdentity, IDENTITIES } from './scripts';
import { PARTICIPANT_SETTINGS, participantDatabase, partyOf, startsEmpty, validatorSettings } from './settings';
import { databaseSecret } from './storage-unit';
import type { CantonInput } from './units';

/** As the images' own entrypoints set them. */
const JAVA = {
  JAVA_TOOL_OPTIONS: `-Dlogback.configurationFile=/app/logback.xml ${JAVA_OPTIONS}`,
  MALLOC_ARENA_MAX: '2',
} as const;

const FILES: Readonly<Record<string, Volume>> = {
  config: { kind: 'config', mount: MOUNT.config, config: 'settings' },
  temporary: { kind: 'scratch', mount: MOUNT.temporary, size: '2Gi' },
};

function flags(file: string): Flags {
  return {
    'no-tty': true,
    'log-encoder': 'json',
    'log-file-appender': 'off',
    config: ['/app/app.conf', `${MOUNT.config}/${file}`],
  };
}

/** The participant, which starts on the database of the declared identity and on no other. */
export function participantUnit(input: CantonInput): UnitPlan {
  return {
    name: 'participant',
    parts: [participantPart(input)],
    secrets: { database: databaseSecret(input, 'participant', 'database') },
    configs: { settings: { 'participant.conf': PARTICIPANT_SETTINGS } },
  };
}

function participantPart(input: CantonInput): Part {
  const { auth, migration } = input.common;
  const password = { secret: 'database', key: 'password' };
  return buildPart({
    where: input.where,
    role: 'participant',
    client: PARTICIPANT,
    layers: roleLayers(input, 'participant', ROLES.participant, {
      overlay: input.units.participant.overlay?.participant,
    }),
    fixed: {
      flags: flags('participant.conf'),
      env: {
        ...JAVA,
        CANTON_PARTICIPANT_POSTGRES_SERVER: hostOf(input.workload, { unit: 'storage', part: DATABASES.participant }),
        CANTON_PARTICIPANT_POSTGRES_PORT: String(DATABASE.port),
        CANTON_PARTICIPANT_POSTGRES_DB: participantDatabase(input),
        CANTON_PARTICIPANT_POSTGRES_SCHEMA: 'participant',
        CANTON_PARTICIPANT_POSTGRES_USER: 'participant',
        CANTON_PARTICIPANT_ADMIN_USER_NAME: auth.ledgerUser,
        AUTH_JWKS_URL: auth.jwksUrl,
        AUTH_TARGET_AUDIENCE: auth.ledgerAudience,
      },
    },
    secretEnv: { CANTON_PARTICIPANT_POSTGRES_PASSWORD: password },
    volumes: () => FILES,
    init: [identityStep(input)],
    internet: true,
    identity: input.identity,
    stateGeneration: String(migration),
  });
}

function identityStep(input: CantonInput): InitStep {
  return {
    name: 'expect-identity',
    image: 'canton.postgres',
    command: ['/bin/sh', '-ec', expectIdentity()],
    volumes: [],
    env: {
      PGHOST: hostOf(input.workload, { unit: 'storage', part: DATABASES.participant }),
      PGPORT: String(DATABASE.port),
      PGUSER: 'participant',
      PGDATABASE: participantDatabase(input),
      FINGERPRINT: partyOf(input).fingerprint,
      MAY_BE_EMPTY: String(startsEmpty(input)),
    },
    secretEnv: { PGPASSWORD: { secret: 'database', key: 'password' } },
  };
}

/** The validator app. It holds no keys, but whoever runs a second one spends the party's traffic twice. */
export function validatorUnit(input: CantonInput): UnitPlan {
  const { custody, identity } = input;
  const own = (name: string, keys: readonly string[], signingKey = false): SecretPlan => ({
    path: secretPath(custody, 'validator', name),
    take: Object.fromEntries(keys.map((key) => [key, key])),
    signingKey,
  });
  return {
    name: 'validator',
    parts: [validatorPart(input)],
    secrets: {
      database: databaseSecret(input, 'validator', 'database'),
      client: own('client', ['id', 'secret']),
      ...(identity.history === 'none'
        ? { onboarding: own('onboarding', ['secret']), identities: own('identities', ['identities.json'], true) }
        : {}),
    },
    configs: { settings: { 'validator.conf': validatorSettings(input) } },
  };
}

function validatorPart(input: CantonInput): Part {
  const { identity, units } = input;
  const starts = identity.history === 'none';
  return buildPart({
    where: input.where,
    role: 'validator',
    client: VALIDATOR_APP,
    layers: roleLayers(input, 'validator', ROLES.validator, { overlay: units.validator.overlay?.validator }),
    fixed: { flags: flags('validator.conf'), env: validatorEnvironment(input) },
    secretEnv: {
      SPLICE_APP_POSTGRES_PASSWORD: { secret: 'database', key: 'password' },
      SPLICE_APP_VALIDATOR_LEDGER_API_AUTH_CLIENT_ID: { secret: 'client', key: 'id' },
      SPLICE_APP_VALIDATOR_LEDGER_API_AUTH_CLIENT_SECRET: { secret: 'client', key: 'secret' },
      ...(starts ? { SPLICE_APP_VALIDATOR_ONBOARDING_SECRET: { secret: 'onboarding', key: 'secret' } } : {}),
    },
    ports: { ...VALIDATOR_APP.ports, http: { ...VALIDATOR_APP.ports.http, callers: units.validator.callers ?? [] } },
    volumes: ({ storage, storageClass }): Readonly<Record<string, Volume>> => ({
      ...FILES,
      migration: { kind: 'claim', mount: MOUNT.migration, storage, storageClass, slashingState: false },
      ...(starts ? { identities: { kind: 'secret', mount: IDENTITIES, secrets: ['identities'] } } : {}),
    }),
    init: starts ? [shellStep('expect-identities', expectDump(partyOf(input).fingerprint), ['identities'])] : [],
    internet: true,
    identity,
    stateGeneration: String(input.common.migration),
  });
}

function validatorEnvironment(input: CantonInput): Readonly<Record<string, string>> {
  const { common, network, units, workload } = input;
  const { auth, contact } = common;
  const { name } = partyOf(input);
  return {
    ...JAVA,
    // It stops rather than speak to a network of another release.
    FAIL_ON_APP_VERSION_MISMATCH: 'true',
    SPLICE_APP_CONTACT_POINT: contact,
    SPLICE_APP_VALIDATOR_SCAN_ADDRESS: network.facts.scan,
    SPLICE_APP_VALIDATOR_SV_SPONSOR_ADDRESS: network.facts.sponsor,
    SPLICE_APP_VALIDATOR_PARTICIPANT_ADDRESS: hostOf(workload, { unit: 'participant', part: PARTICIPANT.name }),
    SPLICE_APP_VALIDATOR_PARTICIPANT_IDENTIFIER: name,
    SPLICE_APP_VALIDATOR_PARTY_HINT: name,
    SPLICE_APP_VALIDATOR_WALLET_USER_NAME: units.validator.walletUser,
    SPLICE_APP_VALIDATOR_AUTH_AUDIENCE: auth.validatorAudience,
    SPLICE_APP_VALIDATOR_AUTH_JWKS_URL: auth.jwksUrl,
    SPLICE_APP_VALIDATOR_LEDGER_API_AUTH_URL: auth.wellKnownUrl,
    SPLICE_APP_VALIDATOR_LEDGER_API_AUTH_AUDIENCE: auth.ledgerAudience,
    SPLICE_APP_VALIDATOR_LEDGER_API_AUTH_USER_NAME: auth.ledgerUser,
  };
}
