import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { applyCrds, enforce } from './apply';
import type { Kubectl, Subject } from './kubectl';
import { DIST, fullCrds, objectIn, type Manifest } from './rendered-objects';

/** Who the parts of an Argo CD are to the API server. */
export interface ArgocdSubjects {
  readonly controller: Subject;
  readonly server: Subject;
  readonly applicationSets: Subject;
}

/** An Application, as much as a sync looks at. */
interface Application extends Manifest {
  readonly metadata: Manifest['metadata'] & { readonly namespace: string };
  readonly spec: {
    readonly source?: { readonly repoURL: string; readonly path: string; readonly targetRevision: string };
    readonly sources?: readonly object[];
    readonly syncPolicy?: {
      readonly automated?: { readonly enabled?: boolean };
      readonly syncOptions?: readonly string[];
    };
  };
}

/** One object that a sync applies. */
interface Task {
  readonly application: Application;
  readonly object: Manifest;
}

/** Kinds in the order in which Argo CD applies them within a wave, as far as it is not by name. */
const KIND_ORDER = ['Namespace', 'NetworkPolicy', 'ServiceAccount', 'Secret', 'ConfigMap', 'CustomResourceDefinition'];

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/**
 * What Argo CD writes while people follow the page, as its real ServiceAccounts: it applies what `dist/` holds for each
 * Application that is synced, wave by wave, with the tracking id, and writes operations and status as it goes.
 *
 * It neither renders charts nor waits for health. Everything that it writes must be accepted: a refusal throws.
 */
export class SimulatedArgocd {
  /** Namespaces whose Applications it works on; it reads them when it starts. */
  private watched: readonly string[];
  private readonly synced = new Set<string>();
  private chartsInstalled = false;

  /** @param prefixed whether tracking ids carry the namespace of every Application, as on the EKS capability */
  public constructor(
    private readonly kubectl: Kubectl,
    private readonly as: ArgocdSubjects,
    private readonly prefixed: boolean,
  ) {
    this.watched = ['argocd'];
  }

  /** Starts anew: reads `argocd-cmd-params-cm`, and has synced nothing yet. */
  public restart(): void {
    const { data } = this.kubectl.get('configmap', 'argocd-cmd-params-cm', '--namespace', 'argocd') as ConfigMap;
    this.watched = ['argocd', ...(data?.['application.namespaces']?.split(',') ?? [])];
    this.forget();
  }

  /** Has synced nothing yet: the next {@link reconcile} syncs everything again. */
  public forget(): void {
    this.synced.clear();
  }

  /**
   * Syncs every automated Application once, and those that come of it: all at once, which is quick, or one by one where
   * that is refused. One that lacks a CRD or namespace is tried again.
   */
  public async reconcile(): Promise<void> {
    for (;;) {
      const due = this.applications().filter((application) => isAutomated(application) && !this.isSynced(application));
      if (due.length === 0) return;
      if ((await this.trySync(due)) === undefined) continue;
      const refusals: unknown[] = [];
      for (const application of due) {
        const refusal = await this.trySync([application]);
        if (refusal !== undefined) refusals.push(refusal);
      }
      if (refusals.length === due.length) throw refusals[0];
    }
  }

  private async trySync(applications: readonly Application[]): Promise<unknown> {
    try {
      await this.sync(applications);
      for (const application of applications) this.synced.add(nameOf(application));
      return undefined;
    } catch (error) {
      if (!/no matches for kind|namespaces "[^"]+" not found/.test(String(error))) throw error;
      return error;
    }
  }

  private isSynced(application: Application): boolean {
    return this.synced.has(nameOf(application));
  }

  /** What `argocd app sync` does: the server starts the operation, the controller runs it. */
  public async syncByPerson(namespace: string, name: string): Promise<void> {
    const application = this.applications().find((a) => a.metadata.name === name && a.metadata.namespace === namespace);
    if (application === undefined) throw new Error(`permission denied: no Application ${namespace}/${name} is watched`);
    const { source, sources, syncPolicy } = application.spec;
    const operation = {
      initiatedBy: { username: 'olga@example.com' },
      sync: {
        ...(sources === undefined ? { revision: source?.targetRevision, source } : { sources }),
        syncOptions: syncPolicy?.syncOptions,
        syncStrategy: { hook: {} },
      },
    };
    // The server updates the Application; it does not patch it.
    const at = `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/applications/${name}`;
    this.kubectl.run(['replace', '--raw', at, '-f', '-'], { body: { ...application, operation }, as: this.as.server });
    const startedAt = '2026-01-01T00:00:00Z';
    this.write(application, { status: { operationState: { operation, phase: 'Running', startedAt } } });
    await this.sync([application]);
    this.write(application, {
      operation: null,
      status: { operationState: { operation, phase: 'Succeeded', startedAt } },
    });
  }

  /** The Applications in the namespaces that it watches. */
  public applications(): readonly Application[] {
    const { items } = this.kubectl.get('applications.argoproj.io', '--all-namespaces') as { items: Application[] };
    return items.filter(({ metadata }) => this.watched.includes(metadata.namespace));
  }

  private async sync(applications: readonly Application[]): Promise<void> {
    if (applications.some(({ spec }) => spec.sources !== undefined)) await this.installCharts();
    const tasks = applications.flatMap((application) =>
      contentOf(application).map((object) => ({ application, object })),
    );
    const waves = groupedBy(tasks, ({ object }) => waveOf(object));
    for (const [, wave] of [...waves].sort(([a], [b]) => a - b)) {
      const crds = wave.filter(({ object }) => object.kind === 'CustomResourceDefinition');
      this.apply(crds);
      if (crds.length > 0) await applyCrds(this.kubectl, []);
      this.apply(wave.filter((task) => !crds.includes(task)).sort((a, b) => byKind(a.object, b.object)));
      // Between waves Argo CD waits for two seconds, in which the API server takes up what was bound.
      if (wave.some(({ object }) => object.kind.endsWith('PolicyBinding'))) await enforce(this.kubectl, []);
    }
    for (const application of applications) {
      this.generate(application);
      // What people wait for are the Applications of the instance; the others' status changes nothing here.
      if (application.metadata.namespace !== 'argocd') continue;
      this.write(application, { status: { sync: { status: 'Synced' }, health: { status: 'Healthy' } } });
    }
  }

  private apply(tasks: readonly Task[]): void {
    for (const [serverSide, each] of groupedBy(tasks, isServerSide)) {
      const mode = serverSide ? ['--server-side', '--force-conflicts'] : [];
      const args = ['apply', ...mode, '--field-manager=argocd-controller', '--validate=strict', '-f', '-'];
      const objects = each.map((task) => this.tracked(task));
      this.kubectl.run(args, { objects, as: this.as.controller });
    }
  }

  private tracked({ application, object }: Task): Manifest {
    if (object.kind === 'CustomResourceDefinition') return object;
    const { metadata } = application;
    const prefix = this.prefixed || metadata.namespace !== 'argocd' ? `${metadata.namespace}_` : '';
    const [group = ''] = object.apiVersion.includes('/') ? object.apiVersion.split('/') : [];
    const { name, namespace = '', annotations } = object.metadata;
    const id = `${prefix}${metadata.name}:${group}/${object.kind}:${namespace}/${name}`;
    const withId = { ...annotations, 'argocd.argoproj.io/tracking-id': id };
    return { ...object, metadata: { ...object.metadata, annotations: withId } };
  }

  /** What the ApplicationSet controller makes of the list generators that a sync wrote. */
  private generate(application: Application): void {
    for (const { kind, metadata, spec } of contentOf(application)) {
      if (kind !== 'ApplicationSet') continue;
      const { generators, template } = spec as unknown as ApplicationSetSpec;
      const objects = generators[0].list.elements.map((element) => {
        const filled = JSON.stringify(template).replace(/\{\{\.(\w+)\}\}/g, (_, key: string) => element[key] ?? '');
        const made = JSON.parse(filled) as { metadata: object };
        const place = { namespace: metadata.namespace };
        return {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Application',
          ...made,
          metadata: { ...made.metadata, ...place },
        };
      });
      this.kubectl.run(['apply', '-f', '-'], { objects, as: this.as.applicationSets });
    }
  }

  private write({ metadata }: Application, patch: object): void {
    const what = ['applications.argoproj.io', metadata.name, '--namespace', metadata.namespace];
    this.kubectl.run(['patch', ...what, '--type', 'merge', '--patch', JSON.stringify(patch)], {
      as: this.as.controller,
    });
  }

  /** Charts are not rendered here; what other content needs of them are their CRDs. */
  private async installCharts(): Promise<void> {
    if (this.chartsInstalled) return;
    this.chartsInstalled = true;
    const { items } = this.kubectl.get('customresourcedefinitions') as { items: Manifest[] };
    const known = new Set(items.map(({ metadata }) => metadata.name));
    await applyCrds(
      this.kubectl,
      fullCrds().filter(({ metadata }) => !known.has(metadata.name)),
    );
  }
}

interface ConfigMap {
  readonly data?: Readonly<Record<string, string>>;
}

interface ApplicationSetSpec {
  readonly generators: readonly [{ readonly list: { readonly elements: readonly Readonly<Record<string, string>>[] } }];
  readonly template: object;
}

/** The objects in `dist/` that an Application's source names; none for a chart. */
function contentOf({ spec }: Application): readonly Manifest[] {
  if (spec.source === undefined) return [];
  const plane = /gitops-([a-z]+)\.git$/.exec(spec.source.repoURL)?.[1] ?? '';
  const folder = join(plane, spec.source.path);
  if (!existsSync(join(DIST, folder))) throw new Error(`app path does not exist: ${folder}`);
  return readdirSync(join(DIST, folder))
    .filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml')
    .sort()
    .map((name) => objectIn(join(folder, name)));
}

function groupedBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function isServerSide({ application, object }: Task): boolean {
  const own = object.metadata.annotations?.[SYNC_OPTIONS]?.split(',') ?? [];
  return [...own, ...(application.spec.syncPolicy?.syncOptions ?? [])].includes('ServerSideApply=true');
}

function nameOf({ metadata }: Application): string {
  return `${metadata.namespace}/${metadata.name}`;
}

function isAutomated({ spec }: Application): boolean {
  const { automated } = spec.syncPolicy ?? {};
  return automated !== undefined && automated.enabled !== false;
}

function waveOf({ metadata }: Manifest): number {
  return Number(metadata.annotations?.[SYNC_WAVE] ?? 0);
}

function byKind(a: Manifest, b: Manifest): number {
  const place = ({ kind }: Manifest): number =>
    KIND_ORDER.includes(kind) ? KIND_ORDER.indexOf(kind) : KIND_ORDER.length;
  return place(a) - place(b);
}
