import { dnsSubdomain } from './dns-name';
import { propError } from './errors';
import { isClusterScoped, KIND, type KindRef, type NonEmpty } from './kind';

/** What a chart brings besides namespaced objects of common kinds; policies cannot look into a chart. */
export interface ChartOwnership {
  /** Kinds the chart creates. */
  readonly kinds: readonly KindRef[];

  /** Names of CustomResourceDefinitions it installs. Argo CD does not protect these from a second owner. */
  readonly crds: readonly string[];

  /** Namespaces it writes to, its own destination included. */
  readonly namespaces: readonly string[];
}

/** A chart with its values, as an application's source. */
export interface ChartSource {
  readonly kind: 'chart';
  readonly chart: HelmChart<object>;
  readonly values: object;
}

/** Props of a {@link HelmChart}. */
export interface HelmChartProps {
  /** Chart name in its repository, and its key in `apps/versions/<cluster>.json`. */
  readonly name: string;

  /** Repository as Argo CD wants it: `https://…`, or an OCI registry path without `oci://`. */
  readonly repository: string;
  readonly owns: ChartOwnership;

  /**
   * Whether it installs objects of over 256 KiB, as large CRDs are. A client-side apply keeps a copy in an annotation,
   * which may not be longer, so such a chart is applied by the server.
   *
   * @default false
   */
  readonly largeObjects?: boolean;
}

/**
 * A Helm chart that applications may use: where it comes from and what it owns.
 *
 * `Values` is the type of the values that callers pass; name the switches that matter, so that a misspelt one does
 * not compile.
 */
export class HelmChart<Values extends object> {
  public readonly name: string;
  public readonly repository: string;
  public readonly owns: ChartOwnership;
  public readonly largeObjects: boolean;

  /** The kinds with a namespace that it creates: what a project must allow. */
  public readonly namespacedKinds: NonEmpty<KindRef>;

  /** The kinds without a namespace that it creates, CustomResourceDefinition included where it installs any. */
  public readonly clusterKinds: readonly KindRef[];

  /** Holds `Values` in the type, which would otherwise not depend on it. */
  declare protected readonly valuesType?: Values;

  public constructor(props: HelmChartProps) {
    const where = `chart ${props.name}`;
    this.name = dnsSubdomain(where, 'name', props.name);
    if (!/^(https:\/\/[^\s@*?![{]+|[a-z0-9.-]+(:[0-9]+)?(\/[a-z0-9._-]+)+)$/.test(props.repository)) {
      throw propError(where, 'repository', 'an https:// URL or an OCI registry path without oci://', props.repository);
    }
    this.repository = props.repository;
    this.owns = props.owns;
    this.largeObjects = props.largeObjects ?? false;
    const [first, ...others] = props.owns.kinds.filter((ref) => !isClusterScoped(ref));
    if (first === undefined)
      throw propError(where, 'owns.kinds', 'at least one kind with a namespace', props.owns.kinds);
    this.namespacedKinds = [first, ...others];
    this.clusterKinds = [
      ...props.owns.kinds.filter(isClusterScoped),
      ...(props.owns.crds.length > 0 ? [KIND.customResourceDefinition] : []),
    ];
  }

  /** This chart with values, as an application's source. */
  public source(values: Values): ChartSource {
    return { kind: 'chart', chart: this, values };
  }
}
