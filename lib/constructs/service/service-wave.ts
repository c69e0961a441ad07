import { ApiObject } from 'cdk8s';
import { ProblemsError } from '../../model/errors';
import type { HelmChart } from '../../model/helm-chart';
import { jsonProblems } from '../../model/json-value';
import { KIND } from '../../model/kind';
import { ANNOTATION } from '../../model/labels';
import { automated, type SyncPolicy } from '../../model/sync-policy';
import type { Wave } from '../../model/wave';
import { PROTECT } from '../application-spec';
import { ArgoApplication, type SourceProps } from '../argo-application';
import type { DomainProject } from '../domain-project';
import type { Folder } from '../folder';
import type { GitOpsRoot } from '../gitops-root';
import { readinessProblems } from './vault-readiness';
import { admissionProblems, LAST_STEP, type Ready, type WaveMember } from './wave-checks';

interface ServiceFacts {
  /** The project whose allow-lists hold it. */
  readonly project: DomainProject;

  /** Namespace it writes to when an object names none. */
  readonly namespace: string;

  /**
   * Applications that must be healthy before it syncs, by name: each of an earlier wave, or added to this wave before
   * it. In this wave it then syncs one step later, as the objects of an operator do after the operator.
   *
   * @default none: it syncs together with the others of its wave
   */
  readonly after?: readonly string[];

  /**
   * The application that its secrets come from, such as the Vault: of an earlier wave. Required for content that holds
   * an ExternalSecret; for a chart that reads an existing Secret only you can know.
   *
   * @default none: it needs no secrets
   */
  readonly secretsFrom?: string;
}

/** An application that can be made again from its sources. */
interface PlainService extends ServiceFacts {
  readonly sensitive?: false;

  /** @default automated with prune and self-heal */
  readonly sync?: SyncPolicy;

  /**
   * What makes it ready when it starts for the first time or after all of its pods were lost. What waits for a person
   * may stand in the last wave only: it would hold up every wave behind it, and no newer commit of the root would be
   * applied while it does.
   *
   * @default by-itself
   */
  readonly ready?: Ready;
}

/** An application that keeps what cannot be made again, such as Vault or OpenBao: never pruned, never self-healed. */
interface SensitiveService extends ServiceFacts {
  readonly sensitive: true;

  /** @default automated without prune and self-heal */
  readonly sync?: undefined;

  /** As for any other, but there is no default: whoever adds a Vault says how it gets unsealed. */
  readonly ready: Ready;
}

/** Props of an application of a wave. */
export type WaveApplicationProps = PlainService | SensitiveService;

/** Props of a chart of a wave; `Values` is what the chart says its values are. */
export type WaveChartProps<Values extends object> = WaveApplicationProps & {
  /** Values of the chart; JSON only, and no secrets: name a Secret instead. */
  readonly values: Values;
};

/** One wave of the service plane. Made by {@link ServiceWaves}, in the right order. */
export class ServiceWave {
  private readonly _members: WaveMember[] = [];

  public constructor(
    private readonly root: GitOpsRoot,
    public readonly name: Wave,
  ) {}

  /**
   * Adds an application that installs a chart.
   *
   * @param id name of the application and of the Helm release
   * @throws ProblemsError when it may not stand in this wave, or its values are not JSON
   */
  public chart<Values extends object>(id: string, chart: HelmChart<Values>, props: WaveChartProps<Values>): this {
    const where = this.placeOf(id);
    const notJson = jsonProblems(where, 'values', props.values);
    const problems = notJson.length > 0 ? notJson : readinessProblems(where, chart.name, props.values, props.ready);
    if (problems.length > 0) throw new ProblemsError(problems);
    this.add(id, props, { kind: 'chart', chart, values: props.values });
    return this;
  }

  /**
   * Adds an application of objects that `build` creates below the folder. Namespaces and CustomResourceDefinitions
   * among them are protected from pruning and deletion: whatever lives in or by them would go too.
   *
   * @param id name of the application
   * @throws ProblemsError when it may not stand in this wave
   */
  public content(id: string, props: WaveApplicationProps, build: (folder: Folder) => void): this {
    const application = this.add(id, props, { kind: 'content' });
    build(application.content);
    protectFoundations(application.content);
    return this;
  }

  /** Its applications, in the order they were added. */
  public get members(): readonly WaveMember[] {
    return [...this._members];
  }

  private add(id: string, props: WaveApplicationProps, source: SourceProps): ArgoApplication {
    const { project, namespace, sensitive = false, ready = 'by-itself', after = [], secretsFrom } = props;
    const sync = props.sync ?? (sensitive ? automated() : automated({ prune: true, selfHeal: true }));
    const attended = ready === 'by-a-person' || sync.mode === 'gated';
    const step = attended ? LAST_STEP : this.stepAfter(after);
    const problems = admissionProblems(this.placeOf(id), { wave: this.name, sync, ready, step });
    if (problems.length > 0) throw new ProblemsError(problems);
    const application = new ArgoApplication(this.root, id, {
      project,
      namespace,
      source,
      sync,
      sensitive,
      wave: this.name,
      step,
    });
    this._members.push({ application, step, after: [...after], secretsFrom });
    return application;
  }

  /** One step later than the latest of these that this wave holds already. */
  private stepAfter(names: readonly string[]): number {
    const before = this._members.filter((member) => names.includes(member.application.name));
    return Math.max(0, ...before.map((member) => member.step + 1));
  }

  private placeOf(id: string): string {
    return `${this.root.node.path}/${id}`;
  }
}

/** Kinds that take everything in or of them along when they are deleted. */
const FOUNDATIONS: ReadonlySet<string> = new Set([KIND.namespace.kind, KIND.customResourceDefinition.kind]);

function protectFoundations(folder: Folder): void {
  for (const object of folder.node.findAll()) {
    if (!ApiObject.isApiObject(object) || !FOUNDATIONS.has(object.kind)) continue;
    const { annotations } = object.metadata.toJson() as { annotations?: Readonly<Record<string, string>> };
    const own = (annotations?.[ANNOTATION.syncOptions] ?? '').split(',');
    const kept = own.filter((option) => option !== '' && !/^(Prune|Delete|ServerSideApply)=/.test(option));
    // Operators' CRDs exceed the 256 KiB that the annotation of a client-side apply holds.
    const apply = object.kind === KIND.customResourceDefinition.kind ? ['ServerSideApply=true'] : [];
    object.metadata.addAnnotation(ANNOTATION.syncOptions, [...kept, ...apply, PROTECT].join(','));
  }
}
