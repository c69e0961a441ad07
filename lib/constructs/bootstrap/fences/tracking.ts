import type { Instance } from '../../../model/instance';
import { ANNOTATION } from '../../../model/labels';
import { annotationOf, celList } from '../cel-text';

/** CEL for the tracking id that Argo CD writes on what it applies; it names the Application first. */
export const trackingId = (which: 'object' | 'oldObject'): string => annotationOf(which, ANNOTATION.trackingId);

/** CEL that is true where Argo CD's writer asks, which without impersonation is one user for all Applications. */
export function fromWriter({ writers }: Instance): string {
  return `request.userInfo.username in ${celList(writers)}`;
}

/**
 * Beginnings of the tracking ids of an Application in the instance's own namespace. Only the writer is told from people
 * by its name; its Applications are told from each other by the id, which it writes on everything and takes from no file.
 */
export function idsOf({ namespace }: Instance, application: string): readonly string[] {
  // The EKS capability puts the namespace before every name.
  return [`${application}:`, `${namespace}_${application}:`];
}

/** CEL that is true where a text begins with one of these. */
export function beginsWith(text: string, beginnings: readonly string[]): string {
  return `${celList(beginnings)}.exists(b, ${text}.startsWith(b))`;
}
