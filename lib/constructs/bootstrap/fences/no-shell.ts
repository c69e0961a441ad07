import type { Construct } from 'constructs';
import { fromGroup } from '../cel-text';
import { addAdmissionPolicy } from '../validating-admission-policy';
import { SENSITIVE_NAMESPACES } from './sensitive-namespaces';

/**
 * Refuses every way into the pods of sensitive namespaces: a shell, a debugging container, and the ports that network
 * policies close, which the API server reaches as a proxy. Exempt is breakglass.
 *
 * The proxy of a node is refused wherever the node stands: behind it the kubelet runs commands in any container, and the
 * request says neither which namespace it is for nor whether it only reads
 * (https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes).
 */
export function addNoShell(scope: Construct, breakglass: string): void {
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-no-shell',
    matches: [
      {
        apiGroup: '',
        apiVersion: 'v1',
        resources: ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/proxy', 'services/proxy'],
        operations: ['CONNECT'],
      },
      { apiGroup: '', apiVersion: 'v1', resources: ['pods/ephemeralcontainers'], operations: ['UPDATE'] },
    ],
    namespaces: SENSITIVE_NAMESPACES,
    rules: [
      {
        expression: fromGroup(breakglass),
        message: `nobody enters a signing pod: read its logs and metrics, or ask for ${breakglass} in an incident`,
      },
    ],
  });
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-no-node-shell',
    matches: [{ apiGroup: '', apiVersion: 'v1', resources: ['nodes/proxy'], operations: ['CONNECT'] }],
    namespaces: 'all',
    scope: 'Cluster',
    rules: [
      {
        expression: fromGroup(breakglass),
        message: `a node is a way into signing pods: read metrics from the kubelet itself, or ask for ${breakglass} in an incident`,
      },
    ],
  });
}
