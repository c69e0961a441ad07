import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { AppProject, type AppProjectSpec } from '../../imports/argoproj.io';
import { dnsLabel } from '../model/dns-name';
import { propError } from '../model/errors';
import { isClusterScoped, type KindRef, type NonEmpty } from '../model/kind';
import { LABEL } from '../model/labels';
import { PLANES } from '../model/plane';
import {
  guardPolicy,
  personaPolicies,
  rollPolicy,
  type GuardGrant,
  type Persona,
  type RollGrant,
} from '../model/project-role';
import type { Bootstrap } from './bootstrap/bootstrap';
import { FolderPart } from './folder';
import type { GitOpsRoot } from './gitops-root';

/** Props of a {@link DomainProject}. */
export interface DomainProjectProps {
  /** One sentence for the people who open it in Argo CD. */
  readonly description: string;

  /** Namespaces its applications may write to. Exact names: a negation would allow everything else. */
  readonly namespaces: readonly string[];

  /**
   * Namespaced kinds its applications may write. Never empty: Argo CD drops an empty list when it rewrites the
   * project, and an absent list allows every kind (seen with 3.5.1 after a role token was created).
   */
  readonly kinds: NonEmpty<KindRef>;

  /**
   * Kinds without a namespace that its applications may write.
   *
   * @default none
   */
  readonly clusterKinds?: readonly KindRef[];

  /**
   * Chart repositories it may read besides its root's repository.
   *
   * @default none
   */
  readonly chartRepositories?: readonly string[];
}

/** Projects of the instance itself. `<plane>-root` needs no place here: it would render the same file. */
const RESERVED: ReadonlySet<string> = new Set(['default', 'bootstrap', 'bootstrap-root']);

/**
 * An AppProject: what the applications of one domain may touch, by allow-lists only.
 *
 * It is rendered into the instance's bootstrap, which security owns, so that no root can widen itself.
 */
export class DomainProject extends Construct {
  public readonly name: string;
  /**
   * Whether its applications are gated: a permanent deny window then refuses every automated sync in it. True in the
   * chain plane, whose namespace the gate's admission policy guards, and nowhere else.
   */
  public readonly gated: boolean;
  private readonly namespaces: Set<string>;
  private readonly repositories: Set<string>;
  private readonly rolls: RollGrant[] = [];
  private readonly guards: GuardGrant[] = [];

  public constructor(
    public readonly root: GitOpsRoot,
    id: string,
    private readonly props: DomainProjectProps,
  ) {
    super(root, `project-${id}`);
    this.name = dnsLabel(this, 'id', id);
    if (RESERVED.has(this.name)) {
      throw propError(this, 'id', `another name than ${[...RESERVED].join(', ')}, which belong to the instance`, id);
    }
    this.gated = root.plane === 'chain';
    this.namespaces = new Set(props.namespaces.map((namespace) => this.ownNamespace(namespace)));
    this.repositories = new Set([root.repository.url, ...(props.chartRepositories ?? [])]);
    for (const url of this.repositories) {
      if (/[!*?[{]/.test(url)) throw propError(this, 'chartRepositories', 'exact URLs without !, *, ?, [ and {', url);
    }
    this.refuseWideKinds();
    this.node.addValidation({
      validate: () => (this.namespaces.size > 0 ? [] : ["no namespace: name at least one in 'namespaces'"]),
    });
    const bootstrap: Bootstrap = root.bootstrap;
    root.registerProject(this);
    const part = new FolderPart(this, 'bootstrap', bootstrap.content);
    new AppProject(part, 'project', {
      metadata: { name: this.name, labels: { [LABEL.component]: 'project', [LABEL.plane]: root.plane } },
      spec: this.spec(),
    });
  }

  /** Adds a namespace that its applications may write to. */
  public addNamespace(namespace: string): void {
    this.namespaces.add(this.ownNamespace(namespace));
  }

  /** Lets operators delete the one pod of a StatefulSet that starts its pending revision only then. */
  public addRoll(grant: RollGrant): void {
    this.rolls.push(grant);
  }

  /** Lets a guard's local account do one thing to one of its applications. */
  public addGuard(grant: GuardGrant): void {
    this.guards.push(grant);
  }

  /** Whether its applications may write to a namespace. */
  public allowsNamespace(namespace: string): boolean {
    return this.namespaces.has(namespace);
  }

  /** Namespaces so far that its applications may write to, sorted. */
  public get allowedNamespaces(): readonly string[] {
    return [...this.namespaces].sort();
  }

  /** Whether its applications may read a repository. */
  public allowsRepository(url: string): boolean {
    return this.repositories.has(url);
  }

  /** Whoever may write beside Argo CD's settings or Applications can give himself everything else. */
  private ownNamespace(namespace: string): string {
    const { instance } = this.root.cluster;
    const reserved = [instance.namespace, ...PLANES.map((plane) => instance.applicationNamespace(plane))];
    if (reserved.includes(namespace)) {
      throw propError(this, 'namespaces', "a namespace outside Argo CD's own and those of Applications", namespace);
    }
    return dnsLabel(this, 'namespaces', namespace);
  }

  private refuseWideKinds(): void {
    const { kinds, clusterKinds = [] } = this.props;
    for (const { group, kind } of [...kinds, ...clusterKinds]) {
      if (/^[a-z0-9.-]*$/.test(group) && /^[A-Z][A-Za-z0-9]*$/.test(kind)) continue;
      throw propError(this, 'kinds', 'exact groups and kinds without wildcards', `${group}/${kind}`);
    }
    const misplaced = kinds.find(isClusterScoped);
    if (misplaced !== undefined) {
      throw propError(this, 'kinds', "kinds with a namespace; the others go into 'clusterKinds'", misplaced.kind);
    }
  }

  private spec(): AppProjectSpec {
    const { cluster, plane } = this.root;
    return {
      description: this.props.description,
      sourceRepos: [...this.repositories].sort(),
      sourceNamespaces: [cluster.instance.applicationNamespace(plane)],
      destinations: Lazy.any({
        produce: () => this.allowedNamespaces.map((namespace) => ({ server: cluster.server, namespace })),
      }) as AppProjectSpec['destinations'],
      ...(this.props.clusterKinds?.length ? { clusterResourceWhitelist: distinct(this.props.clusterKinds) } : {}),
      namespaceResourceWhitelist: distinct(this.props.kinds),
      roles: Lazy.any({ produce: () => this.roles() }) as AppProjectSpec['roles'],
      ...(this.gated ? { syncWindows: [PERMANENT_DENY] } : {}),
    };
  }

  /** Workloads and guards are added until synthesis, and with them the pods that are rolled. */
  private roles(): NonNullable<AppProjectSpec['roles']> {
    const { owners, platform } = this.root;
    const groups: Readonly<Record<Persona, string | undefined>> = {
      developer: owners.developers,
      operator: owners.operators,
      breakglass: undefined,
      observer: platform.topology.observers,
    };
    const rolls = this.rolls.map((grant) => rollPolicy(this.name, grant)).sort();
    return [
      ...(Object.keys(groups) as Persona[]).map((persona) => ({
        name: persona,
        policies: [...personaPolicies(this.name, persona), ...(persona === 'operator' ? rolls : [])],
        ...(groups[persona] === undefined ? {} : { groups: [groups[persona]] }),
      })),
      ...this.guards.map((grant) => ({
        name: grant.name,
        policies: [guardPolicy(this.name, grant)],
        groups: [grant.name],
      })),
    ];
  }
}

/** Each kind once, sorted, so that the order in which charts are named never shows in a diff. */
function distinct(kinds: readonly KindRef[]): KindRef[] {
  const byName = new Map(kinds.map(({ group, kind }) => [`${group}/${kind}`, { group, kind }]));
  return [...byName.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, ref]) => ref);
}

/**
 * Refuses automated sync at all times and leaves a person's sync alone. Every minute with a length of a day has no
 * edge at which it is inactive; midnight with a length of a day has one.
 */
export const PERMANENT_DENY = {
  kind: 'deny',
  schedule: '* * * * *',
  duration: '24h',
  timeZone: 'UTC',
  applications: ['*'],
  manualSync: true,
};
