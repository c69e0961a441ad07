import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cometPlan, consensusIdentity, partOf } from '../../fixtures/chain';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'scripts-'));
  for (const folder of ['keys', 'state']) mkdirSync(join(root, folder));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function expectIdentity(history: 'kept' | 'none'): number | null {
  const { init } = partOf(cometPlan({ identity: consensusIdentity({ history }) }), 'validator', 'validator');
  const script = init.find((step) => step.name === 'expect-identity')?.command.at(-1) ?? '';
  const moved = script.replace(/(^|[\s"'=(<>])\/(keys|state)\b/gm, `$1${root}/$2`);
  return spawnSync('/bin/sh', ['-ec', moved]).status;
}

function key(address: string): void {
  writeFileSync(join(root, 'keys/priv_validator_key.json'), JSON.stringify({ address, pub_key: {} }, undefined, 2));
}

const [declared = ''] = consensusIdentity().publicKeys;
const stateFile = (): string => join(root, 'state/priv_validator_state.json');

test('without a key nothing starts, and no new one is made', () => {
  expect(expectIdentity('none')).toBe(1);
  expect(existsSync(stateFile())).toBe(false);
});

test('the key of another validator is refused', () => {
  key('F'.repeat(40));
  expect(expectIdentity('none')).toBe(1);
});

test('a validator without its record does not start, unless it never signed', () => {
  key(declared);
  expect(expectIdentity('kept')).toBe(1);
  expect(expectIdentity('none')).toBe(0);
  expect(JSON.parse(readFileSync(stateFile(), 'utf8'))).toEqual({ height: '0', round: 0, step: 0 });
});

test('a record that is there is kept as it is', () => {
  key(declared);
  const record = '{"height":"42","round":0,"step":3}';
  writeFileSync(stateFile(), record);
  expect([expectIdentity('kept'), expectIdentity('none')]).toEqual([0, 0]);
  expect(readFileSync(stateFile(), 'utf8')).toBe(record);
});
