import { guardRule, WATCHED, type GUARD_RIGHTS, type RoleRule } from '../../model/guard-right';
import type { NonEmpty } from '../../model/kind';
import { unitNamespace } from '../../chains/workload-plan';
import { findSigner, findStatefulSet, findUnit, type GuardedWorkload } from './guard-target';

/** What every action says. */
interface ActionFacts {
  readonly workload: GuardedWorkload;

  /** Unit of the workload; its namespace and its application are the target's. */
  readonly unit: string;

  /** What it does, as its record says before it is done. */
  readonly does: string;

  /** Rights in the unit's namespace. */
  readonly rules: NonEmpty<RoleRule>;

  /** Arguments of kubectl, which takes them as they are: no shell reads them. */
  readonly args: NonEmpty<string>;
}

/** The one thing that a guard does. Made by {@link guardActions}. */
export type GuardAction = ActionFacts &
  (
    | {
        readonly kind: 'restart' | 'pause-signer';

        /** Name of the StatefulSet; its one pod is `<name>-0`. */
        readonly statefulSet: string;
      }
    | { readonly kind: Exclude<keyof typeof GUARD_RIGHTS, 'restart' | 'pause-signer'> | 'watchdog' }
  );

/**
 * The actions of guards: each reads or does one thing to objects of one unit, and none can start what was stopped.
 *
 * A wrong unit or part is an error that names those that exist.
 */
export const guardActions = {
  restart,
  pauseSigner,
  watchdog,
} as const;

/**
 * Deletes the one pod of a part, which its StatefulSet then replaces. Where the StatefulSet waits with another revision
 * than the pod's, admission refuses it: a restart is no release. A part of no replicas has no pod, and stays stopped.
 *
 * @throws when there is no such part, or it is a Deployment, whose pods have no name of their own
 */
function restart(workload: GuardedWorkload, unit: string, part: string): GuardAction {
  const { name, namespace } = findStatefulSet(workload, unit, part);
  const pod = `${name}-0`;
  return {
    kind: 'restart',
    workload,
    unit,
    statefulSet: name,
    does: `delete pod ${pod} of ${namespace}, which its StatefulSet replaces`,
    rules: [guardRule('restart', [pod])],
    // Waiting would need the right to watch all pods of the namespace.
    args: ['delete', 'pod', pod, `--namespace=${namespace}`, '--wait=false'],
  };
}

/**
 * Scales a part that signs to 0. Admission refuses it every other number, so it cannot start what a person stopped. The
 * next sync starts the part again unless its identity is released as `paused`.
 *
 * @throws when there is no such part, or it does not sign
 */
function pauseSigner(workload: GuardedWorkload, unit: string, part: string): GuardAction {
  const { name, namespace } = findSigner(workload, unit, part);
  return {
    kind: 'pause-signer',
    workload,
    unit,
    statefulSet: name,
    does: `scale StatefulSet ${name} of ${namespace} to 0`,
    rules: [guardRule('pause-signer', [name])],
    // Not 'kubectl scale': it reads the StatefulSet itself too.
    args: ['patch', 'statefulset', name, `--namespace=${namespace}`, '--subresource=scale', ...merge({ replicas: 0 })],
  };
}

/** Reads what a unit runs, and changes nothing. No Secrets. @throws when there is no such unit */
function watchdog(workload: GuardedWorkload, unit: string): GuardAction {
  const namespace = namespaceOf(workload, unit);
  return {
    kind: 'watchdog',
    workload,
    unit,
    does: `read what runs in ${namespace}`,
    rules: WATCHED,
    args: [
      'get',
      'pods,statefulsets,deployments,persistentvolumeclaims,events',
      `--namespace=${namespace}`,
      '--output=wide',
    ],
  };
}

/** @throws when there is no such unit */
function namespaceOf(workload: GuardedWorkload, unit: string): string {
  return unitNamespace(workload.record.name, findUnit(workload, unit).name);
}

/** A merge patch of the spec, which touches no field that it does not name. */
function merge(spec: object): readonly string[] {
  return ['--type=merge', `--patch=${JSON.stringify({ spec })}`];
}
