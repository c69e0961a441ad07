import type { Construct } from 'constructs';
import { GUARD_ACCOUNT } from '../../../model/guard-right';
import { LABEL } from '../../../model/labels';
import { celList } from '../cel-text';
import { addAdmissionPolicy } from '../validating-admission-policy';

const NAMESPACES = { labelled: { [LABEL.guard]: 'true' } };

/** The controllers behind a Job, as they are known with credentials of their own and without. */
const JOB_CONTROLLERS = ['system:serviceaccount:kube-system:job-controller', 'system:kube-controller-manager'];

/**
 * Refuses every program in the namespace of a guard but the released one: a Job with another pod would hold the guard's
 * rights without its record. Whoever may create Jobs there starts the guard, and can do nothing else with that right.
 */
export function addGuardPrograms(scope: Construct): void {
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-guard-jobs',
    matches: [{ apiGroup: 'batch', apiVersion: 'v1', resources: ['jobs'], operations: ['CREATE'] }],
    namespaces: NAMESPACES,
    params: { apiVersion: 'batch/v1', kind: 'CronJob', name: GUARD_ACCOUNT },
    rules: [
      {
        // The two specs are of different types to the type checker.
        expression: 'dyn(object.spec.template.spec) == dyn(params.spec.jobTemplate.spec.template.spec)',
        message: `a guard runs its released program: kubectl create job <name> --from=cronjob/${GUARD_ACCOUNT}`,
      },
    ],
  });
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-guard-pods',
    matches: [
      { apiGroup: '', apiVersion: 'v1', resources: ['pods', 'replicationcontrollers'], operations: ['CREATE'] },
      // Who gets into a running one holds its rights as well.
      { apiGroup: '', apiVersion: 'v1', resources: ['pods/exec', 'pods/attach'], operations: ['CONNECT'] },
      { apiGroup: '', apiVersion: 'v1', resources: ['pods/ephemeralcontainers'], operations: ['UPDATE'] },
      {
        apiGroup: 'apps',
        apiVersion: 'v1',
        resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
        operations: ['CREATE'],
      },
    ],
    namespaces: NAMESPACES,
    rules: [
      {
        expression: `request.kind.kind == 'Pod' && request.userInfo.username in ${celList(JOB_CONTROLLERS)}`,
        message:
          'in the namespace of a guard only its Jobs run pods, and nobody enters them: start a Job from its CronJob',
      },
    ],
  });
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-guard-clock',
    matches: [{ apiGroup: 'batch', apiVersion: 'v1', resources: ['cronjobs'], operations: ['CREATE', 'UPDATE'] }],
    namespaces: NAMESPACES,
    rules: [
      {
        expression: 'has(object.spec.suspend) && object.spec.suspend',
        message: 'a guard never runs by the clock: leave its CronJob suspended',
      },
    ],
  });
}
