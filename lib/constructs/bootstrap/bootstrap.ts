import { Construct } from 'constructs';
import { Application } from '../../../imports/argoproj.io';
import { k8s } from 'cdk8s-plus-28';
import type { Cluster } from '../../model/cluster';
import { dnsLabel } from '../../model/dns-name';
import { propError } from '../../model/errors';
import { GUARD_PREFIX } from '../../model/guard-right';
import { LABEL, labelsOf } from '../../model/labels';
import { rootName, type RootName } from '../../model/plane';
import { gated } from '../../model/sync-policy';
import type { ApplicationRecord } from '../application-record';
import { applicationAnnotations, applicationSpec } from '../application-spec';
import { addSettings } from './add-settings';
import { argocdSettings } from './argocd-settings';
import {
  bootstrapProject,
  bootstrapRootProject,
  followBranch,
  lockedDefaultProject,
  planeRootProject,
} from './bootstrap-objects';
import { addAccountRole, type AccountGrant } from './account-role';
import { Folder, FolderPart } from '../folder';
import { addFences } from './fences/fences';
import { addGatePolicies } from './gate-policy';
import type { GitOpsRoot } from '../gitops-root';
import { addGuardRights, addPersonaRoles, addUnitRights, type UnitRights } from './persona-rights';
import type { Platform } from '../platform';
import { byHandReadme } from './by-hand-readme';
import { instanceReadme } from './readme-text';
import { addServerRights } from './server-rights';

/** Options of {@link Bootstrap.addNamespace}. */
export interface NamespaceOptions {
  /**
   * Pod Security Standard that the API server enforces.
   *
   * @default restricted
   */
  readonly podSecurity?: 'restricted' | 'baseline' | 'privileged';

  /**
   * Labels besides Pod Security's.
   *
   * @default none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Name of the one Application that writes the instance's settings. */
const INSTANCE = 'instance';

/**
 * What belongs to one Argo CD instance rather than to a root: projects, root Applications, settings, namespaces and
 * admission policies. Security owns it, so no root can widen itself.
 *
 * Made by `platform.bootstrap(cluster)`.
 */
export class Bootstrap extends Construct {
  public readonly name: RootName;

  /** What an operator applies once by hand. */
  public readonly byHand: Folder;

  /** Holds the one gated Application `instance`, once it is released. */
  public readonly applications: Folder;

  /** Content of the Application `instance`. */
  public readonly content: Folder;
  private readonly namespaces = new Map<string, string>();
  private readonly granted = new Set<string>();
  private readonly accounts: string[] = [];

  public constructor(
    scope: Construct,
    public readonly cluster: Cluster,
    private readonly platform: Platform,
  ) {
    super(scope, cluster.name);
    this.name = rootName('bootstrap', cluster.name);
    this.byHand = this.addFolder('by-hand', false);
    this.applications = this.addFolder('applications', false);
    this.content = this.addFolder(INSTANCE, true);
    this.byHand.addFile('README.md', byHandReadme(cluster, this.platform.topology));
    this.applications.addFile('README.md', instanceReadme(cluster));
    const runsChains = this.platform.topology.tryFindRoot('chain', cluster.name) !== undefined;
    bootstrapProject(this.byHand, cluster, this.platform.topology, runsChains ? () => this.granted : undefined);
    bootstrapRootProject(this.byHand, cluster);
    new Application(this.byHand, 'bootstrap-root', {
      metadata: { name: 'bootstrap-root', labels: { [LABEL.component]: 'application' } },
      spec: followBranch(cluster, cluster.instance.bootstrap, 'bootstrap-root', cluster.instance.namespace),
    });
    this.addInstanceApplication();
    lockedDefaultProject(this.content);
    addSettings(this.content, this.byHand, () => argocdSettings(cluster, this.platform.topology, this.accounts));
    this.addApplicationNamespaces();
    addGatePolicies(this.content, cluster, this.platform.topology);
    addFences(this.content, cluster, this.platform);
    if (runsChains) addPersonaRoles(this.content);
  }

  /** Enters a root: its Application and the project that confines it. */
  public addRoot(root: GitOpsRoot): void {
    const name = `${root.plane}-root`;
    planeRootProject(this.content, root);
    new Application(this.content, name, {
      metadata: {
        name,
        labels: { [LABEL.component]: 'application', [LABEL.plane]: root.plane },
        // Projects, namespaces and settings stand before the first root looks for them.
        annotations: applicationAnnotations(10),
      },
      spec: followBranch(this.cluster, root.repository, name, root.applicationNamespace),
    });
  }

  /**
   * Asks for a namespace that a workload needs.
   *
   * @throws when somebody else asked for the same one, or it is Argo CD's own or one that Kubernetes starts with
   */
  public addNamespace(asker: Construct, name: string, options: NamespaceOptions = {}): void {
    dnsLabel(asker, 'namespace', name);
    if (name === this.cluster.instance.namespace || name === 'default' || name.startsWith('kube-')) {
      throw propError(asker, 'namespace', "a namespace that is neither Argo CD's own nor one of Kubernetes", name);
    }
    const first = this.namespaces.get(name);
    if (first !== undefined) {
      throw propError(asker, 'namespace', `a namespace of its own, apart from that of ${first}`, name);
    }
    this.namespaces.set(name, asker.node.path);
    new k8s.KubeNamespace(this.content, `namespace-${name}`, {
      metadata: {
        name,
        labels: {
          [LABEL.component]: 'namespace',
          'pod-security.kubernetes.io/enforce': options.podSecurity ?? 'restricted',
          ...options.labels,
        },
      },
    });
  }

  /**
   * Gives a guard rights to objects of a namespace: its own, or that of a unit, in which people have rights as well. They
   * stand here, so that no root can widen its own.
   */
  public addAccountRole(asker: Construct, grant: AccountGrant): void {
    this.granted.add(`${GUARD_PREFIX}*`);
    addAccountRole(new FolderPart(asker, `rights-${grant.namespace}`, this.content), grant);
  }

  /** Asks for a local account of Argo CD, which can hold a key and nothing else. */
  public addAccount(name: string): void {
    this.accounts.push(name);
  }

  /**
   * Gives people their rights in the namespace of a unit of a chain workload.
   *
   * The project of the instance allows it by the name of the unit. It is applied by hand: a list of workloads would make
   * every new one a task for somebody with kubectl, and refuse all of the instance until it is done.
   */
  public addUnitRights(unit: UnitRights): void {
    this.granted.add(`*-${unit.unit}`);
    addUnitRights(this.content, unit, this.platform.topology.breakglass);
  }

  /** Lets operators run a guard and read what it did, in its namespace. */
  public addGuardRights(namespace: string, operators: string): void {
    this.granted.add(`${GUARD_PREFIX}*`);
    addGuardRights(this.content, namespace, operators);
  }

  private addFolder(folder: string, protect: boolean): Folder {
    return new Folder(this, folder, {
      root: this.name,
      cluster: this.cluster,
      folder,
      namespace: this.cluster.instance.namespace,
      protect,
      labels: labelsOf({ name: this.name, component: 'bootstrap', partOf: this.platform.topology.name }),
    });
  }

  private addInstanceApplication(): void {
    const { cluster, platform } = this;
    const release = platform.releases.tryFind(this.name, INSTANCE);
    const record: ApplicationRecord = {
      root: this.name,
      cluster,
      name: INSTANCE,
      path: `${this.content.dir}/${INSTANCE}`,
      constructPath: this.node.path,
      source: { kind: 'content' },
      sync: gated(),
      sensitive: true,
      release,
      images: {},
    };
    platform.registerApplication(record);
    if (release === undefined) return;
    const { namespace, bootstrap } = cluster.instance;
    new Application(this.applications, INSTANCE, {
      metadata: {
        name: INSTANCE,
        labels: labelsOf({
          name: INSTANCE,
          component: 'application',
          partOf: platform.topology.name,
          sensitive: true,
          gated: true,
        }),
        annotations: applicationAnnotations(),
      },
      spec: applicationSpec({
        record,
        release,
        instance: cluster.instance,
        repository: bootstrap,
        project: 'bootstrap',
        namespace,
      }),
    });
  }

  private addApplicationNamespaces(): void {
    const { instance } = this.cluster;
    if (instance.flavor !== 'self-managed') return;
    for (const root of this.platform.topology.rootsOn(this.cluster)) {
      const gate: Readonly<Record<string, string>> = root.plane === 'chain' ? { [LABEL.gated]: 'true' } : {};
      this.addNamespace(this, instance.applicationNamespace(root.plane), {
        labels: { [LABEL.plane]: root.plane, ...gate },
      });
      if (instance.installedBy === 'manifests') {
        addServerRights(this.content, instance, instance.applicationNamespace(root.plane));
      }
    }
  }
}
