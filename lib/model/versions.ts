import type { ChartVersion } from './chart-version';
import { propError } from './errors';
import type { Image } from './image';
import { nearestName } from './nearest-name';

/** Chart versions and images by key. */
export interface VersionTable {
  /** Exact versions by chart name. */
  readonly charts: Readonly<Record<string, ChartVersion>>;

  /** Pinned images by key, such as `ethereum.geth`. */
  readonly images: Readonly<Record<string, Image>>;
}

/** Props of {@link Versions}. */
export interface VersionsProps extends VersionTable {
  readonly cluster: string;

  /** The file they come from, as messages name it: `apps/versions/testnet.json`. */
  readonly file: string;

  /**
   * What single workloads take instead, for a canary.
   *
   * @default none
   */
  readonly only?: Readonly<Record<string, VersionTable>>;
}

/** The versions that are proposed for a cluster. They change what is rendered; what runs is what is released. */
export class Versions {
  public readonly cluster: string;
  public readonly file: string;
  private readonly table: VersionTable;
  private readonly only: Readonly<Record<string, VersionTable>>;

  public constructor(props: VersionsProps) {
    this.cluster = props.cluster;
    this.file = props.file;
    this.table = { charts: props.charts, images: props.images };
    this.only = props.only ?? {};
  }

  /** Workloads that have versions of their own, for whoever knows which workloads there are. */
  public get workloads(): readonly string[] {
    return Object.keys(this.only);
  }

  /**
   * The image of a key, for a workload.
   *
   * @throws when the file has none, naming the nearest key that it has
   */
  public image(key: string, workload?: string): Image {
    return this.tryImage(key, workload) ?? this.fail('images', key);
  }

  /** The image of a key, for a workload, or undefined. */
  public tryImage(key: string, workload?: string): Image | undefined {
    return member(this.canary(workload).images, key) ?? member(this.table.images, key);
  }

  /**
   * The version of a chart, for a workload.
   *
   * @throws when the file has none, naming the nearest chart that it has
   */
  public chart(name: string, workload?: string): ChartVersion {
    const own = member(this.canary(workload).charts, name);
    return own ?? member(this.table.charts, name) ?? this.fail('charts', name);
  }

  private canary(workload: string | undefined): VersionTable {
    return (workload === undefined ? undefined : member(this.only, workload)) ?? { charts: {}, images: {} };
  }

  private fail(table: keyof VersionTable, key: string): never {
    const nearest = nearestName(key, Object.keys(this.table[table]));
    const hint = nearest === undefined ? '' : ` (nearest: ${nearest})`;
    throw propError(this.file, table, `a table with '${key}'${hint}`, Object.keys(this.table[table]));
  }
}

/** A member of its own: a key such as `constructor` finds nothing. */
function member<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
