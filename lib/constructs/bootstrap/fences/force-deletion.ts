import type { Construct } from 'constructs';
import { fromGroup } from '../cel-text';
import { addAdmissionPolicy } from '../validating-admission-policy';
import { SENSITIVE_NAMESPACES } from './sensitive-namespaces';

const MESSAGE =
  'a signing pod is never deleted by force, because its process may go on signing beside its successor: ' +
  'delete it without --force and --grace-period=0, and if its node is gone, switch that machine off and let breakglass delete the pod';

/** The API server sets 0 itself for a pod that no node runs yet. */
const UNSCHEDULED = "(!has(oldObject.spec.nodeName) || oldObject.spec.nodeName == '')";

/**
 * The API server sets 0 itself for a pod that is over, too, and the StatefulSet controller replaces an evicted pod so.
 * The phase alone proves nothing: the pod garbage collector writes Failed on pods of a lost node and leaves the states of
 * their containers as they were
 * (https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/controller/podgc/gc_controller.go).
 */
const ENDED =
  "(has(oldObject.status.phase) && oldObject.status.phase in ['Failed', 'Succeeded'] && has(oldObject.status.containerStatuses) && oldObject.status.containerStatuses.all(c, has(c.state) && has(c.state.terminated)))";

/**
 * Refuses to delete a pod with a grace period of 0, by deletion or by eviction (which reaches the pod without a DELETE).
 *
 * Exempt are the kubelet, which reports with it that the containers have ended, and breakglass, without which a pod of
 * a machine that burnt down would stay for ever. The pod garbage collector is not: it deletes by force when a Node
 * object disappears, and refusing that is the fence that keeps a second signer from starting while the first still runs
 * on a node that cannot be reached.
 */
export function addForceDeletion(scope: Construct, breakglass: string): void {
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-force-deletion',
    matches: [{ apiGroup: '', apiVersion: 'v1', resources: ['pods'], operations: ['DELETE'] }],
    namespaces: SENSITIVE_NAMESPACES,
    conditions: exempt(breakglass),
    variables: { unscheduled: UNSCHEDULED, ended: ENDED },
    rules: [
      {
        expression:
          '!has(request.options.gracePeriodSeconds) || request.options.gracePeriodSeconds > 0 || variables.unscheduled || variables.ended',
        message: MESSAGE,
      },
    ],
  });
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-force-eviction',
    matches: [{ apiGroup: '', apiVersion: 'v1', resources: ['pods/eviction'], operations: ['CREATE'] }],
    namespaces: SENSITIVE_NAMESPACES,
    conditions: exempt(breakglass),
    rules: [
      {
        expression:
          '!has(object.deleteOptions) || !has(object.deleteOptions.gracePeriodSeconds) || object.deleteOptions.gracePeriodSeconds > 0',
        message: MESSAGE,
      },
    ],
  });
}

function exempt(breakglass: string): Readonly<Record<string, string>> {
  return { 'not-kubelet': `!${fromGroup('system:nodes')}`, 'not-breakglass': `!${fromGroup(breakglass)}` };
}
