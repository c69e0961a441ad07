import { Construct } from 'constructs';
import { Application } from '../../imports/argoproj.io';
import type { ChartVersion } from '../model/chart-version';
import { APPLICATION_NAME_LENGTH, dnsLabel } from '../model/dns-name';
import { ProblemsError, propError, propProblem } from '../model/errors';
import type { ChartSource } from '../model/helm-chart';
import type { Image } from '../model/image';
import { jsonProblems } from '../model/json-value';
import { labelsOf } from '../model/labels';
import { PLANES } from '../model/plane';
import type { Release } from '../model/release';
import type { SyncPolicy } from '../model/sync-policy';
import { WAVE, type Wave } from '../model/wave';
import type { ApplicationRecord, ApplicationSource } from './application-record';
import { applicationAnnotations, applicationSpec } from './application-spec';
import { chartFiles } from './chart-files';
import type { DomainProject } from './domain-project';
import { Folder, FolderPart } from './folder';
import type { GitOpsRoot } from './gitops-root';

/** What an application syncs. */
export type SourceProps =
  /** Objects that are created below `application.content`. */
  | { readonly kind: 'content' }
  /** A Helm chart with values; its version comes from `apps/versions/<cluster>.json`. */
  | ChartSource
  /** Objects below `application.content` with a `kustomization.yaml`; images by name are overridden by the release. */
  | { readonly kind: 'product'; readonly images: Readonly<Record<string, Image>> };

/** Props of an {@link ArgoApplication}. */
export interface ArgoApplicationProps {
  /** The project whose allow-lists hold it. */
  readonly project: DomainProject;

  /** Namespace it writes to when an object names none. */
  readonly namespace: string;
  readonly source: SourceProps;
  readonly sync: SyncPolicy;

  /**
   * Whether nothing of it may ever be pruned, adopted or deleted with the application.
   *
   * @default true where it is gated, else false
   */
  readonly sensitive?: boolean;

  /**
   * Wave of the service plane.
   *
   * @default none
   */
  readonly wave?: Wave;

  /**
   * Steps after the first applications of its wave, 0 to 9.
   *
   * @default 0
   */
  readonly step?: number;

  /**
   * Proposed images by key, to be copied into its release.
   *
   * @default the images of a product, else none
   */
  readonly images?: Readonly<Record<string, Image>>;
}

/** Folders of a root that hold no content, and Applications of the instance itself: on EKS all share one namespace. */
const RESERVED: ReadonlySet<string> = new Set([
  'applications',
  'by-hand',
  'instance',
  'bootstrap-root',
  ...PLANES.map((plane) => `${plane}-root`),
]);

/**
 * One application of a root: its content, and the Application once it is released.
 *
 * This is the one place that prints an Application. There is no prop for a finalizer, `operation`, `Replace`, `Force`
 * or `CreateNamespace`: each of them has deleted or taken over workloads.
 */
export class ArgoApplication extends Construct {
  public readonly name: string;

  /** The folder that holds its content. */
  public readonly content: Folder;

  /** Its release, or undefined while it is content only. */
  public readonly release?: Release;

  public constructor(
    public readonly root: GitOpsRoot,
    id: string,
    props: ArgoApplicationProps,
  ) {
    super(root, id);
    this.name = dnsLabel(this, 'id', id, APPLICATION_NAME_LENGTH);
    if (RESERVED.has(this.name)) {
      throw propError(this, 'id', "another name than those of the instance's Applications and of a root's folders", id);
    }
    dnsLabel(this, 'namespace', props.namespace);
    const { platform } = root;
    const sensitive = props.sensitive ?? props.sync.mode === 'gated';
    refuseContradictions(this, props, sensitive);
    this.content = new Folder(this, 'content', {
      root: root.name,
      cluster: root.cluster,
      folder: this.name,
      namespace: props.namespace,
      protect: sensitive,
      labels: labelsOf({
        name: this.name,
        component: 'content',
        partOf: platform.topology.name,
        plane: root.plane,
        application: this.name,
        sensitive,
        gated: props.sync.mode === 'gated',
      }),
    });
    this.release = platform.releases.tryFind(root.name, this.name);
    const source = this.source(props);
    const record: ApplicationRecord = {
      root: root.name,
      cluster: root.cluster,
      name: this.name,
      path: `${this.content.dir}/${this.name}`,
      constructPath: this.node.path,
      source,
      sync: props.sync,
      sensitive,
      release: this.release,
      images: props.images ?? (props.source.kind === 'product' ? props.source.images : {}),
    };
    platform.registerApplication(record);
    if (this.release !== undefined) this.print(record, this.release, props);
  }

  private source(props: ArgoApplicationProps): ApplicationSource {
    if (props.source.kind !== 'chart') return props.source;
    const { chart, values } = props.source;
    const version: ChartVersion = this.root.platform.versionsOf(this.root.cluster).chart(chart.name);
    for (const [name, text] of chartFiles(chart, version, values)) this.content.addFile(name, text);
    return { kind: 'chart', chart, version };
  }

  private print(record: ApplicationRecord, release: Release, props: ArgoApplicationProps): void {
    const { instance } = this.root.cluster;
    const part = new FolderPart(this, 'released', this.root.applications);
    new Application(part, 'application', {
      metadata: {
        name: this.name,
        labels: {
          ...this.content.labels,
          ...labelsOf({ name: this.name, component: 'application', partOf: this.root.platform.topology.name }),
        },
        annotations: applicationAnnotations(
          props.wave === undefined ? undefined : WAVE[props.wave] + (props.step ?? 0),
        ),
      },
      spec: applicationSpec({
        record,
        release,
        instance,
        repository: this.root.repository,
        project: props.project.name,
        namespace: props.namespace,
        retryLimit: props.wave === undefined ? undefined : 1,
      }),
    });
  }
}

function refuseContradictions(application: ArgoApplication, props: ArgoApplicationProps, sensitive: boolean): void {
  const { project, sync, source } = props;
  const problems: string[] = [];
  const refuse = (prop: string, mustBe: string, got: unknown): void => {
    problems.push(propProblem(application, prop, mustBe, got));
  };
  if (project.root !== application.root)
    refuse('project', `a project of root ${application.root.name}`, project.node.path);
  if (!project.allowsNamespace(props.namespace)) {
    refuse('namespace', `a namespace that project '${project.name}' allows`, props.namespace);
  }
  if (sync.mode === 'gated' && !project.gated)
    refuse('project', 'a gated project, since the application is gated', project.name);
  if (sync.mode !== 'gated' && project.gated)
    refuse('sync', `gated(), as everything in project '${project.name}'`, sync.mode);
  if (sensitive && sync.mode === 'automated' && (sync.prune || sync.selfHeal)) {
    refuse('sync', 'gated() or automated() without prune and selfHeal, since the application is sensitive', sync);
  }
  if (source.kind === 'chart' && application.root.plane === 'chain') {
    refuse('source', 'content: no chart in the chain plane, since policies cannot see into one', source.chart.name);
  }
  if (source.kind === 'chart' && !project.allowsRepository(source.chart.repository)) {
    refuse('source', `a chart of a repository that project '${project.name}' allows`, source.chart.repository);
  }
  if (source.kind === 'chart') problems.push(...jsonProblems(application, 'values', source.values));
  if (problems.length > 0) throw new ProblemsError(problems);
}
