import type { Construct } from 'constructs';
import type { NonEmpty } from '../../../model/kind';
import type { Cluster } from '../../../model/cluster';
import { ANNOTATION } from '../../../model/labels';
import { annotationOf, celList } from '../cel-text';
import { addAdmissionPolicy } from '../validating-admission-policy';
import { fromWriter, trackingId } from './tracking';

/**
 * Refuses that Argo CD takes over an object that exists: one that nobody tracks, which it adopts without a word, or one
 * of another Application, where `FailOnSharedResource` may have been dropped by who syncs.
 *
 * An object passes that a person annotated with the name of the Application that may have it. Exempt are the instance's
 * own namespace and those of Applications: what Argo CD's installation made there is adopted on purpose, and what stands
 * there is confined by the projects of the roots.
 *
 * @param applicationNamespaces where the instance's Applications live
 */
export function addNoAdoption(scope: Construct, cluster: Cluster, applicationNamespaces: readonly string[]): void {
  const { instance } = cluster;
  const own: NonEmpty<string> = [instance.namespace, ...applicationNamespaces.filter((n) => n !== instance.namespace)];
  addAdmissionPolicy(scope, {
    name: 'gitops-planes-no-adoption',
    matches: [{ apiGroup: '*', apiVersion: '*', resources: ['*/*'], operations: ['UPDATE'] }],
    namespaces: { except: { label: 'kubernetes.io/metadata.name', values: own } },
    scope: '*',
    conditions: { 'by-argocd': fromWriter(instance) },
    variables: {
      id: trackingId('object'),
      before: trackingId('oldObject'),
      // Of the old object: what a sync would write is no consent.
      adopter: annotationOf('oldObject', ANNOTATION.adopt),
    },
    rules: [
      {
        expression: `variables.id == variables.before || (variables.adopter != '' && ${celList(['', ...own.map((namespace) => `${namespace}_`)])}.exists(n, variables.id.startsWith(n + variables.adopter + ':')))`,
        message: `this object exists and belongs to no or another application: drop it from Git, or have its owner annotate the live object with ${ANNOTATION.adopt}=<application> first`,
      },
    ],
  });
}
