import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProjectCopy, type Run } from './project';

jest.setTimeout(300_000);

/*
 * The example as a git repository of its own: a change in apps/, synth, and check against the commit before it.
 */

let copy: ProjectCopy;
let start: string;

beforeAll(() => {
  copy = new ProjectCopy({ dist: true, git: true });
  start = copy.commit('released');
});

afterAll(() => copy.remove());
afterEach(() => copy.run('git', ['checkout', '--quiet', '--', '.']));

/** Replaces a text in a file. @throws when it is not there */
function replace(file: string, from: string, to: string): void {
  const text = copy.read(file);
  if (!text.includes(from)) throw new Error(`no '${from}' in ${file}`);
  writeFileSync(join(copy.folder, file), text.replace(from, to));
}

/** Policies that a JSON run reported, with their levels. */
function policiesOf({ stdout }: Run): ReadonlySet<string> {
  const { findings } = JSON.parse(stdout) as { findings: { level: string; policy: string }[] };
  return new Set(findings.filter(({ level }) => level === 'error').map(({ policy }) => policy));
}

test('more memory and a larger volume pass against the commit before', () => {
  replace('apps/chain.ts', "memory: '32Gi'", "memory: '48Gi', storage: '3Ti'");
  expect(copy.planes(['synth']).code).toBe(0);
  const { code, stderr } = copy.planes(['check', '--base', start]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('keys that change hands are refused with the steps of the hand-over', () => {
  // What hoodi-0 signs with becomes the identity of another workload, and hoodi-0 gets keys of its own.
  replace('apps/chain.ts', "new ValidatorApp(root, 'hoodi-0', {", "new ValidatorApp(root, 'hoodi-1', {");
  replace('apps/chain.ts', "vault('chain/hoodi/hoodi-0')", "vault('chain/hoodi/hoodi-1')");
  const { code, stderr } = copy.planes(['check', '--base', start]);
  expect(code).toBe(3);
  expect(stderr).toContain('error identity-moves-in-steps chain/testnet/hoodi-1-');
  expect(stderr).toContain('moves from hoodi-0 on testnet (hoodi-0-signer, hoodi-0-storage, hoodi-0-validator)');
  expect(stderr).toMatch(/expected: one step a change: \(1\) pause the identity at hoodi-0 on testnet.*\(7\) declare/);
  expect(stderr).toContain('why:      keys that moved');
});

test('without a base a change that cannot be released as it is is a warning', () => {
  replace('apps/chain.ts', "memory: '32Gi'", "memory: '32Gi', storage: '1Ti'");
  const plain = copy.planes(['check']);
  expect(plain.code).toBe(2);
  expect(plain.stderr).toContain('warning claim-kept chain/testnet/hoodi-0-node/persistentvolumeclaim.geth-data.yaml');
  const based = copy.planes(['check', '--base', start, '--format', 'json']);
  expect(based.code).toBe(3);
  expect(policiesOf(based)).toEqual(new Set(['claim-kept']));
});

test('a waiver lets one finding pass until its last day, in sight of everybody', () => {
  const file = 'chain/testnet/hoodi-0-node/persistentvolumeclaim.geth-data.yaml';
  const waive = (expires: string): void => {
    const reason = 'the volume was replaced by a smaller one, and synced again';
    const waivers = [{ policy: 'claim-kept', file, reason, owner: 'fp-security', expires }];
    writeFileSync(join(copy.folder, 'apps/waivers.json'), JSON.stringify({ schema: 1, waivers }, undefined, 2));
  };
  replace('apps/chain.ts', "memory: '32Gi'", "memory: '32Gi', storage: '1Ti'");
  waive('2999-12-31');
  expect(copy.planes(['synth']).code).toBe(0);
  const { code, stderr } = copy.planes(['check', '--base', start]);
  expect(code).toBe(0);
  expect(stderr).toContain(`waived claim-kept ${file}`);
  expect(stderr).toContain(
    'waived:   until 2999-12-31 by fp-security (apps/waivers.json:4): the volume was replaced by a smaller one, and synced again',
  );
  waive('2026-01-01');
  const expired = copy.planes(['check', '--base', start, '--format', 'json']);
  expect(expired.code).toBe(3);
  expect(policiesOf(expired)).toEqual(new Set(['claim-kept', 'waiver-expired']));
  expect(copy.planes(['synth'])).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('warning waiver-expired apps/waivers.json:4') as string,
  });
});

test('a release that upgrades signer and slashing database in one step is refused; one of them is not', () => {
  for (const name of ['ethereum.web3signer', 'ethereum.postgres']) {
    const versions = JSON.parse(copy.read('apps/versions/testnet.json')) as { images: Record<string, string> };
    const image = versions.images[name] ?? '';
    versions.images[name] = image.replace(/@sha256:.{4}/, '@sha256:abcd');
    writeFileSync(join(copy.folder, 'apps/versions/testnet.json'), JSON.stringify(versions, undefined, 2));
  }
  const release = (...units: string[]): Run =>
    copy.planes(['release', 'chain.testnet', ...units.map((unit) => `hoodi-0-${unit}`), '--to', start]);
  const before = copy.read('apps/releases/chain.testnet.json');
  const both = release('signer', 'storage');
  expect(both.code).toBe(3);
  expect(both.stderr).toContain('error one-upgrade-at-a-time (released)');
  expect(both.stderr).toContain('upgrades of hoodi-0 on testnet in one step');
  expect(copy.read('apps/releases/chain.testnet.json')).toBe(before);
  expect(release('storage').code).toBe(0);
});

test('a hand-edited tree is judged against the revision too, and a folder may be the base', () => {
  const claim = 'dist/chain/testnet/hoodi-0-storage/persistentvolumeclaim.postgres-data.yaml';
  const kept = mkdtempSync(join(tmpdir(), 'planes-base-'));
  copy.run('cp', ['-r', 'dist', kept]);
  replace(claim, 'storage: 20Gi', 'storage: 2Gi');
  for (const base of [start, join(kept, 'dist')]) {
    const run = copy.planes(['check', '--tree', 'dist', '--base', base, '--format', 'json']);
    expect(run.code).toBe(3);
    expect(policiesOf(run)).toEqual(new Set(['slashing-state-claim']));
  }
  rmSync(kept, { recursive: true });
});

test('an unknown revision, one without dist/, and a shallow clone are clear errors', () => {
  expect(copy.planes(['check', '--base', 'mian'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("--base must be a folder or a git revision, got 'mian'") as string,
  });
  copy.run('git', ['checkout', '--quiet', '--orphan', 'empty']);
  copy.run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-qm', 'x', '--', 'package.json']);
  copy.run('git', ['checkout', '--quiet', '--force', 'main']);
  expect(copy.planes(['check', '--base', 'empty'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('--base must hold the folder dist, which empty does not') as string,
  });
  const clone = mkdtempSync(join(tmpdir(), 'planes-clone-'));
  copy.run('git', ['clone', '--quiet', '--depth=1', `file://${copy.folder}`, clone]);
  symlinkSync(join(copy.folder, 'node_modules'), join(clone, 'node_modules'), 'dir');
  const command = ['-r', 'ts-node/register/transpile-only', 'lib/cli/bin.ts', 'check', '--base', 'HEAD~1'];
  const shallow = copy.run('sh', ['-c', `cd ${clone} && ${process.execPath} ${command.join(' ')}`]);
  expect(shallow.stderr).toContain('this clone is shallow: run git fetch --unshallow');
  expect(shallow.code).toBe(1);
  rmSync(clone, { recursive: true });
});
