import { spawn } from 'node:child_process';
import type { Answer, Subject } from '../cluster/kubectl';
import { findArgocd, type ArgocdProcesses } from './argocd-processes';
import type { Surroundings } from './surroundings';

/** Argo CD as a person sees it who has logged in by single sign-on: the CLI, and the API that the web page uses. */
export class ArgocdCli {
  private readonly token: string;

  /** @param folder takes the place of the home and the temporary folder */
  public constructor(
    private readonly folder: string,
    private readonly argocd: ArgocdProcesses,
    surroundings: Surroundings,
    subject: Subject,
  ) {
    this.token = surroundings.token(subject);
  }

  /** Runs `argocd …` and returns what it said, whether it did it or not. */
  public async ask(...args: readonly string[]): Promise<Answer> {
    const program = spawn(findArgocd(), ['--server', this.argocd.api, '--plaintext', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: this.folder,
        // `app diff` leaves folders there.
        TMPDIR: this.folder,
        ARGOCD_BINARY_NAME: 'argocd',
        ARGOCD_AUTH_TOKEN: this.token,
      },
    });
    const said = { stdout: '', stderr: '' };
    program.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
    program.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
    const code = await new Promise((done, fail) => program.on('error', fail).on('close', done));
    return { done: code === 0, ...said };
  }

  /** Runs `argocd …` and returns its output; throws with what it said when it failed. */
  public async run(...args: readonly string[]): Promise<string> {
    const { done, stdout, stderr } = await this.ask(...args);
    if (!done) throw new Error(`argocd ${args.join(' ')}: ${stdout}${stderr}`);
    return stdout;
  }

  /** Sends a DELETE to the API, as the web page does. */
  public async delete(path: string, query: Readonly<Record<string, string>>): Promise<Answer> {
    const response = await fetch(`http://${this.argocd.api}/api/v1/${path}?${new URLSearchParams(query).toString()}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
    });
    const text = await response.text();
    return { done: response.ok, stdout: response.ok ? text : '', stderr: response.ok ? '' : text };
  }
}
