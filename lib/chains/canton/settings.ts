import { DATABASE } from '../ethereum/postgres';
import { hostOf } from '../workload-plan';
import { DATABASES, MOUNT } from './clients';
import { IDENTITIES } from './scripts';
import type { CantonInput } from './units';

const METRICS = `canton.monitoring.metrics {
  jvm-metrics.enabled = yes
  reporters = [{ type = prometheus, address = "0.0.0.0", port = 10013 }]
}
`;

/** Name and fingerprint of the party: those of the participant too, which hosts it and has one namespace with it. */
export function partyOf({ identity }: CantonInput): { readonly name: string; readonly fingerprint: string } {
  const [name = '', fingerprint = ''] = (identity.publicKeys[0] ?? '').split('::');
  return { name, fingerprint };
}

/** The participant's database: one for each migration of the network, as Splice wants it. */
export function participantDatabase({ common }: CantonInput): string {
  return `participant_${common.migration}`;
}

/** Whether the participant's database may hold nothing yet. */
export function startsEmpty({ common, identity }: CantonInput): boolean {
  return identity.history === 'none' || common.restoresMigration === true;
}

/** Settings of the participant besides those of its image: it never makes an identity of its own. */
export const PARTICIPANT_SETTINGS = `canton.participants.participant.init {
  generate-topology-transactions-and-keys = false
  identity.type = manual
}
${METRICS}`;

/** Settings of the validator app besides those of its image. */
export function validatorSettings(input: CantonInput): string {
  const { common, identity, network, workload } = input;
  const dump = `${MOUNT.migration}/domain_migration_dump.json`;
  const host = hostOf(workload, { unit: 'storage', part: DATABASES.validator });
  const lines = [
    'storage.config.properties {',
    `  databaseName = "validator"`,
    `  currentSchema = "validator"`,
    `  serverName = "${host}"`,
    `  portNumber = ${DATABASE.port}`,
    `  user = "validator"`,
    '  password = ${SPLICE_APP_POSTGRES_PASSWORD}',
    '}',
    `scan-client { type = "bft", seed-urls = ["${network.facts.scan}"] }`,
    `domain-migration-id = ${common.migration}`,
    common.restoresMigration === true
      ? `restore-from-migration-dump = "${dump}"`
      : `domain-migration-dump-path = "${dump}"`,
    'enable-wallet = true',
    // A new node imports keys that were made before; one that is known to the network does not onboard again.
    identity.history === 'none'
      ? `participant-bootstrapping-dump { type = file, file = "${IDENTITIES}/identities.json" }`
      : 'onboarding = null',
  ];
  const block = lines.map((line) => `  ${line}\n`).join('');
  return `canton.validator-apps.validator_backend {\n${block}}\n${METRICS}`;
}
