import type { Client } from '../../chains/client';
import { renderFlags } from '../../chains/flags';
import type { Part } from '../../chains/part';
import type { Entry } from '../../model/layers';
import { pointer } from '../../model/layers';
import type { Manifest } from '../../render/inventory';
import type { FieldPath } from './field-path';
import { valueAtPath } from './field-path';

/** What decided about a field of a workload's object. */
export type FieldOrigin =
  /** A value of the part's role: the leaf's JSON pointer, and every layer that set it, the winning one last. */
  | { readonly kind: 'layers'; readonly leaf: string; readonly layers: readonly Entry[] }
  /** Something else that a prop or file says. */
  | { readonly kind: 'prop'; readonly what: string; readonly prop: readonly string[] }
  | { readonly kind: 'file'; readonly what: string; readonly file: string }
  /** The family or the construct itself; nothing that a user writes changes it. */
  | { readonly kind: 'library'; readonly what: string };

const POD = ['spec', 'template', 'spec'] as const;

/**
 * What decided about a field of an object that a part of a workload renders.
 *
 * @param versionsFile file of the cluster's proposed images
 */
export function fieldOrigin(part: Part, object: Manifest, path: FieldPath, versionsFile: string): FieldOrigin {
  if (object.kind === 'StatefulSet' || object.kind === 'Deployment')
    return ofWorkload(part, object, path, versionsFile);
  if (object.kind === 'PersistentVolumeClaim') {
    if (path.at(-1) === 'storage') return layered(part, '/storage', valueAtPath(object, path));
    if (path.at(-1) === 'storageClassName') return layered(part, '/storageClass', valueAtPath(object, path));
  }
  return ofRole(part);
}

/** All settings of a configuration file with their layers, one for each leaf. */
export function settingsOf(
  part: Part,
  file: string,
): readonly { readonly leaf: string; readonly layers: readonly Entry[] }[] {
  const below = `${pointer('settings', file)}/`;
  return part.values
    .leaves()
    .filter(({ path }) => path.startsWith(below))
    .map(({ path }) => ({ leaf: path, layers: part.values.history(path) }));
}

function ofWorkload(part: Part, object: Manifest, path: FieldPath, versionsFile: string): FieldOrigin {
  if (startsWith(path, ['spec', 'replicas'])) {
    return { kind: 'prop', what: 'one pod, or none where the signing identity is paused', prop: ['identity'] };
  }
  if (startsWith(path, [...POD, 'nodeSelector'])) return { kind: 'prop', what: 'placement', prop: ['placement'] };
  if (!startsWith(path, [...POD, 'containers']) && !startsWith(path, [...POD, 'initContainers'])) return ofRole(part);
  const [field, item] = path.slice(POD.length + 2);
  if (field === 'image') {
    const container = valueAtPath(object, [...path.slice(0, POD.length + 2), 'name']);
    const key = part.init.find(({ name }) => name === container)?.image ?? part.image;
    return { kind: 'file', what: `images["${key}"]`, file: versionsFile };
  }
  const resource = path.at(-1);
  if (field === 'resources' && (resource === 'cpu' || resource === 'memory'))
    return layered(part, `/${resource}`, valueAtPath(object, path));
  if (!startsWith(path, [...POD, 'containers'])) return ofRole(part);
  if (field === 'args' && typeof item === 'number') return ofFlag(part, item);
  if (field === 'env' && typeof item === 'number') {
    const name = String(valueAtPath(object, [...path.slice(0, POD.length + 4), 'name']));
    const leaf = pointer('env', name);
    if (part.values.sourceOf(leaf) !== undefined) return layered(part, leaf);
  }
  return ofRole(part);
}

/** Which flag an argument comes from: the one that renders it. */
function ofFlag(part: Part, index: number): FieldOrigin {
  const argument = part.args[index];
  for (const [name, value] of Object.entries(part.values.values.flags)) {
    for (const style of ['double-dash', 'single-dash', 'setting'] as const satisfies readonly Client['flagStyle'][]) {
      const words = renderFlags({ [name]: value }, style);
      if (argument !== undefined && words.includes(argument) && argument !== '-c')
        return layered(part, pointer('flags', name));
    }
  }
  return ofRole(part);
}

/**
 * A value of the role's, unless the object says something else: a claim for signing history has a size of its own.
 *
 * @param rendered what stands in the object, where it is the value itself
 */
function layered(part: Part, leaf: string, rendered?: unknown): FieldOrigin {
  const layers = part.values.history(leaf);
  const won = layers.at(-1);
  if (won === undefined || (rendered !== undefined && rendered !== won.value)) return ofRole(part);
  return { kind: 'layers', leaf, layers };
}

function ofRole(part: Part): FieldOrigin {
  return { kind: 'library', what: `role ${part.role}, client ${part.client}: nothing that is declared changes it` };
}

function startsWith(path: FieldPath, beginning: FieldPath): boolean {
  return beginning.every((step, i) => path[i] === step);
}
