import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that runs beside the tests, and ends with them. */
export interface KeptProgram {
  readonly name: string;
  readonly keeper: ChildProcess;
  readonly log: string;
}

/** What to start. */
export interface KeepOptions {
  /** What the program is called in messages; its log is `<name>.log`. */
  readonly name: string;

  /** The program: a path, or a name in PATH. */
  readonly program: string;

  readonly args: readonly string[];

  /** Where its log lies; the folder goes when the program's keeper ends. */
  readonly folder: string;

  /** @default the environment of this process */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** What keep.sh writes last when a program ends. */
const ENDED = /^ended with exit code \d+$/m;

/** Seconds until programs that are not ready are given up. */
const READY_WITHIN = 60;

/** Starts a program that ends, and whose folder goes, when the pipe to its keeper closes: see keep.sh. */
export function keep({ name, program, args, folder, env }: KeepOptions): KeptProgram {
  const log = join(folder, `${name}.log`);
  const descriptor = openSync(log, 'a');
  // A session of its own: Ctrl-C must reach this process only, whose end then closes the pipe.
  const keeper = spawn(join(__dirname, 'keep.sh'), [folder, program, ...args], {
    detached: true,
    stdio: ['pipe', descriptor, descriptor],
    env: env ?? process.env,
  });
  closeSync(descriptor);
  return { name, keeper, log };
}

/** Ends a program and its keeper at once, and leaves the folder. */
export function end({ keeper }: KeptProgram): void {
  if (keeper.pid !== undefined) process.kill(-keeper.pid, 'SIGKILL');
}

/** Waits until programs are ready. @throws with their last words when one has ended, or none of it came in time */
export async function ready(
  programs: readonly KeptProgram[],
  isReady: () => boolean | Promise<boolean>,
): Promise<void> {
  for (const giveUp = Date.now() + READY_WITHIN * 1000; ; await sleep(200)) {
    if (await isReady()) return;
    const ended = programs.map(lastWords).find((words) => ENDED.test(words));
    if (ended !== undefined) throw new Error(ended);
    if (Date.now() > giveUp) {
      throw new Error(`not ready within ${READY_WITHIN} s\n${programs.map(lastWords).join('\n')}`);
    }
  }
}

function lastWords({ name, log }: KeptProgram): string {
  return `${name}: ${readFileSync(log, 'utf8').split('\n').slice(-15).join('\n')}`;
}

/** Ports that were free a moment ago; held open together, so that they differ. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map(async (server) => new Promise((done) => server.close(done))));
  return ports;
}
