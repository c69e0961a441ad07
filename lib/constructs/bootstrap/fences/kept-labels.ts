import type { Construct } from 'constructs';
import type { Cluster } from '../../../model/cluster';
import { LABEL } from '../../../model/labels';
import { fromGroup, isLabelled } from '../cel-text';
import { addAdmissionPolicy } from '../validating-admission-policy';
import { beginsWith, fromWriter, idsOf, trackingId } from './tracking';

/**
 * Refuses to take the labels off a namespace that every other policy selects by: a project that may write Namespaces
 * could otherwise lift all fences with one commit.
 *
 * Exempt are breakglass and the Application `instance`, which security releases and syncs.
 */
export function addKeptLabels(scope: Construct, { instance }: Cluster, breakglass: string): void {
  const byInstance = `${fromWriter(instance)} && ${beginsWith('variables.id', idsOf(instance, 'instance'))}`;
  const kept = (label: string): string => `!${isLabelled('oldObject', label)} || ${isLabelled('object', label)}`;
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-kept-labels',
    matches: [
      {
        apiGroup: '',
        apiVersion: 'v1',
        // An update of either subresource carries labels along.
        resources: ['namespaces', 'namespaces/status', 'namespaces/finalize'],
        operations: ['UPDATE'],
      },
    ],
    namespaces: 'all',
    scope: 'Cluster',
    conditions: { 'not-breakglass': `!${fromGroup(breakglass)}` },
    variables: { id: trackingId('object'), instance: byInstance },
    rules: [LABEL.sensitive, LABEL.gated, LABEL.guard].map((label) => ({
      expression: `${kept(label)} || variables.instance`,
      message: `${label} is what holds this namespace and stays: change it in apps/, release the bootstrap and sync the Application instance`,
    })) as [{ expression: string; message: string }],
  });
}
