import type { Construct } from 'constructs';
import { addAdmissionPolicy } from '../validating-admission-policy';
import { BY_GUARD } from './guard-actions';

/** The annotation that makes External Secrets read a secret anew, by any other value than it had. */
const FORCE_SYNC = 'force-sync';

/**
 * Refuses what RBAC cannot tell apart from an action of a guard: whoever may patch an object may patch all of it.
 *
 * - A fence empties the lists of a network policy, since policies only add up: another policy closes nothing.
 * - A volume grows, for a smaller one would have to be made anew.
 * - A secret is read anew; where it is read from stays.
 */
export function addGuardChanges(scope: Construct): void {
  addGuardFence(scope);
  addGuardExpand(scope);
  addGuardRefresh(scope);
}

function addGuardFence(scope: Construct): void {
  const empty = (list: string): string => `(!has(object.spec.${list}) || size(object.spec.${list}) == 0)`;
  const group = 'networking.k8s.io';
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-guard-fence',
    matches: [{ apiGroup: group, apiVersion: 'v1', resources: ['networkpolicies'], operations: ['UPDATE'] }],
    namespaces: 'all',
    conditions: BY_GUARD,
    rules: [
      {
        expression: `${empty('ingress')} && ${empty('egress')}`,
        message: 'a guard closes the network and never opens it: sync the unit to open it again',
      },
      {
        // A policy that is not about a direction leaves it open, and one that selects other pods these.
        expression: `${['metadata.annotations', 'metadata.labels', 'spec.podSelector', 'spec.policyTypes'].map(kept).join(' && ')} && ${OWNED}`,
        message: 'a guard empties the lists of a network policy and changes nothing else of it',
      },
    ],
  });
}

function addGuardExpand(scope: Construct): void {
  // The type checker does not look as deep as this.
  const [after, before] = ['dyn(object.spec).resources', 'dyn(oldObject.spec).resources'];
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-guard-expand',
    matches: [{ apiGroup: '', apiVersion: 'v1', resources: ['persistentvolumeclaims'], operations: ['UPDATE'] }],
    namespaces: 'all',
    conditions: BY_GUARD,
    rules: [
      {
        expression: `quantity(${after}.requests.storage).isGreaterThan(quantity(${before}.requests.storage))`,
        message: 'a guard grows a volume and never shrinks it: name a larger size than it has',
      },
      {
        // The API server itself keeps what else a claim says of its volume.
        expression: `${after}.requests.size() == 1 && !has(${after}.limits) && ${['metadata.annotations', 'metadata.labels', 'spec.volumeAttributesClassName'].map(kept).join(' && ')} && ${OWNED}`,
        message: 'a guard changes the requested storage of a claim and nothing else of it',
      },
    ],
  });
}

function addGuardRefresh(scope: Construct): void {
  const group = 'external-secrets.io';
  const same = (these: string, those: string): string =>
    `${these}.all(k, k == '${FORCE_SYNC}' || (k in ${those} && ${those}[k] == ${these}[k]))`;
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-guard-refresh',
    matches: [{ apiGroup: group, apiVersion: '*', resources: ['externalsecrets'], operations: ['UPDATE'] }],
    namespaces: 'all',
    conditions: BY_GUARD,
    variables: { before: annotationsOf('oldObject'), after: annotationsOf('object') },
    rules: [
      {
        expression: `${same('variables.after', 'variables.before')} && ${same('variables.before', 'variables.after')} && ${['metadata.labels', 'spec'].map(kept).join(' && ')} && ${OWNED}`,
        message: `a guard has a secret read anew by the annotation ${FORCE_SYNC} and changes nothing else of it`,
      },
    ],
  });
}

function annotationsOf(which: 'object' | 'oldObject'): string {
  return `has(${which}.metadata.annotations) ? ${which}.metadata.annotations : {}`;
}

/** CEL that is true where a field is what it was before, or absent as before. */
function kept(field: string): string {
  return `(has(object.${field}) ? has(oldObject.${field}) && object.${field} == oldObject.${field} : !has(oldObject.${field}))`;
}

/** What decides when an object goes, and with what. */
const OWNED = ['metadata.finalizers', 'metadata.ownerReferences'].map(kept).join(' && ');
