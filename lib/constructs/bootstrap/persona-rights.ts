import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { KIND, type NonEmpty } from '../../model/kind';
import {
  BREAKGLASS_RIGHTS,
  OPERATOR_RIGHTS,
  PERSONA_ROLE,
  policyRule,
  rollRight,
  RUN_GUARD_RIGHTS,
  type KubernetesRight,
} from '../../model/kubernetes-right';
import { ANNOTATION, LABEL } from '../../model/labels';

/** The namespace of a unit of a chain workload, as far as rights in it go. */
export interface UnitRights {
  readonly namespace: string;

  /** Name of the unit, with which its namespace ends. */
  readonly unit: string;

  /** Group of people who approve and sync the chain plane. */
  readonly operators: string;

  /** StatefulSets in it that sign or keep signing state, which a person rolls. With one of them it is sensitive. */
  readonly rolled: readonly string[];
}

/** Behind the bindings of admission policies (wave 5): a right that only admission narrows never stands without it. */
const BEHIND_FENCES = '6';

/**
 * The roles of people, once on each cluster with a chain plane. Developers and observers have none: they read Argo CD and
 * metrics.
 *
 * They are ClusterRoles so that each right is written and reviewed in one place, and are bound by RoleBindings alone:
 * in a namespace nobody has a right until {@link addUnitRights}.
 */
export function addPersonaRoles(scope: Construct): void {
  const role = (name: string, rights: NonEmpty<KubernetesRight>): void => {
    new k8s.KubeClusterRole(scope, `clusterrole-${name}`, { metadata: metadata(name), rules: rights.map(policyRule) });
  };
  role(PERSONA_ROLE.operator, OPERATOR_RIGHTS);
  role(PERSONA_ROLE.breakglass, BREAKGLASS_RIGHTS);
}

/**
 * The rights of people in the namespace of a guard: to see what it did, and to have it act. Each run is a Job; admission
 * lets through none but those that are equal to the released CronJob.
 */
export function addGuardRights(scope: Construct, namespace: string, operators: string): void {
  bindGroup(scope, namespace, PERSONA_ROLE.operator, 'ClusterRole', operators);
  new k8s.KubeRole(scope, `role-${namespace}`, {
    metadata: { namespace, ...metadata(PERSONA_ROLE.runGuard) },
    rules: RUN_GUARD_RIGHTS.map(policyRule),
  });
  bindGroup(scope, namespace, PERSONA_ROLE.runGuard, 'Role', operators);
}

/** The rights of people in the namespace of a unit. */
export function addUnitRights(
  scope: Construct,
  { namespace, operators, rolled }: UnitRights,
  breakglass: string,
): void {
  const bind = (name: string, kind: 'ClusterRole' | 'Role', group: string): void =>
    bindGroup(scope, namespace, name, kind, group);
  bind(PERSONA_ROLE.operator, 'ClusterRole', operators);
  const [first, ...others] = [...rolled].sort();
  if (first === undefined) return;
  bind(PERSONA_ROLE.breakglass, 'ClusterRole', breakglass);
  new k8s.KubeRole(scope, `role-${namespace}`, {
    metadata: { namespace, ...metadata(PERSONA_ROLE.roll) },
    rules: [policyRule(rollRight([first, ...others]))],
  });
  bind(PERSONA_ROLE.roll, 'Role', operators);
}

function bindGroup(
  scope: Construct,
  namespace: string,
  name: string,
  kind: 'ClusterRole' | 'Role',
  group: string,
): void {
  new k8s.KubeRoleBinding(scope, `rolebinding-${namespace}-${name}`, {
    metadata: { namespace, ...metadata(name) },
    roleRef: { apiGroup: KIND.role.group, kind, name },
    subjects: [{ apiGroup: KIND.role.group, kind: 'Group', name: group }],
  });
}

function metadata(name: string): k8s.ObjectMeta {
  return { name, labels: { [LABEL.component]: 'rights' }, annotations: { [ANNOTATION.syncWave]: BEHIND_FENCES } };
}
