import { dnsLabel } from './dns-name';
import { propError } from './errors';
import type { Plane } from './plane';
import type { RootRepository } from './root-repository';

/**
 * How an Argo CD is run. It decides what may be rendered: the EKS capability has one namespace for all Applications,
 * no `argocd-rbac-cm`, and ignores most settings
 * (https://docs.aws.amazon.com/eks/latest/userguide/argocd-comparison.html).
 */
export type Flavor = 'self-managed' | 'eks-capability';

/** What both flavors need. */
interface InstanceOptions {
  /** Argo CD's version as `major.minor`; at least 3.1, which knows `automated.enabled`. */
  readonly version: string;

  /** Where the bootstrap of this instance is published. */
  readonly bootstrap: RootRepository;

  /**
   * Namespace of Argo CD itself.
   *
   * @default argocd
   */
  readonly namespace?: string;
}

/**
 * What writes Argo CD's own objects: its installation manifests
 * (https://argo-cd.readthedocs.io/en/stable/operator-manual/installation/), or the chart argo-cd of argo-helm
 * (https://github.com/argoproj/argo-helm/tree/main/charts/argo-cd).
 */
export type InstalledBy = 'manifests' | 'chart';

/** Options of {@link Instance.selfManaged}. */
export interface SelfManagedOptions extends InstanceOptions {
  /**
   * What writes Argo CD's own objects. With `chart` the settings are rendered as values of that chart instead of
   * ConfigMaps, since it renders these itself.
   *
   * @default manifests
   */
  readonly installedBy?: InstalledBy;

  /**
   * Kubernetes users that write objects on behalf of Argo CD. Admission policies against adoption match them.
   *
   * @default the ServiceAccount `argocd-application-controller` in the instance's namespace
   */
  readonly writers?: readonly string[];
}

/** Options of {@link Instance.eksCapability}. */
export interface EksCapabilityOptions extends InstanceOptions {
  /** Kubernetes users that write objects on behalf of the capability: its IAM role as the access entry maps it. */
  readonly writers: readonly string[];
}

/** One Argo CD, on one cluster. */
export class Instance {
  /** An Argo CD that the operator installs; Applications live in one namespace per plane. */
  public static selfManaged(options: SelfManagedOptions): Instance {
    const namespace = options.namespace ?? 'argocd';
    const writers = options.writers ?? [`system:serviceaccount:${namespace}:argocd-application-controller`];
    return new Instance('self-managed', options, namespace, writers, options.installedBy ?? 'manifests');
  }

  /** The AWS EKS capability for Argo CD; all Applications live in its one namespace. */
  public static eksCapability(options: EksCapabilityOptions): Instance {
    return new Instance('eks-capability', options, options.namespace ?? 'argocd', options.writers, undefined);
  }

  public readonly version: string;
  public readonly bootstrap: RootRepository;
  public readonly writers: readonly string[];
  private readonly release: readonly [number, number];

  private constructor(
    public readonly flavor: Flavor,
    options: InstanceOptions,
    public readonly namespace: string,
    writers: readonly string[],
    /** What writes Argo CD's own objects; undefined where AWS does. */
    public readonly installedBy: InstalledBy | undefined,
  ) {
    this.version = options.version;
    this.release = parseVersion(options.version);
    this.bootstrap = options.bootstrap;
    if (writers.length === 0) throw propError('topology', 'writers', 'at least one Kubernetes user', writers);
    this.writers = [...writers];
    dnsLabel('topology', 'namespace', namespace);
    if (!this.atLeast('3.1')) {
      throw propError(
        'topology',
        'version',
        "an Argo CD of at least 3.1 (before it 'automated.enabled: false' means on)",
        options.version,
      );
    }
  }

  /** Whether this Argo CD is at least `version` (`major.minor`). */
  public atLeast(version: string): boolean {
    const [major, minor] = parseVersion(version);
    return this.release[0] > major || (this.release[0] === major && this.release[1] >= minor);
  }

  /**
   * The namespace in which a plane's Applications live.
   *
   * In Argo CD's own namespace any Application may name any project, so a self-managed instance has one namespace per
   * plane, and a project admits Applications from its plane's namespace only. The EKS capability has no such choice.
   */
  public applicationNamespace(plane: Plane): string {
    return this.flavor === 'self-managed' ? `${this.namespace}-${plane}` : this.namespace;
  }
}

function parseVersion(version: string): readonly [number, number] {
  const match = /^([0-9]{1,3})\.([0-9]{1,3})$/.exec(version);
  if (match === null) throw propError('topology', 'version', "Argo CD's version as major.minor, such as 3.5", version);
  return [Number(match[1]), Number(match[2])];
}
