/** What an instance on the EKS capability cannot promise, one by one, for its page. */
export function lostGuarantees(): string[] {
  return [
    '## What the EKS capability cannot promise',
    '',
    'It has one namespace for everything and reads a fixed list of settings',
    '(https://docs.aws.amazon.com/eks/latest/userguide/argocd-comparison.html). Against an instance of your own:',
    '',
    '- **projects do not separate planes**: all Applications share one namespace, so a root may name any project in what it',
    '  creates. Left: review, and `planes check`, which refuses a plane that names the project of another',
    '- **the gate goes by label**: gated Applications are told by their label and not by their namespace',
    '- **revisions**: who may sync may sync any revision of an ungated Application; the setting that forbids it is not read',
    '- **Replace**: who may sync may ask for it on an ungated Application; the setting that forbids it is not read',
    '- **who may what**: there is no argocd-rbac-cm. Its EDITOR may give himself every role of every project, so map nobody to',
    '  EDITOR; groups in project roles are ids of Identity Center groups, not names; observers read through project roles only',
    '- **accounts and exec**: admin, anonymous access and exec are as AWS sets them; nothing rendered turns them off',
    '- **tracking**: the tracking method is as AWS sets it',
    '- **ApplicationSets**: generators that ask a web service cannot be turned off; `planes check` refuses all but lists',
    '- **guards**: resource actions cannot be narrowed to one; a guard is a ServiceAccount of Kubernetes there',
    '- **time**: AWS ends a sync after 120 seconds (as its comparison words it; not tried), so keep waves short there',
    '',
  ];
}
