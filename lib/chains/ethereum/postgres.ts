import type { Client } from '../client';

const DURABLE = 'what was signed must be on disk before the signature leaves';
const HIDDEN = 'settings in a file are seen by no check';

/** PostgreSQL that keeps what was signed. Made by {@link postgres}. */
export interface PostgresStorage {
  readonly kind: 'postgres';
}

/**
 * A PostgreSQL for slashing protection, of this workload alone: one writer, its volume on the cluster's signing
 * storage. There are no options: replicas, poolers and asynchronous commits are ways to forget what was signed.
 */
export function postgres(): PostgresStorage {
  return { kind: 'postgres' };
}

/** User and database of the remote signer. */
export const DATABASE = { name: 'web3signer', user: 'web3signer', port: 5432, mount: '/var/lib/postgresql' } as const;

/** Folder of the database cluster, below the volume's own top that holds `lost+found`. */
export const DATABASE_FOLDER = `${DATABASE.mount}/pgdata`;

/** The official image (https://hub.docker.com/_/postgres), which makes an empty database where it finds none. */
export const POSTGRES = {
  name: 'postgres',
  image: 'ethereum.postgres',
  command: ['docker-entrypoint.sh', 'postgres'],
  flagStyle: 'setting',
  // The user `postgres` of the Debian image.
  user: 999,
  ports: { postgres: { number: DATABASE.port } },
  readiness: { kind: 'command', command: ['pg_isready', '-U', DATABASE.user, '-d', DATABASE.name] },
  environmentPrefix: 'POSTGRES_',
  defaults: { cpu: '1', memory: '2Gi', storage: '20Gi' },
  dangerousFlags: {
    data_directory: 'its data is in its claim',
    hba_file: HIDDEN,
    ident_file: HIDDEN,
    config_file: HIDDEN,
    wal_level: DURABLE,
    zero_damaged_pages: 'it drops what it cannot read, and with it what was signed',
    ignore_checksum_failure: DURABLE,
    default_transaction_isolation: DURABLE,
  },
} as const satisfies Client;

/** Settings that make a commit durable; PostgreSQL's own defaults, held. */
export const DURABLE_SETTINGS = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' } as const;

/** Fails on an empty volume unless the identity never signed: an empty history would let it sign everything again. */
export function expectHistory(): string {
  return `if [ -s ${DATABASE_FOLDER}/PG_VERSION ]; then exit 0; fi
if [ "$HISTORY" = none ]; then exit 0; fi
echo "the volume holds no slashing-protection history; restore it, or declare that the identity never signed" >&2
exit 1
`;
}
