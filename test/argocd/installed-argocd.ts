import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apply, applyCrds } from '../cluster/apply';
import { startControlPlane, type ControlPlane } from '../cluster/control-plane';
import { end } from '../cluster/kept-program';
import type { Kubectl, Subject } from '../cluster/kubectl';
import { fullCrds } from '../cluster/rendered-objects';
import { ARGOCD_INSTALLATION } from '../cluster/subjects';
import { ArgocdCli } from './argocd-cli';
import { ArgocdProcesses, findArgocd } from './argocd-processes';
import { Surroundings } from './surroundings';

/** A cluster with an Argo CD as an operator has it before the bootstrap: installed, single sign-on, credentials of Git. */
export class InstalledArgocd {
  /** @throws at once when there is no Argo CD to start */
  public static async start(): Promise<InstalledArgocd> {
    findArgocd();
    const folder = mkdtempSync(join(tmpdir(), 'planes-argocd-'));
    const ends: (() => void)[] = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 })];
    const stop = (): void =>
      ends
        .splice(0)
        .reverse()
        .forEach((each) => each());
    try {
      const plane = await startControlPlane();
      ends.push(plane.stop);
      const surroundings = await Surroundings.start(folder);
      ends.push(() => end(surroundings.program));
      await install(plane, surroundings);
      const processes = await ArgocdProcesses.start(folder, plane.kubectl, surroundings);
      ends.push(() => processes.stop());
      return new InstalledArgocd(folder, plane.kubectl, surroundings, processes, stop);
    } catch (error) {
      stop();
      throw error;
    }
  }

  private constructor(
    private readonly folder: string,
    public readonly kubectl: Kubectl,
    public readonly surroundings: Surroundings,
    public readonly processes: ArgocdProcesses,
    /** Ends everything and removes its files. */
    public readonly stop: () => void,
  ) {}

  /** Argo CD as this person uses it. */
  public as(subject: Subject): ArgocdCli {
    return new ArgocdCli(this.folder, this.processes, this.surroundings, subject);
  }
}

async function install({ kubectl }: ControlPlane, surroundings: Surroundings): Promise<void> {
  await applyCrds(
    kubectl,
    fullCrds().filter(({ metadata }) => metadata.name.endsWith('.argoproj.io')),
  );
  apply(kubectl, ARGOCD_INSTALLATION);
  const partOf = { 'app.kubernetes.io/part-of': 'argocd', 'app.kubernetes.io/name': 'argocd-secret' };
  apply(kubectl, [
    secret('argocd-secret', partOf, {}),
    secret(
      'git',
      { 'argocd.argoproj.io/secret-type': 'repo-creds' },
      {
        type: 'git',
        url: 'https://git.example.com/fp',
        proxy: surroundings.proxy,
      },
    ),
  ]);
  const data = { url: 'https://argocd.example.com', 'oidc.config': surroundings.oidcConfig };
  const patch = ['--type', 'merge', '--patch', JSON.stringify({ data })];
  kubectl.run(['patch', 'configmap', 'argocd-cm', '--namespace', 'argocd', ...patch]);
}

function secret(name: string, labels: object, stringData: object): object {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'argocd', labels }, stringData };
}
