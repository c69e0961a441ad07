import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { RoleRule } from '../../model/guard-right';
import { KIND } from '../../model/kind';
import { LABEL } from '../../model/labels';

/** Rights of one ServiceAccount in one namespace. */
export interface AccountGrant {
  /** Namespace of the objects. */
  readonly namespace: string;

  /** Name of the Role and its binding. */
  readonly name: string;
  readonly rules: readonly RoleRule[];

  /** Who gets them: a ServiceAccount and its namespace. */
  readonly account: { readonly name: string; readonly namespace: string };
}

/** A Role with a binding to one ServiceAccount. */
export function addAccountRole(scope: Construct, { namespace, name, rules, account }: AccountGrant): void {
  const metadata = { name, namespace, labels: { [LABEL.component]: 'access' } };
  new k8s.KubeRole(scope, 'role', {
    metadata,
    rules: rules.map(({ apiGroups, resources, verbs, resourceNames }) => ({
      apiGroups: [...apiGroups],
      resources: [...resources],
      verbs: [...verbs],
      ...(resourceNames === undefined ? {} : { resourceNames: [...resourceNames] }),
    })),
  });
  new k8s.KubeRoleBinding(scope, 'role-binding', {
    metadata,
    roleRef: { apiGroup: KIND.role.group, kind: KIND.role.kind, name },
    subjects: [{ kind: KIND.serviceAccount.kind, name: account.name, namespace: account.namespace }],
  });
}
