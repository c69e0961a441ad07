import type { UnitPlan, WorkloadPlan } from '../../chains/workload-plan';
import { messageOf } from '../../model/errors';
import type { Image } from '../../model/image';
import type { Versions } from '../../model/versions';

/**
 * The pinned images of a workload by key. Every missing one is reported, and not just the first.
 *
 * @param problems gets a line for each key without an image
 */
export function resolveImages(
  versions: Versions,
  workload: string,
  { units }: WorkloadPlan,
  problems: string[],
): ReadonlyMap<string, Image> {
  const images = new Map<string, Image>();
  for (const key of new Set(units.flatMap(imageKeys))) {
    try {
      images.set(key, versions.image(key, workload));
    } catch (thrown) {
      problems.push(messageOf(thrown));
    }
  }
  return images;
}

/** Image keys of a unit, each once. */
export function imageKeys({ parts }: UnitPlan): readonly string[] {
  return [...new Set(parts.flatMap((part) => [part.image, ...part.init.map((step) => step.image)]))];
}

/** The image of a key that {@link resolveImages} found. */
export function foundImage(images: ReadonlyMap<string, Image>, key: string): Image {
  const image = images.get(key);
  if (image === undefined) throw new Error(`no image for '${key}'`);
  return image;
}
