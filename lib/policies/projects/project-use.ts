import type { Inventory, InventoryObject } from '../../render/inventory';
import { applicationsOf, isContent, isGated, type ApplicationView } from '../applications/applications-of';
import { folderPathOf, lastSegment } from '../content/folders-of';
import { listAt, textAt, textsAt } from '../json-fields';
import { objectsOf } from '../objects-of';
import { oncePer } from '../once-per';
import type { FleetPolicy, Remark } from '../policy';
import { matches } from './argo-glob';
import { projectsOf, tryFindProject, type ProjectView } from './project-match';

/** A line that gives rights: in a role of a project, or for everything in `argocd-rbac-cm`. */
interface GrantLine {
  readonly at: InventoryObject;
  readonly where: string;
  readonly text: string;

  /** Whether somebody has it: a role without groups is nobody's. */
  readonly held: boolean;
  readonly resource: string;
  readonly action: string;
  readonly object: string;
}

/** What waits for a person needs a person who may. */
export const projectSyncable: FleetPolicy = {
  id: 'project-syncable',
  title: 'Somebody may sync every gated Application',
  level: 'error',
  scope: 'fleet',
  doc:
    'with the account admin off, only roles give the right to sync; a gated Application that nobody may sync is found ' +
    'when it must run: https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/',
  check: (fleet) =>
    applicationsOf(fleet)
      .filter((application) => isGated(application) && !mayBeSynced(fleet, application))
      .map(({ at, spec }) => {
        const project = textAt(spec, 'project') ?? '';
        return {
          at,
          found: `a gated Application that nobody may sync: no role with a group in project ${project} gives sync on it`,
          expected: `in project ${project} a role of the operators' group with applications, sync, ${project}/*`,
        };
      }),
};

/** A rule about nothing is one that somebody relies on. */
export const ruleMatchesSomething: FleetPolicy = {
  id: 'rule-matches-something',
  title: 'Role lines and sync windows name Applications, namespaces and projects that exist',
  level: 'error',
  scope: 'fleet',
  doc:
    'a misspelt name gives no right, or leaves a window without effect, and Argo CD does not tell: ' +
    'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/#project-roles',
  check: (fleet) => {
    // A release of the bootstrap may be ahead of those that it makes room for.
    if (fleet.view === 'released' || applicationsOf(fleet).length === 0) return [];
    return [...deadLines(fleet), ...projectsOf(fleet).flatMap((project) => deadWindows(fleet, project))];
  },
};

function mayBeSynced(fleet: Inventory, { at, name, namespace, spec }: ApplicationView): boolean {
  const project = textAt(spec, 'project') ?? '';
  // A project that is not there is for another policy; what it would give is not known.
  if (tryFindProject(fleet, at.cluster, project) === undefined) return true;
  return grantLinesOf(fleet).some(
    (line) =>
      line.at.cluster === at.cluster &&
      line.held &&
      line.resource === 'applications' &&
      matches(line.action, 'sync') &&
      [`${project}/${name}`, `${project}/${namespace}/${name}`].some((object) => matches(line.object, object)),
  );
}

function deadLines(fleet: Inventory): Remark[] {
  return grantLinesOf(fleet).flatMap((line): readonly Remark[] => {
    const [project = '', ...rest] = line.object.split('/');
    const name = rest[rest.length - 1] ?? '';
    if (!['applications', 'logs'].includes(line.resource)) return [];
    const projects = projectsOf(fleet).filter(({ at }) => at.cluster === line.at.cluster);
    if (projects.length > 0 && !projects.some((each) => matches(project, each.name))) {
      return [{ at: line.at, found: `${line.where}: ${line.text}`, expected: `a project that exists, not ${project}` }];
    }
    if (name === '' || namesOn(fleet, line.at.cluster).some((each) => matches(name, each)) || name === '*') return [];
    return [{ at: line.at, found: `${line.where}: ${line.text}`, expected: `an Application that exists, not ${name}` }];
  });
}

function deadWindows(fleet: Inventory, { at, spec }: ProjectView): Remark[] {
  const namespaces = listAt(spec, 'destinations').map((item) => textAt(item, 'namespace') ?? '');
  return listAt(spec, 'syncWindows').flatMap((window) => {
    const dead = (field: string, known: readonly string[]): Remark[] =>
      textsAt(window, field)
        .filter((pattern) => pattern !== '*' && !known.some((each) => matches(pattern, each) || matches(each, pattern)))
        .map((pattern) => ({
          at,
          found: `a sync window for ${field} ${pattern}, which matches nothing`,
          expected: field === 'applications' ? 'Applications that exist' : "namespaces of the project's destinations",
        }));
    return [...dead('applications', namesOn(fleet, at.cluster)), ...dead('namespaces', namespaces)];
  });
}

/** Names of a cluster's Applications, and of content that has none yet because it was never released. */
const namesByCluster: (fleet: Inventory) => ReadonlyMap<string, ReadonlySet<string>> = oncePer((fleet) => {
  const names = new Map<string, Set<string>>();
  const add = (cluster: string, name: string): void => {
    names.set(cluster, (names.get(cluster) ?? new Set()).add(name));
  };
  for (const { at, name } of applicationsOf(fleet)) add(at.cluster, name);
  for (const object of fleet.objects) if (isContent(object)) add(object.cluster, lastSegment(folderPathOf(object)));
  return names;
});

function namesOn(fleet: Inventory, cluster: string): readonly string[] {
  return [...(namesByCluster(fleet).get(cluster) ?? [])];
}

const grantLinesOf: (fleet: Inventory) => readonly GrantLine[] = oncePer((fleet) => [
  ...projectsOf(fleet).flatMap(({ at, spec }) =>
    listAt(spec, 'roles').flatMap((role) =>
      textsAt(role, 'policies').flatMap((text) =>
        grantLine(at, `role ${textAt(role, 'name') ?? ''}`, text, textsAt(role, 'groups').length > 0),
      ),
    ),
  ),
  ...objectsOf(fleet, ['ConfigMap'])
    .filter(({ object }) => object.metadata.name === 'argocd-rbac-cm')
    .flatMap((at) =>
      (textAt(at.object, 'data', 'policy.csv') ?? '')
        .split('\n')
        .flatMap((text) => grantLine(at, 'policy.csv', text.trim(), true)),
    ),
]);

function grantLine(at: InventoryObject, where: string, text: string, held: boolean): readonly GrantLine[] {
  const [type, , resource = '', action = '', object = '', effect] = text.split(',').map((part) => part.trim());
  return type === 'p' && effect === 'allow' ? [{ at, where, text, held, resource, action, object }] : [];
}
