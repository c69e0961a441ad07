import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { end, freePorts, keep, ready, type KeptProgram } from './kept-program';
import { Kubectl } from './kubectl';
import { findPrograms, type Program } from './programs';

/** An API server to talk to, and how to leave it. */
export interface ControlPlane {
  readonly kubectl: Kubectl;

  /** Ends what was started and removes its files; an existing cluster (E2E_KUBECONFIG) is left as it is. */
  readonly stop: () => void;
}

/**
 * Starts etcd, kube-apiserver and kube-controller-manager on free loopback ports with data, certificate, token and
 * keys of their own, all in one temporary folder. With E2E_KUBECONFIG nothing is started: that cluster is used, and
 * it should be one to throw away.
 *
 * The programs end with this process, however it ends: see keep.sh.
 */
export async function startControlPlane(): Promise<ControlPlane> {
  const folder = mkdtempSync(join(tmpdir(), 'planes-cluster-'));
  const existing = process.env['E2E_KUBECONFIG'];
  if (existing !== undefined && existing !== '') {
    const stop = (): void => rmSync(folder, { recursive: true, force: true });
    return { kubectl: new Kubectl(existing, join(folder, 'discovery')), stop };
  }
  const running: KeptProgram[] = [];
  const stop = (): void => {
    for (const program of running.splice(0)) end(program);
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    const kubectl = await start(folder, running);
    return { kubectl, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

async function start(folder: string, running: KeptProgram[]): Promise<Kubectl> {
  const programs = findPrograms();
  const [client = 0, peer = 0, secure = 0, manager = 0] = await freePorts(4);
  const run = (program: Program, args: readonly string[]): void => {
    running.push(keep({ name: program, program: join(programs, program), args, folder }));
  };
  const files = writeCredentials(folder, secure);
  run('etcd', etcdArgs(join(folder, 'etcd'), client, peer));
  run('kube-apiserver', apiServerArgs(files, client, secure));
  const kubectl = new Kubectl(files.kubeconfig, join(folder, 'discovery'));
  await ready(running, () => kubectl.ask(['get', '--raw', '/readyz']).done);
  run('kube-controller-manager', controllerManagerArgs(files, manager));
  // The controllers have reached the API server once the first of their work is there.
  await ready(running, () => kubectl.ask(['get', 'serviceaccount', 'default', '--namespace', 'default']).done);
  return kubectl;
}

interface Credentials {
  readonly kubeconfig: string;
  readonly certificates: string;
  readonly tokens: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

/** kube-apiserver signs its own certificate into `certificates`; the rest is made here, anew for each run. */
function writeCredentials(folder: string, port: number): Credentials {
  const at = (name: string): string => join(folder, name);
  const token = randomBytes(24).toString('hex');
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  writeFileSync(at('tokens.csv'), `${token},administrator,administrator,"system:masters"\n`, { mode: 0o600 });
  writeFileSync(at('service-account.pub'), publicKey);
  writeFileSync(at('service-account.key'), privateKey, { mode: 0o600 });
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'test',
        cluster: { server: `https://127.0.0.1:${port}`, 'certificate-authority': at('certificates/apiserver.crt') },
      },
    ],
    users: [{ name: 'administrator', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'administrator' } }],
    'current-context': 'test',
  };
  writeFileSync(at('kubeconfig'), JSON.stringify(kubeconfig), { mode: 0o600 });
  return {
    kubeconfig: at('kubeconfig'),
    certificates: at('certificates'),
    tokens: at('tokens.csv'),
    publicKey: at('service-account.pub'),
    privateKey: at('service-account.key'),
  };
}

function etcdArgs(folder: string, client: number, peer: number): string[] {
  return [
    `--data-dir=${folder}`,
    `--listen-client-urls=http://127.0.0.1:${client}`,
    `--advertise-client-urls=http://127.0.0.1:${client}`,
    `--listen-peer-urls=http://127.0.0.1:${peer}`,
    // Nothing outlives the run, so nothing has to survive a power cut.
    '--unsafe-no-fsync',
  ];
}

function apiServerArgs(files: Credentials, client: number, secure: number): string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${client}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${secure}`,
    `--cert-dir=${files.certificates}`,
    `--token-auth-file=${files.tokens}`,
    '--authorization-mode=RBAC',
    '--service-cluster-ip-range=10.96.0.0/16',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${files.publicKey}`,
    `--service-account-signing-key-file=${files.privateKey}`,
    // A loopback address cannot be an endpoint of the Service 'kubernetes'; nothing here asks for one.
    '--endpoint-reconciler-type=none',
  ];
}

function controllerManagerArgs(files: Credentials, port: number): string[] {
  return [
    `--kubeconfig=${files.kubeconfig}`,
    `--secure-port=${port}`,
    '--bind-address=127.0.0.1',
    `--cert-dir=${files.certificates}`,
    `--service-account-private-key-file=${files.privateKey}`,
    // Each controller is a subject of its own, as in a real cluster, so policies that name one can be proved.
    '--use-service-account-credentials=true',
    '--leader-elect=false',
  ];
}
