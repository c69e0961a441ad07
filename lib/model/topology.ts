import type { Cluster } from './cluster';
import { dnsLabel } from './dns-name';
import { propProblem, ProblemsError } from './errors';
import { rootName, type Plane, type RootName } from './plane';
import type { RootRepository } from './root-repository';

/** Groups of people, by the names the identity provider sends. */
export interface Owners {
  /** Who proposes changes by pull request and reads the plane's Applications. */
  readonly developers: string;

  /** Who approves releases and syncs. Never the developers' group: a proposal is not its own approval. */
  readonly operators: string;
}

/** One plane on one cluster. */
export interface RootDeclaration {
  readonly plane: Plane;
  readonly cluster: Cluster;
  readonly repository: RootRepository;
  readonly owners: Owners;
}

/** Props of a {@link Topology}. */
export interface TopologyProps {
  /** Name of the platform; the `app.kubernetes.io/part-of` label of everything. */
  readonly name: string;
  readonly clusters: readonly Cluster[];
  readonly roots: readonly RootDeclaration[];

  /** Group that owns bootstrap, topology, keys and policies. */
  readonly security: string;

  /** Group that reads health and alerts, and nothing else. */
  readonly observers: string;

  /**
   * Group that admission lets past where only an incident justifies it. It has no members in normal times, so it is
   * nobody's daily group.
   *
   * @default breakglass
   */
  readonly breakglass?: string;
}

/** All clusters, the planes that stand on each, and who owns them. */
export class Topology {
  public readonly name: string;
  public readonly clusters: readonly Cluster[];
  public readonly roots: readonly RootDeclaration[];
  public readonly security: string;
  public readonly observers: string;
  public readonly breakglass: string;

  /** @throws ProblemsError with every contradiction: names used twice, roots on one path, groups that overlap. */
  public constructor(props: TopologyProps) {
    this.name = dnsLabel('topology', 'name', props.name);
    this.clusters = [...props.clusters];
    this.roots = [...props.roots];
    this.security = props.security;
    this.observers = props.observers;
    this.breakglass = props.breakglass ?? 'breakglass';
    const problems = [
      ...repeated(
        this.clusters.map((c) => c.name),
        'clusters',
        'distinct cluster names',
      ),
      ...repeated(
        this.roots.map((r) => rootName(r.plane, r.cluster.name)),
        'roots',
        'one root per plane and cluster',
      ),
      ...unknownClusters(this),
      ...sharedPaths(this),
      ...groupProblems(this),
    ];
    if (problems.length > 0) throw new ProblemsError(problems);
  }

  /** The declared root, or undefined. */
  public tryFindRoot(plane: Plane, cluster: string): RootDeclaration | undefined {
    return this.roots.find((root) => root.plane === plane && root.cluster.name === cluster);
  }

  /** The roots on a cluster, in the order they were declared. */
  public rootsOn(cluster: Cluster): readonly RootDeclaration[] {
    return this.roots.filter((root) => root.cluster === cluster);
  }
}

function repeated(names: readonly string[], prop: string, mustBe: string): string[] {
  const again = new Set(names.filter((name, i) => names.indexOf(name) !== i));
  return [...again].map((name) => propProblem('topology', prop, mustBe, name));
}

function unknownClusters(topology: Topology): string[] {
  return topology.roots
    .filter((root) => !topology.clusters.includes(root.cluster))
    .map((root) => propProblem('topology', 'roots', "a plane on one of the topology's clusters", root.cluster.name));
}

/** Every place in a repository that something is published to: the roots and each instance's bootstrap. */
function publishedPaths(topology: Topology): { readonly name: RootName; readonly at: RootRepository }[] {
  return [
    ...topology.roots.map((r) => ({ name: rootName(r.plane, r.cluster.name), at: r.repository })),
    ...topology.clusters.map((c) => ({ name: rootName('bootstrap', c.name), at: c.instance.bootstrap })),
  ];
}

function sharedPaths(topology: Topology): string[] {
  const places = publishedPaths(topology);
  return places.flatMap((place, i) =>
    places
      .slice(i + 1)
      .filter((other) => other.at.url === place.at.url && overlaps(other.at.path, place.at.path))
      .map((other) =>
        propProblem(
          `topology root ${other.name}`,
          'repository',
          `a path of its own, apart from that of ${place.name} (${place.at.url} ${place.at.path})`,
          other.at.path,
        ),
      ),
  );
}

function overlaps(a: string, b: string): boolean {
  const inside = (inner: string, outer: string): boolean =>
    outer === '.' || inner === outer || inner.startsWith(`${outer}/`);
  return inside(a, b) || inside(b, a);
}

function groupProblems(topology: Topology): string[] {
  const named: (readonly [string, string, string])[] = [
    ['topology', 'security', topology.security],
    ['topology', 'observers', topology.observers],
    ['topology', 'breakglass', topology.breakglass],
    ...topology.roots.flatMap((root) => {
      const where = `topology root ${rootName(root.plane, root.cluster.name)}`;
      return [
        [where, 'owners.developers', root.owners.developers],
        [where, 'owners.operators', root.owners.operators],
      ] as const;
    }),
  ];
  // A comma or line break would end the field of a Casbin policy line early.
  const unusable = named
    .filter(([, , group]) => !/^[^\s,"][^,"\r\n]*$/.test(group))
    .map(([where, prop, group]) => propProblem(where, prop, 'a group name without comma, quote or line break', group));
  const same = topology.roots
    .filter((root) => root.owners.developers === root.owners.operators)
    .map((root) =>
      propProblem(
        `topology root ${rootName(root.plane, root.cluster.name)}`,
        'owners.operators',
        'another group than owners.developers',
        root.owners.operators,
      ),
    );
  const daily = named.filter(([, prop]) => prop !== 'breakglass').map(([, , group]) => group);
  const everyday = daily.includes(topology.breakglass)
    ? [
        propProblem(
          'topology',
          'breakglass',
          "a group that is empty in normal times, and nobody's other group",
          topology.breakglass,
        ),
      ]
    : [];
  return [...unusable, ...same, ...everyday];
}
