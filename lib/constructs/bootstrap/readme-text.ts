import type { Cluster } from '../../model/cluster';
import { rootName, type RootName } from '../../model/plane';
import type { RootRepository } from '../../model/root-repository';
import type { Topology } from '../../model/topology';
import type { GitOpsRoot } from '../gitops-root';
import { rightsText } from './rights-text';

/** The README of a root's `applications` folder; Git keeps no empty folder, and this one may be empty. */
export function rootReadme(root: GitOpsRoot): string {
  return [
    `# ${root.name}: applications`,
    '',
    `Rendered; never edited by hand. The root Application of the ${root.plane} plane on ${root.cluster.name} applies this folder.`,
    '',
    'An application stands here from its first release on. Its content is the folder of the same name beside this one,',
    'at the revision that its Application names, which is not necessarily the content you see beside it.',
    '',
    `- repository: ${root.repository.url}, branch ${root.repository.branch}, path ${root.repository.path}`,
    `- namespace of the Applications: ${root.applicationNamespace}`,
    `- proposes: ${root.owners.developers}`,
    `- approves and syncs: ${root.owners.operators}`,
    '',
    ...branchProtection(root.repository, root.name, root.owners.operators),
  ].join('\n');
}

/** The README of an instance's `by-hand` folder: what an operator does once. */
export function byHandReadme(cluster: Cluster, topology: Topology): string {
  const { namespace, bootstrap, flavor, version } = cluster.instance;
  return [
    `# Bootstrap of Argo CD on ${cluster.name}, by hand, once`,
    '',
    `Rendered; never edited by hand. Instance: ${flavor} ${version}, namespace ${namespace}.`,
    '',
    '1. Argo CD is installed and its repository credentials are in place.',
    `2. Check out ${bootstrap.url} (branch ${bootstrap.branch}), folder ${bootstrap.path}.`,
    '3. `kubectl apply --server-side -f by-hand/`: two projects and the Application `bootstrap-root`.',
    '4. `bootstrap-root` creates the gated Application `instance` once it is released.',
    `5. Security syncs \`instance\`: \`argocd app sync ${namespace}/instance\`. It creates projects, root Applications,`,
    '   settings, namespaces and admission policies, and from then on every change to them needs such a sync.',
    '',
    'Apply `by-hand/` again whenever it changes, as it does with the first guard.',
    'Never write an `operation` by kubectl: it ignores the sync options of the Application.',
    '',
    ...rightsText(cluster, topology),
    ...branchProtection(bootstrap, rootName('bootstrap', cluster.name), topology.security),
  ].join('\n');
}

/** The README of an instance's `applications` folder. */
export function instanceReadme(cluster: Cluster): string {
  return [
    `# bootstrap.${cluster.name}: applications`,
    '',
    'Rendered; never edited by hand. Holds the one gated Application `instance` from its first release on.',
    '',
  ].join('\n');
}

/**
 * What the repository host must enforce. Nothing rendered can: whoever may push to the branch decides what Argo CD reads,
 * and a released revision that is rewritten away can neither be synced nor proved.
 */
function branchProtection({ url, branch, path }: RootRepository, root: RootName, approvers: string): string[] {
  return [
    '## Branch protection that this relies on',
    '',
    `Branch ${branch} of ${url}, path ${path}:`,
    '',
    '- append-only: no force push and no deletion, for administrators too; every released revision stays an ancestor of',
    '  the tip',
    '- written by the publishing job alone: no person may push or merge, and the job has no right beyond this repository',
    '',
    'In the source repository, on the branch that is published from:',
    '',
    '- no force push and no deletion: a release is proved by the first-parent history of this branch',
    '- every change by pull request, with a review by the owners that `.github/CODEOWNERS` names and a new review after',
    '  each push; nobody bypasses it',
    `- \`apps/releases/${root}.json\` is approved by ${approvers}, and never by its author alone`,
    '- the checks pass on the merged result, `planes check` among them',
    '',
  ];
}
