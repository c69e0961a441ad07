import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { findKubectl } from './programs';

/** Who sends a request: a user and the groups that the API server would have seen. */
export interface Subject {
  readonly user: string;
  readonly groups: readonly string[];
}

/** What kubectl said. */
export interface Answer {
  readonly done: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

export interface KubectlOptions {
  /** Manifests for `-f -`: objects are sent as one JSON list. */
  readonly objects?: readonly object[];

  /** One object for `--raw … -f -`, sent as it is. */
  readonly body?: object;

  /**
   * The subject to impersonate.
   *
   * @default the administrator that the kubeconfig names
   */
  readonly as?: Subject;
}

/** kubectl against one API server; its discovery cache lies beside the kubeconfig, never in the user's home. */
export class Kubectl {
  public constructor(
    private readonly kubeconfig: string,
    private readonly cacheFolder: string,
  ) {}

  /** What a shell needs for its `kubectl` to be this one. */
  public get environment(): Readonly<Record<string, string>> {
    const folder = dirname(findKubectl());
    const path = process.env['PATH'] ?? '';
    return {
      KUBECONFIG: this.kubeconfig,
      KUBECACHEDIR: this.cacheFolder,
      PATH: folder === '.' ? path : `${folder}:${path}`,
    };
  }

  /** Runs kubectl and returns what it said, whether it did it or not. */
  public ask(args: readonly string[], options: KubectlOptions = {}): Answer {
    const { objects, body, as } = options;
    const list = objects === undefined ? undefined : { apiVersion: 'v1', kind: 'List', items: objects };
    const input = body ?? list;
    const identity = as === undefined ? [] : ['--as', as.user, ...as.groups.flatMap((group) => ['--as-group', group])];
    const { status, stdout, stderr, error } = spawnSync(
      findKubectl(),
      ['--kubeconfig', this.kubeconfig, '--cache-dir', this.cacheFolder, ...identity, ...args],
      {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        input: input === undefined ? '' : JSON.stringify(input),
      },
    );
    if (error !== undefined) throw new Error(`kubectl could not run: ${error.message}`);
    return { done: status === 0, stdout, stderr };
  }

  /** Runs kubectl and returns its output; throws with what it said when it failed. */
  public run(args: readonly string[], options: KubectlOptions = {}): string {
    const { done, stdout, stderr } = this.ask(args, options);
    if (!done) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  /** The object or list that `kubectl get … -o json` prints. */
  public get(...args: readonly string[]): unknown {
    return JSON.parse(this.run(['get', ...args, '-o', 'json']));
  }
}
