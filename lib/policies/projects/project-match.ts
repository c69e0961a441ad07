import { isClusterScoped, type KindRef } from '../../model/kind';
import type { Inventory, InventoryObject } from '../../render/inventory';
import { isArgo } from '../applications/applications-of';
import { matches, matchesName, matchesPath } from './argo-glob';
import { isFields, listAt, textAt, textsAt, type Fields } from '../json-fields';
import { objectsOf } from '../objects-of';
import { oncePer, oncePerName } from '../once-per';

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

// The four functions below follow pkg/apis/application/v1alpha1/app_project_types.go of Argo CD 3.5, negations included:
// the policy 'project-allow-lists' refuses them, but a tree that has them is judged as Argo CD would.

/** Whether a project's applications may read a repository. */
export function permitsRepository({ spec }: ProjectView, url: string): boolean {
  const patterns = textsAt(spec, 'sourceRepos').map((pattern) =>
    isNegation(pattern) ? `!${normalized(pattern.slice(1))}` : normalized(pattern),
  );
  const matched = (pattern: string): boolean => pattern === '*' || negatable(pattern, normalized(url), matchesPath);
  return patterns.some(matched) && patterns.every((pattern) => !isNegation(pattern) || matched(pattern));
}

/** Whether a project's applications may write to a destination. `permitOnlyProjectScopedClusters` is not looked at. */
export function permitsDestination({ spec }: ProjectView, destination: Destination): boolean {
  let permitted = false;
  for (const item of listAt(spec, 'destinations')) {
    const pattern = (field: keyof Destination): string => textAt(item, field) ?? '';
    const matched = (field: keyof Destination): boolean =>
      (field === 'namespace' || Boolean(destination[field])) &&
      negatable(pattern(field), destination[field] ?? '', matches);
    const [name, server, namespace] = [matched('name'), matched('server'), matched('namespace')];
    if ((name || server) && namespace) permitted = true;
    // As upstream binds it: a name that is refused refuses in every namespace.
    else if (!name && isNegation(pattern('name'))) return false;
    else if (!server && isNegation(pattern('server')) && namespace) return false;
    else if (!namespace && isNegation(pattern('namespace')) && server) return false;
  }
  return permitted;
}

/**
 * Whether a project's applications may write objects of a kind.
 *
 * @param name of the object, where it is known: cluster-scoped kinds may be allowed for some names only, since Argo CD
 * 3.3. Without it a list of names allows nothing, and refuses everything.
 */
export function permitsKind({ spec }: ProjectView, ref: KindRef, name?: string): boolean {
  const listed = (list: string, nameless = true): boolean =>
    listAt(spec, list).some((item) => {
      const only = textAt(item, 'name') ?? '';
      const named = only === '' || (name === undefined ? nameless : matchesName(only, name));
      return isOfKind(item, ref) && named;
    });
  if (isClusterScoped(ref)) return listed('clusterResourceWhitelist', false) && !listed('clusterResourceBlacklist');
  const open = spec.namespaceResourceWhitelist === undefined;
  return (open || listed('namespaceResourceWhitelist')) && !listed('namespaceResourceBlacklist');
}

/** Whether a project allows a cluster-scoped kind for some names only. */
export function permitsSomeNames({ spec }: ProjectView, ref: KindRef): boolean {
  return listAt(spec, 'clusterResourceWhitelist').some(
    (item) => isOfKind(item, ref) && (textAt(item, 'name') ?? '') !== '',
  );
}

/** Whether Applications in a namespace may name a project. Those beside the projects themselves may name any. */
export function permitsSourceNamespace(project: ProjectView, namespace: string): boolean {
  if (namespace === project.at.object.metadata.namespace) return true;
  return textsAt(project.spec, 'sourceNamespaces').some((pattern) => {
    const expression = /^\/(.*)\/$/.exec(pattern)?.[1];
    return (expression !== undefined && matchesExpression(expression, namespace)) || matches(pattern, namespace);
  });
}

function isNegation(pattern: string): boolean {
  return pattern.startsWith('!');
}

function negatable(pattern: string, text: string, match: (pattern: string, text: string) => boolean): boolean {
  return isNegation(pattern) ? !match(pattern.slice(1), text) : match(pattern, text);
}

function isOfKind(item: unknown, { group, kind }: KindRef): boolean {
  return matchesName(textAt(item, 'group') ?? '', group) && matchesName(textAt(item, 'kind') ?? '', kind);
}

function matchesExpression(expression: string, text: string): boolean {
  try {
    return new RegExp(expression).test(text);
  } catch {
    return false;
  }
}

/** NormalizeGitURL of util/git/git.go: case, `.git` and the two ways to write an SSH URL make no difference. */
const normalized: (url: string) => string = oncePerName((url) => {
  const lower = url.trim().toLowerCase();
  const isScp = !lower.startsWith('ssh://') && /^[^/:]*@[^@]+$/.test(lower);
  return (isScp ? lower.replace(':', '/') : lower).replace(/\.git$/, '').replace(/^ssh:\/\//, '');
});
