import { KIND } from '../../model/kind';
import { PERSONA_ROLE } from '../../model/kubernetes-right';
import type { InventoryObject } from '../../render/inventory';
import { valueAt } from '../json-fields';
import type { ObjectPolicy, Remark } from '../policy';
import { isOfInstance, isRbac, ROLE_KINDS, rulesOf, ruleText, writes, type RuleView } from './rights-of';

/** One right with which its holder gives himself others, and how a rule that grants it is told. */
const ESCALATIONS: readonly { readonly what: string; readonly grants: (rule: RuleView) => boolean }[] = [
  {
    what: 'everything, by a wildcard',
    grants: ({ groups, resources, verbs, urls }) =>
      [...groups, ...resources, ...verbs, ...urls].some((text) => text.includes('*')),
  },
  {
    what: 'rights of others',
    grants: ({ verbs }) => verbs.some((verb) => ['bind', 'escalate', 'impersonate'].includes(verb)),
  },
  {
    what: 'Secrets',
    grants: ({ resources, verbs }) =>
      resources.includes('secrets') && verbs.some((verb) => ['get', 'list', 'watch'].includes(verb)),
  },
  { what: 'every pod of a node', grants: ({ resources }) => resources.includes('nodes/proxy') },
  { what: 'tokens of ServiceAccounts', grants: ({ resources }) => resources.includes('serviceaccounts/token') },
  {
    what: 'client certificates',
    grants: ({ resources }) => resources.includes('certificatesigningrequests/approval'),
  },
  { what: 'roles and bindings', grants: (rule) => rule.groups.includes(KIND.role.group) && writes(rule) },
  {
    what: 'admission',
    grants: (rule) => rule.groups.includes(KIND.validatingAdmissionPolicy.group) && writes(rule),
  },
];

/** A right is one that cannot be turned into others. */
export const noWideRights: ObjectPolicy = {
  id: 'no-wide-rights',
  title: 'Roles grant no wildcard, no Secrets, no rights of others, and no write of rights or admission',
  level: 'error',
  scope: 'object',
  kinds: ROLE_KINDS,
  doc:
    'each of these is a way to all rights of the cluster or to the signing keys: ' +
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks',
  check: (at) =>
    isRbac(at)
      ? [
          ...aggregation(at),
          ...rulesOf(at).flatMap((rule) =>
            ESCALATIONS.filter(({ grants }) => grants(rule)).map(({ what }) => ({
              at,
              found: `${ruleText(rule)}: ${what}`,
              expected: 'resources and verbs by name, without those that give others',
            })),
          ),
        ]
      : [],
};

/** Ways into a running pod, or past the network policies around it. */
const INTO_PODS: readonly string[] = [
  'pods/attach',
  'pods/ephemeralcontainers',
  'pods/exec',
  'pods/portforward',
  'pods/proxy',
  'services/proxy',
];

/** Nobody enters a pod in normal times. */
export const noShellRights: ObjectPolicy = {
  id: 'no-shell-rights',
  title: 'No Role but that of breakglass lets anybody into a pod',
  level: 'error',
  scope: 'object',
  kinds: ROLE_KINDS,
  doc:
    'who enters a pod reads every Secret that it mounts, and a get of pods/exec is enough, since a WebSocket is opened by ' +
    'one: https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb',
  check: (at) => {
    if (!isRbac(at) || (isOfInstance(at) && isBreakglassRole(at))) return [];
    return rulesOf(at)
      .filter(({ resources }) => resources.some((resource) => INTO_PODS.includes(resource)))
      .map((rule) => ({ at, found: ruleText(rule), expected: `no such rule outside ${PERSONA_ROLE.breakglass}` }));
  },
};

function isBreakglassRole({ object }: InventoryObject): boolean {
  return object.kind === KIND.clusterRole.kind && object.metadata.name === PERSONA_ROLE.breakglass;
}

/** Rules that end up in a role that nobody reads here, or come from elsewhere. */
function aggregation(at: InventoryObject): readonly Remark[] {
  const remark = (found: string): Remark => ({ at, found, expected: 'rules of its own, which can be judged' });
  const labels = Object.keys(at.object.metadata.labels ?? {});
  return [
    ...(valueAt(at.object, 'aggregationRule') === undefined ? [] : [remark('an aggregationRule')]),
    ...labels.filter((label) => label.startsWith('rbac.authorization.k8s.io/aggregate-to-')).map(remark),
  ];
}
