import { secretPath } from '../../model/custody';
import { buildPart } from '../build-part';
import { DATABASE, DATABASE_FOLDER, DURABLE_SETTINGS } from '../ethereum/postgres';
import type { Part } from '../part';
import { roleLayers } from '../role-layers';
import { shellStep } from '../shell-step';
import type { SecretPlan, UnitPlan } from '../workload-plan';
import { databaseClient, DATABASES, MOUNT } from './clients';
import { ROLES } from './roles';
import { expectDatabase } from './scripts';
import { participantDatabase } from './settings';
import type { CantonInput } from './units';

/** The password of one of the databases, as the unit that reads it finds it. */
export function databaseSecret(input: CantonInput, unit: string, name: string): SecretPlan {
  return { path: secretPath(input.custody, unit, name), take: { password: 'password' }, signingKey: false };
}

/**
 * The two databases. That of the participant holds the private keys and every contract of the party: whoever loses it
 * and its backups loses the party and what it owns.
 */
export function storageUnit(input: CantonInput): UnitPlan {
  const { participant, validator } = DATABASES;
  return {
    name: 'storage',
    parts: [
      databasePart(input, 'participant', participantDatabase(input)),
      databasePart(input, 'validator', 'validator'),
    ],
    secrets: {
      [participant]: databaseSecret(input, 'storage', participant),
      [validator]: databaseSecret(input, 'storage', validator),
    },
    configs: {},
  };
}

function databasePart(input: CantonInput, user: keyof typeof DATABASES, database: string): Part {
  const role = `${user}-database` as const;
  const name = DATABASES[user];
  return buildPart({
    where: input.where,
    role,
    client: databaseClient(name, user),
    layers: roleLayers(input, role, ROLES[role], { overlay: input.units.storage.overlay?.[role] }),
    fixed: {
      flags: DURABLE_SETTINGS,
      env: {
        PGDATA: DATABASE_FOLDER,
        POSTGRES_DB: database,
        POSTGRES_USER: user,
        POSTGRES_PASSWORD_FILE: '/password/password',
        POSTGRES_INITDB_ARGS: '--data-checksums',
      },
    },
    volumes: ({ storage, storageClass }) => ({
      data: { kind: 'claim', mount: DATABASE.mount, storage, storageClass, slashingState: true },
      password: { kind: 'secret', mount: '/password', secrets: [name] },
      socket: { kind: 'scratch', mount: '/var/run/postgresql', size: '10Mi' },
      temporary: { kind: 'scratch', mount: MOUNT.temporary, size: '1Gi' },
    }),
    init: [{ ...shellStep('expect-database', expectDatabase(), ['data']), env: { HISTORY: input.identity.history } }],
    identity: input.identity,
  });
}
