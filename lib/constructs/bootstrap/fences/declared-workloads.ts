import type { Construct } from 'constructs';
import type { WorkloadRecord } from '../../workload-record';
import { celList, fromGroup } from '../cel-text';
import { NOT_DELETING } from '../gate-policy';
import { addAdmissionPolicy } from '../validating-admission-policy';
import { parameters } from './gated-destinations';
import { SENSITIVE_NAMESPACES } from './sensitive-namespaces';

const NAME = 'gitops-planes-declared-workloads';

/** The workload controllers, as they are known with credentials of their own and without. */
const CONTROLLERS = [
  'system:serviceaccount:kube-system:statefulset-controller',
  'system:serviceaccount:kube-system:deployment-controller',
  'system:serviceaccount:kube-system:replicaset-controller',
  'system:kube-controller-manager',
];

/**
 * Refuses every workload in a sensitive namespace that was not declared there. A second one needs neither the claim nor
 * the ServiceAccount of the first to sign with its keys: it can mount their Secret. So what may run is listed, not what
 * may be mounted, in a ConfigMap of the instance.
 *
 * StatefulSets and Deployments are held by their names. Pods and ReplicaSets come from the controllers of those alone,
 * which nobody else can pass for, whatever owner a pod names. Nothing else starts pods: no Job, no DaemonSet. Exempt is
 * breakglass, for the pod that exports slashing history in an incident.
 *
 * @param workloads asked for when rendering, since workloads register themselves until then
 */
export function addDeclaredWorkloads(
  scope: Construct,
  breakglass: string,
  workloads: () => readonly WorkloadRecord[],
): void {
  parameters(scope, NAME, () =>
    workloads().flatMap(({ roles }) =>
      roles.map(({ namespace, kind, name, role }) => [`${namespace}.${kind}.${name}`, role] as const),
    ),
  );
  const conditions = { ...NOT_DELETING, 'not-breakglass': `!${fromGroup(breakglass)}` };
  addAdmissionPolicy(scope, {
    name: NAME,
    matches: [
      {
        apiGroup: 'apps',
        apiVersion: 'v1',
        resources: ['statefulsets', 'deployments'],
        operations: ['CREATE', 'UPDATE'],
      },
    ],
    namespaces: SENSITIVE_NAMESPACES,
    params: NAME,
    conditions,
    rules: [
      {
        expression:
          "has(params.data) && request.namespace + '.' + request.kind.kind + '.' + object.metadata.name in params.data",
        message:
          'only declared workloads run beside signing keys: declare this one in apps/, release the bootstrap and sync the Application instance',
      },
    ],
  });
  addDeclaredPods(scope, conditions);
}

function addDeclaredPods(scope: Construct, conditions: Readonly<Record<string, string>>): void {
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-declared-pods',
    matches: [
      { apiGroup: '', apiVersion: 'v1', resources: ['pods'], operations: ['CREATE'] },
      { apiGroup: '', apiVersion: 'v1', resources: ['replicationcontrollers'], operations: ['CREATE', 'UPDATE'] },
      {
        apiGroup: 'apps',
        apiVersion: 'v1',
        resources: ['replicasets', 'daemonsets'],
        operations: ['CREATE', 'UPDATE'],
      },
      { apiGroup: 'batch', apiVersion: 'v1', resources: ['jobs', 'cronjobs'], operations: ['CREATE', 'UPDATE'] },
    ],
    namespaces: SENSITIVE_NAMESPACES,
    conditions,
    rules: [
      {
        expression: `request.kind.kind in ['Pod', 'ReplicaSet'] && request.userInfo.username in ${celList(CONTROLLERS)}`,
        message:
          'beside signing keys pods come from declared StatefulSets and Deployments only: declare the workload in apps/, or ask for breakglass in an incident',
      },
    ],
  });
}
