import { rootName, type RootName } from '../../model/plane';
import type { Owners, Topology } from '../../model/topology';
import { projectsOf } from '../../policies/project-match';
import type { Inventory } from '../../render/inventory';
import type { RbacSubject } from './argo-rbac';
import { BUILT_IN_LINES, globalLines, projectLines, settingOf } from './policy-lines';

/** Who may be asked about by a word of his own, and which groups of people it stands for. */
export const PERSONAS = {
  developer: "the root's developers",
  operator: "the root's operators; of a bootstrap, security",
  security: 'who owns bootstrap, topology, keys and policies',
  observer: 'who reads health and alerts',
  breakglass: 'whoever is put into the empty group of the role breakglass',
  nobody: 'anybody else who signs in, and everybody where anonymous access is on',
} as const;

/** One of {@link PERSONAS}. */
export type PersonaName = keyof typeof PERSONAS;

/** Somebody before one root. */
export interface AccessSubject {
  /** A persona, a group or an account. */
  readonly name: string;
  readonly kind: 'persona' | 'group' | 'account';
  readonly groups: readonly string[];

  /** Of Argo CD's RBAC on one project. */
  readonly on: (project: string) => RbacSubject;
}

/** A root, or the bootstrap of an instance. */
export interface AccessRoot {
  readonly name: RootName;
  readonly cluster: string;

  /** Who proposes and approves; of a bootstrap nobody but security. */
  readonly owners?: Owners;
}

/** Every root of a topology and every instance's bootstrap, as they are declared. */
export function accessRoots(topology: Topology): readonly AccessRoot[] {
  return [
    ...topology.clusters.map(({ name }) => ({ name: rootName('bootstrap', name), cluster: name })),
    ...topology.roots.map(({ plane, cluster, owners }) => ({
      name: rootName(plane, cluster.name),
      cluster: cluster.name,
      owners,
    })),
  ];
}

/** A persona before a root. */
export function personaOn(topology: Topology, { owners }: AccessRoot, name: PersonaName): AccessSubject {
  const groups = {
    developer: owners === undefined ? [] : [owners.developers],
    operator: [owners === undefined ? topology.security : owners.operators],
    security: [topology.security],
    observer: [topology.observers],
    breakglass: [],
    nobody: [],
  }[name];
  const on = (project: string): RbacSubject => ({
    groups,
    direct: name === 'breakglass' ? [`proj:${project}:breakglass`] : [],
  });
  return { name, kind: 'persona', groups, on };
}

/** A group by its name. */
function groupSubject(name: string): AccessSubject {
  return { name, kind: 'group', groups: [name], on: () => ({ groups: [name] }) };
}

/** A local account by its name. */
function accountSubject(name: string): AccessSubject {
  return { name, kind: 'account', groups: [], on: () => ({ groups: [], direct: [name] }) };
}

/** Every group and account that the topology or a policy line of a cluster names. */
export function namedSubjects(inventory: Inventory, topology: Topology, cluster: string): readonly AccessSubject[] {
  const projects = projectsOf(inventory).filter(({ at }) => at.cluster === cluster);
  const lines = [
    ...globalLines(inventory, cluster),
    ...projects.flatMap(({ name }) => projectLines(inventory, cluster, name)),
  ];
  const isPerson = (name: string): boolean => !/^(role|proj):/.test(name);
  const named = (type: 'p' | 'g'): string[] =>
    lines.filter((line) => line.type === type).map(({ fields }) => fields[0] ?? '');
  const groups = new Set([
    topology.security,
    topology.observers,
    ...topology.roots.flatMap(({ owners }) => [owners.developers, owners.operators]),
    ...named('g').filter(isPerson),
  ]);
  const accounts = new Set(named('p').filter(isPerson));
  // Without the setting Argo CD's own administrator can sign in; the EKS capability has none.
  const instance = topology.clusters.find(({ name }) => name === cluster)?.instance;
  const admin = settingOf(inventory, cluster, 'argocd-cm', 'admin.enabled') !== 'false';
  if (instance?.flavor === 'self-managed' && admin) accounts.add(BUILT_IN_ADMIN);
  return [...[...groups].sort().map(groupSubject), ...[...accounts].sort().map(accountSubject)];
}

const BUILT_IN_ADMIN =
  BUILT_IN_LINES.find(({ type, fields }) => type === 'g' && fields[1] === 'role:admin')?.fields[0] ?? 'admin';
