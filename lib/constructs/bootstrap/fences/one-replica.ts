import type { Construct } from 'constructs';
import { addAdmissionPolicy } from '../validating-admission-policy';
import { SENSITIVE_NAMESPACES } from './sensitive-namespaces';

/**
 * Refuses a StatefulSet of more than one replica, also through `/scale`. A guard that may pause a signer through
 * `/scale` could otherwise start a second one with the same right.
 *
 * Nobody is exempt, not even breakglass: no incident is repaired by a second process that signs with one key.
 */
export function addOneReplica(scope: Construct): void {
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-one-replica',
    matches: [
      {
        apiGroup: 'apps',
        apiVersion: 'v1',
        resources: ['statefulsets', 'statefulsets/scale'],
        operations: ['CREATE', 'UPDATE'],
      },
    ],
    // A Scale has none of the labels of its StatefulSet, so only the namespace tells.
    namespaces: SENSITIVE_NAMESPACES,
    rules: [
      {
        expression: '!has(object.spec.replicas) || object.spec.replicas <= 1',
        message: 'a workload that signs or keeps slashing state has one replica at most: set replicas to 0 or 1',
      },
    ],
  });
}
