const VERSION = 'rbac.authorization.k8s.io/v1';

/** A Role in namespace `web`, or a ClusterRole. */
export function role(kind: 'Role' | 'ClusterRole', name: string, rules: readonly object[], namespace = 'web'): object {
  return { apiVersion: VERSION, kind, metadata: metadata(kind, name, namespace), rules };
}

/** A RoleBinding in namespace `web`, or a ClusterRoleBinding. */
export function binding(
  kind: 'RoleBinding' | 'ClusterRoleBinding',
  name: string,
  roleRef: object,
  subjects: readonly object[],
): object {
  return { apiVersion: VERSION, kind, metadata: metadata(kind, name, 'web'), roleRef, subjects };
}

/** A ValidatingAdmissionPolicy for namespaces with the label `sensitive`, and its binding. */
export function fence(
  name: string,
  resource: object,
  expression: string,
  spec: object = {},
): readonly [object, object] {
  const version = 'admissionregistration.k8s.io/v1';
  const policy = {
    apiVersion: version,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        namespaceSelector: { matchLabels: { sensitive: 'true' } },
        resourceRules: [{ apiVersions: ['v1'], ...resource }],
      },
      validations: [{ expression, message: 'not here' }],
      ...spec,
    },
  };
  const bound = {
    apiVersion: version,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name },
    spec: { policyName: name, validationActions: ['Deny'] },
  };
  return [policy, bound];
}

function metadata(kind: string, name: string, namespace: string): object {
  return kind.startsWith('Cluster') ? { name } : { name, namespace };
}
