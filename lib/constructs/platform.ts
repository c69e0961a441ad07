import { App } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type { Cluster } from '../model/cluster';
import { messageOf, ProblemsError, propError, propProblem } from '../model/errors';
import { rootName, type Plane, type RootName } from '../model/plane';
import type { Releases } from '../model/release';
import type { Topology } from '../model/topology';
import type { Versions } from '../model/versions';
import type { Waiver } from '../model/waiver';
import type { ApplicationRecord } from './application-record';
import { Bootstrap } from './bootstrap/bootstrap';
import { GitOpsRoot } from './gitops-root';
import type { WorkloadRecord } from './workload-record';

/** Props of a {@link Platform}. */
export interface PlatformProps {
  /** Clusters, roots and owners. */
  readonly topology: Topology;

  /** Proposed chart and image versions, by cluster name. */
  readonly versions: ReadonlyMap<string, Versions>;

  /** Approved releases of all roots. */
  readonly releases: Releases;

  /**
   * Findings that are accepted for a while.
   *
   * @default none
   */
  readonly waivers?: readonly Waiver[];
}

const PLATFORM = Symbol.for('gitops-planes.Platform');

/**
 * All planes of one operator, and the registry of its applications and workloads.
 *
 * Synthesize it with `synthesize(platform, …)`: its own `synth()` would write files past the policies.
 */
export class Platform extends App {
  /** The platform that a construct belongs to. @throws when it belongs to none. */
  public static override of(construct: IConstruct): Platform {
    const top: object = construct.node.root;
    if (!(PLATFORM in top)) throw new Error(`[${construct.node.path}] is not part of a Platform`);
    return top[PLATFORM] as Platform;
  }

  public readonly topology: Topology;
  public readonly releases: Releases;
  public readonly waivers: readonly Waiver[];
  private readonly versions: ReadonlyMap<string, Versions>;
  private readonly roots = new Map<RootName, GitOpsRoot>();
  private readonly bootstraps = new Map<string, Bootstrap>();
  private readonly planeScopes = new Map<string, Construct>();
  private readonly _applications: ApplicationRecord[] = [];
  private readonly _workloads: WorkloadRecord[] = [];
  private readonly _problems: string[] = [];

  public constructor(props: PlatformProps) {
    // The folder is never written: `synthesize` has its own writer. Given here, cdk8s does not ask the environment.
    super({ outdir: '.synth' });
    Object.defineProperty(this, PLATFORM, { value: this });
    this.topology = props.topology;
    this.versions = props.versions;
    this.releases = props.releases;
    this.waivers = [...(props.waivers ?? [])];
    this.node.addValidation({ validate: () => this.undescribedRoots() });
    this.node.addValidation({ validate: () => this.repeatedNames() });
  }

  /**
   * The GitOps root of a plane on a cluster; the same one at every call.
   *
   * @throws when the topology declares no such root
   */
  public root(plane: Plane, cluster: Cluster): GitOpsRoot {
    const name = rootName(plane, cluster.name);
    const known = this.roots.get(name);
    if (known !== undefined) return known;
    const declaration = this.topology.tryFindRoot(plane, cluster.name);
    if (declaration === undefined) {
      const names = this.topology.roots.map((r) => rootName(r.plane, r.cluster.name));
      throw propError('platform', 'root', `a root that the topology declares (${names.join(', ')})`, name);
    }
    const root = new GitOpsRoot(this.planeScope(plane), declaration, this, this.bootstrap(cluster));
    this.roots.set(name, root);
    return root;
  }

  /** The bootstrap of a cluster's Argo CD instance; the same one at every call. */
  public bootstrap(cluster: Cluster): Bootstrap {
    const known = this.bootstraps.get(cluster.name);
    if (known !== undefined) return known;
    if (!this.topology.clusters.includes(cluster)) {
      const names = this.topology.clusters.map((c) => c.name).join(', ');
      throw propError('platform', 'cluster', `one of the topology's clusters (${names})`, cluster.name);
    }
    const bootstrap = new Bootstrap(this.planeScope('bootstrap'), cluster, this);
    this.bootstraps.set(cluster.name, bootstrap);
    return bootstrap;
  }

  /** Proposed versions of a cluster. @throws when there is no file for it. */
  public versionsOf(cluster: Cluster): Versions {
    const versions = this.versions.get(cluster.name);
    if (versions === undefined) {
      throw propError('platform', 'versions', `a file versions/${cluster.name}.json`, [...this.versions.keys()]);
    }
    return versions;
  }

  /** Enters an application into the registry. */
  public registerApplication(record: ApplicationRecord): void {
    this._applications.push(record);
  }

  /** Enters a chain workload into the registry, so that monitoring knows it. */
  public registerWorkload(record: WorkloadRecord): void {
    this._workloads.push(record);
  }

  /** All applications, released or not, in the order they were created. */
  public get applications(): readonly ApplicationRecord[] {
    return [...this._applications];
  }

  /** All chain workloads, in the order they were created. */
  public get workloads(): readonly WorkloadRecord[] {
    return [...this._workloads];
  }

  /** Roots that were described, in that order. */
  public get describedRoots(): readonly GitOpsRoot[] {
    return [...this.roots.values()];
  }

  /**
   * Runs one description, and keeps what it throws for the report at synthesis, so that a mistake in one plane does
   * not hide those in the others.
   */
  public describe(description: () => void): void {
    try {
      description();
    } catch (thrown) {
      this._problems.push(...(thrown instanceof ProblemsError ? thrown.problems : [messageOf(thrown)]));
    }
  }

  /** Problems that {@link describe} kept. */
  public get problems(): readonly string[] {
    return [...this._problems];
  }

  /** @throws always: it would write files past the policies. */
  public override synth(): void {
    throw new Error("a Platform is not synthesized by synth(): call 'synthesize(platform, …)' of gitops-planes");
  }

  /** @throws always, for the same reason as {@link synth}. */
  public override synthYaml(): string {
    throw new Error("a Platform is not synthesized by synthYaml(): call 'synthesize(platform, …)' of gitops-planes");
  }

  private planeScope(name: string): Construct {
    const scope = this.planeScopes.get(name) ?? new Construct(this, name);
    this.planeScopes.set(name, scope);
    return scope;
  }

  /** Names are unique per instance, released or not: once released, one would take over the other on EKS. */
  private repeatedNames(): string[] {
    const first = new Map<string, string>();
    return this._applications.flatMap(({ cluster, name, constructPath }) => {
      const key = `${cluster.name}/${name}`;
      const known = first.get(key);
      if (known === undefined) first.set(key, constructPath);
      const mustBe = `a name of its own in Argo CD on ${cluster.name}, apart from that of [${known ?? ''}]`;
      return known === undefined ? [] : [propProblem(constructPath, 'id', mustBe, name)];
    });
  }

  private undescribedRoots(): string[] {
    return this.topology.roots
      .map((root) => rootName(root.plane, root.cluster.name))
      .filter((name) => !this.roots.has(name))
      .map((name) => `root ${name} is declared in the topology and nothing calls platform.root() for it`);
  }
}
