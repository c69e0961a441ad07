import type { Construct } from 'constructs';
import { LABEL } from '../../../model/labels';
import { fromGroup, isLabelled } from '../cel-text';
import { addAdmissionPolicy } from '../validating-admission-policy';
import { SENSITIVE_NAMESPACES } from './sensitive-namespaces';

/**
 * Refuses to delete claims and StatefulSets of sensitive namespaces, and the namespaces themselves: of a namespace that
 * is deleted everything else goes, and it hangs in Terminating around what the first policy keeps.
 *
 * Namespaces of gated Applications are kept too, for one that is deleted and made anew has lost its label. Exempt is
 * breakglass alone; Argo CD and the garbage collector are not.
 */
export function addKeptStorage(scope: Construct, breakglass: string): void {
  const conditions = { 'not-breakglass': `!${fromGroup(breakglass)}` };
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-kept-storage',
    matches: [
      { apiGroup: '', apiVersion: 'v1', resources: ['persistentvolumeclaims'], operations: ['DELETE'] },
      { apiGroup: 'apps', apiVersion: 'v1', resources: ['statefulsets'], operations: ['DELETE'] },
    ],
    namespaces: SENSITIVE_NAMESPACES,
    conditions,
    rules: [
      {
        expression: 'false',
        message:
          'slashing state and what writes it are kept: pause the identity to stop it, drop the workload from apps/ to retire it, and let breakglass delete what is left',
      },
    ],
  });
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-kept-namespaces',
    matches: [{ apiGroup: '', apiVersion: 'v1', resources: ['namespaces'], operations: ['DELETE'] }],
    namespaces: 'all',
    scope: 'Cluster',
    conditions,
    rules: [
      {
        expression: `!${isLabelled('oldObject', LABEL.sensitive)} && !${isLabelled('oldObject', LABEL.gated)}`,
        message:
          'the namespace of a signing workload or of gated Applications is kept: retire what is in it, then let breakglass delete it',
      },
    ],
  });
}
