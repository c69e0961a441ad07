import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { end, freePorts, keep, ready, type KeptProgram } from '../cluster/kept-program';
import type { Kubectl } from '../cluster/kubectl';
import { ARGOCD_INSTALLATION } from '../cluster/subjects';
import type { Surroundings } from './surroundings';

/** Programs that talk to Kubernetes, each as its own ServiceAccount; they are what an operator restarts. */
const CLIENTS = ['argocd-application-controller', 'argocd-server', 'argocd-applicationset-controller'] as const;

export type ArgocdClient = (typeof CLIENTS)[number];

/** One free port for each listener. */
const LISTENERS = [
  'redis',
  'repository',
  'repositoryMetrics',
  'api',
  'apiMetrics',
  'controller',
  'sets',
  'setsProbe',
  'setsWebhook',
] as const;

type Ports = Readonly<Record<(typeof LISTENERS)[number], number>>;

/** The path of the Argo CD program, which is every one of its programs. @throws when ARGOCD_BINARY does not say it */
export function findArgocd(): string {
  const path = process.env['ARGOCD_BINARY'] ?? '';
  if (existsSync(path)) return path;
  const is = path === '' ? 'is not set' : `is '${path}', which is no file`;
  throw new Error(
    `ARGOCD_BINARY must be the path of an Argo CD 3.5 program (/usr/local/bin/argocd of its image); it ${is}`,
  );
}

/** An Argo CD of processes: Redis, repository server, API server and both controllers, with what its pods would have. */
export class ArgocdProcesses {
  /** Starts all of it, with files and logs in `folder`; it ends with that folder, however this process ends. */
  public static async start(folder: string, kubectl: Kubectl, surroundings: Surroundings): Promise<ArgocdProcesses> {
    const free = await freePorts(LISTENERS.length);
    const ports = Object.fromEntries(LISTENERS.map((name, index) => [name, free[index]])) as Ports;
    const argocd = new ArgocdProcesses(folder, kubectl, surroundings, ports);
    for (const name of ['gnupg', 'ssh', 'temporary']) mkdirSync(join(folder, name));
    argocd.writePrograms();
    for (const client of CLIENTS) argocd.writeKubeconfig(client);
    try {
      argocd.startServices();
      await argocd.startClients();
      return argocd;
    } catch (error) {
      argocd.stop();
      throw error;
    }
  }

  private readonly services: KeptProgram[] = [];
  private clients: KeptProgram[] = [];

  private constructor(
    private readonly folder: string,
    private readonly kubectl: Kubectl,
    private readonly surroundings: Surroundings,
    private readonly ports: Ports,
  ) {}

  /** Host and port of the API, which is plain HTTP. */
  public get api(): string {
    return `127.0.0.1:${this.ports.api}`;
  }

  /** What a rollout restart does: what talks to Kubernetes starts anew, with the settings as they are now. */
  public async restart(): Promise<void> {
    for (const program of this.clients) end(program);
    await this.startClients();
  }

  /** All that a program has logged so far. */
  public log(name: ArgocdClient): string {
    return readFileSync(join(this.folder, `${name}.log`), 'utf8');
  }

  public stop(): void {
    for (const program of [...this.clients, ...this.services]) end(program);
  }

  private startServices(): void {
    const { redis, repository, repositoryMetrics } = this.ports;
    const store = ['--port', `${redis}`, '--bind', '127.0.0.1', '--save', '', '--dir', this.folder];
    this.services.push(keep({ name: 'redis', program: 'redis-server', args: store, folder: this.folder }));
    const name = 'argocd-repo-server';
    const listen = [
      '--port',
      `${repository}`,
      '--metrics-port',
      `${repositoryMetrics}`,
      ...local('--address', '--metrics-address'),
    ];
    const args = ['--redis', `127.0.0.1:${redis}`, '--disable-tls', '--client-ca-path', '', ...listen];
    this.services.push(keep({ name, program: findArgocd(), args, folder: this.folder, env: this.environment(name) }));
  }

  private async startClients(): Promise<void> {
    const { api, controller, sets, repositoryMetrics } = this.ports;
    this.clients = CLIENTS.map((name) => {
      const env = { ...this.environment(name), ...this.settings(name), KUBECONFIG: this.kubeconfigOf(name) };
      const args = ['--namespace', 'argocd', '--repo-server-plaintext', ...this.argsOf(name)];
      return keep({ name, program: findArgocd(), args, folder: this.folder, env });
    });
    const pages = [repositoryMetrics, api, controller].map((port) => `http://127.0.0.1:${port}/healthz`);
    // The ApplicationSet controller has no page for its health.
    const healthy = [...pages, `http://127.0.0.1:${sets}/metrics`];
    await ready([...this.services, ...this.clients], async () => (await Promise.all(healthy.map(isOk))).every(Boolean));
  }

  private argsOf(name: ArgocdClient): readonly string[] {
    const { redis, repository, api, apiMetrics, controller, sets, setsProbe, setsWebhook } = this.ports;
    const stores = ['--redis', `127.0.0.1:${redis}`, '--repo-server', `127.0.0.1:${repository}`];
    const apiPorts = [
      '--port',
      `${api}`,
      '--metrics-port',
      `${apiMetrics}`,
      ...local('--address', '--metrics-address'),
    ];
    const setsPorts = ['--metrics-addr', `127.0.0.1:${sets}`, '--probe-addr', `127.0.0.1:${setsProbe}`];
    const args: Readonly<Record<ArgocdClient, readonly string[]>> = {
      // What changed in Git is looked for every 15 seconds instead of every two or three minutes.
      'argocd-application-controller': [
        ...stores,
        '--metrics-port',
        `${controller}`,
        '--app-resync',
        '15',
        '--app-resync-jitter',
        '0',
      ],
      'argocd-server': [...stores, '--insecure', ...apiPorts],
      'argocd-applicationset-controller': [
        ...setsPorts,
        '--webhook-addr',
        `127.0.0.1:${setsWebhook}`,
        '--argocd-repo-server',
        `127.0.0.1:${repository}`,
      ],
    };
    return args[name];
  }

  private environment(name: string): Record<string, string> {
    return {
      PATH: `${join(this.folder, 'programs')}:${process.env['PATH'] ?? ''}`,
      HOME: this.folder,
      TMPDIR: join(this.folder, 'temporary'),
      ARGOCD_BINARY_NAME: name,
      // The kubeconfig of a ServiceAccount stands for the files that are mounted into its pod.
      ARGOCD_FAKE_IN_CLUSTER: 'true',
      ARGOCD_GPG_ENABLED: 'false',
      ARGOCD_GNUPGHOME: join(this.folder, 'gnupg'),
      ARGOCD_SSH_DATA_PATH: join(this.folder, 'ssh'),
      ARGOCD_TLS_DATA_PATH: this.surroundings.trustedCertificates,
    };
  }

  /** The environment that the installation's manifest takes from ConfigMaps, read once, as when a pod starts. */
  private settings(name: ArgocdClient): Record<string, string> {
    const workloads = ARGOCD_INSTALLATION.filter((object) => /^(Deployment|StatefulSet)$/.test(object.kind));
    const workload = workloads.find(({ metadata }) => metadata.name === name);
    if (workload === undefined) throw new Error(`the installation has no workload ${name}`);
    const { template } = workload.spec as unknown as Workload;
    const settings: Record<string, string> = {};
    for (const { name: variable, valueFrom } of template.spec.containers.flatMap(({ env }) => env ?? [])) {
      const { name: map, key } = valueFrom?.configMapKeyRef ?? {};
      if (map === undefined || key === undefined) continue;
      const { data } = this.kubectl.get('configmap', map, '--namespace', 'argocd') as ConfigMap;
      const value = data?.[key];
      if (value !== undefined) settings[variable] = value;
    }
    return settings;
  }

  /** The image's program that verifies signatures, whose answer for what is not signed is an empty one. */
  private writePrograms(): void {
    mkdirSync(join(this.folder, 'programs'));
    writeFileSync(join(this.folder, 'programs/git-verify-wrapper.sh'), '#!/bin/sh\n', { mode: 0o755 });
  }

  private writeKubeconfig(client: ArgocdClient): void {
    const token = this.kubectl.run(['create', 'token', client, '--namespace', 'argocd', '--duration=24h']).trim();
    const config = JSON.parse(this.kubectl.run(['config', 'view', '--raw', '-o', 'json'])) as Kubeconfig;
    const users = config.users.map(({ name }) => ({ name, user: { token } }));
    writeFileSync(this.kubeconfigOf(client), JSON.stringify({ ...config, users }), { mode: 0o600 });
  }

  private kubeconfigOf(client: ArgocdClient): string {
    return join(this.folder, `${client}.kubeconfig`);
  }
}

interface Workload {
  readonly template: { readonly spec: { readonly containers: readonly { readonly env?: readonly Variable[] }[] } };
}

interface Variable {
  readonly name: string;
  readonly valueFrom?: { readonly configMapKeyRef?: { readonly name: string; readonly key: string } };
}

interface ConfigMap {
  readonly data?: Readonly<Record<string, string>>;
}

interface Kubeconfig {
  readonly users: readonly { readonly name: string }[];
}

function local(...flags: readonly string[]): string[] {
  return flags.flatMap((flag) => [flag, '127.0.0.1']);
}

async function isOk(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
