import type { Construct } from 'constructs';
import type { Cluster } from '../../../model/cluster';
import { NOT_DELETING, WRITTEN_APPLICATIONS } from '../gate-policy';
import { addAdmissionPolicy } from '../validating-admission-policy';
import { beginsWith, fromWriter, idsOf, trackingId } from './tracking';

/**
 * Refuses that `bootstrap-root`, which follows a branch, writes another Application than `instance`: in Argo CD's own
 * namespace an Application may name any project, and a project cannot allow a kind by name.
 *
 * It holds what bootstrap-root applies and nothing else, so Applications that were there before are not frozen.
 */
export function addInstanceOnly(scope: Construct, { instance }: Cluster): void {
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-instance-only',
    matches: [WRITTEN_APPLICATIONS],
    namespaces: { labelled: { 'kubernetes.io/metadata.name': instance.namespace } },
    conditions: { ...NOT_DELETING, 'by-argocd': fromWriter(instance) },
    variables: { id: trackingId('object') },
    rules: [
      {
        expression: `!${beginsWith('variables.id', idsOf(instance, 'bootstrap-root'))} || (object.metadata.name == 'instance' && object.spec.project == 'bootstrap')`,
        message:
          'bootstrap-root applies the Application instance of the project bootstrap, and no other: declare yours in a plane',
      },
    ],
  });
}
