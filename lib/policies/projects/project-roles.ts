import type { Inventory } from '../../render/inventory';
import { applicationsOf, isGated } from '../applications/applications-of';
import { listAt, textAt, textsAt, valueAt } from '../json-fields';
import { oncePer } from '../once-per';
import type { FleetPolicy, ObjectPolicy } from '../policy';
import { matches } from './argo-glob';
import { PROJECT_KINDS, projectIn, projectsOf, tryFindProject, type ProjectView } from './project-match';

/** One line of a project role. */
interface RoleLine {
  readonly role: string;
  readonly groups: readonly string[];
  readonly text: string;

  /** `p`, subject, resource, action, object, effect. */
  readonly parts: readonly string[];
}

/** What Argo CD validates only in its API server, which a project from Git never passes. */
export const projectRoleLines: ObjectPolicy = {
  id: 'project-role-lines',
  title:
    'Role lines of a project are about this project, allow something, and end before action/*, exec and Applications',
  level: 'error',
  scope: 'object',
  kinds: PROJECT_KINDS,
  doc:
    'a line with another subject or object is dead and nobody is told (https://github.com/argoproj/argo-cd/issues/4302); ' +
    'action/* includes toggle-auto-sync, which opens a gate; a deny restrains nobody who is in a second group ' +
    '(server/rbacpolicy/rbacpolicy.go)',
  check: (at) =>
    projectIn(at).flatMap((project) =>
      linesOf(project).flatMap((line) =>
        lineProblems(project, line).map((expected) => ({ at, found: `role ${line.role}: ${line.text}`, expected })),
      ),
    ),
};

/** The window that holds when everything else is switched by hand. */
export const gatedProjectWindow: FleetPolicy = {
  id: 'gated-project-window',
  title: 'Projects of gated Applications refuse automated sync at all times',
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    'automated.enabled: false is no gate: a live flip syncs within half a second; the permanent deny window with ' +
    'manualSync holds (docs/user-guide/sync_windows.md; seen with 3.5.1)',
  check: (fleet) =>
    gatedProjects(fleet)
      .filter(({ spec }) => !listAt(spec, 'syncWindows').some(isPermanentDeny))
      .map(({ at }) => ({
        at,
        found: 'a gated Application in a project without the permanent deny window',
        expected: "a deny window '* * * * *' of 24h for all applications, with manualSync: true",
      })),
};

/** Rights with which the gate can be walked around, on an Application or on what it deployed. */
const GATE_BREAKER = /^(\*|create|override|(update|delete)(\/.*)?)$/;

/** One named pod, and one named Application: what rolls a StatefulSet that waits for a person. */
const ROLL = /^delete\/\*\/Pod\/[a-z0-9.-]+\/[a-z0-9.-]+-0$/;
const ONE_APPLICATION = /^[a-z0-9.-]+\/[a-z0-9.-]+\/[a-z0-9.-]+$/;

/** Nobody holds the rights that open a gate, until an incident fills their group. */
export const gatedProjectRights: FleetPolicy = {
  id: 'gated-project-rights',
  title: 'Nobody may change or delete Applications of a gated project or what they deployed, but roll a named pod',
  level: 'error',
  scope: 'fleet',
  doc:
    'update changes the sync policy itself, override syncs local manifests, and delete cascades by default ' +
    '(server/application/application.go); a break-glass role has no group in Git',
  check: (fleet) =>
    gatedProjects(fleet).flatMap((project) =>
      linesOf(project)
        .filter(({ groups, parts }) => groups.length > 0 && parts[5] === 'allow' && breaksGate(parts))
        .map((line) => ({
          at: project.at,
          found: `role ${line.role} of ${line.groups.join(', ')}: ${line.text}`,
          expected: 'a role without groups in Git',
        })),
    ),
};

function breaksGate([, , , action = '', object = '']: readonly string[]): boolean {
  return GATE_BREAKER.test(action) && !(ROLL.test(action) && ONE_APPLICATION.test(object));
}

const gatedProjects: (fleet: Inventory) => readonly ProjectView[] = oncePer((fleet) => {
  const gated = applicationsOf(fleet).filter(isGated);
  const found = gated.map(({ at, spec }) => tryFindProject(fleet, at.cluster, textAt(spec, 'project') ?? ''));
  // A project may be declared twice, of which another policy tells; both are judged.
  const names = new Set(found.map((project) => project && `${project.at.cluster} ${project.name}`));
  return projectsOf(fleet).filter(({ at, name }) => names.has(`${at.cluster} ${name}`));
});

function linesOf({ spec }: ProjectView): readonly RoleLine[] {
  return listAt(spec, 'roles').flatMap((role) =>
    textsAt(role, 'policies').map((text) => ({
      role: textAt(role, 'name') ?? '',
      groups: textsAt(role, 'groups'),
      text,
      parts: text.split(',').map((part) => part.trim()),
    })),
  );
}

const RESOURCES = ['applications', 'applicationsets', 'logs', 'clusters', 'repositories'];
const ACTION = /^(get|create|update|delete|sync|override|(action|update|delete)\/.+)$/;

/** What a child Application can be done to through the root that holds it. */
const ON_APPLICATIONS = ['action', 'update', 'delete'].map((verb) => `${verb}/argoproj.io/Application/x/x`);

function lineProblems({ name }: ProjectView, { role, parts }: RoleLine): readonly string[] {
  const [type, subject, resource = '', action = '', object = '', effect] = parts;
  if (parts.length !== 6 || type !== 'p') return ['p, subject, resource, action, object, effect'];
  const problems: string[] = [];
  if (subject !== `proj:${name}:${role}`) problems.push(`subject proj:${name}:${role}`);
  if (!RESOURCES.includes(resource)) problems.push(`one of the resources ${RESOURCES.join(', ')}`);
  if (!ACTION.test(action)) problems.push('get, sync, or another action by its name');
  else if (reachesApplications(action)) problems.push('an action that does not reach Application objects');
  if (!isObjectOf(name, object)) problems.push(`an object ${name}/<application>`);
  if (effect !== 'allow') problems.push('allow: rights come from presence only');
  return problems;
}

function reachesApplications(action: string): boolean {
  return (
    ON_APPLICATIONS.some((reached) => matches(action, reached)) || action.startsWith('action/argoproj.io/Application/')
  );
}

/** The form that Argo CD itself accepts: the project, perhaps a namespace, and a name, with `*` anywhere after it. */
function isObjectOf(project: string, object: string): boolean {
  return object.startsWith(`${project}/`) && /^(\/[*\w.-]+)?\/[*\w.-]+$/.test(object.slice(project.length));
}

function isPermanentDeny(window: unknown): boolean {
  return (
    textAt(window, 'kind') === 'deny' &&
    textAt(window, 'schedule') === '* * * * *' &&
    textAt(window, 'duration') === '24h' &&
    textsAt(window, 'applications').includes('*') &&
    valueAt(window, 'manualSync') === true &&
    valueAt(window, 'andOperator') !== true
  );
}
