import { LABEL } from '../../model/labels';
import { groupOf, type Manifest } from '../../render/inventory';
import { fieldsAt, isFields, listAt, textAt, type Fields } from '../json-fields';

/** A container of any kind within a pod template. */
export interface ContainerView {
  readonly name: string;
  readonly fields: Fields;
}

/** Where the pod template of each kind stands. */
const TEMPLATES: ReadonlyMap<string, { readonly group: string; readonly path: readonly string[] }> = new Map([
  ['Pod', { group: '', path: [] }],
  ['PodTemplate', { group: '', path: ['template'] }],
  ['ReplicationController', { group: '', path: ['spec', 'template'] }],
  ['DaemonSet', { group: 'apps', path: ['spec', 'template'] }],
  ['Deployment', { group: 'apps', path: ['spec', 'template'] }],
  ['ReplicaSet', { group: 'apps', path: ['spec', 'template'] }],
  ['StatefulSet', { group: 'apps', path: ['spec', 'template'] }],
  ['CronJob', { group: 'batch', path: ['spec', 'jobTemplate', 'spec', 'template'] }],
  ['Job', { group: 'batch', path: ['spec', 'template'] }],
]);

/** Kinds that run pods. */
export const WORKLOAD_KINDS: readonly string[] = [...TEMPLATES.keys()];

/** The pod template of a workload, or undefined for objects that run no pods. */
export function podTemplateOf(object: Manifest): Fields | undefined {
  const template = TEMPLATES.get(object.kind);
  return template === undefined || template.group !== groupOf(object) ? undefined : fieldsAt(object, ...template.path);
}

/** Containers, init containers and ephemeral containers of a workload. */
export function containersOf(object: Manifest): readonly ContainerView[] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) => containersIn(object, list));
}

/** Containers of a workload that run as long as its pod: the steps before them end by themselves. */
export function lastingContainersOf(object: Manifest): readonly ContainerView[] {
  return containersIn(object, 'containers');
}

function containersIn(object: Manifest, list: string): readonly ContainerView[] {
  return listAt(podTemplateOf(object), 'spec', list)
    .filter(isFields)
    .map((fields) => ({ name: textAt(fields, 'name') ?? '', fields }));
}

/** The node that a workload's pods are pinned to, or undefined. */
export function pinnedNode(object: Manifest): string | undefined {
  return textAt(podTemplateOf(object), 'spec', 'nodeSelector', 'kubernetes.io/hostname');
}

/** Whether a workload signs with an identity, or keeps the history of one. */
export function isSigning(object: Manifest): boolean {
  return (
    workloadLabel(object, LABEL.signingIdentity) !== undefined || workloadLabel(object, LABEL.slashingState) === 'true'
  );
}

/** A label of a workload, on itself or on its pods. */
export function workloadLabel(object: Manifest, label: string): string | undefined {
  const template = podTemplateOf(object);
  if (template === undefined) return undefined;
  return object.metadata.labels?.[label] ?? textAt(template, 'metadata', 'labels', label);
}
