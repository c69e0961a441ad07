/**
 * The personas of a project. Rights come from presence only: Argo CD evaluates a person's groups one by one and stops
 * at the first allow, so a deny cannot take anything away
 * (https://github.com/argoproj/argo-cd/blob/v3.5.1/server/rbacpolicy/rbacpolicy.go).
 */
export type Persona = 'developer' | 'operator' | 'breakglass' | 'observer';

/** The actions that a project role may be given. `action/*` and `*` do not exist here: they could switch a gate off. */
type ProjectAction = 'get' | 'sync' | 'update' | 'delete' | 'override';

/** One line of a project role: what may be done to this project's Applications or their logs. */
export interface ProjectGrant {
  readonly resource: 'applications' | 'applicationsets' | 'logs';
  readonly action: ProjectAction;
}

/** What each persona may do in a project. */
export const PERSONA_GRANTS: Readonly<Record<Persona, readonly ProjectGrant[]>> = {
  developer: [{ resource: 'applications', action: 'get' }],
  operator: [
    { resource: 'applications', action: 'get' },
    { resource: 'applications', action: 'sync' },
    { resource: 'logs', action: 'get' },
  ],
  // Its group stays empty in Git and is filled for the length of an incident.
  breakglass: [
    { resource: 'applications', action: 'get' },
    { resource: 'applications', action: 'update' },
    { resource: 'applications', action: 'delete' },
    { resource: 'applications', action: 'override' },
  ],
  observer: [{ resource: 'applications', action: 'get' }],
};

/**
 * The Casbin lines of a persona in a project.
 *
 * The object is `<project>/*`: the glob has no separator, so it matches `<project>/<namespace>/<name>` as well.
 */
export function personaPolicies(project: string, persona: Persona): readonly string[] {
  return PERSONA_GRANTS[persona].map(
    ({ resource, action }) => `p, proj:${project}:${persona}, ${resource}, ${action}, ${project}/*, allow`,
  );
}

/** The one pod of a StatefulSet whose pending revision starts only when a person deletes it, and its Application. */
export interface RollGrant {
  /** Namespace of the Application, which is part of what Argo CD calls it. */
  readonly applicationNamespace: string;
  readonly application: string;

  /** Namespace of the pod. */
  readonly namespace: string;

  /** Name of the StatefulSet; its one pod is `<name>-0`. */
  readonly statefulSet: string;
}

/**
 * The Casbin line with which an operator deletes exactly one pod of one Application, and nothing else of it: neither the
 * Application nor the StatefulSet nor another pod (seen with Argo CD 3.5.1).
 */
export function rollPolicy(project: string, grant: RollGrant): string {
  const action = `delete/*/Pod/${grant.namespace}/${grant.statefulSet}-0`;
  const object = `${project}/${grant.applicationNamespace}/${grant.application}`;
  return `p, proj:${project}:operator, applications, ${action}, ${object}, allow`;
}

/** What a guard's local account may do through Argo CD's API: one action on one Application. */
export type GuardGrant = Pick<RollGrant, 'applicationNamespace' | 'application'> & {
  /** Name of the project role and of the account. No group of the identity provider may have it. */
  readonly name: string;
} & (
    | ({ readonly action: 'restart' } & Pick<RollGrant, 'namespace' | 'statefulSet'>)
    /** The one action that Argo CD's settings leave on StatefulSets. */
    | { readonly action: 'stop' }
  );

/** The Casbin line of a guard: the right to roll, or the action `stop`, on exactly one Application. */
export function guardPolicy(project: string, grant: GuardGrant): string {
  const action = grant.action === 'stop' ? STOP_ACTION : `delete/*/Pod/${grant.namespace}/${grant.statefulSet}-0`;
  const object = `${project}/${grant.applicationNamespace}/${grant.application}`;
  return `p, proj:${project}:${grant.name}, applications, ${action}, ${object}, allow`;
}

/** Scales the StatefulSets of an Application to 0. */
const STOP_ACTION = 'action/apps/StatefulSet/stop';
