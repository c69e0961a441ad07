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
