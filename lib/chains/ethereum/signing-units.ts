import { secretPath } from '../../model/custody';
import { buildPart } from '../build-part';
import type { ConfigVolume, InitStep, Part, ScratchVolume } from '../part';
import { roleLayers } from '../role-layers';
import type { SecretPlan } from '../workload-plan';
import { hostOf, type UnitPlan } from '../workload-plan';
import type { EthereumInput } from './input';
import { beaconUrl } from './node-unit';
import { DATABASE, DATABASE_FOLDER, DURABLE_SETTINGS, expectHistory, POSTGRES } from './postgres';
import { ROLES } from './roles';
import { expectDeclaredKeys, lighthouseDefinitions, RUN_SCRIPT, RUN_SCRIPT_FILE } from './scripts';
import { SIGNER_PORT, SIGNER_SCHEMA, WEB3SIGNER } from './signer-client';
import type { RemoteSignerUnits } from './units';
import { VALIDATOR_CLIENTS } from './validator-clients';
import { MOUNT, type ValidatorClientSpec } from './wiring';
import { shellStep } from '../shell-step';

/** A Secret holds at most 1 MiB; a keystore takes about 1 KiB of it. */
const KEYSTORES_PER_SECRET = 400;

const temporary: ScratchVolume = { kind: 'scratch', mount: MOUNT.temporary, size: '1Gi' };

const DATABASE_REF = { unit: 'storage', part: POSTGRES.name };
const SIGNER_REF = { unit: 'signer', part: WEB3SIGNER.name };

/** The remote signer: keys from the custody, history in the storage unit, schema migrated before it starts. */
export function signerUnit(input: EthereumInput<RemoteSignerUnits>): UnitPlan {
  const keystores = keystoreSecrets(input, (name) => secretPath(input.custody, 'signer', name));
  return {
    name: 'signer',
    parts: [signerPart(input, Object.keys(keystores))],
    secrets: {
      ...keystores,
      'keystore-password': secret(input, 'signer', 'keystore-password', true),
      database: secret(input, 'signer', 'database', false),
    },
    configs: {},
  };
}

/** The database in which the signer records what it signed. */
export function storageUnit(input: EthereumInput<RemoteSignerUnits>): UnitPlan {
  return {
    name: 'storage',
    parts: [databasePart(input)],
    secrets: { database: secret(input, 'storage', 'database', false) },
    configs: {},
  };
}

/** The validator client. It holds no keys. */
export function validatorUnit(input: EthereumInput<RemoteSignerUnits>): UnitPlan {
  return {
    name: 'validator',
    parts: [validatorPart(input)],
    secrets: {},
    configs: { scripts: { 'run.sh': RUN_SCRIPT } },
  };
}

function secret(input: EthereumInput<RemoteSignerUnits>, unit: string, name: string, signingKey: boolean): SecretPlan {
  return { path: secretPath(input.custody, unit, name), take: { password: 'password' }, signingKey };
}

/** Keystores of the identity, as many at one path as a Secret holds. */
export function keystoreSecrets(
  input: EthereumInput,
  path: (name: string) => string,
): Readonly<Record<string, SecretPlan>> {
  const count = Math.ceil(input.identity.publicKeys.length / KEYSTORES_PER_SECRET);
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => {
      const name = `keystores-${i}`;
      return [name, { path: path(name), take: 'all', signingKey: true }];
    }),
  );
}

function identityVolume(input: EthereumInput<RemoteSignerUnits>): ConfigVolume {
  return { kind: 'config', mount: MOUNT.identity, config: input.identity.configMapName };
}

function signerPart(input: EthereumInput<RemoteSignerUnits>, keystores: readonly string[]): Part {
  const [first = 'keystores-0', ...rest] = keystores;
  const url = `jdbc:postgresql://${hostOf(input.workload, DATABASE_REF)}:${DATABASE.port}/${DATABASE.name}`;
  return buildPart({
    where: input.where,
    role: 'signer',
    client: WEB3SIGNER,
    layers: roleLayers(input, 'signer', ROLES.signer, { overlay: input.units.signer.overlay?.signer }),
    fixed: { flags: signerFlags(input, url) },
    secretEnv: { WEB3SIGNER_ETH2_SLASHING_PROTECTION_DB_PASSWORD: { secret: 'database', key: 'password' } },
    volumes: () => ({
      keystores: { kind: 'secret', mount: '/keystores', secrets: [first, ...rest] },
      password: { kind: 'secret', mount: '/password', secrets: ['keystore-password'] },
      identity: identityVolume(input),
      'key-config': { kind: 'scratch', mount: '/key-config', size: '10Mi' },
      migrations: { kind: 'scratch', mount: '/migrations', size: '10Mi' },
      temporary,
    }),
    init: [
      shellStep('expect-keys', expectDeclaredKeys('/keystores'), ['keystores', 'identity', 'temporary']),
      ...migrationSteps(url),
    ],
    identity: input.identity,
    stateGeneration: SIGNER_SCHEMA,
  });
}

function signerFlags(input: EthereumInput<RemoteSignerUnits>, url: string): Readonly<Record<string, string | number>> {
  return {
    'data-path': MOUNT.temporary,
    'key-config-path': '/key-config',
    'http-listen-host': '0.0.0.0',
    'http-listen-port': SIGNER_PORT,
    // The validator client calls it by name, the kubelet's probe by address.
    'http-host-allowlist': `${hostOf(input.workload, SIGNER_REF)},$(POD_IP)`,
    'metrics-enabled': 'true',
    'metrics-host': '0.0.0.0',
    'metrics-port': 9001,
    'metrics-host-allowlist': '$(POD_IP)',
    network: input.network.name,
    'keystores-path': '/keystores',
    'keystores-password-file': '/password/password',
    'key-manager-api-enabled': 'false',
    'slashing-protection-enabled': 'true',
    'slashing-protection-db-url': url,
    'slashing-protection-db-username': DATABASE.user,
  };
}

/** Web3Signer brings its migrations in its image and leaves running them to Flyway. Beyond the target none is run. */
function migrationSteps(url: string): readonly InitStep[] {
  return [
    {
      name: 'copy-migrations',
      image: WEB3SIGNER.image,
      volumes: ['migrations'],
      command: ['cp', '-R', '/opt/web3signer/migrations/postgresql/.', '/migrations/'],
    },
    {
      name: 'migrate',
      image: 'ethereum.flyway',
      volumes: ['migrations', 'temporary'],
      command: ['flyway', `-target=${SIGNER_SCHEMA}`, '-locations=filesystem:/migrations', 'migrate'],
      env: { FLYWAY_URL: url, FLYWAY_USER: DATABASE.user },
      secretEnv: { FLYWAY_PASSWORD: { secret: 'database', key: 'password' } },
    },
  ];
}

function databasePart(input: EthereumInput<RemoteSignerUnits>): Part {
  return buildPart({
    where: input.where,
    role: 'database',
    client: POSTGRES,
    layers: roleLayers(input, 'database', ROLES.database, { overlay: input.units.storage.overlay?.database }),
    fixed: {
      flags: DURABLE_SETTINGS,
      env: {
        PGDATA: DATABASE_FOLDER,
        POSTGRES_DB: DATABASE.name,
        POSTGRES_USER: DATABASE.user,
        POSTGRES_PASSWORD_FILE: '/password/password',
        POSTGRES_INITDB_ARGS: '--data-checksums',
      },
    },
    volumes: ({ storage, storageClass }) => ({
      data: { kind: 'claim', mount: DATABASE.mount, storage, storageClass, slashingState: true },
      password: { kind: 'secret', mount: '/password', secrets: ['database'] },
      socket: { kind: 'scratch', mount: '/var/run/postgresql', size: '10Mi' },
      temporary,
    }),
    init: [{ ...shellStep('expect-history', expectHistory(), ['data']), env: { HISTORY: input.identity.history } }],
    identity: input.identity,
  });
}

function validatorPart(input: EthereumInput<RemoteSignerUnits>): Part {
  const { validator, node } = input.units;
  const client: ValidatorClientSpec = VALIDATOR_CLIENTS[validator.client];
  const signerUrl = `http://${hostOf(input.workload, SIGNER_REF)}:${SIGNER_PORT}`;
  const wiring = {
    network: input.network.name,
    beaconUrl: beaconUrl(input),
    signerUrl,
    builder: node.relay !== undefined,
  };
  return buildPart({
    where: input.where,
    role: 'validator',
    client,
    layers: roleLayers(input, 'validator', ROLES.validator, {
      common: { flags: { [client.feeRecipientFlag]: input.common.feeRecipient } },
      unit: validator.graffiti === undefined ? {} : { flags: { [client.graffitiFlag]: validator.graffiti } },
      overlay: validator.overlay?.validator,
    }),
    fixed: { flags: client.wire(wiring), env: { PARK_ON: (client.parkOn ?? []).join(' ') } },
    command: ['/bin/sh', RUN_SCRIPT_FILE, ...client.command],
    volumes: ({ storage, storageClass }) => ({
      data: { kind: 'claim', mount: MOUNT.data, storage, storageClass, slashingState: true },
      identity: identityVolume(input),
      scripts: { kind: 'config', mount: MOUNT.scripts, config: 'scripts' },
      temporary,
    }),
    init: validator.client === 'lighthouse' ? [definitionsStep(input, client, signerUrl)] : [],
    identity: input.identity,
  });
}

function definitionsStep(
  input: EthereumInput<RemoteSignerUnits>,
  client: ValidatorClientSpec,
  signerUrl: string,
): InitStep {
  const { facts, name } = input.network;
  const script = lighthouseDefinitions(input.identity, signerUrl, facts.genesisValidatorsRoot, name);
  const volumes = ['data', 'identity', 'temporary'];
  return { name: 'definitions', image: client.image, command: ['/bin/sh', '-ec', script], volumes };
}
