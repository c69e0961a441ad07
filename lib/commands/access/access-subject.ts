import { projectsOf } from '../../policies/projects/project-match';
import type { Inventory } from '../../render/inventory';
import type { AccessParties, AccessRoot, PersonaName } from './access-parties';
import type { RbacSubject } from './argo-rbac';
import { serviceAccount, SIGNED_IN, type KubernetesRbac, type KubernetesUser } from './kubernetes-rbac';
import { BUILT_IN_LINES, globalLines, projectLines, settingOf } from './policy-lines';

/** Somebody before one root. */
export interface AccessSubject {
  /** A persona, a group, a local account of Argo CD, a user or `system:serviceaccount:<namespace>:<name>`. */
  readonly name: string;
  readonly kind: 'persona' | 'group' | 'account' | 'user' | 'service-account';
  readonly groups: readonly string[];

  /** Of Argo CD's RBAC on one project; undefined for who cannot sign in there. */
  readonly on?: (project: string) => RbacSubject;

  /** Who he is for the Kubernetes API; undefined for who is nobody there. */
  readonly user?: KubernetesUser;
}

/** A persona before a root. */
export function personaOn({ breakglass }: AccessParties, root: AccessRoot, name: PersonaName): AccessSubject {
  const groups = root.groups[name];
  const on = (project: string): RbacSubject => ({
    groups,
    direct: name === 'breakglass' ? [`proj:${project}:breakglass`] : [],
  });
  const bound = name === 'breakglass' ? [breakglass] : groups;
  return { name, kind: 'persona', groups, on, user: { name: '', groups: [...bound, SIGNED_IN] } };
}

/** Every group, user and account that a root's personas, a policy line or a binding of a cluster names. */
export function namedSubjects(
  inventory: Inventory,
  parties: AccessParties,
  cluster: string,
  kubernetes: KubernetesRbac,
): readonly AccessSubject[] {
  const projects = projectsOf(inventory).filter(({ at }) => at.cluster === cluster);
  const lines = [
    ...globalLines(inventory, cluster),
    ...projects.flatMap(({ name }) => projectLines(inventory, cluster, name)),
  ];
  const isPerson = (name: string): boolean => !/^(role|proj):/.test(name);
  const named = (type: 'p' | 'g'): string[] =>
    lines.filter((line) => line.type === type).map(({ fields }) => fields[0] ?? '');
  const bound = (kind: string): string[] =>
    kubernetes.subjects.filter((subject) => subject.kind === kind).map(({ name }) => name);
  const groups = new Set([
    ...parties.roots.flatMap((root) => Object.values(root.groups).flat()),
    ...named('g').filter(isPerson),
    // Who is put into it, and whoever signs in, are personas.
    ...bound('Group').filter((name) => name !== parties.breakglass && name !== SIGNED_IN),
  ]);
  const accounts = new Set(named('p').filter(isPerson));
  // Without the setting Argo CD's own administrator can sign in; the EKS capability has none.
  const admin = settingOf(inventory, cluster, 'argocd-cm', 'admin.enabled') !== 'false';
  if (parties.instances.get(cluster)?.selfManaged === true && admin) accounts.add(BUILT_IN_ADMIN);
  return [
    ...sorted(groups, (name) => ({
      name,
      kind: 'group',
      groups: [name],
      on: () => ({ groups: [name] }),
      user: { name: '', groups: [name, SIGNED_IN] },
    })),
    ...sorted(accounts, (name) => ({ name, kind: 'account', groups: [], on: () => ({ groups: [], direct: [name] }) })),
    ...sorted(bound('User'), (name) => ({ name, kind: 'user', groups: [], user: { name, groups: [SIGNED_IN] } })),
    ...sorted(bound('ServiceAccount'), (name) => ({
      name,
      kind: 'service-account',
      groups: [],
      user: serviceAccount(name),
    })),
  ];
}

function sorted(names: Iterable<string>, subject: (name: string) => AccessSubject): AccessSubject[] {
  return [...new Set(names)].sort().map(subject);
}

const BUILT_IN_ADMIN =
  BUILT_IN_LINES.find(({ type, fields }) => type === 'g' && fields[1] === 'role:admin')?.fields[0] ?? 'admin';
