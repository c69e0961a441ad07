import { BOOTSTRAP, isPlane, rootName, type RootName } from '../../model/plane';
import type { Topology } from '../../model/topology';
import { applicationsOf } from '../../policies/applications/applications-of';
import { listAt, textAt, textsAt } from '../../policies/json-fields';
import { objectsOf } from '../../policies/objects-of';
import { projectsOf, tryFindProject, type ProjectView } from '../../policies/projects/project-match';
import type { Inventory } from '../../render/inventory';
import { codeOwnerRules, type CodeOwnerRule } from '../code-owners';
import { serviceAccount, SIGNED_IN, type KubernetesUser } from './kubernetes-rbac';

/** Who may be asked about by a word of his own, and which groups of people it stands for. */
export const PERSONAS = {
  developer: "the root's developers",
  operator: "the root's operators; of a bootstrap, security",
  security: 'who owns bootstrap, topology, keys and policies',
  observer: 'who reads health and alerts',
  breakglass: 'whoever is put into the empty group of the role breakglass, or into the group that admission lets past',
  nobody: 'anybody else who signs in, and everybody where anonymous access is on',
} as const;

/** One of {@link PERSONAS}. */
export type PersonaName = keyof typeof PERSONAS;

/** A root, or the bootstrap of an instance. */
export interface AccessRoot {
  readonly name: RootName;
  readonly cluster: string;

  /** The groups that each persona is on it. Nobody and, in Argo CD, breakglass have none. */
  readonly groups: Readonly<Record<PersonaName, readonly string[]>>;
}

/** What decides of an instance besides its objects. */
interface AccessInstance {
  readonly ownNamespace: string;
  readonly selfManaged: boolean;

  /** The Kubernetes user under which Argo CD's API server acts for people. */
  readonly server: KubernetesUser;
}

/** The people of a platform and where they meet it. */
export interface AccessParties {
  readonly roots: readonly AccessRoot[];
  readonly instances: ReadonlyMap<string, AccessInstance>;

  /** Group that admission lets past, which Kubernetes' RBAC may bind. */
  readonly breakglass: string;

  /** The lines of CODEOWNERS; undefined where none were given, so nothing is known of proposals and approvals. */
  readonly owners?: readonly CodeOwnerRule[];
}

/** The people whom a topology declares. */
export function partiesOf(topology: Topology): AccessParties {
  const { security, observers, breakglass } = topology;
  const everywhere = { security: [security], observer: [observers], breakglass: [], nobody: [] };
  return {
    roots: [
      ...topology.clusters.map(({ name }) => ({
        name: rootName(BOOTSTRAP, name),
        cluster: name,
        groups: { ...everywhere, developer: [], operator: [security] },
      })),
      ...topology.roots.map(({ plane, cluster, owners }) => ({
        name: rootName(plane, cluster.name),
        cluster: cluster.name,
        groups: { ...everywhere, developer: [owners.developers], operator: [owners.operators] },
      })),
    ],
    instances: new Map(
      topology.clusters.map(({ name, instance }) => {
        const selfManaged = instance.flavor === 'self-managed';
        const [writer = ''] = instance.writers;
        const server = selfManaged ? serverOf(instance.namespace) : { name: writer, groups: [SIGNED_IN] };
        return [name, { ownNamespace: instance.namespace, selfManaged, server }];
      }),
    ),
    breakglass,
    owners: codeOwnerRules(topology),
  };
}

/**
 * The people whom rendered objects name, where there is no topology: those of a committed tree. A root's developers,
 * operators and observers are the groups of the roles of those names in the projects of its Applications, and security
 * is who operates the instance's own project.
 *
 * @param owners the lines of CODEOWNERS beside the tree, if there is one
 */
export function partiesIn(inventory: Inventory, owners?: readonly CodeOwnerRule[]): AccessParties {
  const places = new Map([...inventory.objects, ...inventory.files].map(({ root, cluster }) => [root, cluster]));
  const roots = [...places].flatMap(([root, cluster]): AccessRoot[] => {
    const plane = root.slice(0, root.indexOf('.'));
    if (!isPlane(plane) && plane !== BOOTSTRAP) return [];
    const security = groupsIn(projectsOn(inventory, cluster, 'bootstrap'), 'operator');
    const projects = plane === BOOTSTRAP ? [] : projectsOfRoot(inventory, root, cluster);
    const named = (role: string): readonly string[] => groupsIn(projects, role);
    const observer = groupsIn(projectsOn(inventory, cluster), 'observer');
    const operator = plane === BOOTSTRAP ? security : named('operator');
    const groups = { developer: named('developer'), operator, security, observer, breakglass: [], nobody: [] };
    return [{ name: rootName(plane, cluster), cluster, groups }];
  });
  return {
    roots: roots.sort((a, b) => (a.name < b.name ? -1 : 1)),
    instances: new Map(roots.map(({ cluster }) => [cluster, instanceIn(inventory, cluster)])),
    breakglass: breakglassIn(inventory),
    ...(owners === undefined ? {} : { owners }),
  };
}

function projectsOn(inventory: Inventory, cluster: string, name?: string): readonly ProjectView[] {
  return projectsOf(inventory).filter(
    (project) => project.at.cluster === cluster && (name === undefined || project.name === name),
  );
}

function projectsOfRoot(inventory: Inventory, root: string, cluster: string): readonly ProjectView[] {
  const applications = applicationsOf(inventory).filter(({ at }) => at.root === root);
  const names = new Set(applications.map(({ spec }) => textAt(spec, 'project') ?? 'default'));
  return [...names].flatMap((name) => tryFindProject(inventory, cluster, name) ?? []);
}

function groupsIn(projects: readonly ProjectView[], role: string): readonly string[] {
  const roles = projects.flatMap(({ spec }) => listAt(spec, 'roles')).filter((it) => textAt(it, 'name') === role);
  return [...new Set(roles.flatMap((it) => textsAt(it, 'groups')))].sort();
}

/** Applications of the EKS capability name their cluster by ARN or by name; a self-managed one is its own cluster. */
function instanceIn(inventory: Inventory, cluster: string): AccessInstance {
  const ownNamespace = projectsOn(inventory, cluster)[0]?.at.object.metadata.namespace ?? 'argocd';
  const selfManaged = applicationsOf(inventory)
    .filter(({ at }) => at.root === rootName(BOOTSTRAP, cluster))
    .every(({ spec }) => textAt(spec, 'destination', 'server')?.startsWith('https:') === true);
  return { ownNamespace, selfManaged, server: serverOf(ownNamespace) };
}

const FENCES: readonly string[] = ['ValidatingAdmissionPolicy'];

/** The group that the fences exempt by name. */
function breakglassIn(inventory: Inventory): string {
  const conditions = objectsOf(inventory, FENCES).flatMap(({ object }) => listAt(object, 'spec', 'matchConditions'));
  const exempt = conditions.find((condition) => textAt(condition, 'name') === 'not-breakglass');
  return /'([^']+)' in request\.userInfo\.groups/.exec(textAt(exempt, 'expression') ?? '')?.[1] ?? 'breakglass';
}

const serverOf = (namespace: string): KubernetesUser =>
  serviceAccount(`system:serviceaccount:${namespace}:argocd-server`);
