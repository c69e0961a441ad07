import { mainnet, testnet } from '../../lib/chains/canton';
import { RULEBOOK } from '../../lib/policies';
import { judge } from '../../lib/policies/engine';
import { render } from '../../lib/render/render';
import { partOf } from '../fixtures/chain';
import { cantonTest, familyAlerts, FINGERPRINT, peerIdentity, peerPlan, peerWorkload } from '../fixtures/peers';
import { StepFolder } from '../fixtures/step-folder';

const PARTY = cantonTest.identity.publicKeys;
const fresh = peerIdentity('canton-0', 'party', PARTY, { history: 'none' });
const { common, units } = cantonTest;

const kept = peerPlan(cantonTest);
const started = peerPlan(cantonTest, { identity: fresh });

/** Runs the step that asks the database whose it is, with a psql that answers. */
function expectIdentity(
  plan: typeof kept,
  answers: { readonly table: string; readonly namespace: string },
): number | null {
  const folder = new StepFolder();
  const answer = `case "$2" in *to_regclass*) echo '${answers.table}';; *) echo '${answers.namespace}';; esac`;
  try {
    folder.writeProgram('psql', `#!/bin/sh\n${answer}\n`);
    return folder.run(partOf(plan, 'participant', 'participant'), 'expect-identity');
  } finally {
    folder.remove();
  }
}

test('the workload of a participant', () => {
  const { platform, files } = peerWorkload(cantonTest, 'participant');
  expect(`\n${files['statefulset.participant.yaml']}`).toMatchSnapshot();
  expect(judge(RULEBOOK, render(platform).inventory)).toEqual([]);
  expect(familyAlerts(platform)).toEqual(['participant: SequencerDelay', 'validator: IngestionStalled']);
});

test('a new node has no findings either', () => {
  const { platform } = peerWorkload({ ...cantonTest, identity: fresh });
  expect(judge(RULEBOOK, render(platform).inventory)).toEqual([]);
});

test('what signs and both databases are StatefulSets of one, replaced by hand', () => {
  for (const [unit, names] of [
    ['storage', ['participant-db', 'validator-db']],
    ['participant', ['participant']],
    ['validator', ['validator-app']],
  ] as const) {
    const { files } = peerWorkload(cantonTest, unit);
    for (const name of names) {
      expect(files[`statefulset.${name}.yaml`]).toContain('replicas: 1');
      expect(files[`statefulset.${name}.yaml`]).toContain('type: OnDelete');
    }
    expect(Object.keys(files).some((file) => file.startsWith('deployment.'))).toBe(false);
  }
});

test('paused, neither participant nor validator app runs, and both databases do', () => {
  const identity = peerIdentity('canton-0', 'party', PARTY, { state: 'paused' });
  const replicas = (unit: string, name: string): string | undefined =>
    /replicas: \d/.exec(peerWorkload({ ...cantonTest, identity }, unit).files[`statefulset.${name}.yaml`] ?? '')?.[0];
  expect(replicas('participant', 'participant')).toBe('replicas: 0');
  expect(replicas('validator', 'validator-app')).toBe('replicas: 0');
  expect(replicas('storage', 'participant-db')).toBe('replicas: 1');
});

test('each database has a claim of its own that is held as what must never be lost', () => {
  for (const name of ['participant-db', 'validator-db']) {
    expect(partOf(kept, 'storage', name).volumes['data']).toMatchObject({ kind: 'claim', slashingState: true });
  }
});

test('the migration names the database, and no lower one can be released again', () => {
  const next = peerPlan(cantonTest, { common: { ...common, migration: 2, restoresMigration: true } });
  const part = partOf(next, 'participant', 'participant');
  expect(part.env['CANTON_PARTICIPANT_POSTGRES_DB']).toBe('participant_2');
  expect(part.stateGeneration).toBe('2');
  expect(next.units[2]?.configs['settings']?.['validator.conf']).toContain('restore-from-migration-dump = "/domain');
  expect(kept.units[2]?.configs['settings']?.['validator.conf']).toContain('domain-migration-dump-path = "/domain');
});

test('it stops on another release of the network, and asks everybody for a token', () => {
  const { env } = partOf(kept, 'validator', 'validator-app');
  expect(env['FAIL_ON_APP_VERSION_MISMATCH']).toBe('true');
  expect(env['SPLICE_APP_VALIDATOR_AUTH_JWKS_URL']).toBe(common.auth.jwksUrl);
  expect(partOf(kept, 'participant', 'participant').env['AUTH_JWKS_URL']).toBe(common.auth.jwksUrl);
  expect(JSON.stringify(kept)).not.toMatch(/unsafe|self-signed/);
});

test('only the named callers, Prometheus and linked parts come in', () => {
  const policy = peerWorkload(cantonTest).files['networkpolicy.validator-app.yaml'] ?? '';
  const from = policy.slice(policy.indexOf('ingress:'), policy.indexOf('podSelector:\n    match'));
  expect([...from.matchAll(/kubernetes.io\/metadata.name: (\S+)/g)].map(([, namespace]) => namespace)).toEqual([
    'canton-wallet',
    'observability',
  ]);
});

describe('the step before the participant', () => {
  test('lets it start on the database of the declared identity', () => {
    expect(expectIdentity(kept, { table: 'common_node_id', namespace: FINGERPRINT })).toBe(0);
  });

  test('refuses a database without an identity, unless it is new or restores a migration', () => {
    const empty = { table: '', namespace: '' };
    expect(expectIdentity(kept, empty)).toBe(1);
    expect(expectIdentity(started, empty)).toBe(0);
    const restoring = peerPlan(cantonTest, { common: { ...common, restoresMigration: true } });
    expect(expectIdentity(restoring, empty)).toBe(0);
  });

  test('refuses the database of another identity, always', () => {
    const other = { table: 'common_node_id', namespace: `1220${'6e'.repeat(32)}` };
    expect(expectIdentity(kept, other)).toBe(1);
    expect(expectIdentity(started, other)).toBe(1);
  });
});

test('a new identity is imported from the custody, and nothing else starts', () => {
  const part = partOf(started, 'validator', 'validator-app');
  expect(started.units[2]?.secrets['identities']).toMatchObject({ signingKey: true });
  expect(started.units[2]?.configs['settings']?.['validator.conf']).toContain('participant-bootstrapping-dump {');
  expect(kept.units[2]?.secrets['identities']).toBeUndefined();
  const folder = new StepFolder();
  try {
    expect(folder.run(part, 'expect-identities')).toBe(1);
    folder.write('identities/identities.json', `{"id":"PAR::fp-validator-1::1220${'6e'.repeat(32)}"}`);
    expect(folder.run(part, 'expect-identities')).toBe(1);
    folder.write('identities/identities.json', `{"id":"PAR::fp-validator-1::${FINGERPRINT}"}`);
    expect(folder.run(part, 'expect-identities')).toBe(0);
  } finally {
    folder.remove();
  }
});

test('a database that is gone does not start empty, unless the identity is new', () => {
  const part = partOf(kept, 'storage', 'participant-db');
  const folder = new StepFolder();
  try {
    expect(folder.run(part, 'expect-database')).toBe(1);
    expect(folder.run(partOf(started, 'storage', 'participant-db'), 'expect-database')).toBe(0);
    folder.write('var/lib/postgresql/pgdata/PG_VERSION', '17');
    expect(folder.run(part, 'expect-database')).toBe(0);
  } finally {
    folder.remove();
  }
});

test.each([
  ['participant', { flags: { config: '/tmp/other.conf' } }, 'can switch authentication off'],
  ['participant', { flags: { 'log-level-root': 'INFO', 'auto-connect-local': true } }, 'everything else is a setting'],
  ['participant', { env: { AUTH_JWKS_URL: 'https://elsewhere.example.com' } }, 'the workload sets it itself'],
  ['validator', { env: { ADDITIONAL_CONFIG_DISABLE_AUTH: 'x' } }, 'absent: it has none to set'],
  ['validator', { env: { JDK_JAVA_OPTIONS: '-Dcanton=x' } }, 'absent: it has none to set'],
  [
    'validator',
    { settings: { 'validator.conf': { 'auth.algorithm': 'none' } } },
    'a configuration file of this client',
  ],
] as const)('the overlay of the %s %j is refused', (role, overlay, message) => {
  expect(() => peerPlan(cantonTest, { roles: { [role]: overlay } })).toThrow(message);
});

test.each([
  [
    'another kind of identity',
    { identity: peerIdentity('canton-0', 'evm-address', [`0x${'1'.repeat(40)}`]) },
    'kind party',
  ],
  [
    'a key set over plain http',
    { common: { ...common, auth: { ...common.auth, jwksUrl: 'http://a' } } },
    'common.auth.jwksUrl',
  ],
  ['a ledger user of two words', { common: { ...common, auth: { ...common.auth, ledgerUser: 'a b' } } }, 'ledgerUser'],
  ['a half migration', { common: { ...common, migration: 0.5 } }, "'common.migration' must be a whole number"],
  ['a restored first migration', { common: { ...common, migration: 0, restoresMigration: true } }, 'before the first'],
  ['a contact with a quote', { common: { ...common, contact: 'a"b' } }, 'common.contact'],
  ['two wallet users', { units: { ...units, validator: { walletUser: 'a,b' } } }, 'walletUser'],
  [
    'a caller that is no label',
    { units: { ...units, validator: { ...units.validator, callers: [{ namespace: 'A', name: 'b' }] } } },
    'callers.namespace',
  ],
] as const)('%s is refused', (_, change, message) => {
  expect(() => peerPlan(cantonTest, change)).toThrow(message);
});

test('networks take https addresses of hosts alone', () => {
  expect(mainnet({ scan: 'https://a.example.com', sponsor: 'https://b.example.com' }).environment).toBe('mainnet');
  expect(() => testnet({ scan: 'https://a.example.com/api', sponsor: 'https://b.example.com' })).toThrow("'scan'");
});
