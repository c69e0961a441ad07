import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Cluster } from '../../../model/cluster';
import { LABEL } from '../../../model/labels';
import { isLabelled } from '../cel-text';
import { NOT_DELETING, WRITTEN_APPLICATIONS } from '../gate-policy';
import { addAdmissionPolicy } from '../validating-admission-policy';

const NAME = 'gitops-planes-gated-destinations';

/** A gated project, as far as the policy asks. */
export interface GatedProject {
  readonly name: string;
  readonly allowedNamespaces: readonly string[];
}

/**
 * Refuses an Application beside the gated ones that names one of their projects or writes into one of their namespaces:
 * in Argo CD's own namespace any Application may name any project. The lists are a ConfigMap of the instance.
 *
 * Nobody is exempt. Where all Applications share one namespace (the EKS capability), those labelled gated are the gated
 * ones, and the gate holds whatever carries that label.
 *
 * @param projects asked for when rendering, since workloads enter their namespaces until then
 */
export function addGatedDestinations(
  scope: Construct,
  cluster: Cluster,
  projects: () => readonly GatedProject[],
): void {
  parameters(scope, NAME, () =>
    projects().flatMap(({ name, allowedNamespaces }) => [
      [`project.${name}`, 'gated'],
      ...allowedNamespaces.map((namespace) => [`namespace.${namespace}`, name] as const),
    ]),
  );
  const { flavor, namespace } = cluster.instance;
  const shared = flavor === 'eks-capability';
  addAdmissionPolicy(scope, {
    name: NAME,
    matches: [WRITTEN_APPLICATIONS],
    namespaces: shared
      ? { labelled: { 'kubernetes.io/metadata.name': namespace } }
      : { except: { label: LABEL.gated, values: ['true'] } },
    params: NAME,
    conditions: { ...NOT_DELETING, ...(shared ? { 'not-gated': `!${isLabelled('object', LABEL.gated)}` } : {}) },
    rules: [
      {
        expression: `!has(params.data) || !has(object.spec.destination.namespace) || !('namespace.' + object.spec.destination.namespace in params.data)`,
        message:
          'this namespace belongs to a gated application: name another destination, or declare the workload in the chain plane',
      },
      {
        expression: `!has(params.data) || !('project.' + object.spec.project in params.data)`,
        message:
          'this project holds gated applications only: name another project, or declare the workload in the chain plane',
      },
    ],
  });
}

/** A ConfigMap that a policy reads as `params`; what it holds is asked for when rendering. */
export function parameters(scope: Construct, name: string, entries: () => Iterable<readonly [string, string]>): void {
  new ApiObject(scope, `${name}-params`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, labels: { [LABEL.component]: 'admission-policy' } },
    data: Lazy.any({ produce: () => Object.fromEntries(entries()) }),
  });
}
