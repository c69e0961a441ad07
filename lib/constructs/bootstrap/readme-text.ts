import type { Cluster } from '../../model/cluster';
import type { RootName } from '../../model/plane';
import type { RootRepository } from '../../model/root-repository';
import type { GitOpsRoot } from '../gitops-root';

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
export function branchProtection({ url, branch, path }: RootRepository, root: RootName, approvers: string): string[] {
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
