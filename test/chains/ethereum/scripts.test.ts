import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { networks } from '../../../lib/chains/ethereum';
import { expectHistory } from '../../../lib/chains/ethereum/postgres';
import { expectDeclaredKeys, lighthouseDefinitions, RUN_SCRIPT } from '../../../lib/chains/ethereum/scripts';
import { blsIdentity } from '../../fixtures/chain';

const { genesisValidatorsRoot } = networks.hoodi.facts;
const SIGNER = 'http://web3signer.hoodi-0-signer.svc:9000';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'scripts-'));
  for (const folder of ['data', 'identity', 'keystores', 'tmp', 'bin']) mkdirSync(join(root, folder));
  writeFileSync(join(root, 'identity/public-keys'), blsIdentity().publicKeysText);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Runs a script with its absolute paths moved below the test's folder. */
function run(script: string, env: Readonly<Record<string, string>> = {}): { code: number | null; stderr: string } {
  const moved = script.replace(/(^|[\s"'=(<>])\/(data|identity|keystores|tmp|var)\b/gm, `$1${root}/$2`);
  const path = `${join(root, 'bin')}:${process.env['PATH'] ?? ''}`;
  const { status, stderr } = spawnSync('/bin/sh', ['-ec', moved], { env: { PATH: path, ...env }, encoding: 'utf8' });
  return { code: status, stderr };
}

function keystore(name: string, publicKey: string): void {
  writeFileSync(join(root, 'keystores', name), JSON.stringify({ crypto: {}, pubkey: publicKey, version: 4 }));
}

test('a client that ends well or fails plainly ends the container with its own code', () => {
  const file = join(root, 'run.sh');
  writeFileSync(file, RUN_SCRIPT);
  for (const code of [0, 1, 7]) {
    const ended = spawnSync('/bin/sh', [file, 'sh', '-c', `exit ${code}`], { env: { PARK_ON: '2 129' } });
    expect(ended.status).toBe(code);
  }
});

test('a client that leaves with a parking code is not followed by another, until the pod is stopped', async () => {
  const file = join(root, 'run.sh');
  writeFileSync(file, RUN_SCRIPT);
  const parked = spawn('/bin/sh', [file, '/bin/sh', '-c', 'exit 129'], { env: { PARK_ON: '2 129' } });
  const said = await new Promise<string>((resolve) => parked.stderr.once('data', (data) => resolve(String(data))));
  expect(said).toContain('parked after exit code 129');
  expect(parked.exitCode).toBeNull();
  const ended = new Promise((resolve) => parked.once('exit', resolve));
  parked.kill('SIGTERM');
  expect(await ended).toBe(0);
});

test('SIGTERM reaches the client, and its end is awaited and never parked', async () => {
  const file = join(root, 'run.sh');
  writeFileSync(file, RUN_SCRIPT);
  const script = 'trap "sleep 0.2; exit 2" TERM; echo ready; while :; do sleep 0.05; done';
  const client = spawn('/bin/sh', [file, '/bin/sh', '-c', script], {
    env: { PARK_ON: '2', PATH: process.env['PATH'] },
  });
  await new Promise((resolve) => client.stdout.once('data', resolve));
  const ended = new Promise((resolve) => client.once('exit', resolve));
  client.kill('SIGTERM');
  expect(await ended).toBe(2);
});

test('exactly the declared keystores let the signer start', () => {
  const [first = '', second = ''] = blsIdentity().publicKeys;
  keystore('a.json', second.slice(2));
  expect(run(expectDeclaredKeys('/keystores')).code).toBe(1);
  keystore('b.json', first.toUpperCase().replace('0X', '0x'));
  expect(run(expectDeclaredKeys('/keystores'))).toEqual({ code: 0, stderr: '' });
  keystore('c.json', 'c'.repeat(96));
  const { code, stderr } = run(expectDeclaredKeys('/keystores'));
  expect([code, stderr]).toEqual([1, 'the mounted keystores are not those of the declared identity\n']);
});

test('an empty volume stops the database, unless the identity never signed', () => {
  mkdirSync(join(root, 'var/lib/postgresql/pgdata'), { recursive: true });
  expect(run(expectHistory(), { HISTORY: 'kept' }).code).toBe(1);
  expect(run(expectHistory(), { HISTORY: 'none' }).code).toBe(0);
  writeFileSync(join(root, 'var/lib/postgresql/pgdata/PG_VERSION'), '17\n');
  expect(run(expectHistory(), { HISTORY: 'kept' }).code).toBe(0);
});

test('Lighthouse gets the declared validators, each with the signer', () => {
  expect(run(lighthouseDefinitions(blsIdentity(), SIGNER, genesisValidatorsRoot, 'hoodi')).code).toBe(0);
  const [first, second] = blsIdentity().publicKeys;
  const stanza = (key = ''): string =>
    `- enabled: true\n  voting_public_key: "${key}"\n  type: web3signer\n  url: "${SIGNER}"\n`;
  expect(readFileSync(join(root, 'data/validators/validator_definitions.yml'), 'utf8')).toBe(
    `---\n${stanza(first)}${stanza(second)}`,
  );
});

test('an identity without history registers its keys by an empty import, once', () => {
  const lighthouse = join(root, 'bin/lighthouse');
  writeFileSync(
    lighthouse,
    `#!/bin/sh\nfor last; do :; done\ncp "$last" ${root}/imported.json\necho "$@" > ${root}/args\n`,
  );
  chmodSync(lighthouse, 0o755);
  const script = lighthouseDefinitions(blsIdentity({ history: 'none' }), SIGNER, genesisValidatorsRoot, 'hoodi');
  expect(run(script).code).toBe(0);
  const none = { signed_blocks: [], signed_attestations: [] };
  expect(JSON.parse(readFileSync(join(root, 'imported.json'), 'utf8'))).toEqual({
    metadata: { interchange_format_version: '5', genesis_validators_root: genesisValidatorsRoot },
    data: blsIdentity().publicKeys.map((pubkey) => ({ pubkey, ...none })),
  });
  rmSync(join(root, 'imported.json'));
  writeFileSync(join(root, 'data/validators/slashing_protection.sqlite'), 'x');
  expect(run(script).code).toBe(0);
  expect(() => readFileSync(join(root, 'imported.json'))).toThrow('ENOENT');
});
