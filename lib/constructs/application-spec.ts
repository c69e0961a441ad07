import type { ApplicationSpec, ApplicationSpecSources, ApplicationSpecSyncPolicy } from '../../imports/argoproj.io';
import { propError } from '../model/errors';
import type { Image } from '../model/image';
import type { Instance } from '../model/instance';
import { ANNOTATION } from '../model/labels';
import type { Release } from '../model/release';
import type { RootRepository } from '../model/root-repository';
import type { SyncPolicy } from '../model/sync-policy';
import type { ApplicationRecord } from './application-record';

/** What an Application is printed from: its registry record, its release, and where it stands. */
export interface ApplicationSpecInput {
  readonly record: ApplicationRecord;
  readonly release: Release;
  readonly instance: Instance;
  readonly repository: RootRepository;
  readonly project: string;
  readonly namespace: string;

  /**
   * How often a failed sync is tried again. Wave children need a small one: while a child retries an old revision, a
   * repaired release waits (376 s with Argo CD's defaults, 9 s with 1; seen with 3.5.1).
   *
   * @default Argo CD's own
   */
  readonly retryLimit?: number;
}

/** Loads every rendered file and none of the others; `**` would miss the top level. */
export const INCLUDE_YAML = '*.yaml';

/**
 * Protects an object from prune and from deletion with its application; each alone leaves the other way open
 * (https://github.com/argoproj/argo-cd/issues/9853).
 */
export const PROTECT = 'Prune=false,Delete=false';

/**
 * Annotations of a child Application, from its first day: dropped from Git it then stays alive, its root stays Synced,
 * and even a person's prune spares it.
 */
export function applicationAnnotations(wave?: number): Record<string, string> {
  return {
    [ANNOTATION.compareOptions]: 'IgnoreExtraneous',
    [ANNOTATION.syncOptions]: PROTECT,
    ...(wave === undefined ? {} : { [ANNOTATION.syncWave]: String(wave) }),
  };
}

/** The spec of a released application. Holds no empty value: each would be a permanent difference in the parent. */
export function applicationSpec(input: ApplicationSpecInput): ApplicationSpec {
  const { record, instance } = input;
  return {
    project: input.project,
    destination: { server: record.cluster.server, namespace: input.namespace },
    ...sourceOf(input),
    syncPolicy: {
      ...automatedOf(record.sync, instance),
      syncOptions: syncOptions(record, instance),
      ...(input.retryLimit === undefined
        ? {}
        : { retry: { limit: input.retryLimit, backoff: { duration: '3s', factor: 2, maxDuration: '1m' } } }),
    },
    revisionHistoryLimit: 3,
  };
}

function sourceOf({ record, release, repository }: ApplicationSpecInput): Pick<ApplicationSpec, 'source' | 'sources'> {
  const path = repository.pathOf(record.name);
  const at = { repoUrl: repository.url, path, targetRevision: pinned(record, release) };
  const { kind } = record.source;
  if (kind === 'chart') return { sources: chartSources(record, release, repository) };
  if (kind === 'product') return { source: { ...at, ...kustomizeOf(imageOverrides(record, release)) } };
  return { source: { ...at, directory: { include: INCLUDE_YAML } } };
}

function chartSources(
  record: ApplicationRecord,
  release: Release,
  repository: RootRepository,
): ApplicationSpecSources[] {
  if (record.source.kind !== 'chart') return [];
  const { chart } = record.source;
  return [
    {
      repoUrl: chart.repository,
      chart: chart.name,
      targetRevision: releasedChart(record, release),
      helm: { releaseName: record.name, valueFiles: [`$values/${repository.pathOf(`${record.name}/values.yaml`)}`] },
    },
    { repoUrl: repository.url, targetRevision: pinned(record, release), ref: 'values' },
  ];
}

/** A branch or a short id can move, and then the application syncs what nobody released. */
function pinned(record: ApplicationRecord, release: Release): string {
  if (/^[0-9a-f]{40}$/.test(release.revision)) return release.revision;
  throw propError(releaseFile(record), `${record.name}.revision`, 'a commit of 40 hex digits', release.revision);
}

/** Without images it is read as Kustomize all the same, because of its `kustomization.yaml`. */
function kustomizeOf(images: string[]): Pick<NonNullable<ApplicationSpec['source']>, 'kustomize'> {
  return images.length === 0 ? {} : { kustomize: { images } };
}

function releasedChart(record: ApplicationRecord, release: Release): string {
  if (release.chart === undefined) {
    throw propError(releaseFile(record), `${record.name}.chart`, "the chart's released version", undefined);
  }
  return release.chart.version;
}

/** `key=repository@digest` for each image: without `key=` Kustomize matches by a prefix that a port or digest breaks. */
function imageOverrides(record: ApplicationRecord, release: Release): string[] {
  return Object.keys(record.images)
    .sort()
    .map((key) => {
      const image: Image | undefined = release.images?.[key];
      if (image === undefined) {
        throw propError(releaseFile(record), `${record.name}.images.${key}`, 'the released image', undefined);
      }
      return `${key}=${image.repository}@${image.digest}`;
    });
}

function releaseFile(record: ApplicationRecord): string {
  return `releases/${record.root}.json`;
}

function automatedOf(sync: SyncPolicy, instance: Instance): Pick<ApplicationSpecSyncPolicy, 'automated'> {
  // Before 3.4 explicit `false` members are dropped when the controller rewrites the spec: permanent drift in the parent.
  const keepsFalse = instance.atLeast('3.4');
  if (sync.mode === 'gated') {
    // Only a member that is in Git can be seen as drift when somebody flips it live, so all three are explicit.
    return { automated: keepsFalse ? { enabled: false, prune: false, selfHeal: false } : { enabled: false } };
  }
  const { prune, selfHeal } = sync;
  if (keepsFalse) return { automated: { prune, selfHeal } };
  return { automated: { ...(prune ? { prune } : {}), ...(selfHeal ? { selfHeal } : {}) } };
}

function syncOptions(record: ApplicationRecord, instance: Instance): string[] {
  const options = ['FailOnSharedResource=true'];
  if (record.source.kind === 'chart' && record.source.chart.largeObjects) {
    // The migration is on by default, and takes over the fields that other client-side appliers own.
    options.push('ServerSideApply=true', 'ClientSideApplyMigration=false');
  }
  if (!record.sensitive) return options;
  options.push('PruneLast=true', 'RespectIgnoreDifferences=true');
  // Before 3.4 the application-level forms are ignored without a word; the objects carry the annotation anyway.
  if (instance.atLeast('3.4')) options.push('Prune=false', 'Delete=false');
  return options;
}
