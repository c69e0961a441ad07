import { LABEL } from '../../model/labels';
import { listAt, textAt, textsAt, valueAt } from '../json-fields';
import type { FleetPolicy, ObjectPolicy, Remark } from '../policy';
import { isLiteral, matchesName } from './argo-glob';
import { PROJECT_KINDS, projectIn, projectsOf, type ProjectView } from './project-match';
import { folderPathOf, lastSegment } from '../content/folders-of';

/** A project says what may be done, and never what may not. */
export const projectAllowLists: ObjectPolicy = {
  id: 'project-allow-lists',
  title:
    'Projects list what they allow: exact repositories, destinations and kinds, and names of namespaces with at most stars',
  level: 'error',
  absolute: true,
  scope: 'object',
  kinds: PROJECT_KINDS,
  doc:
    'a negation by itself allows everything else (types_test.go; https://github.com/argoproj/argo-cd/issues/21264), and ' +
    'an absent or emptied namespaceResourceWhitelist allows every kind (seen with 3.5.1); its globs err with alternatives, ' +
    'and a `{` at the end or a source namespace `/` makes it panic (app_project_types.go of 3.5.1, run)',
  check: (at) => projectIn(at).flatMap((project) => (project.name === 'default' ? [] : listRemarks(project))),
};

/** The project that Argo CD makes by itself is closed. */
export const lockedDefaultProject: FleetPolicy = {
  id: 'locked-default-project',
  title: "The project 'default' is declared, and allows nothing",
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    "argocd-server creates 'default' wide open where it is absent (server/server.go), and an Application that names no " +
    'project lands in it: https://argo-cd.readthedocs.io/en/stable/user-guide/projects/#the-default-project',
  check: (fleet) => {
    const first = new Map<string, ProjectView>();
    const locked = new Set<string>();
    const remarks: Remark[] = [];
    for (const project of projectsOf(fleet)) {
      const { cluster } = project.at;
      // What is applied by hand comes before the instance's own content, which declares 'default'.
      if (lastSegment(folderPathOf(project.at)) === 'by-hand') continue;
      if (!first.has(cluster)) first.set(cluster, project);
      if (project.name !== 'default') continue;
      locked.add(cluster);
      if (!isLocked(project))
        remarks.push({ at: project.at, found: 'a default project that allows something', expected: LOCKED });
    }
    const missing = [...first].filter(([cluster]) => !locked.has(cluster));
    return [
      ...remarks,
      ...missing.map(([, { at }]) => ({
        at,
        found: "projects, but no project 'default' beside them",
        expected: LOCKED,
      })),
    ];
  },
};

/** Kinds with which a workload makes itself administrator of the cluster. */
const ADMIN_KINDS: ReadonlySet<string> = new Set([
  'APIService',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'MutatingAdmissionPolicy',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
]);

/** Chain and product workloads stay in their namespaces. */
export const noAdminKinds: ObjectPolicy = {
  id: 'no-admin-kinds',
  title: 'Projects of the chain and product planes allow no kind that gives power over the cluster',
  level: 'error',
  scope: 'object',
  kinds: PROJECT_KINDS,
  doc:
    'a ClusterRoleBinding or webhook in an application is cluster-admin for everybody who may change it: ' +
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks',
  check: (at) =>
    projectIn(at).flatMap(({ spec }) => {
      if (!['chain', 'product'].includes(at.object.metadata.labels?.[LABEL.plane] ?? '')) return [];
      return listAt(spec, 'clusterResourceWhitelist')
        .map((item) => textAt(item, 'kind') ?? '')
        .filter((kind) => [...ADMIN_KINDS].some((admin) => matchesName(kind, admin)))
        .map((kind) => ({ at, found: `${kind} allowed`, expected: `no ${kind} in this plane` }));
    }),
};

const LOCKED = "project 'default' with empty sourceRepos and destinations and a namespaceResourceBlacklist of */*";
const NAMESPACES = 'names of namespaces, in which * stands for a part';
const KIND_LISTS = ['clusterResourceWhitelist', 'namespaceResourceWhitelist'] as const;

function listRemarks(project: ProjectView): readonly Remark[] {
  const { at, spec } = project;
  const remarks: Remark[] = [];
  const refuse = (found: string, expected: string): void => void remarks.push({ at, found, expected });
  for (const repo of textsAt(spec, 'sourceRepos')) {
    if (!isExact(repo)) refuse(`source repository ${repo}`, 'an exact URL');
  }
  for (const namespace of textsAt(spec, 'sourceNamespaces')) {
    if (!isNamespacePattern(namespace)) refuse(`source namespace ${namespace}`, NAMESPACES);
  }
  listAt(spec, 'destinations').forEach((destination) => {
    for (const field of ['server', 'name'] as const) {
      const value = textAt(destination, field) ?? '';
      if (!isExact(value)) refuse(`destination ${field} ${value}`, `a ${field} by name`);
    }
    const namespace = textAt(destination, 'namespace') ?? '';
    if (namespace !== '' && !isNamespacePattern(namespace)) refuse(`destination namespace ${namespace}`, NAMESPACES);
    if (textAt(destination, 'server') && textAt(destination, 'name')) {
      refuse('a destination with server and name', 'one of the two: the item matches if either does');
    }
  });
  for (const list of KIND_LISTS) {
    for (const item of listAt(spec, list)) {
      const [group, kind] = [textAt(item, 'group') ?? '', textAt(item, 'kind') ?? ''];
      if (!isExact(group) || !isExact(kind)) refuse(`${list} of ${group}/${kind}`, 'kinds by group and name');
    }
  }
  if (listAt(spec, 'namespaceResourceWhitelist').length === 0 && !hasEveryKind(project, 'namespaceResourceBlacklist')) {
    const found = valueAt(spec, 'namespaceResourceWhitelist') === undefined ? 'no' : 'an empty';
    refuse(`${found} namespaceResourceWhitelist`, 'the kinds that it allows, or a namespaceResourceBlacklist of */*');
  }
  return remarks;
}

/** Whether a text stands for itself alone, and refuses nothing. */
function isExact(text: string): boolean {
  return isLiteral(text) && !text.includes('!');
}

/** Whether a text is a name of namespaces in which `*` stands for a part, and never for the whole. */
function isNamespacePattern(text: string): boolean {
  return /^[a-z0-9*-]*[a-z0-9][a-z0-9*-]*$/.test(text);
}

function isLocked(project: ProjectView): boolean {
  const { spec } = project;
  const empty = ['sourceRepos', 'destinations', 'clusterResourceWhitelist'].every(
    (list) => listAt(spec, list).length === 0,
  );
  return empty && hasEveryKind(project, 'namespaceResourceBlacklist');
}

function hasEveryKind({ spec }: ProjectView, list: string): boolean {
  return listAt(spec, list).some((item) => textAt(item, 'group') === '*' && textAt(item, 'kind') === '*');
}
