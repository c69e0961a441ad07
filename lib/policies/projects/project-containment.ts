import type { KindRef } from '../../model/kind';
import { LABEL } from '../../model/labels';
import { isPlane } from '../../model/plane';
import { groupOf, type Inventory } from '../../render/inventory';
import {
  applicationsOf,
  clustersInDoubt,
  contentOf,
  sourcesOf,
  type ApplicationView,
} from '../applications/applications-of';
import { chartIn } from '../content/chart-declarations';
import { textAt } from '../json-fields';
import type { FleetPolicy, Remark } from '../policy';
import {
  permitsDestination,
  permitsKind,
  permitsRepository,
  permitsSomeNames,
  permitsSourceNamespace,
  projectsOf,
  tryFindProject,
  type Destination,
  type ProjectView,
} from './project-match';

/** What a project refuses is found now and not after deployment. */
export const applicationInProject: FleetPolicy = {
  id: 'application-in-project',
  title: 'Every Application and all of its content is allowed by its project',
  level: 'error',
  scope: 'fleet',
  doc:
    'Argo CD refuses such an Application only once it is applied, as Unknown with a condition, and a root that waits for ' +
    'it rolls nothing out: https://argo-cd.readthedocs.io/en/stable/user-guide/projects/',
  check: (fleet) => {
    const withProjects = new Set(projectsOf(fleet).map(({ at }) => at.cluster));
    const doubtful = clustersInDoubt(fleet);
    return applicationsOf(fleet).flatMap((application): readonly Remark[] => {
      const { at, spec } = application;
      const name = textAt(spec, 'project') ?? '';
      // A part of a platform may come without the bootstrap that declares its projects.
      if (!withProjects.has(at.cluster) || name === '') return [];
      const project = tryFindProject(fleet, at.cluster, name);
      if (project !== undefined) {
        const expected = `what project ${project.name} allows (${project.at.file})`;
        const refused = [...refusedSpec(application, project), ...refusedContent(application, project, fleet)];
        return refused.map((remark) => ({ ...remark, expected }));
      }
      if (doubtful.has(at.cluster)) return [];
      return [{ at, found: `project ${name}, which is not declared`, expected: 'an AppProject of the same cluster' }];
    });
  },
};

/** A plane's Applications stay in that plane's projects. */
export const projectOfOwnPlane: FleetPolicy = {
  id: 'project-of-own-plane',
  title: "Applications name a project of their own root's plane",
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    "in Argo CD's own namespace, and so everywhere on the EKS capability, any Application may name any project " +
    '(app_project_types.go): only this check stands between a root and the rights of another',
  check: (fleet) =>
    applicationsOf(fleet).flatMap(({ at, spec }) => {
      const plane = at.root.slice(0, at.root.indexOf('.'));
      const project = tryFindProject(fleet, at.cluster, textAt(spec, 'project') ?? '');
      const other = project?.at.object.metadata.labels?.[LABEL.plane];
      if (!isPlane(plane) || other === undefined || other === plane) return [];
      return [
        { at, found: `project ${project?.name} of the ${other} plane`, expected: `a project of the ${plane} plane` },
      ];
    }),
};

/** Something that a project refuses. */
type Refused = Pick<Remark, 'at' | 'found'>;

function refusedSpec({ at, spec, namespace }: ApplicationView, project: ProjectView): readonly Refused[] {
  const repositories = sourcesOf(spec).map((source) => textAt(source, 'repoURL') ?? '');
  const found = repositories.filter((url) => !permitsRepository(project, url)).map((url) => `repository ${url}`);
  const destination = destinationOf(spec);
  if (!permitsDestination(project, destination)) {
    found.push(
      `destination ${destination.server ?? destination.name ?? 'without server'}, namespace ${destination.namespace}`,
    );
  }
  if (destination.server !== undefined && destination.name !== undefined)
    found.push('a destination with server and name');
  if (namespace !== undefined && !permitsSourceNamespace(project, namespace)) {
    found.push(`an Application in namespace ${namespace}`);
  }
  return found.map((text) => ({ at, found: text }));
}

function refusedContent(application: ApplicationView, project: ProjectView, fleet: Inventory): readonly Refused[] {
  const folder = contentOf(application, fleet);
  if (folder === undefined) return [];
  const kinds = new Map<string, Refused>();
  const namespaces = new Map<string, Remark['at']>();
  const judge = (ref: KindRef, at: Remark['at'], name?: string): void => {
    if (permitsKind(project, ref, name)) return;
    const found = `kind ${ref.kind} of group '${ref.group}'`;
    const named = name !== undefined && permitsSomeNames(project, ref) ? `${found} named ${name}` : found;
    if (!kinds.has(named)) kinds.set(named, { at, found: named });
  };
  for (const at of folder.objects) {
    const { name, namespace } = at.object.metadata;
    judge({ group: groupOf(at.object), kind: at.object.kind }, at, name);
    if (namespace !== undefined && !namespaces.has(namespace)) namespaces.set(namespace, at);
  }
  const declaration = folder.files.get('chart.json');
  if (declaration !== undefined) {
    const chart = chartIn(declaration);
    for (const text of chart.kinds) judge(kindRef(text), declaration);
    for (const namespace of chart.namespaces) namespaces.set(namespace, declaration);
  }
  const destination = destinationOf(application.spec);
  return [
    ...kinds.values(),
    ...[...namespaces]
      .filter(([namespace]) => !permitsDestination(project, { ...destination, namespace }))
      .map(([namespace, at]) => ({ at, found: `namespace ${namespace}` })),
  ];
}

function kindRef(text: string): KindRef {
  const slash = text.indexOf('/');
  return { group: text.slice(0, slash), kind: text.slice(slash + 1) };
}

function destinationOf(spec: unknown): Destination {
  const server = textAt(spec, 'destination', 'server');
  const name = textAt(spec, 'destination', 'name');
  return {
    ...(server === undefined ? {} : { server }),
    ...(name === undefined ? {} : { name }),
    namespace: textAt(spec, 'destination', 'namespace') ?? '',
  };
}
