import { isClusterScoped, type KindRef } from '../model/kind';
import type { Inventory, InventoryObject } from '../render/inventory';
import { isArgo } from './applications-of';
import { isFields, listAt, textAt, textsAt, type Fields } from './json-fields';
import { objectsOf } from './objects-of';
import { oncePer, oncePerName } from './once-per';

/** An AppProject of an inventory. */
export interface ProjectView {
  readonly at: InventoryObject;
  readonly name: string;
  readonly spec: Fields;
}

/** Where an Application writes to. */
export interface Destination {
  readonly server?: string;
  readonly name?: string;
  readonly namespace: string;
}

/** The kind that projects are of. */
export const PROJECT_KINDS: readonly string[] = ['AppProject'];

/** All projects of an inventory. */
export const projectsOf: (inventory: Inventory) => readonly ProjectView[] = oncePer((inventory) =>
  objectsOf(inventory, PROJECT_KINDS).flatMap(projectIn),
);

const byClusterAndName: (inventory: Inventory) => ReadonlyMap<string, ProjectView> = oncePer(
  (inventory) => new Map(projectsOf(inventory).map((project) => [`${project.at.cluster} ${project.name}`, project])),
);

/** The project of that name on a cluster, or undefined. */
export function tryFindProject(inventory: Inventory, cluster: string, name: string): ProjectView | undefined {
  return byClusterAndName(inventory).get(`${cluster} ${name}`);
}

/** The project that an object is; none for any other object. */
export function projectIn(at: InventoryObject): readonly ProjectView[] {
  if (!isArgo(at.object, 'AppProject')) return [];
  const { spec } = at.object;
  return [{ at, name: at.object.metadata.name, spec: isFields(spec) ? spec : {} }];
}

// The four functions below follow pkg/apis/application/v1alpha1/app_project_types.go of Argo CD 3.5. Negations are left
// out: the policy 'project-allow-lists' refuses them, because by themselves they allow everything else.

/** Whether a project's applications may read a repository. */
export function permitsRepository({ spec }: ProjectView, url: string): boolean {
  return textsAt(spec, 'sourceRepos').some((pattern) => matchesPath(normalized(pattern), normalized(url)));
}

/** Whether a project's applications may write to a destination. */
export function permitsDestination({ spec }: ProjectView, destination: Destination): boolean {
  return listAt(spec, 'destinations').some((item) => {
    const server = destination.server !== undefined && matches(textAt(item, 'server') ?? '', destination.server);
    const name = destination.name !== undefined && matches(textAt(item, 'name') ?? '', destination.name);
    return (server || name) && matches(textAt(item, 'namespace') ?? '', destination.namespace);
  });
}

/**
 * Whether a project's applications may write objects of a kind.
 *
 * @param name of the object, which lists of kinds without a namespace may narrow by a glob (since 3.3). Undefined where it
 *   is not known: then such an entry allows nothing and forbids all of the kind
 */
export function permitsKind({ spec }: ProjectView, ref: KindRef, name?: string): boolean {
  const listed = (list: string): boolean =>
    listAt(spec, list).some((item) => {
      const pattern = textAt(item, 'name') ?? '';
      const unknown = list === 'clusterResourceBlacklist';
      return (
        matches(textAt(item, 'group') ?? '', ref.group) &&
        matches(textAt(item, 'kind') ?? '', ref.kind) &&
        (pattern === '' || (name === undefined ? unknown : matches(pattern, name)))
      );
    });
  if (isClusterScoped(ref)) return listed('clusterResourceWhitelist') && !listed('clusterResourceBlacklist');
  const open = spec.namespaceResourceWhitelist === undefined;
  return (open || listed('namespaceResourceWhitelist')) && !listed('namespaceResourceBlacklist');
}

/** Whether Applications in a namespace may name a project. Those beside the projects themselves may name any. */
export function permitsSourceNamespace(project: ProjectView, namespace: string): boolean {
  if (namespace === project.at.object.metadata.namespace) return true;
  return textsAt(project.spec, 'sourceNamespaces').some((pattern) => {
    const expression = /^\/(.+)\/$/.exec(pattern)?.[1];
    return expression === undefined ? matches(pattern, namespace) : matchesExpression(expression, namespace);
  });
}

/** Whether a glob of Argo CD matches a text; `*` crosses every character, `/` included. */
export function matches(pattern: string, text: string): boolean {
  return matchesGlob(pattern, text, '.*');
}

/** As {@link matches}, but `*` stays within a segment and `**` crosses them. */
function matchesPath(pattern: string, text: string): boolean {
  return matchesGlob(pattern, text, '[^/]*');
}

function matchesGlob(pattern: string, text: string, star: string): boolean {
  // Most patterns are names.
  return pattern === '*' || (/[*?]/.test(pattern) ? globToRegExp(pattern, star).test(text) : pattern === text);
}

function globToRegExp(pattern: string, star: string): RegExp {
  const parts = pattern.split(/(\*\*|\*|\?)/).map((part) => {
    if (part === '**') return '.*';
    if (part === '*') return star;
    return part === '?' ? '.' : part.replace(/[\\^$.|+()[\]{}/-]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`, 's');
}

function matchesExpression(expression: string, text: string): boolean {
  try {
    return new RegExp(expression).test(text);
  } catch {
    return false;
  }
}

const normalized: (url: string) => string = oncePerName((url) =>
  url
    .trim()
    .toLowerCase()
    .replace(/\/+$/, '')
    .replace(/\.git$/, ''),
);
