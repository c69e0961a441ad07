import type { Client } from '../client';
import { DATABASE, POSTGRES } from '../ethereum/postgres';

/** Ports of Splice's charts (https://github.com/hyperledger-labs/splice/tree/main/cluster/helm). */
const METRICS = { number: 10013 } as const;

/** Where configuration, temporary files and the dump of a migration are mounted. */
export const MOUNT = { config: '/config', temporary: '/tmp', migration: '/domain-upgrade-dump' } as const;

/** Flags that are no setting: whatever else an overlay said could switch authentication off. */
const LOGGING = ['log-level-stdout', 'log-level-canton', 'log-level-root', 'log-immediate-flush'];

const HIDDEN = 'settings in another file are seen by no check, and can switch authentication off';
const CODE = 'it runs code in the process that signs';

const dangerousFlags = { config: HIDDEN, bootstrap: CODE, 'manual-start': 'a node that nobody starts', debug: CODE };

/** Java's own share of the memory, as Splice's charts have it; the heap is not dumped, for it holds keys. */
export const JAVA_OPTIONS = '-XX:+UseG1GC -XX:MaxRAMPercentage=75 -XX:InitialRAMPercentage=75';

/**
 * Canton's participant. Its image's own entrypoint writes below `/app`, which is read-only here, so the program it ends
 * in is called; where that lies follows from the entrypoint, and no client was started with it. Its user, 1001, is that
 * of Splice's charts.
 */
export const PARTICIPANT = {
  name: 'participant',
  image: 'canton.participant',
  command: ['/app/bin/canton', 'daemon'],
  user: 1001,
  ports: {
    'ledger-api': { number: 5001 },
    'admin-api': { number: 5002 },
    'json-api': { number: 7575 },
    health: { number: 5061 },
    metrics: METRICS,
  },
  metrics: { port: 'metrics', path: '/metrics' },
  readiness: { kind: 'grpc', port: 'health' },
  defaults: { cpu: '4', memory: '16Gi', flags: { 'log-level-stdout': 'INFO', 'log-level-canton': 'INFO' } },
  dangerousFlags,
  allowedFlags: LOGGING,
  // Its settings refer to variables.
  allowedVariables: [],
} as const satisfies Client;

/** Splice's validator app, called as its image's own entrypoint does, which cannot write here. */
export const VALIDATOR_APP = {
  name: 'validator-app',
  image: 'canton.validator-app',
  command: ['/usr/bin/tini', '--', '/app/splice-image-bin', 'daemon'],
  user: 1001,
  ports: { http: { number: 5003 }, metrics: METRICS },
  metrics: { port: 'metrics', path: '/metrics' },
  readiness: { kind: 'http', port: 'http', path: '/api/validator/readyz' },
  defaults: {
    cpu: '3',
    memory: '8Gi',
    storage: '10Gi',
    flags: { 'log-level-stdout': 'INFO', 'log-level-canton': 'INFO' },
  },
  dangerousFlags,
  allowedFlags: LOGGING,
  // Its settings refer to variables.
  allowedVariables: [],
} as const satisfies Client;

/** Databases by the part that has each to itself, so that each is backed up at its own moment. */
export const DATABASES = { participant: 'participant-db', validator: 'validator-db' } as const;

/** The PostgreSQL of one of the two; Splice asks for release 14 or later. */
export function databaseClient(name: string, user: string): Client {
  return {
    ...POSTGRES,
    name,
    image: 'canton.postgres',
    readiness: { kind: 'command', command: ['pg_isready', '-U', user] },
    ports: { postgres: { number: DATABASE.port } },
    defaults: { cpu: '2', memory: '4Gi', storage: '100Gi' },
  };
}
