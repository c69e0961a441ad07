import type { ChangePolicy } from '../policy';
import { matchedObjects } from './matched-objects';

const RULES: ReadonlySet<string> = new Set([
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'Role',
  'ClusterRole',
  'RoleBinding',
]);

/** A fence or a right that changes is read, whatever it now says. */
export const rulesRead: ChangePolicy = {
  id: 'rules-read',
  title: 'Admission policies and rights that change are read by security',
  level: 'warning',
  scope: 'change',
  doc:
    'what an expression or a rule lets through no policy can tell, and what it let through before stood in review ' +
    '(https://kubernetes.io/docs/concepts/security/rbac-good-practices/)',
  check: (change) =>
    matchedObjects(change)
      .kept.filter(({ after }) => RULES.has(after.object.kind) && after.root.startsWith('bootstrap.'))
      .filter(({ before, after }) => saidBy(before.object) !== saidBy(after.object))
      .map(({ after }) => ({
        at: after,
        found: `${after.object.kind} ${after.object.metadata.name} says something else`,
        expected: 'a review by security of what it now lets through',
      })),
};

/** All of an object but what it is called; rendered files have their members in one order. */
function saidBy(object: object): string {
  return JSON.stringify({ ...object, metadata: undefined });
}
