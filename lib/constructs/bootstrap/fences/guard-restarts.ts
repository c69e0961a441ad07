import type { Construct } from 'constructs';
import { addAdmissionPolicy, addBinding } from '../validating-admission-policy';
import { BY_GUARD } from './guard-actions';

const NAME = 'gitops-planes-guard-restart';

/**
 * Refuses that a guard deletes a pod where its StatefulSet waits with another revision. With the update strategy
 * `OnDelete` the successor starts as that revision, so a restart would release what an operator has not rolled yet.
 *
 * The policy reads the StatefulSet itself as its parameter, so it has a binding for each guard: {@link bindRestart}.
 */
export function addGuardRestarts(scope: Construct): void {
  addAdmissionPolicy(scope, {
    name: NAME,
    matches: [{ apiGroup: '', apiVersion: 'v1', resources: ['pods'], operations: ['DELETE'] }],
    namespaces: 'all',
    params: { apiVersion: 'apps/v1', kind: 'StatefulSet' },
    conditions: BY_GUARD,
    rules: [
      {
        // A StatefulSet whose controller has not seen its newest template says nothing about it yet.
        expression:
          'has(params.status.observedGeneration) && params.status.observedGeneration == params.metadata.generation',
        message: 'the StatefulSet changed a moment ago: wait until its controller has seen it',
      },
      {
        expression:
          "has(params.status.updateRevision) && has(oldObject.metadata.labels) && 'controller-revision-hash' in oldObject.metadata.labels && oldObject.metadata.labels['controller-revision-hash'] == params.status.updateRevision",
        message:
          'this pod runs another revision than its StatefulSet would start: an operator rolls it, a guard only restarts what runs',
      },
    ],
  });
}

/** What a guard restarts. */
export interface GuardedPod {
  /** Name of the guard, which the binding is named after. */
  readonly guard: string;

  /** Namespace of the StatefulSet. */
  readonly namespace: string;
  readonly statefulSet: string;
}

/** Binds the policy for the one pod of a StatefulSet. Without it nothing compares revisions. */
export function bindRestart(scope: Construct, { guard, namespace, statefulSet }: GuardedPod): void {
  addBinding(scope, {
    name: `${NAME}.${guard}`,
    policy: NAME,
    params: { name: statefulSet },
    matchResources: {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      resourceRules: [
        {
          apiGroups: [''],
          apiVersions: ['v1'],
          operations: ['DELETE'],
          resources: ['pods'],
          resourceNames: [`${statefulSet}-0`],
          scope: 'Namespaced',
        },
      ],
    },
  });
}
