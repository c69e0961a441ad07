import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const TOP = resolve(__dirname, '../..');
const MODULE = join(__dirname, 'binaries');

/** What each program of a control plane is built from. */
const PACKAGE = {
  etcd: 'go.etcd.io/etcd/server/v3',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
  'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
} as const;

export type Program = keyof typeof PACKAGE;

const PROGRAMS = Object.keys(PACKAGE) as Program[];

/**
 * The folder with the programs of a control plane: KUBEBUILDER_ASSETS, else `.cache/cluster/<key>`, where they are
 * built once by Go from the versions that `binaries/go.mod` pins (some minutes the first time).
 *
 * @throws when there is neither the environment variable nor Go
 */
export function findPrograms(): string {
  const given = process.env['KUBEBUILDER_ASSETS'];
  if (given !== undefined && given !== '') {
    const missing = PROGRAMS.filter((program) => !existsSync(join(given, program)));
    if (missing.length > 0) throw new Error(`KUBEBUILDER_ASSETS '${given}' must hold ${missing.join(', ')}`);
    return given;
  }
  const folder = join(TOP, '.cache/cluster', cacheKey());
  if (!existsSync(folder)) build(folder);
  return folder;
}

/** kubectl as `.ci/run` installs it, else the one in PATH. */
export function findKubectl(): string {
  const cached = join(TOP, '.cache/tools/kubectl');
  return existsSync(cached) ? cached : 'kubectl';
}

function cacheKey(): string {
  const { stdout, error } = spawnSync('go', ['version'], { cwd: MODULE, encoding: 'utf8' });
  if (error !== undefined) {
    throw new Error(
      `no Go to build a control plane with (${error.message}): install Go 1.26, or set KUBEBUILDER_ASSETS or E2E_KUBECONFIG`,
    );
  }
  const hash = createHash('sha256').update(stdout);
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(MODULE, file)));
  return hash.digest('hex').slice(0, 16);
}

/** Builds beside the folder and renames: a killed build leaves nothing that looks whole, and two at once agree. */
function build(folder: string): void {
  mkdirSync(resolve(folder, '..'), { recursive: true });
  const staging = mkdtempSync(`${folder}.`);
  try {
    for (const program of PROGRAMS) {
      const args = ['build', '-ldflags', '-s -w', '-o', join(staging, program), PACKAGE[program]];
      const { status, error } = spawnSync('go', args, { cwd: MODULE, stdio: ['ignore', 'inherit', 'inherit'] });
      if (status !== 0) throw new Error(`go ${args.join(' ')} failed: ${error?.message ?? `exit code ${status}`}`);
    }
    if (!existsSync(folder)) renameSync(staging, folder);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
