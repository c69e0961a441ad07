import type { Construct } from 'constructs';
import { GUARD_PREFIX, GUARD_RIGHTS } from '../../../model/guard-right';
import { celList } from '../cel-text';
import { addAdmissionPolicy } from '../validating-admission-policy';

const ACCOUNT = 'system:serviceaccount:';

/**
 * True where a guard asks. Guards are told by how their namespaces begin, and never by a label: a namespace that calls
 * itself a guard's is held by these rules and gains nothing.
 */
export const BY_GUARD = { 'by-guard': `request.userInfo.username.startsWith('${ACCOUNT}${GUARD_PREFIX}')` };

/** Operation, group and resource of a request as one text: `UPDATE apps/statefulsets/scale`. */
const WHAT =
  "request.operation + ' ' + request.resource.group + '/' + request.resource.resource + (has(request.subResource) && request.subResource != '' ? '/' + request.subResource : '')";

/** The guard's own namespace, in which it may record what it is about to do. */
const OWN = `has(request.namespace) && request.userInfo.username.startsWith('${ACCOUNT}' + request.namespace + ':')`;

/**
 * Refuses whatever a guard writes besides its actions, whatever a Role says, and what RBAC cannot say of them: which
 * number it scales to, and how a pod is deleted. A guard may stop signing, and only a person may start it.
 */
export function addGuardActions(scope: Construct): void {
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-guard-actions',
    matches: [
      {
        apiGroup: '*',
        apiVersion: '*',
        resources: ['*/*'],
        operations: ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'],
      },
    ],
    namespaces: 'all',
    scope: '*',
    conditions: BY_GUARD,
    variables: { what: WHAT, own: OWN },
    rules: [
      {
        expression: `variables.what in ${celList(actions())} || (variables.own && variables.what == 'CREATE /events')`,
        message: 'a guard takes the action that it was made for and nothing else: let a person do this',
      },
      {
        expression:
          "request.operation != 'DELETE' || !has(request.options.gracePeriodSeconds) || request.options.gracePeriodSeconds > 0",
        message: 'a guard never deletes a pod by force: leave the grace period to the pod',
      },
    ],
  });
  addGuardPause(scope);
}

function addGuardPause(scope: Construct): void {
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-guard-pause',
    matches: [{ apiGroup: 'apps', apiVersion: 'v1', resources: ['statefulsets/scale'], operations: ['UPDATE'] }],
    namespaces: 'all',
    conditions: BY_GUARD,
    rules: [
      {
        // A Scale of 0 replicas carries no number at all.
        expression: '!has(object.spec.replicas) || object.spec.replicas == 0',
        message: 'a guard stops signing and never starts it: release the identity as active and let an operator sync',
      },
    ],
  });
}

function actions(): readonly string[] {
  return Object.values(GUARD_RIGHTS).map(({ apiGroup, resource, verbs }) => {
    const operation = (verbs as readonly string[]).includes('delete') ? 'DELETE' : 'UPDATE';
    return `${operation} ${apiGroup}/${resource}`;
  });
}
