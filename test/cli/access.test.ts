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

  test.each([
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
