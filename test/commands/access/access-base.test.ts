import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readAccessBase } from '../../../lib/commands/access/access-base';
import { application, project } from '../../policies/tree';

const folder = mkdtempSync(join(tmpdir(), 'planes-base-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, content: unknown): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
}

function git(...args: string[]): void {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd: folder });
}

const developer = (group: string): object => project('platform', { roles: [{ name: 'developer', groups: [group] }] });

beforeAll(() => {
  git('init', '-q', '-b', 'main');
  write('dist/bootstrap/testnet/instance/project.yaml', developer('committed'));
  write('dist/service/testnet/applications/web.yaml', application('web'));
  write('.github/CODEOWNERS', '# generated\n*  @org/security\n/apps/ @org/one two # all of it\n');
  git('add', '-A');
  git('commit', '-q', '-m', 'first');
  write('dist/bootstrap/testnet/instance/project.yaml', developer('on-disk'));
  write('elsewhere/service/testnet/applications/web.yaml', '{ a: [');
  mkdirSync(join(folder, 'empty'));
});

const developers = async (base: string): Promise<readonly string[] | undefined> => {
  const { parties } = await readAccessBase(folder, base, 'dist');
  return parties.roots.find(({ name }) => name === 'service.testnet')?.groups.developer;
};

test('a revision is read from what is committed, a folder from what stands there', async () => {
  expect(await developers('HEAD')).toEqual(['committed']);
  expect(await developers('main')).toEqual(['committed']);
  expect(await developers('dist')).toEqual(['on-disk']);
});

test('CODEOWNERS comes from beside the output folder, with the groups as the topology names them', async () => {
  const rules = [
    { pattern: '*', owners: ['security'] },
    { pattern: '/apps/', owners: ['one', 'two'] },
  ];
  expect((await readAccessBase(folder, 'HEAD', 'dist')).parties.owners).toEqual(rules);
  expect((await readAccessBase(folder, 'dist', 'dist')).parties.owners).toEqual(rules);
});

test('without CODEOWNERS nothing is known of proposals', async () => {
  write('bare/dist/service/testnet/applications/web.yaml', application('web'));
  expect((await readAccessBase(folder, 'bare/dist', 'dist')).parties.owners).toBeUndefined();
});

test.each([
  ['nowhere', "--base must be a folder or a git revision, got 'nowhere'"],
  ['--help', "--base must be a folder or a git revision, got '--help'"],
  ['elsewhere', 'service/testnet/applications/web.yaml:1: not YAML'],
])('%s is an error that says what is wrong', async (base, message) => {
  const read = async () => readAccessBase(folder, base, 'dist');
  await expect(read()).rejects.toThrow(message);
});

test('a revision without the output folder is an error', async () => {
  const read = async () => readAccessBase(folder, 'HEAD', 'build/out');
  await expect(read()).rejects.toThrow('--base must hold the folder build/out, which HEAD does not');
});
