import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { startControlPlane } from './control-plane';

// The first run builds the control plane.
jest.setTimeout(1_800_000);

const TOP = resolve(__dirname, '../..');

let temporary: string;

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'planes-runs-'));
});

afterEach(() => rmSync(temporary, { recursive: true, force: true }));

// With a cluster that exists nothing is started, so there is nothing to end.
const started = (process.env['E2E_KUBECONFIG'] ?? '') === '' ? test : test.skip;

started('two runs do not clash, and a killed one leaves neither a program nor a file', async () => {
  const plane = await startControlPlane();
  const other = startElsewhere();
  try {
    expect(await firstWords(other)).toBe('ready\n');
    expect(programsThatName(temporary).length).toBeGreaterThanOrEqual(3);
    other.kill('SIGKILL');
    for (const giveUp = Date.now() + 20_000; Date.now() < giveUp && left().length > 0;) await sleep(200);
    expect(left()).toEqual([]);
    expect(programsThatName(temporary)).toEqual([]);
    expect(plane.kubectl.ask(['get', 'namespaces'])).toMatchObject({ done: true });
  } finally {
    other.kill('SIGKILL');
    plane.stop();
  }
});

started('a program that ends before it is ready is reported with its last words, and nothing is left', async () => {
  const programs = join(temporary, 'programs');
  mkdirSync(programs);
  for (const name of ['etcd', 'kube-apiserver', 'kube-controller-manager']) {
    writeFileSync(join(programs, name), `#!/bin/sh\necho ${name} is broken\nexit 1\n`, { mode: 0o755 });
  }
  const other = startElsewhere({ KUBEBUILDER_ASSETS: programs });
  const ended = once(other, 'exit');
  expect(await firstWords(other)).toMatch(/^(etcd|kube-apiserver): \1 is broken\nended with exit code 1/);
  await ended;
  expect(left()).toEqual([]);
});

/** Starts a control plane in a process of its own, which says how that went. */
function startElsewhere(env: Readonly<Record<string, string>> = {}): ChildProcessByStdio<null, Readable, null> {
  const start = `require('./test/cluster/control-plane').startControlPlane()`;
  const script = `${start}.then(() => console.log('ready'), (error) => console.log(error.message))`;
  return spawn(process.execPath, ['-r', 'ts-node/register', '-e', script], {
    cwd: TOP,
    env: { ...process.env, TMPDIR: temporary, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function firstWords({ stdout }: { readonly stdout: Readable }): Promise<string> {
  const [words] = (await once(stdout, 'data')) as [Buffer];
  return words.toString();
}

/** Folders of control planes; other things in a temporary folder (of ts-node, say) are no concern here. */
function left(): string[] {
  return readdirSync(temporary).filter((name) => name.startsWith('planes-cluster-'));
}

function programsThatName(folder: string): string[] {
  const { stdout } = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line.includes(folder));
}
