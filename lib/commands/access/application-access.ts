import { automatedOf, type ApplicationView } from '../../policies/applications/applications-of';
import { textAt } from '../../policies/json-fields';
import { tryFindProject } from '../../policies/projects/project-match';
import type { Inventory } from '../../render/inventory';
import type { AccessParties } from './access-parties';
import { anyOf, everyOf, limitedBy, NO, refusedBy, yes, type AccessRule, type Answer } from './access-rule';
import type { AccessSubject } from './access-subject';
import type { ArgoRbac, ProjectRbac, RbacSubject } from './argo-rbac';
import { tryFindFence } from './fence-of';
import { tryFindGate } from './gate-of';
import type { KubernetesRbac, KubernetesRequest, KubernetesUser } from './kubernetes-rbac';
import { BUILT_IN, settingOf, tryFindSettings } from './policy-lines';
import { windowsOn } from './sync-windows';
import {
  execActs,
  logActs,
  rollActs,
  workloadActs,
  WORKLOAD_VERBS,
  type Act,
  type WorkloadVerb,
} from './workload-acts';

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
  action: 'run an action of Argo CD on its objects, such as restart or scale',
  logs: 'read the logs of its pods',
  ...WORKLOAD_VERBS,
} as const;

/** One of {@link APPLICATION_VERBS}. */
export type ApplicationVerb = keyof typeof APPLICATION_VERBS;

/** The parts of an inventory that decide, read once. */
export interface AccessReading {
  readonly inventory: Inventory;
  readonly parties: AccessParties;
  readonly argo: ArgoRbac;
  readonly kubernetes: ReadonlyMap<string, KubernetesRbac>;
}

/**
 * Whether a subject may do something to an Application, through Argo CD or through Kubernetes; undefined where there is
 * nothing to do it to, such as no pod that waits to be rolled.
 */
export function applicationAccess(
  reading: AccessReading,
  application: ApplicationView,
  subject: AccessSubject,
  verb: ApplicationVerb,
): Answer | undefined {
  const request = new AccessRequest(reading, application, subject);
  return verb in WORKLOAD_VERBS ? request.workload(verb as WorkloadVerb) : ANSWERS[verb as OwnVerb](request);
}

type OwnVerb = Exclude<ApplicationVerb, WorkloadVerb>;

// Whoever writes the Application object in Kubernetes starts an operation there, which knows no finer rights.
const ANSWERS: Readonly<Record<OwnVerb, (request: AccessRequest) => Answer | undefined>> = {
  read: (request) => anyOf([request.argo('applications', 'get'), request.object('get')]),
  sync: (request) => request.windowed(anyOf([request.argo('applications', 'sync'), request.object('patch', 'update')])),
  roll: (request) => request.roll(),
  rollback: (request) => request.otherRevision('sync'),
  revision: (request) => request.otherRevision(request.revisionRight),
  delete: (request) => anyOf([request.argo('applications', 'delete'), request.object('delete')]),
  override: (request) => request.override(),
  update: (request) => anyOf([request.argo('applications', 'update'), request.object('patch', 'update')]),
  exec: (request) => request.exec(),
  action: (request) => request.action(),
  logs: (request) => anyOf([request.argo('logs', 'get'), request.done(logActs)]),
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
  private readonly projectName: string;
  private readonly member: RbacSubject | undefined;

  public constructor(
    private readonly reading: AccessReading,
    private readonly application: ApplicationView,
    private readonly subject: AccessSubject,
  ) {
    this.projectName = textAt(application.spec, 'project') ?? 'default';
    this.project = reading.argo(application.at.cluster, this.projectName);
    this.member = subject.on?.(this.projectName);
  }

  /** Through Argo CD. */
  public argo(resource: string, action: string): Answer {
    if (this.member === undefined) return NO;
    const object = `${this.projectName}/${objectName(this.reading, this.application)}`;
    return yes(this.project.decide(this.member, resource, action, object));
  }

  /** Through Kubernetes, on the Application itself. */
  public object(...verbs: readonly string[]): Answer {
    const { name, namespace = '' } = this.application;
    const on = { group: 'argoproj.io', resource: 'applications', namespace, name };
    return anyOf(verbs.map((verb) => this.kubernetes({ verb, ...on })));
  }

  /** Any one act of those that are meant. */
  public done(acts: (application: ApplicationView, inventory: Inventory) => readonly Act[]): Answer {
    return anyOf(acts(this.application, this.reading.inventory).map((act) => this.act(act)));
  }

  public workload(verb: WorkloadVerb): Answer | undefined {
    const acts = workloadActs(verb, this.application, this.reading.inventory);
    return acts.length === 0 ? undefined : anyOf(acts.map((act) => this.act(act)));
  }

  /** Every such pod, for a right on one of two is not the right to roll it. */
  public roll(): Answer | undefined {
    const pods = rollActs(this.application, this.reading.inventory);
    return pods.length === 0 ? undefined : everyOf(pods.map((acts) => anyOf(acts.map((act) => this.act(act)))));
  }

  /** Argo CD's API refuses it where sync is automated; where a person syncs, only admission can. */
  public otherRevision(right: 'sync' | 'override'): Answer {
    const automated = automatedOf(this.application.spec);
    const whenAutomated =
      automated === undefined || automated.enabled === false
        ? undefined
        : { text: 'another revision while sync is automated', file: BUILT_IN };
    const gate = tryFindGate(this.reading.inventory, this.application, 'revision');
    return this.windowed(
      anyOf([
        refusedBy(this.argo('applications', right), whenAutomated ?? gate),
        refusedBy(this.object('patch', 'update'), gate),
      ]),
    );
  }

  /** The right that another revision takes: by itself `sync` is enough. */
  public get revisionRight(): 'sync' | 'override' {
    const key = 'application.sync.requireOverridePrivilegeForRevisionSync';
    return this.setting(key) === 'true' ? 'override' : 'sync';
  }

  public override(): Answer {
    const gate = tryFindGate(this.reading.inventory, this.application, 'manifests');
    const answer = anyOf([this.argo('applications', 'override'), this.object('patch', 'update')]);
    return this.windowed(refusedBy(answer, gate));
  }

  public exec(): Answer {
    const acts = execActs(this.application, this.reading.inventory);
    const off = this.setting('exec.enabled') === 'true' ? undefined : this.settingRule("exec.enabled: 'false'");
    const allowed = refusedBy(this.argo('exec', 'create'), off);
    const shells = acts.map((act) => this.fenced(allowed, act, this.server));
    return anyOf([acts.length === 0 ? allowed : anyOf(shells), this.done(execActs)]);
  }

  public action(): Answer {
    const named = this.project.lines.flatMap(({ fields: [, , action = ''] }) =>
      action.startsWith('action/') ? [action.slice('action/'.length).replaceAll('*', 'x')] : [],
    );
    const actions = [...new Set([...KNOWN_ACTIONS, ...named])];
    return anyOf(actions.map((action) => this.argo('applications', `action/${action}`)));
  }

  /** A person's sync, under the sync windows of the project. */
  public windowed(answer: Answer): Answer {
    const { at } = this.application;
    const project = tryFindProject(this.reading.inventory, at.cluster, this.projectName);
    if (project === undefined || !answer.allowed) return answer;
    const { always, atTimes } = windowsOn(project, this.application);
    return limitedBy(refusedBy(answer, always), atTimes);
  }

  private act(act: Act): Answer {
    const { user } = this.subject;
    return anyOf([
      ...act.argo.map((action) => this.fenced(this.argo('applications', action), act, this.server)),
      ...(user === undefined ? [] : act.kubernetes.map((asked) => this.fenced(this.kubernetes(asked), act, user))),
    ]);
  }

  private kubernetes(request: KubernetesRequest): Answer {
    const { user } = this.subject;
    const rbac = this.reading.kubernetes.get(this.application.at.cluster);
    return user === undefined ? NO : yes(rbac?.decide(user, request));
  }

  private fenced(answer: Answer, { admission }: Act, user: KubernetesUser): Answer {
    if (!answer.allowed || admission === undefined) return answer;
    const { inventory } = this.reading;
    return refusedBy(answer, tryFindFence(inventory, this.application.at.cluster, admission, user));
  }

  /** What Argo CD does for people it does under its own name, and admission sees that one. */
  private get server(): KubernetesUser {
    return this.reading.parties.instances.get(this.application.at.cluster)?.server ?? { name: '', groups: [] };
  }

  private setting(key: string): string | undefined {
    return settingOf(this.reading.inventory, this.application.at.cluster, 'argocd-cm', key);
  }

  private settingRule(text: string): AccessRule {
    const map = tryFindSettings(this.reading.inventory, this.application.at.cluster, 'argocd-cm');
    return { text, file: map?.file ?? BUILT_IN };
  }
}

/**
 * What Argo CD calls an Application in policy lines: its name alone in Argo CD's own namespace, else with its namespace.
 * The EKS capability treats every namespace as another one.
 */
function objectName({ parties }: AccessReading, { at, name, namespace }: ApplicationView): string {
  const instance = parties.instances.get(at.cluster);
  const own = instance?.selfManaged !== false && namespace === (instance?.ownNamespace ?? 'argocd');
  return own || namespace === undefined ? name : `${namespace}/${name}`;
}
