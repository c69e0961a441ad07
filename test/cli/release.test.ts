import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { planes, tempFolder } from './run';

const TOP = resolve(__dirname, '../..');
const COMMIT = '1f0c9d3e5a7248b0d2f4a6c8e1937f5b7d9e0a6b';

// The app of these tests is a copy at the same depth, since a release is written beside it.
const folder = tempFolder();
const apps = join(folder, 'test/cli/app');
const releases = (root: string): string => join(apps, 'releases', `${root}.json`);

beforeAll(() => {
  mkdirSync(join(folder, 'test/cli'), { recursive: true });
  for (const name of ['lib', 'imports', 'node_modules']) symlinkSync(join(TOP, name), join(folder, name), 'dir');
  symlinkSync(join(TOP, 'test/fixtures'), join(folder, 'test/fixtures'), 'dir');
  cpSync(join(TOP, 'test/cli/app'), apps, { recursive: true });
});

beforeEach(() => rmSync(join(apps, 'releases'), { recursive: true, force: true }));

const release = (...args: string[]) => planes(folder, 'release', ...args, '--app', join(apps, 'main.ts'));

test('writes revision and tree of what is rendered, and synth prints the Application', async () => {
  await release('bootstrap.testnet', '--to', COMMIT);
  const { code, out, err } = await release('service.testnet', 'settings', '--to', COMMIT);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(`service.testnet settings released at ${COMMIT}`);
  expect(JSON.parse(readFileSync(releases('service.testnet'), 'utf8'))).toEqual({
    schema: 1,
    root: 'service.testnet',
    applications: { settings: { revision: COMMIT, tree: expect.stringMatching(/^[0-9a-f]{40}$/) as string } },
  });
  expect((await planes(folder, 'synth', '--app', join(apps, 'main.ts'))).code).toBe(0);
  const application = readFileSync(join(folder, 'dist/service/testnet/applications/application.settings.yaml'), 'utf8');
  expect(application).toContain(`targetRevision: "${COMMIT}"`);
});

test('a release that adds a finding is refused and changes nothing', async () => {
  const { code, err } = await release('service.testnet', 'settings', '--to', COMMIT);
  expect(code).toBe(3);
  expect(err).toContain('application-in-project');
  expect(existsSync(releases('service.testnet'))).toBe(false);
});

test.each([
  ['a branch', 'main', 'the full id of a commit (40 hex digits, lower case)'],
  ['a short id', COMMIT.slice(0, 12), 'the full id of a commit (40 hex digits, lower case)'],
  ['upper case', COMMIT.toUpperCase(), 'the full id of a commit (40 hex digits, lower case)'],
  ['a placeholder', '0'.repeat(40), 'the id of a real commit (not one repeated digit)'],
])('%s as --to is refused', async (_, to, mustBe) => {
  const { code, err } = await release('service.testnet', '--to', to);
  expect(code).toBe(1);
  expect(err).toContain(`'--to' must be ${mustBe}, got "${to}"`);
});

test('an application that does not exist is refused with the nearest one, and an unknown root with what it must be', async () => {
  const wrong = await release('service.testnet', 'setings', '--to', COMMIT);
  expect(wrong).toMatchObject({ code: 1 });
  expect(wrong.err).toContain(
    `'applications' must be applications of root service.testnet (nearest: settings), got "setings"`,
  );
  const root = await release('chian.testnet', '--to', COMMIT);
  expect(root).toMatchObject({ code: 1 });
  expect(root.err).toContain(`'root' must be a root with applications, as <plane>.<cluster>, got "chian.testnet"`);
});

test('without --to it says that it is needed', async () => {
  const { code, err } = await release('service.testnet');
  expect(code).toBe(1);
  expect(err).toContain("required option '--to <sha>' not specified");
});

test('a release file with an unknown key is refused with its file and line', async () => {
  mkdirSync(join(apps, 'releases'));
  const text = { schema: 1, root: 'service.testnet', applications: { settings: { revison: COMMIT, tree: COMMIT } } };
  writeFileSync(releases('service.testnet'), JSON.stringify(text, undefined, 2));
  const { code, err } = await release('service.testnet', '--to', COMMIT);
  expect(code).toBe(1);
  expect(err).toMatch(/app\/releases\/service\.testnet\.json:6\] .*revison/);
});
