import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kubectl } from '../cluster/kubectl';
import type { Manifest } from '../cluster/rendered-objects';
import { person, SUBJECT } from '../cluster/subjects';
import type { ArgocdCli } from './argocd-cli';
import type { ArgocdProcesses } from './argocd-processes';
import { InstalledArgocd } from './installed-argocd';
import { PublishedRoots } from './published-roots';

/** An Application as Argo CD keeps it, as far as tests look at it. */
export interface Application extends Manifest {
  readonly spec: {
    readonly project: string;
    readonly source?: { readonly targetRevision: string };
    readonly syncPolicy?: object;
  };
  readonly operation?: object;
  readonly status?: {
    readonly sync?: { readonly status: string; readonly revision?: string };
    readonly operationState?: { readonly phase: string };
    readonly history?: readonly { readonly id: number; readonly revision: string }[];
  };
}

/** Longer than Argo CD takes to look at every Application again: what it does by itself, it has done by then. */
const SETTLED_AFTER = 20_000;

/** Waits for as long as Argo CD would take to do something by itself. */
export async function settle(): Promise<void> {
  await sleep(SETTLED_AFTER);
}

/** The example's roots of testnet, published, and an Argo CD that reads them. */
export class TestnetArgocd {
  public static async start(): Promise<TestnetArgocd> {
    const installed = await InstalledArgocd.start();
    try {
      const roots = new PublishedRoots(installed.surroundings.repositories);
      return new TestnetArgocd(installed, roots);
    } catch (error) {
      installed.stop();
      throw error;
    }
  }

  public readonly kubectl: Kubectl;
  public readonly processes: ArgocdProcesses;
  public readonly operator: ArgocdCli;
  public readonly developer: ArgocdCli;
  public readonly security: ArgocdCli;

  private constructor(
    private readonly installed: InstalledArgocd,
    public readonly roots: PublishedRoots,
  ) {
    this.kubectl = installed.kubectl;
    this.processes = installed.processes;
    this.operator = installed.as(SUBJECT.operator);
    this.developer = installed.as(SUBJECT.developer);
    this.security = installed.as(person('sam@example.com', 'fp-security'));
  }

  /** Names of the chain Applications that are released. */
  public releasedChain(): readonly string[] {
    return readdirSync(join(this.roots.checkout('chain'), 'testnet/applications'))
      .map((file) => /^application\.(.+)\.yaml$/.exec(file)?.[1])
      .filter((name) => name !== undefined);
  }

  /** The Applications of a namespace. */
  public applications(namespace: string): readonly Application[] {
    return (this.kubectl.get('applications.argoproj.io', '-n', namespace) as { items: Application[] }).items;
  }

  /** One Application; undefined while there is none. */
  public tryFind(namespace: string, name: string): Application | undefined {
    return this.applications(namespace).find(({ metadata }) => metadata.name === name);
  }

  public stop(): void {
    this.roots.remove();
    this.installed.stop();
  }
}
