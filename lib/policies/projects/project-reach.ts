import { KIND, type KindRef } from '../../model/kind';
import type { Inventory, InventoryObject } from '../../render/inventory';
import { applicationsOf, isRootApplication } from '../applications/applications-of';
import { folderPathOf, lastSegment } from '../content/folders-of';
import { listAt, textAt } from '../json-fields';
import { oncePer } from '../once-per';
import type { FleetPolicy } from '../policy';
import { matches } from './argo-glob';
import { projectsOf, tryFindProject, type ProjectView } from './project-match';

/** A root writes Applications and nothing else. */
export const rootProjectKinds: FleetPolicy = {
  id: 'root-project-kinds',
  title: 'Projects of root Applications allow Applications and ApplicationSets only',
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    "a root writes into Argo CD's namespace, so any other kind lets its repository change projects, settings or Secrets " +
    'of Argo CD: https://argo-cd.readthedocs.io/en/stable/operator-manual/cluster-bootstrapping/',
  check: (fleet) => {
    const roots = applicationsOf(fleet).filter(isRootApplication);
    const used = new Set(roots.map(({ at, spec }) => tryFindProject(fleet, at.cluster, textAt(spec, 'project') ?? '')));
    return [...used].flatMap((project) => {
      if (project === undefined || allowsApplicationsOnly(project)) return [];
      return [
        { at: project.at, found: `a root's project that allows ${kindsOf(project)}`, expected: 'Application only' },
      ];
    });
  },
};

/** Nothing but a root writes where Applications and projects live. */
export const argoNamespaceReach: FleetPolicy = {
  id: 'argo-namespace-reach',
  title: "No project but the bootstrap's reaches a namespace of Argo CD with other kinds than Application",
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    'whoever writes ConfigMaps, Secrets or AppProjects there is administrator of Argo CD ' +
    '(https://argo-cd.readthedocs.io/en/stable/operator-manual/app-any-namespace/)',
  check: (fleet) =>
    projectsOf(fleet).flatMap((project) => {
      if (isBootstrap(project) || allowsApplicationsOnly(project) || isClosed(project)) return [];
      const reached = argoNamespaces(fleet, project.at.cluster).filter((namespace) => reaches(project, namespace));
      return reached.map((namespace) => ({
        at: project.at,
        found: `destination ${namespace}, with ${kindsOf(project)}`,
        expected: `no destination ${namespace}, or Application as its only kind`,
      }));
    }),
};

/** Namespaces that hold projects or Applications, by cluster. */
const argoNamespacesOf: (fleet: Inventory) => ReadonlyMap<string, ReadonlySet<string>> = oncePer((fleet) => {
  const found = new Map<string, Set<string>>();
  const add = ({ cluster, object }: InventoryObject): void => {
    const { namespace } = object.metadata;
    if (namespace !== undefined) found.set(cluster, (found.get(cluster) ?? new Set()).add(namespace));
  };
  for (const { at } of projectsOf(fleet)) add(at);
  for (const { at } of applicationsOf(fleet)) add(at);
  return found;
});

function argoNamespaces(fleet: Inventory, cluster: string): readonly string[] {
  return [...(argoNamespacesOf(fleet).get(cluster) ?? [])];
}

function reaches({ spec }: ProjectView, namespace: string): boolean {
  return listAt(spec, 'destinations').some((item) => matches(textAt(item, 'namespace') ?? '', namespace));
}

function allowsApplicationsOnly({ spec }: ProjectView): boolean {
  const namespaced = listAt(spec, 'namespaceResourceWhitelist');
  const argo =
    ({ kind, group }: KindRef) =>
    (item: unknown) =>
      textAt(item, 'kind') === kind && textAt(item, 'group') === group;
  return (
    namespaced.length > 0 &&
    namespaced.every((item) => argo(KIND.application)(item) || argo(KIND.applicationSet)(item)) &&
    listAt(spec, 'clusterResourceWhitelist').length === 0
  );
}

function isClosed({ spec }: ProjectView): boolean {
  return listAt(spec, 'destinations').length === 0;
}

/** What security applies by hand, and what it confines. */
function isBootstrap({ at, name }: ProjectView): boolean {
  return name === 'bootstrap' && lastSegment(folderPathOf(at)) === 'by-hand';
}

function kindsOf({ spec }: ProjectView): string {
  const kinds = [...listAt(spec, 'clusterResourceWhitelist'), ...listAt(spec, 'namespaceResourceWhitelist')];
  return kinds.length === 0 ? 'every kind' : kinds.map((item) => textAt(item, 'kind') ?? '').join(', ');
}
