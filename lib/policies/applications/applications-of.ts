import { LABEL } from '../../model/labels';
import { groupOf, type Inventory, type InventoryObject, type Manifest } from '../../render/inventory';
import { folderPathOf, foldersOf, inControlFolder, lastSegment, type FolderContents } from '../content/folders-of';
import { fieldsAt, isFields, listAt, textAt, valueAt, type Fields } from '../json-fields';
import { listElements, substitute } from './list-generator';
import { objectsOf } from '../objects-of';
import { oncePer } from '../once-per';

/** Kinds that are Applications or make them. */
export const APPLICATION_KINDS: readonly string[] = ['Application', 'ApplicationSet'];

/** An Application as Argo CD would see it: one of the inventory, or one that an ApplicationSet generates. */
export interface ApplicationView {
  /** The object that makes it. */
  readonly at: InventoryObject;
  readonly name: string;
  readonly namespace?: string;
  readonly labels: Fields;
  readonly annotations: Fields;
  readonly spec: Fields;

  /** Whether an ApplicationSet generates it. */
  readonly generated: boolean;
}

/** The Applications that one object makes: itself, or what an ApplicationSet's list generators generate. */
export function applicationsIn(object: InventoryObject): readonly ApplicationView[] {
  // Before anything is remembered: most objects are neither.
  return isApplicationOrSet(object.object) ? viewsIn(object) : [];
}

const viewsIn: (object: InventoryObject) => readonly ApplicationView[] = oncePer((object) =>
  isArgo(object.object, 'Application') ? [viewOf(object, object.object, false)] : generatedBy(object),
);

/** All Applications of an inventory, generated ones included. */
export const applicationsOf: (inventory: Inventory) => readonly ApplicationView[] = oncePer((inventory) =>
  objectsOf(inventory, APPLICATION_KINDS).flatMap(applicationsIn),
);

/** What an object says of Applications: itself, or an ApplicationSet's template as it is written. */
export function writtenIn(object: InventoryObject): readonly ApplicationView[] {
  if (!isArgo(object.object, 'ApplicationSet')) return applicationsIn(object);
  return [viewOf(object, fieldsAt(object.object, 'spec', 'template') as Manifest, true)];
}

/** Whether an object is an Application, or makes some. */
export function isApplicationOrSet(object: Manifest): boolean {
  return isArgo(object, 'Application') || isArgo(object, 'ApplicationSet');
}

/** Whether an object is of one of Argo CD's kinds. */
export function isArgo(object: Manifest, kind: 'Application' | 'ApplicationSet' | 'AppProject'): boolean {
  return object.kind === kind && groupOf(object) === 'argoproj.io';
}

/** The sources of an Application's spec: of `sources` where it is set, which hides `source`. */
export function sourcesOf(spec: Fields): readonly Fields[] {
  const several = listAt(spec, 'sources').filter(isFields);
  if (several.length > 0) return several;
  const one = valueAt(spec, 'source');
  return isFields(one) ? [one] : [];
}

/** Whether a source is a Helm chart of a chart repository. */
export function isChart(source: Fields): boolean {
  return textAt(source, 'chart') !== undefined;
}

/**
 * Whether it is a root Application, which follows a branch on purpose: it stands in an instance's bootstrap, and reads
 * a folder of Applications.
 */
export function isRootApplication(application: ApplicationView): boolean {
  const { at, spec } = application;
  if (application.generated || (at.root !== '' && !at.root.startsWith('bootstrap.'))) return false;
  if (!['by-hand', 'instance'].includes(lastSegment(folderPathOf(at)))) return false;
  const sources = sourcesOf(spec);
  return sources.length === 1 && lastSegment(textAt(sources[0], 'path') ?? '') === 'applications';
}

/** Whether an Application waits for a person: by its label, or because automated sync is switched off. */
export function isGated(application: ApplicationView): boolean {
  return application.labels[LABEL.gated] === 'true' || automatedOf(application.spec)?.enabled === false;
}

/** `spec.syncPolicy.automated`, or undefined where sync is manual. */
export function automatedOf(spec: Fields): Fields | undefined {
  const automated = valueAt(spec, 'syncPolicy', 'automated');
  return isFields(automated) ? automated : undefined;
}

/**
 * Path of the folder with an Application's content: beside the `applications` folder that it stands in. Undefined for
 * root Applications, and in trees of another layout, where nothing tells which repository is which.
 */
export const contentPathOf: (application: ApplicationView) => string | undefined = oncePer((application) => {
  const { at, spec } = application;
  const folder = folderPathOf(at);
  if (lastSegment(folder) !== 'applications' || isRootApplication(application)) return undefined;
  const sources = sourcesOf(spec);
  const path = sources.map((source) => textAt(source, 'path')).find((found) => found !== undefined);
  const name = path === undefined ? application.name : lastSegment(path);
  return `${folder.slice(0, folder.lastIndexOf('/') + 1)}${name}`;
});

/** The folder with an Application's content, if the inventory has it. */
export function contentOf(application: ApplicationView, inventory: Inventory): FolderContents | undefined {
  const path = contentPathOf(application);
  return path === undefined ? undefined : foldersOf(inventory).get(path);
}

/** The Application that reads each content folder, by the folder's path. */
export const readersOf: (inventory: Inventory) => ReadonlyMap<string, ApplicationView> = oncePer(
  (inventory) =>
    new Map(
      applicationsOf(inventory).flatMap((application) => {
        const path = contentPathOf(application);
        return path === undefined ? [] : [[path, application] as const];
      }),
    ),
);

/**
 * Clusters of which the released inventory does not hold all content, because a release is not proved. What is missing
 * there cannot be told from what was never declared; the release itself is reported.
 */
export const clustersInDoubt: (inventory: Inventory) => ReadonlySet<string> = oncePer((inventory) => {
  if (inventory.view === 'rendered') return new Set();
  const doubtful = applicationsOf(inventory).filter(
    (application) => contentPathOf(application) !== undefined && contentOf(application, inventory) === undefined,
  );
  return new Set(doubtful.map(({ at }) => at.cluster));
});

/** Whether an object is content of an application rather than an Application or what is applied by hand. */
export function isContent(object: InventoryObject): boolean {
  return !inControlFolder(object);
}

function generatedBy(set: InventoryObject): readonly ApplicationView[] {
  const template = fieldsAt(set.object, 'spec', 'template');
  return listElements(set.object).flatMap((element) => {
    const made = substitute(template, element) as Manifest;
    return textAt(made, 'metadata', 'name') === undefined ? [] : [viewOf(set, made, true)];
  });
}

function viewOf(at: InventoryObject, application: Manifest, generated: boolean): ApplicationView {
  // Generated Applications always land in the ApplicationSet's own namespace, whatever the template says.
  const { namespace } = at.object.metadata;
  return {
    at,
    name: textAt(application, 'metadata', 'name') ?? '',
    ...(namespace === undefined ? {} : { namespace }),
    labels: fieldsAt(application, 'metadata', 'labels'),
    annotations: fieldsAt(application, 'metadata', 'annotations'),
    spec: fieldsAt(application, 'spec'),
    generated,
  };
}
