import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kubectl } from './kubectl';
import { DIST } from './rendered-objects';
import type { SimulatedArgocd } from './simulated-argocd';

/** One command of the page, and what it said. */
export interface Followed {
  readonly command: string;
  readonly said: string;
}

/** Sections that an operator follows; the others are for when something is wrong. */
const FOLLOWED = ['Before', 'Steps', 'How to see that it worked'];

/** The commands of the page's `sh` blocks by section, one a line. */
export function commandsOf(cluster: string): ReadonlyMap<string, readonly string[]> {
  const text = readFileSync(join(DIST, 'bootstrap', cluster, 'by-hand/README.md'), 'utf8');
  return new Map(
    text.split(/^## /m).map((section) => {
      const [title = ''] = section.split('\n', 1);
      const blocks = [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
      return [title, blocks.flatMap((block) => block.trimEnd().split('\n'))];
    }),
  );
}

/**
 * Follows the page of a cluster to the letter: kubectl commands run in a shell, in the folder that the page has come
 * to; git and argocd are simulated, and so are pods that get ready, since there is no kubelet.
 *
 * @throws when a command fails, or is none that is known here
 */
export async function followPage(cluster: string, kubectl: Kubectl, argocd: SimulatedArgocd): Promise<Followed[]> {
  const commands = commandsOf(cluster);
  const followed: Followed[] = [];
  const folder = join(DIST, 'bootstrap', cluster);
  for (const command of FOLLOWED.flatMap((section) => commands.get(section) ?? [])) {
    const [program = '', ...args] = command.replace(/^! /, '').split(' ');
    if (program === 'kubectl' && args.includes('status')) continue;
    if (program === 'kubectl') followed.push({ command, said: shell(command, folder, kubectl) });
    else if (program === 'cd') expectFolder(args[0], cluster);
    else if (program === 'argocd') await ask(args, argocd);
    else if (program !== 'git') throw new Error(`the page has a command that is not known here: ${command}`);
    if (args.includes('restart')) argocd.restart();
    if (/ (apply|restart) /.test(command)) await argocd.reconcile();
    if (command.startsWith('argocd app sync')) await argocd.reconcile();
  }
  return followed;
}

/** Runs a command of the page in a shell, as the administrator of the cluster. @throws when it fails */
export function shell(command: string, folder: string, kubectl: Kubectl): string {
  const options = { cwd: folder, encoding: 'utf8', env: { ...process.env, ...kubectl.environment } } as const;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], options);
  if (status !== 0) throw new Error(`${command}\nended with ${status}: ${stdout}${stderr}`);
  return stdout + stderr;
}

/** The published folder of the bootstrap is the one of this cluster. */
function expectFolder(path: string | undefined, cluster: string): void {
  if (path !== `bootstrap/${cluster}`)
    throw new Error(`the page changes to ${path}, which is not the bootstrap's folder`);
}

async function ask([first, second, name = '']: readonly string[], argocd: SimulatedArgocd): Promise<void> {
  const [namespace = '', application = ''] = name.split('/');
  if (`${first} ${second}` === 'app sync') await argocd.syncByPerson(namespace, application);
}
