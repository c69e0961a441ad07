import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APP, planes, tempFolder } from './run';

const folder = tempFolder();
const access = (...more: string[]) => planes(folder, 'access', '--app', join(APP, 'main.ts'), ...more);

describe('access', () => {
  test('prints the matrix as text, Markdown and JSON', async () => {
    expect((await access()).out).toMatch(/^bootstrap.testnet\nwho +read +propose +approve/);
    expect((await access('--format', 'markdown')).out).toContain('# Access\n\n## bootstrap.testnet\n\n| who | read |');
    const { code, out } = await access('--format', 'json');
    expect(code).toBe(0);
    expect((JSON.parse(out) as { root: string }[]).map(({ root }) => root)).toContain('chain.testnet');
  });

  test('--can exits 0 for yes and 3 for no', async () => {
    const yes = await access('--can', 'operator', 'approve', 'service.testnet');
    expect(yes).toMatchObject({ code: 0, err: '' });
    expect(yes.out).toContain('yes: operator approve service.testnet: granted by');
    const no = await access('--can', 'developer', 'approve', 'service.testnet', '--format', 'json');
    expect(no.code).toBe(3);
    expect(JSON.parse(no.out)).toMatchObject({ allowed: false, subject: 'developer' });
  });

  test('--base prints what differs from a folder, and exits 2 where anything does', async () => {
    expect((await planes(folder, 'synth', '--app', join(APP, 'main.ts'))).code).toBe(0);
    const same = await access('--base', 'dist');
    expect(same).toMatchObject({ code: 0, out: 'nobody gains or loses access' });
    expect(same.err).toContain('dist has no CODEOWNERS: propose and approve are not compared');
    const rbac = join(folder, 'dist/bootstrap/testnet/instance/configmap.argocd-rbac-cm.yaml');
    writeFileSync(rbac, readFileSync(rbac, 'utf8').replace('policy.default: ""', 'policy.default: role:readonly'));
    const text = await access('--base', 'dist');
    expect(text.code).toBe(2);
    expect(text.out).toContain(
      '  logs: yes -> no\n    was   p, role:readonly, logs, get, */*, allow  (built into Argo CD)',
    );
    expect((await access('--base', 'dist', '--format', 'markdown')).out).toContain('| root | who | may | was | is |');
    const json = JSON.parse((await access('--base', 'dist', '--format', 'json')).out) as { root: string }[];
    expect(json.map(({ root }) => root)).toContain('bootstrap.testnet');
  });

  test.each([
    [['--base', 'nowhere'], "--base must be a folder or a git revision, got 'nowhere'"],
    [['--base', 'dist', 'operator', 'sync', 'a'], 'a question needs --can'],
    [['--base', 'dist', '--can', 'operator', 'sync', 'service.testnet'], 'cannot be used with option'],
    [['--can', 'operator', 'sync'], '--can must be followed by <subject> <verb> <root or root/application>'],
    [['--can', 'operator', 'sync', 'a', 'b'], "got 'operator sync a b'"],
    [['operator', 'sync', 'service.testnet'], 'a question needs --can'],
    [['--can', 'operator', 'sync', 'service.testne'], "must be one of 'service.testnet'"],
    [['--format', 'xml'], 'Allowed choices are text, markdown, json'],
  ])('%j is an error that says what is wrong', async (argv, message) => {
    const { code, err } = await access(...argv);
    expect(code).toBe(1);
    expect(err).toContain(message);
  });
});
