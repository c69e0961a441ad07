import type { Part } from '../../chains/part';
import type { AnyValidatorApp } from '../../constructs/validator/validator-app';
import type { Platform } from '../../constructs/platform';
import { LABEL } from '../../model/labels';
import { ProblemsError } from '../../model/errors';
import { nearestName } from '../../model/nearest-name';
import { rootFolder } from '../../model/plane';
import type { Inventory, InventoryObject } from '../../render/inventory';
import { validatorAppsOf } from '../validator-apps';
import { declaredProp } from './declared-prop';
import { fieldOrigin, settingsOf, type FieldOrigin } from './field-origin';
import { fieldPathText, parseFieldPath, valueAtPath, type FieldPath } from './field-path';

/** A layer's word about a value. */
export interface ExplainedLayer {
  /** Name of the layer, such as `instance hoodi-0`. */
  readonly layer: string;

  /** What it says. */
  readonly value: unknown;

  /** Where to look: members of the declaration's props, or a file; absent for what the library itself knows. */
  readonly prop?: readonly (string | number)[];
  readonly file?: string;
}

/** Where a rendered value came from. */
export interface Explanation {
  /** Path below the output folder. */
  readonly file: string;

  /** The field as it is printed. */
  readonly field: string;
  readonly value: unknown;

  /** Construct that made the object. */
  readonly constructPath: string;

  /** The workload that it belongs to, whose declaration the layers' props are members of. */
  readonly workload?: AnyValidatorApp;

  /** Single values of the field with their layers, weakest first: the last one won. A file of settings holds several. */
  readonly values: readonly { readonly leaf: string; readonly layers: readonly ExplainedLayer[] }[];
}

/**
 * Explains a field of a rendered object.
 *
 * @param file path below the output folder
 * @param field see {@link parseFieldPath}; the whole object where it is empty
 * @throws when no object stands there, or it has no such field
 */
export function explain(platform: Platform, inventory: Inventory, file: string, field: string): Explanation {
  const at = objectAt(inventory, file);
  const path = parseFieldPath(field);
  const value = valueAtPath(at.object, path);
  const explained = { file, field: fieldPathText(path), value, constructPath: at.constructPath ?? '' };
  const workload = workloadOf(platform, at);
  if (workload === undefined) return { ...explained, values: [libraryValue(at.constructPath ?? '', value)] };
  const found = tryFindPart(workload, at);
  const own =
    found === undefined ? [libraryValue(`workload ${workload.id}`, value)] : ofPart(workload, found, at, path, value);
  return { ...explained, workload: workload.app, values: withPatches(workload, at, path, own) };
}

interface FoundWorkload {
  readonly app: AnyValidatorApp;
  readonly id: string;

  /** Name of the unit whose application holds the object. */
  readonly unit: string;
}

function objectAt(inventory: Inventory, file: string): InventoryObject {
  const found = inventory.objects.find((at) => at.file === file);
  if (found !== undefined) return found;
  const near = nearestName(
    file,
    inventory.objects.map((at) => at.file),
  );
  const hint = near === undefined ? 'a rendered object below the output folder' : `a rendered object, such as ${near}`;
  throw new ProblemsError([`file must be ${hint}, got '${file}'`]);
}

function workloadOf(platform: Platform, at: InventoryObject): FoundWorkload | undefined {
  for (const app of validatorAppsOf(platform)) {
    for (const [unit, { content }] of app.applications) {
      if (content.dir === rootFolder(at.root) && content.folder === at.folder)
        return { app, id: app.record.name, unit };
    }
  }
  return undefined;
}

/** The part that an object belongs to: the one it is named after, or the only one of a configuration. */
function tryFindPart({ app, unit }: FoundWorkload, { object }: InventoryObject): Part | undefined {
  const parts = app.plan.units.find(({ name }) => name === unit)?.parts ?? [];
  const name = object.metadata.labels?.[LABEL.name];
  return (
    parts.find((part) => part.name === object.metadata.name || part.name === name) ??
    (object.kind === 'ConfigMap'
      ? parts.find((part) =>
          Object.values(part.volumes).some((v) => v.kind === 'config' && v.config === object.metadata.name),
        )
      : undefined)
  );
}

function ofPart(
  workload: FoundWorkload,
  part: Part,
  at: InventoryObject,
  path: FieldPath,
  value: unknown,
): Explanation['values'] {
  const [member, file] = path;
  if (at.object.kind === 'ConfigMap' && member === 'data' && typeof file === 'string') {
    const settings = settingsOf(part, file);
    if (settings.length > 0) return settings.map((one) => explained(workload, part, { kind: 'layers', ...one }, value));
  }
  return [explained(workload, part, fieldOrigin(part, at.object, path, `versions/${at.cluster}.json`), value)];
}

function explained(
  workload: FoundWorkload,
  part: Part,
  origin: FieldOrigin,
  value: unknown,
): Explanation['values'][number] {
  if (origin.kind === 'prop') return { leaf: '', layers: [{ layer: origin.what, value, prop: origin.prop }] };
  if (origin.kind === 'file') return { leaf: '', layers: [{ layer: origin.what, value, file: origin.file }] };
  if (origin.kind === 'library') return libraryValue(origin.what, value);
  return {
    leaf: origin.leaf,
    layers: origin.layers.map(({ source, value: said }) => {
      const prop = declaredProp(source, workload.unit, part.role, origin.leaf);
      return { layer: source, value: said, ...(prop === undefined ? {} : { prop }) };
    }),
  };
}

function libraryValue(what: string, value: unknown): Explanation['values'][number] {
  return { leaf: '', layers: [{ layer: what, value }] };
}

/** Patches come last: one that names the field, or something around it, won. */
function withPatches(
  { app, unit }: FoundWorkload,
  { object }: InventoryObject,
  path: FieldPath,
  own: Explanation['values'],
): Explanation['values'] {
  const patches = app.patches.flatMap((patch, i) => {
    if (patch.unit !== unit || patch.kind !== object.kind || patch.name !== object.metadata.name) return [];
    const said = patchedValue(patch.change, object, path);
    return said === undefined ? [] : [{ layer: `patch: ${patch.reason}`, value: said, prop: ['patches', i] }];
  });
  if (patches.length === 0) return own;
  const [first, ...rest] = own;
  return [{ leaf: first?.leaf ?? '', layers: [...(first?.layers ?? []), ...patches] }, ...rest];
}

/** What a patch says about a field. Items of keyed lists stand elsewhere in the patch than in the object. */
function patchedValue(change: unknown, object: unknown, path: FieldPath): unknown {
  let said = change;
  let at = object;
  for (const step of path) {
    if (said === undefined) return undefined;
    at = (at as Readonly<Record<string | number, unknown>>)[step];
    said = Array.isArray(said) ? itemLike(said, at) : (said as Readonly<Record<string | number, unknown>>)[step];
    if (typeof said !== 'object' || said === null) return said;
  }
  return said;
}

function itemLike(items: readonly unknown[], item: unknown): unknown {
  const key = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const { name, mountPath } = value as { name?: unknown; mountPath?: unknown };
    return mountPath ?? name ?? JSON.stringify(value);
  };
  return items.find((one) => key(one) === key(item));
}
