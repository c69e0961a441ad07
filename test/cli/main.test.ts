import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { application } from '../policies/tree';
import { APP, planes, tempFolder } from './run';

const folder = tempFolder();
const app = (name: string): string => join(APP, `${name}.ts`);
const synth = (name: string, ...more: string[]) => planes(folder, 'synth', '--app', app(name), ...more);
const check = (name: string, ...more: string[]) => planes(folder, 'check', '--app', app(name), ...more);
const dist = (...path: string[]): string => join(folder, 'dist', ...path);

describe('help', () => {
  test('names every command and the exit codes', async () => {
    const { code, out } = await planes(folder, '--help');
    expect(code).toBe(0);
    for (const command of ['synth', 'check', 'release', 'access']) expect(out).toContain(command);
    expect(out).toContain('Exit codes: 0 fine, 1 error, 2 differences, 3 policy findings or access denied.');
  });

  test.each(['synth', 'check', 'release', 'access'])('of %s has examples', async (command) => {
    const { code, out } = await planes(folder, command, '--help');
    expect(code).toBe(0);
    expect(out).toContain(`Examples:\n  planes ${command}`);
  });

  test('is named by a command that does not exist', async () => {
    const { code, err } = await planes(folder, 'sinth');
    expect(code).toBe(1);
    expect(err).toContain("unknown command 'sinth'");
  });

  test('an unknown format is refused with those that exist', async () => {
    const { code, err } = await synth('main', '--format', 'xml');
    expect(code).toBe(1);
    expect(err).toContain('Allowed choices are text, json');
  });
});

describe('synth and check', () => {
  beforeEach(() => rmSync(dist(), { recursive: true, force: true }));

  test('write, then find nothing to do', async () => {
    const first = await synth('main');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/service\/testnet +3 written, 0 kept, 0 removed/);
    expect((await synth('main')).out).toMatch(/service\/testnet +0 written, 3 kept, 0 removed/);
    expect(await check('main')).toMatchObject({ code: 0, err: '' });
  });

  test('check exits 2 and names the root when a file was edited by hand', async () => {
    await synth('main');
    writeFileSync(dist('service/testnet/settings/configmap.settings.yaml'), 'edited: true\n');
    const { code, err } = await check('main');
    expect(code).toBe(2);
    expect(err).toContain('dist differs from the sources in service/testnet: run planes synth');
  });

  test('synth restores it', async () => {
    await synth('main');
    const file = dist('service/testnet/settings/configmap.settings.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('1.0.0', '1.0.1'));
    await synth('main');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('a finding exits 3, writes nothing and says where, what and why', async () => {
    await synth('main');
    const { code, err } = await synth('secret');
    expect(code).toBe(3);
    expect(err).toContain(
      'error no-secret-material service/testnet/settings/secret.settings.yaml Secret settings/settings',
    );
    expect(err).toContain('made by:  service/testnet/settings/content/secret');
    expect(err).toContain('nothing was written: what is rendered has findings');
    expect(readdirSync(dist('service/testnet/settings'))).toEqual(['configmap.settings.yaml']);
    expect(readdirSync(join(folder, 'build/rejected/service/testnet/settings'))).toContain('secret.settings.yaml');
  });

  test('all problems of a run are reported at once, with exit code 1', async () => {
    const { code, err } = await synth('broken');
    expect(code).toBe(1);
    expect(err.split('\n')).toEqual([
      "error: [a] 'first' must be right, got wrong",
      "error: [b] 'second' must be right, got wrong",
      'nothing was written: the sources have problems',
    ]);
  });

  test('json holds everything that the text says', async () => {
    const { code, out, err } = await synth('secret', '--format', 'json');
    const result = JSON.parse(out) as { findings: { policy: string }[]; problems: unknown[]; written: boolean };
    expect({ code, err, written: result.written, problems: result.problems }).toEqual({
      code: 3,
      err: '',
      written: false,
      problems: [],
    });
    expect(result.findings.map(({ policy }) => policy)).toContain('no-secret-material');
  });

  test('a foreign file is kept, named, and a difference for check', async () => {
    await synth('main');
    writeFileSync(dist('service/testnet/settings/note.txt'), 'mine');
    const { code, err } = await synth('main');
    expect(code).toBe(0);
    expect(err).toBe('warning: service/testnet/settings/note.txt is not ours and was kept');
    expect((await check('main')).code).toBe(2);
  });

  test('an output folder that is a file is one clear error', async () => {
    writeFileSync(dist(), 'a file');
    const { code, err } = await synth('main');
    expect(code).toBe(1);
    expect(err).toContain('dist');
    expect(readFileSync(dist(), 'utf8')).toBe('a file');
  });

  test('a torn output folder is reported by check and finished by synth', async () => {
    await synth('main');
    mkdirSync(dist('.staging'));
    const torn = await check('main');
    expect(torn).toMatchObject({ code: 1 });
    expect(torn.err).toContain('is torn');
    expect((await synth('main')).code).toBe(0);
    expect((await check('main')).code).toBe(0);
  });

  test.each([
    ['nothing/main.ts', 'which does not exist'],
    [join(APP, '../run.ts'), 'must export a function named platform'],
  ])('--app %s says what it must be', async (file, message) => {
    const { code, err } = await planes(folder, 'synth', '--app', file);
    expect(code).toBe(1);
    expect(err).toContain(message);
  });
});

describe('check --base', () => {
  beforeEach(() => rmSync(dist(), { recursive: true, force: true }));

  test('takes a folder, and refuses what left it', async () => {
    await synth('main');
    const before = join(folder, 'before');
    cpSync(dist(), before, { recursive: true });
    expect(await check('main', '--base', 'before')).toMatchObject({ code: 0, err: '' });
    const project = readFileSync(join(before, 'bootstrap/testnet/instance/appproject.settings.yaml'), 'utf8');
    writeFileSync(
      join(before, 'bootstrap/testnet/instance/appproject.gone.yaml'),
      project.replace('name: settings', 'name: gone'),
    );
    writeFileSync(
      join(before, 'bootstrap/testnet/applications/application.instance.yaml'),
      JSON.stringify(application('instance')),
    );
    const { code, err } = await check('main', '--base', before);
    expect(code).toBe(3);
    expect(err).toContain('error control-kept bootstrap/testnet/instance/appproject.gone.yaml AppProject');
  });

  test('says what it must be', async () => {
    const { code, err } = await check('main', '--base', 'nowhere');
    expect(code).toBe(1);
    expect(err).toContain("--base must be a folder or a git revision, got 'nowhere'");
  });
});

describe('check --tree', () => {
  test('judges a folder that is not ours', async () => {
    mkdirSync(join(folder, 'foreign'));
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' }, spec: { replica: 1 } };
    writeFileSync(join(folder, 'foreign/a.yaml'), JSON.stringify(deployment));
    const { code, err, out } = await planes(folder, 'check', '--tree', 'foreign');
    expect(code).toBe(3);
    expect(err).toContain("unknown field 'replica', did you mean 'replicas'?");
    expect(out).toMatch(/^1 objects, \d+ findings$/);
  });

  test('says that the folder does not exist', async () => {
    const { code, err } = await planes(folder, 'check', '--tree', 'nowhere');
    expect(code).toBe(1);
    expect(err).toContain('nowhere');
  });
});
