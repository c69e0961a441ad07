import { guardRule, WATCHED, type RoleRule } from '../../model/guard-right';
import type { NonEmpty } from '../../model/kind';
import { unitNamespace } from '../../chains/workload-plan';
import { findClaim, findRefreshable, findSigner, findStatefulSet, findUnit, refuseSmaller } from './guard-target';
import type { GuardedWorkload } from './guarded-workload';

/** Variable of a guard's program with the id of its pod, which Kubernetes writes into arguments. */
export const RUN = 'RUN';

/** What every action of a guard says. */
export interface ActionFacts {
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
    | {
        readonly kind: 'refresh-secret';

        /** Name of the ExternalSecret. */
        readonly secret: string;
      }
    | { readonly kind: 'fence-network' | 'expand-volume' | 'watchdog' }
  );

/**
 * The actions of guards: each reads or does one thing to objects of one unit, and none can start what was stopped.
 *
 * A wrong unit or part is an error that names those that exist.
 */
export const guardActions = {
  /**
   * Deletes the one pod of a part, which its StatefulSet then replaces. Where the StatefulSet waits with another revision
   * than the pod's, admission refuses it: a restart is no release. A part of no replicas has no pod, and stays stopped.
   *
   * @throws when there is no such part, or it is a Deployment, whose pods have no name of their own
   */
  restart: (workload: GuardedWorkload, unit: string, part: string): GuardAction => {
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
  },

  /**
   * Scales a part that signs to 0. Admission refuses it every other number, so it cannot start what a person stopped. The
   * next sync starts the part again unless its identity is released as `paused`.
   *
   * @throws when there is no such part, or it does not sign
   */
  pauseSigner: (workload: GuardedWorkload, unit: string, part: string): GuardAction => {
    const { name, namespace } = findSigner(workload, unit, part);
    return {
      kind: 'pause-signer',
      workload,
      unit,
      statefulSet: name,
      does: `scale StatefulSet ${name} of ${namespace} to 0`,
      rules: [guardRule('pause-signer', [name])],
      // Not 'kubectl scale': it reads the StatefulSet itself too.
      args: [
        'patch',
        'statefulset',
        name,
        `--namespace=${namespace}`,
        '--subresource=scale',
        ...merge({ replicas: 0 }),
      ],
    };
  },

  /**
   * Closes the network of a unit: its policies allow nothing any more, until a person syncs the unit. Connections that
   * stand may outlive it, depending on the network plugin, so pause a signer that must stop now.
   *
   * @throws when there is no such unit
   */
  fenceNetwork: (workload: GuardedWorkload, unit: string): GuardAction => {
    const namespace = namespaceOf(workload, unit);
    // Each part has a policy of its name. `default-deny` allows nothing as it is.
    const names = findUnit(workload, unit).parts.map(({ name }) => name) as unknown as NonEmpty<string>;
    return {
      kind: 'fence-network',
      workload,
      unit,
      does: `close the network of ${namespace}`,
      rules: [guardRule('fence-network', names)],
      args: ['patch', 'networkpolicy', ...names, `--namespace=${namespace}`, ...merge({ ingress: [], egress: [] })],
    };
  },

  /**
   * Grows the claim of a part to a size. Git must follow, or the next sync asks for the smaller size again and fails.
   *
   * @param volume name of the volume in the family, such as `data`
   * @param size such as `3Ti`; larger than the declared one
   * @throws when there is no such volume, the size is not larger, or the volume is local, which cannot grow
   */
  expandVolume: (workload: GuardedWorkload, unit: string, part: string, volume: string, size: string): GuardAction => {
    const claim = findClaim(workload, unit, part, volume);
    refuseSmaller(workload, claim.storage, size);
    const namespace = namespaceOf(workload, unit);
    return {
      kind: 'expand-volume',
      workload,
      unit,
      does: `grow claim ${claim.name} of ${namespace} to ${size}`,
      rules: [guardRule('expand-volume', [claim.name])],
      args: [
        'patch',
        'persistentvolumeclaim',
        claim.name,
        `--namespace=${namespace}`,
        ...merge({ resources: { requests: { storage: size } } }),
      ],
    };
  },

  /**
   * Has a secret of a unit read anew from its custody, which is otherwise read once and then left alone.
   *
   * With such a guard a change of the ExternalSecret's own labels, annotations or fields reads it anew as well: a sync of
   * the unit then brings in what was rotated in the custody.
   *
   * @throws when there is no such secret, or it holds a key that signs, which is never swapped under a running signer
   */
  refreshSecret: (workload: GuardedWorkload, unit: string, secret: string): GuardAction => {
    const name = findRefreshable(workload, unit, secret);
    const namespace = namespaceOf(workload, unit);
    return {
      kind: 'refresh-secret',
      workload,
      unit,
      secret: name,
      does: `have ExternalSecret ${name} of ${namespace} read anew`,
      rules: [guardRule('refresh-secret', [name])],
      args: [
        'annotate',
        'externalsecrets.external-secrets.io',
        name,
        `--namespace=${namespace}`,
        '--overwrite',
        // Another value at each run, for the same one would change nothing.
        `force-sync=$(${RUN})`,
      ],
    };
  },

  /** Reads what a unit runs, and changes nothing. No Secrets. @throws when there is no such unit */
  watchdog: (workload: GuardedWorkload, unit: string): GuardAction => {
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
  },
} as const;

/** @throws when there is no such unit */
function namespaceOf(workload: GuardedWorkload, unit: string): string {
  return unitNamespace(workload.record.name, findUnit(workload, unit).name);
}

/** A merge patch of the spec, which touches no field that it does not name. */
function merge(spec: object): readonly string[] {
  return ['--type=merge', `--patch=${JSON.stringify({ spec })}`];
}
