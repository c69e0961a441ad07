import { parseDocument } from 'yaml';
import { imageProblem } from '../../model/image';
import { LABEL } from '../../model/labels';
import type { Inventory, InventoryObject, Manifest } from '../../render/inventory';
import { readersOf, sourcesOf } from '../applications/applications-of';
import { foldersOf, type FolderContents } from '../content/folders-of';
import { isFields, listAt, textAt, textsAt } from '../json-fields';
import { oncePerName } from '../once-per';
import { containersOf, podTemplateOf, workloadLabel } from './pod-templates';
import type { FleetPolicy, Remark } from '../policy';

/** What Kustomize puts in place of an image. */
interface Override {
  readonly name?: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** What runs is what was reviewed, byte for byte. */
export const imagesPinned: FleetPolicy = {
  id: 'images-pinned',
  title: 'Every image is pinned by digest, and tagged with a version or overridden by a release',
  level: 'error',
  scope: 'fleet',
  doc:
    'with a tag alone a reschedule is an upgrade: anybody who can push to the registry decides what runs ' +
    '(https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy); a digest of one repeated character is a ' +
    'placeholder that never starts',
  check: (fleet) => imagesOf(fleet, (object) => !signs(object)),
};

/** What signs is what was reviewed, without exception. */
export const signingImagesPinned: FleetPolicy = {
  ...imagesPinned,
  id: 'signing-images-pinned',
  title: 'Every image of what signs or keeps signing state is pinned by digest, and tagged with a version',
  absolute: true,
  check: (fleet) => imagesOf(fleet, signs),
};

function signs(object: Manifest): boolean {
  return [LABEL.signingIdentity, LABEL.slashingState].some((label) => workloadLabel(object, label) !== undefined);
}

function imagesOf(fleet: Inventory, isJudged: (object: Manifest) => boolean): readonly Remark[] {
  return [...foldersOf(fleet).values()].flatMap((folder) => {
    const workloads = folder.objects.filter(({ object }) => podTemplateOf(object) !== undefined && isJudged(object));
    if (workloads.length === 0) return [];
    const overrides = overridesOf(folder, fleet);
    return workloads.flatMap((at) => imagesIn(at).flatMap((image) => imageRemarks(at, image, overrides)));
  });
}

const EXPECTED = 'repository:version@sha256:<64 hex>, or an override with a digest';

function imageRemarks(
  at: InventoryObject,
  { image, where }: { readonly image: string; readonly where: string },
  overrides: ReadonlyMap<string, Override>,
): readonly Remark[] {
  const override = overrides.get(repositoryOf(image));
  const judged = override === undefined ? image : overridden(image, override);
  if (isPinned(judged)) return [];
  const found = `${where}: ${image === '' ? 'no image' : image}`;
  return [
    {
      at,
      found: override === undefined ? found : `${found}, overridden as ${shown(image, override)}`,
      expected: EXPECTED,
    },
  ];
}

const isPinned: (image: string) => boolean = oncePerName(
  (image) => imageProblem('image', 'image', image) === undefined,
);

function imagesIn({ object }: InventoryObject): readonly { readonly image: string; readonly where: string }[] {
  const volumes = listAt(podTemplateOf(object), 'spec', 'volumes').filter(
    (volume) => isFields(volume) && volume.image !== undefined,
  );
  return [
    ...containersOf(object).map(({ name, fields }) => ({
      image: textAt(fields, 'image') ?? '',
      where: `container ${name}`,
    })),
    ...volumes.map((volume) => ({
      image: textAt(volume, 'image', 'reference') ?? '',
      where: `volume ${textAt(volume, 'name') ?? ''}`,
    })),
  ];
}

/**
 * Overrides of a folder by the name that they match. Those of its Application come on top: what is released runs, and
 * `kustomization.yaml` says only what is proposed.
 */
function overridesOf(folder: FolderContents, fleet: Inventory): ReadonlyMap<string, Override> {
  const overrides = new Map<string, Override>();
  const file = folder.files.get('kustomization.yaml');
  for (const entry of file === undefined ? [] : listAt(parseDocument(file.text).toJS() as unknown, 'images')) {
    const name = textAt(entry, 'name');
    const texts = { name: textAt(entry, 'newName'), tag: textAt(entry, 'newTag'), digest: textAt(entry, 'digest') };
    if (name !== undefined) overrides.set(name, texts);
  }
  const application = fleet.view === 'released' ? readersOf(fleet).get(folder.path) : undefined;
  for (const source of application === undefined ? [] : sourcesOf(application.spec)) {
    for (const text of textsAt(source, 'kustomize', 'images')) {
      const [name, override] = parseOverride(text);
      overrides.set(name, override);
    }
  }
  return overrides;
}

/** `old=new:tag@digest`, `old=new@digest` or `name:tag`, as `spec.source.kustomize.images` holds them. */
function parseOverride(text: string): readonly [string, Override] {
  const equals = text.indexOf('=');
  const image = equals < 0 ? text : text.slice(equals + 1);
  const name = repositoryOf(image);
  const rest = image.slice(name.length);
  const at = rest.indexOf('@');
  const tag = (at < 0 ? rest : rest.slice(0, at)).replace(/^:/, '');
  const override = { name, ...(tag === '' ? {} : { tag }), ...(at < 0 ? {} : { digest: rest.slice(at + 1) }) };
  return [equals < 0 ? name : text.slice(0, equals), override];
}

/** An image without tag and digest; the colon of a registry's port stays. */
function repositoryOf(image: string): string {
  const name = image.replace(/@.*$/, '');
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? name.slice(0, colon) : name;
}

/** The image after an override, as a reference with a tag: a digest alone is enough where a release names it. */
function overridden(image: string, override: Override): string {
  const { tag, digest } = override;
  const suffix = tag === undefined && digest === undefined ? image.slice(repositoryOf(image).length) : '';
  if (suffix !== '') return `${override.name ?? repositoryOf(image)}${suffix}`;
  return `${override.name ?? repositoryOf(image)}:${tag ?? 'released'}${digest === undefined ? '' : `@${digest}`}`;
}

function shown(image: string, { name, tag, digest }: Override): string {
  return [name ?? repositoryOf(image), tag && `:${tag}`, digest && `@${digest}`].filter(Boolean).join('');
}
