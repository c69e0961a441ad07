import { grouped } from '../../model/grouped';
import { LABEL } from '../../model/labels';
import type { Inventory, InventoryObject, Manifest } from '../../render/inventory';
import { listAt, textAt, valueAt } from '../json-fields';
import { objectsOf } from '../objects-of';
import type { FleetPolicy, ObjectPolicy, Remark } from '../policy';
import { isSigning, podTemplateOf, WORKLOAD_KINDS, workloadLabel } from '../workloads/pod-templates';
import { scalersOf } from '../workloads/scalers';

/** What signs, or keeps what stops a key from signing twice, runs at most once and is never hurried. */
export const signingWorkload: ObjectPolicy = {
  id: 'signing-workload',
  title: 'What signs is a StatefulSet of at most one pod, replaced by hand, with kept storage and time to stop',
  level: 'error',
  absolute: true,
  scope: 'object',
  kinds: WORKLOAD_KINDS,
  doc:
    'only a StatefulSet waits until the old pod is gone (https://kubernetes.io/docs/concepts/workloads/controllers/' +
    'deployment/#recreate-deployment); a pod that started while the old one was terminating jailed a validator ' +
    '(https://github.com/akash-network/cosmos-omnibus/issues/317), and a killed process forgot what it had signed ' +
    '(https://github.com/bnb-chain/bsc/issues/2598)',
  check: (at) => {
    if (!isSigning(at.object)) return [];
    if (at.object.kind !== 'StatefulSet')
      return [{ at, found: `a ${at.object.kind} that signs`, expected: 'a StatefulSet' }];
    return shapeProblems(at.object).map(([found, expected]) => ({ at, found, expected }));
  },
};

/** No autoscaler starts a second signer or restarts the only one. */
export const signingNotScaled: FleetPolicy = {
  id: 'signing-not-scaled',
  title: 'No autoscaler targets what signs',
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    'two pods that sign with one key are how validators get slashed ' +
    '(https://lighthouse-book.sigmaprime.io/advanced_redundancy.html), and public charts ship an HPA for their signer',
  check: (fleet) =>
    scalersOf(fleet)
      .filter(({ target }) => isSigning(target.object))
      .map(({ at, target }) => ({
        at,
        found: `${at.object.kind} of ${target.object.kind} ${target.object.metadata.name}, which signs`,
        expected: 'no autoscaler for it',
      })),
};

/** Signing history is written by one pod, and never starts empty or copied. */
export const slashingStateStorage: FleetPolicy = {
  id: 'slashing-state-storage',
  title: 'Slashing state is in a claim that one workload mounts and one pod writes, never cloned',
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    '75 validators were slashed when their protection database was not kept ' +
    '(https://blog.staked.us/blog/eth2-post-mortem), and two databases ran on one claim after a kubelet crash ' +
    '(https://github.com/CrunchyData/postgres-operator/issues/1810)',
  check: (fleet) => {
    const mounters = mountersOf(fleet);
    const declared = new Set(objectsOf(fleet, CLAIMS).map((at) => claimKey(at, at.object.metadata.name)));
    return objectsOf(fleet, STORING_KINDS).flatMap((at) => {
      const { object } = at;
      if (object.kind !== 'PersistentVolumeClaim') return [...unkept(at), ...undeclaredClaims(at, declared)];
      if (object.metadata.labels?.[LABEL.slashingState] !== 'true') return [];
      return [
        ...claimProblems(object.spec).map(([found, expected]) => ({ at, found, expected })),
        ...(mounters.has(claimKey(at, object.metadata.name))
          ? []
          : [{ at, found: 'slashing state that no workload mounts', expected: 'its workload, with this claim' }]),
        ...(mounters.get(claimKey(at, object.metadata.name)) ?? []).slice(1).map((other) => ({
          at: other,
          found: `a second workload that mounts ${object.metadata.name}`,
          expected: 'one',
        })),
      ];
    });
  },
};

const CLAIMS: readonly string[] = ['PersistentVolumeClaim'];
const STORING_KINDS: readonly string[] = ['PersistentVolumeClaim', ...WORKLOAD_KINDS];

type Problem = readonly [found: string, expected: string];

function shapeProblems({ spec }: Manifest): readonly Problem[] {
  const problems: Problem[] = [];
  const replicas = valueAt(spec, 'replicas') ?? 1;
  if (replicas !== 0 && replicas !== 1) problems.push([`replicas ${JSON.stringify(replicas)}`, '0 or 1']);
  const strategy = textAt(spec, 'updateStrategy', 'type') ?? 'RollingUpdate';
  if (strategy !== 'OnDelete') problems.push([`updateStrategy ${strategy}`, 'OnDelete']);
  for (const when of ['whenDeleted', 'whenScaled'] as const) {
    const kept = textAt(spec, 'persistentVolumeClaimRetentionPolicy', when);
    if (kept !== 'Retain') problems.push([`${when} ${kept ?? 'is not set'}`, `${when}: Retain`]);
  }
  const grace = valueAt(spec, 'template', 'spec', 'terminationGracePeriodSeconds');
  if (typeof grace !== 'number' || grace <= 0) {
    problems.push([
      `terminationGracePeriodSeconds ${grace === undefined ? 'is not set' : JSON.stringify(grace)}`,
      'as many seconds as it needs to stop',
    ]);
  }
  return [
    ...problems,
    ...listAt(spec, 'volumeClaimTemplates').flatMap((claim) => claimProblems(valueAt(claim, 'spec'))),
  ];
}

function claimProblems(spec: unknown): readonly Problem[] {
  const problems: Problem[] = listAt(spec, 'accessModes')
    .filter((mode) => mode !== 'ReadWriteOnce' && mode !== 'ReadWriteOncePod')
    .map((mode) => [`access mode ${String(mode)}`, 'ReadWriteOncePod, or ReadWriteOnce on a local volume']);
  for (const source of ['dataSource', 'dataSourceRef'] as const) {
    if (valueAt(spec, source) !== undefined) problems.push([`${source}, a copy of other state`, `no ${source}`]);
  }
  return problems;
}

/** A workload that is labelled as keeping slashing state, and has nowhere to keep it. */
function unkept(at: InventoryObject): readonly Remark[] {
  if (workloadLabel(at.object, LABEL.slashingState) !== 'true') return [];
  if (claimNames(at.object).length > 0 || listAt(at.object, 'spec', 'volumeClaimTemplates').length > 0) return [];
  return [{ at, found: 'slashing state without a claim', expected: 'a PersistentVolumeClaim that holds it' }];
}

/** A claim that nobody declares is a new, empty volume, or one that belongs to somebody else. */
function undeclaredClaims(at: InventoryObject, declared: ReadonlySet<string>): readonly Remark[] {
  if (!isSigning(at.object)) return [];
  return claimNames(at.object)
    .filter((name) => !declared.has(claimKey(at, name)))
    .map((name) => ({
      at,
      found: `claim ${name}, which nothing declares`,
      expected: 'its PersistentVolumeClaim beside it',
    }));
}

function mountersOf(fleet: Inventory): ReadonlyMap<string, readonly InventoryObject[]> {
  const mounts = objectsOf(fleet, WORKLOAD_KINDS).flatMap((at) =>
    [...new Set(claimNames(at.object))].map((name) => ({ at, claim: claimKey(at, name) })),
  );
  const byClaim = grouped(mounts, ({ claim }) => claim);
  return new Map([...byClaim].map(([claim, mounted]) => [claim, mounted.map(({ at }) => at)]));
}

function claimNames(object: Manifest): readonly string[] {
  return listAt(podTemplateOf(object), 'spec', 'volumes').flatMap((volume) => {
    const name = textAt(volume, 'persistentVolumeClaim', 'claimName');
    return name === undefined ? [] : [name];
  });
}

function claimKey({ cluster, object }: InventoryObject, name: string): string {
  return `${cluster} ${object.metadata.namespace ?? ''}/${name}`;
}
