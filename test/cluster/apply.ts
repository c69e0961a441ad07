import { setTimeout as sleep } from 'node:timers/promises';
import type { Kubectl, Subject } from './kubectl';
import type { Manifest } from './rendered-objects';

/** Whether an object holds what admission policies are told; with none of it they refuse everything. */
export function isParameter({ kind, metadata }: Manifest): boolean {
  return kind === 'ConfigMap' && metadata.name.startsWith('gitops-planes-');
}

/** Whether an object is an admission policy or belongs to one. */
export function isAdmission({ kind }: Manifest): boolean {
  return kind.startsWith('ValidatingAdmissionPolicy');
}

/** Applies admission policies and bindings, and returns when the API server judges requests by them. */
export async function enforce(kubectl: Kubectl, policies: readonly Manifest[]): Promise<void> {
  if (policies.length > 0) apply(kubectl, policies);
  // The API server reads policies and bindings in the order they were written: once the last one refuses, all hold.
  const probe = probePolicy(`probe-${++probes}`);
  apply(kubectl, [probe.policy, probe.binding]);
  await until(() => !kubectl.ask(['create', '--dry-run=server', '-f', '-'], { objects: [probe.refused] }).done);
}

/** Applies CRDs and returns when the API server serves what they define. */
export async function applyCrds(kubectl: Kubectl, crds: readonly Manifest[]): Promise<void> {
  if (crds.length > 0) apply(kubectl, crds);
  // Not 'kubectl wait': it fails on a CRD that has no conditions yet.
  await until(() => {
    const { items } = kubectl.get('customresourcedefinitions') as { items: DefinedCrd[] };
    return items.every(({ status }) => status?.conditions?.some(({ type }) => type === 'Established') === true);
  });
}

/** What the type checker says about each admission policy; empty when all expressions fit the objects they judge. */
export async function typeWarnings(kubectl: Kubectl): Promise<readonly string[]> {
  let policies: readonly CheckedPolicy[] = [];
  await until(() => {
    policies = (kubectl.get('validatingadmissionpolicies') as { items: CheckedPolicy[] }).items;
    return policies.every(({ metadata, status }) => status?.observedGeneration === metadata.generation);
  });
  return policies.flatMap(({ metadata, status }) =>
    (status?.typeChecking?.expressionWarnings ?? []).map(
      ({ fieldRef, warning }) => `${metadata.name} ${fieldRef}: ${warning}`,
    ),
  );
}

/**
 * Applies objects for good, with unknown fields refused.
 *
 * @param as the administrator unless given
 */
export function apply(kubectl: Kubectl, objects: readonly object[], as?: Subject): void {
  const identity = as === undefined ? {} : { as };
  kubectl.run(['apply', '--server-side', '--force-conflicts', '--validate=strict', '-f', '-'], {
    objects,
    ...identity,
  });
}

/** Waits until something that was applied has had its effect. @throws after that many seconds */
export async function until(isSo: () => boolean, seconds = 60): Promise<void> {
  for (const giveUp = Date.now() + seconds * 1000; !isSo(); await sleep(200)) {
    if (Date.now() > giveUp) throw new Error(`what was applied had no effect within ${seconds} s`);
  }
}

interface DefinedCrd {
  readonly status?: { readonly conditions?: readonly { readonly type: string }[] };
}

interface CheckedPolicy {
  readonly metadata: { readonly name: string; readonly generation: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly typeChecking?: { readonly expressionWarnings?: readonly { fieldRef: string; warning: string }[] };
  };
}

let probes = 0;

function probePolicy(name: string): { policy: object; binding: object; refused: object } {
  const apiVersion = 'admissionregistration.k8s.io/v1';
  return {
    policy: {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: [''],
              apiVersions: ['v1'],
              operations: ['CREATE'],
              resources: ['configmaps'],
              resourceNames: [name],
            },
          ],
        },
        validations: [{ expression: 'false', message: 'probe' }],
      },
    },
    binding: {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: { policyName: name, validationActions: ['Deny'] },
    },
    refused: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' } },
  };
}
