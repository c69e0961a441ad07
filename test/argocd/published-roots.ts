import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GitRepository } from '../commands/git-repository';
import { ProjectCopy } from '../end-to-end/project';

/** The roots of the cluster, in the order in which they are released. */
const PLANES = ['service', 'chain', 'monitoring', 'product', 'bootstrap'] as const;

type Plane = (typeof PLANES)[number];

/**
 * The example with each plane's output published to a bare repository, and everything of testnet released at the commit
 * that really holds it: what people and CI do with a change.
 */
export class PublishedRoots {
  public readonly copy = new ProjectCopy({ dist: true, git: true });

  /** @param repositories where the bare repositories are made, as `fp/gitops-<plane>.git` */
  public constructor(private readonly repositories: string) {
    for (const plane of readdirSync(join(this.copy.folder, 'dist'))) {
      mkdirSync(this.repositoryOf(plane), { recursive: true });
      new GitRepository(this.repositoryOf(plane)).git('init', '--quiet', '--bare', '--initial-branch=main');
    }
  }

  /** Publishes content, releases it, and publishes the releases. */
  public releaseAll(): void {
    this.synthesize();
    const content = new Map(PLANES.map((plane) => [plane, this.publish(plane)]));
    for (const plane of PLANES) this.planes('release', `${plane}.testnet`, '--to', content.get(plane) ?? '');
    this.synthesize();
    for (const plane of PLANES) this.publish(plane);
  }

  /**
   * Replaces a text in a source file, and publishes what that changes in a plane's content.
   *
   * @returns the commit that holds it, for a release
   * @throws when the text is not there
   */
  public change(file: string, from: string, to: string, plane: Plane): string {
    const text = this.copy.read(file);
    if (!text.includes(from)) throw new Error(`no '${from}' in ${file}`);
    writeFileSync(join(this.copy.folder, file), text.replace(from, to));
    this.synthesize();
    return this.publish(plane);
  }

  /** Releases an application at a commit, and publishes the release. */
  public release(plane: Plane, application: string, commit: string): void {
    this.planes('release', `${plane}.testnet`, application, '--to', commit);
    this.synthesize();
    this.publish(plane);
  }

  /** Where the files lie that an operator checks out of a plane's repository. */
  public checkout(plane: Plane): string {
    return join(this.copy.folder, 'dist', plane);
  }

  public remove(): void {
    this.copy.remove();
  }

  private publish(plane: Plane): string {
    const tree = new GitRepository(this.checkout(plane));
    const at = ['--git-dir', this.repositoryOf(plane), '--work-tree', '.'];
    tree.git(...at, 'add', '--all');
    tree.git(...at, 'commit', '--quiet', '--allow-empty', '--message=publish');
    return tree.git(...at, 'rev-parse', 'HEAD');
  }

  private synthesize(): void {
    this.planes('synth');
    this.copy.commit('change');
  }

  private planes(...args: readonly string[]): void {
    const { code, stdout, stderr } = this.copy.planes(args);
    if (code !== 0) throw new Error(`planes ${args.join(' ')} ended with ${code}: ${stdout}${stderr}`);
  }

  private repositoryOf(plane: string): string {
    return join(this.repositories, 'fp', `gitops-${plane}.git`);
  }
}
