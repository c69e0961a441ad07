import type { Cluster } from '../model/cluster';
import type { HelmChart } from '../model/helm-chart';
import type { ChartVersion } from '../model/chart-version';
import type { Image } from '../model/image';
import type { RootName } from '../model/plane';
import type { Release } from '../model/release';
import type { SyncPolicy } from '../model/sync-policy';

/** What an application's folder holds, and so how Argo CD reads it. Fixed for the life of an application's name. */
export type ApplicationSource =
  | { readonly kind: 'content' }
  | { readonly kind: 'chart'; readonly chart: HelmChart<object>; readonly version: ChartVersion }
  | { readonly kind: 'product'; readonly images: Readonly<Record<string, Image>> };

/** An application as the platform's registry knows it. */
export interface ApplicationRecord {
  readonly root: RootName;
  readonly cluster: Cluster;
  readonly name: string;

  /** Path of its folder below the output folder. */
  readonly path: string;
  readonly constructPath: string;
  readonly source: ApplicationSource;
  readonly sync: SyncPolicy;
  readonly sensitive: boolean;

  /** Absent while it is not approved to run: it is then content only, and no Application is printed. */
  readonly release?: Release;

  /** Proposed images of the content, by key, as they go into a release. */
  readonly images: Readonly<Record<string, Image>>;
}
