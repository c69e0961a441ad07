import type { Topology } from '../../model/topology';
import { automatedOf, contentOf, type ApplicationView } from '../../policies/applications-of';
import { textAt, valueAt } from '../../policies/json-fields';
import type { Inventory } from '../../render/inventory';
import type { AccessRule } from './access-rule';
import type { ArgoRbac, ProjectRbac, RbacSubject } from './argo-rbac';
import { tryFindGate } from './gate-of';
import { BUILT_IN, settingOf, tryFindSettings } from './policy-lines';

/** What can be done to an Application, and what each means. */
export const APPLICATION_VERBS = {
  read: 'see it and its state',
  sync: 'sync it at its declared revision',
  roll: 'delete the pods whose StatefulSet waits for that (updateStrategy OnDelete)',
  rollback: 'sync an earlier entry of its history',
  revision: 'sync another revision than its declared one',
  delete: 'delete it, and by choice what it deployed',
  override: 'sync manifests from a local disk',
  update: 'change its spec: source, destination, sync policy',
  exec: 'open a shell in its pods',
  action: 'run an action on its objects, such as restart or scale',
  logs: 'read the logs of its pods',
} as const;

/** One of {@link APPLICATION_VERBS}. */
export type ApplicationVerb = keyof typeof APPLICATION_VERBS;

/** Whether somebody may do something, and by which rule. */
export interface Answer {
  readonly allowed: boolean;

  /** Rules that grant it, or would if nothing refused it. */
  readonly grants: readonly AccessRule[];

  /** What refuses it in spite of a grant. */
  readonly refusals: readonly AccessRule[];
}

const NO: Answer = { allowed: false, grants: [], refusals: [] };

/** The parts of an inventory that decide, read once. */
export interface AccessReading {
  readonly inventory: Inventory;
  readonly topology: Topology;
  readonly rbac: ArgoRbac;
}

/**
 * Whether a subject may do something to an Application; undefined where there is nothing to do it to, such as no pod
 * that waits to be rolled.
 */
export function applicationAccess(
  reading: AccessReading,
  application: ApplicationView,
  subject: RbacSubject,
  verb: ApplicationVerb,
): Answer | undefined {
  return ANSWERS[verb](new AccessRequest(reading, application, subject));
}

const ANSWERS: Readonly<Record<ApplicationVerb, (request: AccessRequest) => Answer | undefined>> = {
  read: (request) => request.granted('applications', 'get'),
  sync: (request) => request.granted('applications', 'sync'),
  roll: (request) => request.roll(),
  rollback: (request) => request.otherRevision('sync'),
  revision: (request) => request.otherRevision(request.revisionRight),
  delete: (request) => request.granted('applications', 'delete'),
  override: (request) => request.override(),
  update: (request) => request.granted('applications', 'update'),
  exec: (request) => request.exec(),
  action: (request) => request.action(),
  logs: (request) => request.granted('logs', 'get'),
};

/** Actions that Argo CD brings along, besides those that policy lines name (resource_customizations of Argo CD 3.5). */
const KNOWN_ACTIONS = [
  'argoproj.io/Application/toggle-auto-sync',
  'apps/StatefulSet/restart',
  'apps/StatefulSet/scale',
  'apps/Deployment/restart',
];

/** One subject before one Application. */
class AccessRequest {
  private readonly project: ProjectRbac;
  private readonly object: string;

  public constructor(
    private readonly reading: AccessReading,
    private readonly application: ApplicationView,
    private readonly subject: RbacSubject,
  ) {
    const { at, spec } = application;
    const project = textAt(spec, 'project') ?? 'default';
    this.project = reading.rbac(at.cluster, project);
    this.object = `${project}/${objectName(reading, application)}`;
  }

  public granted(resource: string, action: string): Answer {
    const rule = this.project.decide(this.subject, resource, action, this.object);
    return rule === undefined ? NO : { allowed: true, grants: [rule], refusals: [] };
  }

  /** Every such pod, for a right on one of two is not the right to roll it. */
  public roll(): Answer | undefined {
    const answers = podsToRoll(this.reading.inventory, this.application).map((pod) =>
      this.granted('applications', `delete//Pod/${pod}`),
    );
    if (answers.length === 0) return undefined;
    const allowed = answers.every((answer) => answer.allowed);
    return allowed ? { allowed, grants: answers.flatMap(({ grants }) => grants), refusals: [] } : NO;
  }

  /** Argo CD refuses it where sync is automated; where a person syncs, only admission can. */
  public otherRevision(right: 'sync' | 'override'): Answer {
    const automated = automatedOf(this.application.spec);
    const whenAutomated =
      automated === undefined || automated.enabled === false
        ? undefined
        : { text: 'another revision while sync is automated', file: BUILT_IN };
    const gate = tryFindGate(this.reading.inventory, this.application, 'revision');
    return refusedBy(this.granted('applications', right), whenAutomated ?? gate);
  }

  /** The right that another revision takes: by itself `sync` is enough. */
  public get revisionRight(): 'sync' | 'override' {
    const key = 'application.sync.requireOverridePrivilegeForRevisionSync';
    return this.setting(key) === 'true' ? 'override' : 'sync';
  }

  public override(): Answer {
    const gate = tryFindGate(this.reading.inventory, this.application, 'manifests');
    return refusedBy(this.granted('applications', 'override'), gate);
  }

  public exec(): Answer {
    const answer = this.granted('exec', 'create');
    if (this.setting('exec.enabled') === 'true') return answer;
    const file = tryFindSettings(this.reading.inventory, this.application.at.cluster, 'argocd-cm')?.file ?? BUILT_IN;
    return refusedBy(answer, { text: "exec.enabled: 'false'", file });
  }

  public action(): Answer {
    const named = this.project.lines.flatMap(({ fields: [, , action = ''] }) =>
      action.startsWith('action/') ? [action.slice('action/'.length).replaceAll('*', 'x')] : [],
    );
    const answers = [...new Set([...KNOWN_ACTIONS, ...named])].map((action) =>
      this.granted('applications', `action/${action}`),
    );
    const grants = answers.flatMap((answer) => answer.grants);
    return { allowed: grants.length > 0, grants, refusals: [] };
  }

  private setting(key: string): string | undefined {
    return settingOf(this.reading.inventory, this.application.at.cluster, 'argocd-cm', key);
  }
}

function refusedBy(answer: Answer, refusal: AccessRule | undefined): Answer {
  if (!answer.allowed || refusal === undefined) return answer;
  return { allowed: false, grants: answer.grants, refusals: [refusal] };
}

/**
 * What Argo CD calls an Application in policy lines: its name alone in Argo CD's own namespace, else with its namespace.
 * The EKS capability treats every namespace as another one.
 */
function objectName({ topology }: AccessReading, { at, name, namespace }: ApplicationView): string {
  const instance = topology.clusters.find((cluster) => cluster.name === at.cluster)?.instance;
  const own = instance?.flavor !== 'eks-capability' && namespace === (instance?.namespace ?? 'argocd');
  return own || namespace === undefined ? name : `${namespace}/${name}`;
}

/** `<namespace>/<name>` of each pod that starts its pending revision only when somebody deletes it. */
function podsToRoll(inventory: Inventory, application: ApplicationView): readonly string[] {
  const content = contentOf(application, inventory)?.objects ?? [];
  return content
    .filter(({ object }) => object.kind === 'StatefulSet')
    .filter(({ object }) => valueAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete')
    .map(({ object }) => `${object.metadata.namespace ?? ''}/${object.metadata.name}-0`);
}
