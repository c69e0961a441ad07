import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { KIND } from '../../model/kind';
import { LABEL } from '../../model/labels';
import type { Instance } from '../../model/instance';

const NAME = 'argocd-server-applications';

/**
 * What `argocd-server` needs in a namespace of Applications besides its ClusterRole, which only reads, patches and
 * deletes them: a sync updates the Application, and without this the API answers `applications.argoproj.io is forbidden`
 * (https://argo-cd.readthedocs.io/en/stable/operator-manual/app-any-namespace/).
 *
 * Narrower than the ClusterRole that Argo CD's examples give it: these namespaces only, and no `create`, since roots make
 * Applications and no persona does. Events are how the cluster keeps who started a sync.
 *
 * @param namespace where the Applications live, never Argo CD's own
 */
export function addServerRights(scope: Construct, instance: Instance, namespace: string): void {
  const metadata = { name: NAME, namespace, labels: { [LABEL.component]: 'argocd-server' } };
  const { group: apiGroup, kind } = KIND.role;
  new k8s.KubeRole(scope, `${namespace}-${NAME}`, {
    metadata,
    rules: [
      { apiGroups: [KIND.application.group], resources: ['applications'], verbs: ['update'] },
      { apiGroups: [''], resources: ['events'], verbs: ['create'] },
    ],
  });
  new k8s.KubeRoleBinding(scope, `${namespace}-${NAME}-binding`, {
    metadata,
    roleRef: { apiGroup, kind, name: NAME },
    subjects: [{ kind: KIND.serviceAccount.kind, name: 'argocd-server', namespace: instance.namespace }],
  });
}
