import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { planes } from './run';

const TOP = resolve(__dirname, '../..');
const GETH = 'dist/chain/testnet/hoodi-0-node/statefulset.geth.yaml';
const MEMORY = 'spec.template.spec.containers[0].resources.limits.memory';

test('names the line on which the winning value is written', () => {
  // A process of its own: within jest the lines of a stack trace are those of the compiled code.
  const args = ['-r', 'ts-node/register', 'lib/cli/bin.ts', 'explain', GETH, MEMORY];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: TOP, encoding: 'utf8' });
  expect(stderr).toBe('');
  const [, line, column] = /=> instance hoodi-0: "32Gi" {2}apps\/chain\.ts:(\d+):(\d+)$/m.exec(stdout) ?? [];
  const source = readFileSync(join(TOP, 'apps/chain.ts'), 'utf8').split('\n')[Number(line) - 1];
  expect(source?.slice(Number(column) - 1)).toMatch(/^'32Gi'/);
});

test('prints JSON for programs', async () => {
  const { out } = await planes(TOP, 'explain', GETH, MEMORY, '--format', 'json');
  expect(JSON.parse(out)).toMatchObject({ value: '32Gi', values: [{ leaf: '/memory' }] });
});

test('an unknown file is an error', async () => {
  const { code, err } = await planes(TOP, 'explain', 'dist/chain/testnet/x.yaml', 'spec');
  expect(code).toBe(1);
  expect(err).toContain('file must be a rendered object');
});
