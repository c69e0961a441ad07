import { groupOf, type InventoryObject } from '../../render/inventory';
import { isFields, valueAt } from '../json-fields';
import type { ChangePolicy } from '../policy';
import { matchedObjects } from './matched-objects';

/** A field that the API server never changes, by its path. */
interface ImmutableField {
  readonly path: readonly string[];

  /** What the API server makes of an absent field. @default nothing */
  readonly absent?: unknown;
}

const field = (path: string, absent?: unknown): ImmutableField => ({ path: path.split('.'), absent });

/** Immutable fields by `<group>/<kind>`, from the validation of Kubernetes 1.34 (pkg/apis/<group>/validation). */
const IMMUTABLE: Readonly<Record<string, readonly ImmutableField[]>> = {
  'apps/StatefulSet': [
    field('spec.selector'),
    field('spec.serviceName'),
    field('spec.podManagementPolicy', 'OrderedReady'),
    field('spec.volumeClaimTemplates'),
  ],
  'apps/Deployment': [field('spec.selector')],
  'apps/DaemonSet': [field('spec.selector')],
  'apps/ReplicaSet': [field('spec.selector')],
  'batch/Job': [field('spec.selector'), field('spec.template'), field('spec.completionMode', 'NonIndexed')],
  '/PersistentVolumeClaim': [
    field('spec.storageClassName'),
    field('spec.accessModes'),
    field('spec.volumeMode', 'Filesystem'),
    field('spec.volumeName'),
    field('spec.selector'),
    field('spec.dataSource'),
    field('spec.dataSourceRef'),
  ],
  '/PersistentVolume': [field('spec.nodeAffinity'), field('spec.volumeMode', 'Filesystem')],
  '/Service': [field('spec.clusterIP'), field('spec.clusterIPs')],
  'storage.k8s.io/StorageClass': [
    field('provisioner'),
    field('parameters'),
    field('reclaimPolicy', 'Delete'),
    field('volumeBindingMode', 'Immediate'),
  ],
  'rbac.authorization.k8s.io/RoleBinding': [field('roleRef')],
  'rbac.authorization.k8s.io/ClusterRoleBinding': [field('roleRef')],
  'scheduling.k8s.io/PriorityClass': [field('value'), field('preemptionPolicy', 'PreemptLowerPriority')],
};

/** What the API server refuses to change is a migration, never a sync. */
export const immutableFields: ChangePolicy = {
  id: 'immutable-fields',
  title: 'Fields that Kubernetes never changes stay as they are',
  level: 'error',
  scope: 'change',
  doc:
    'the sync fails and stays failed, which tempts people to Replace or Force, and both delete the object first: for a ' +
    'StatefulSet that frees its identity, for a claim that is the volume (https://argo-cd.readthedocs.io/en/stable/' +
    'user-guide/sync-options/#replace-resource-instead-of-applying-changes)',
  check: (change) =>
    matchedObjects(change).kept.flatMap(({ before, after }) =>
      changedFields(before, after).map((path) => ({
        at: after,
        found: `${path} changes from ${shown(before, path)} to ${shown(after, path)}`,
        expected: `${path} as it was: an object of another name beside this one, to which a person moves what it holds`,
      })),
    ),
};

function changedFields({ object: was }: InventoryObject, { object: is }: InventoryObject): readonly string[] {
  const fields = IMMUTABLE[`${groupOf(was)}/${was.kind}`] ?? [];
  return fields
    .filter(
      ({ path, absent }) => canonical(valueAt(was, ...path) ?? absent) !== canonical(valueAt(is, ...path) ?? absent),
    )
    .map(({ path }) => path.join('.'));
}

function shown({ object }: InventoryObject, path: string): string {
  const text = canonical(valueAt(object, ...path.split('.')));
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

/** JSON with sorted keys; `nothing` for what is not there. */
function canonical(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  return JSON.stringify(value, (_, inner: unknown) =>
    isFields(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
