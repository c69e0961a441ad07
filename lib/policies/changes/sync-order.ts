import type { Inventory, Place } from '../../render/inventory';
import { applicationsOf, contentPathOf, isGated } from '../applications/applications-of';
import { foldersOf, folderPathOf, lastSegment } from '../content/folders-of';
import { oneApplicationPerSecretPath } from '../signing/secret-paths';
import { oneSignerPerIdentity } from '../signing/signing-identities';
import { signingNotScaled, slashingStateStorage } from '../signing/signing-workloads';
import { oneProcessPerShare } from '../signing/threshold-signers';
import type { Change, ChangePolicy, FleetPolicy, Remark } from '../policy';

/**
 * What must hold at every moment while released applications are synced one by one. Each finds a clash between two
 * objects, and none of them finds less when there are more objects.
 */
const AT_EVERY_MOMENT: readonly FleetPolicy[] = [
  oneSignerPerIdentity,
  oneProcessPerShare,
  oneApplicationPerSecretPath,
  slashingStateStorage,
  signingNotScaled,
];

/** People sync released applications in any order. */
export const syncOrder: ChangePolicy = {
  id: 'sync-order',
  title: 'Gated applications that are released together are safe in whatever order they are synced',
  level: 'error',
  absolute: true,
  scope: 'change',
  doc:
    'a release approves, and a person syncs, one application today and another one tomorrow: between the two the keys may ' +
    'be in both places (https://blog.lido.fi/loe-rocklogic-gmbh-slashing-incident)',
  check: (change) => {
    if (change.after.view === 'rendered') return [];
    const folders = changedFolders(change);
    if (folders.length < 2) return [];
    const known = new Set([...remarksOf(change.before), ...remarksOf(change.after)].map(keyOf));
    const isNew = (remark: Remark): boolean => !known.has(keyOf(remark));
    if (!splits(folders).some((late) => remarksOf(mixOf(change, late)).some(isNew))) return [];
    return folders.flatMap((late) => lateRemarks(late, folders, change, known));
  },
};

/**
 * Sets of applications that are late such that of any two one is late and the other is not, in both ways: as many as twice
 * the digits of their number. Of two objects that clash, one is old and one is new, so these mixes show every clash.
 */
function splits(folders: readonly string[]): readonly ReadonlySet<string>[] {
  const digits = Array.from({ length: Math.ceil(Math.log2(folders.length)) }, (_, digit) => 2 ** digit);
  return digits.flatMap((digit) =>
    [0, 1].map((late) => new Set(folders.filter((_, i) => Math.floor(i / digit) % 2 === late))),
  );
}

/** What is wrong while one application is synced last, beside what is wrong anyway. */
function lateRemarks(
  late: string,
  folders: readonly string[],
  change: Change,
  known: ReadonlySet<string>,
): readonly Remark[] {
  return remarksOf(mixOf(change, new Set([late])))
    .filter((clash) => !known.has(keyOf(clash)))
    .map((clash) => {
      const stays = (other: string): boolean =>
        remarksOf(mixOf(change, new Set([late, other]))).some((remark) => keyOf(remark) === keyOf(clash));
      const partners = folders.filter((other) => other !== late && !stays(other));
      return {
        at: clash.at,
        found: `until ${lastSegment(late)} is synced, ${clash.found}`,
        expected: orderText(lastSegment(late), partners.map(lastSegment)),
      };
    });
}

function orderText(late: string, partners: readonly string[]): string {
  const others = partners.length === 0 ? 'the others' : partners.join(', ');
  return (
    `two releases: first ${late} alone, synced, with no pod of what it had before; then ${others} in a later change ` +
    '(where each has to go first, pause both before either)'
  );
}

/** What is in the clusters when all but some applications are synced. What is left out of Git stays as it was. */
function mixOf({ before, after }: Change, late: ReadonlySet<string>): Inventory {
  const isLate = (at: Place): boolean => late.has(folderPathOf(at));
  return {
    view: after.view,
    objects: [...after.objects.filter((at) => !isLate(at)), ...before.objects.filter(isLate)],
    files: [...after.files.filter((at) => !isLate(at)), ...before.files.filter(isLate)],
  };
}

/** Folders of gated applications whose content is not the same before and after. */
function changedFolders({ before, after }: Change): readonly string[] {
  const gated = new Set(
    [...applicationsOf(before), ...applicationsOf(after)].filter(isGated).flatMap((application) => {
      const path = contentPathOf(application);
      return path === undefined ? [] : [path];
    }),
  );
  return [...gated].filter((path) => contentText(before, path) !== contentText(after, path)).sort();
}

function contentText(inventory: Inventory, path: string): string {
  const folder = foldersOf(inventory).get(path);
  const objects = folder?.objects.map(({ object }) => JSON.stringify(object)) ?? [];
  const files = [...(folder?.files ?? [])].map(([name, { text }]) => JSON.stringify([name, text]));
  return [...objects, ...files].sort().join('\n');
}

function remarksOf(inventory: Inventory): readonly Remark[] {
  return AT_EVERY_MOMENT.flatMap((policy) => policy.check(inventory));
}

function keyOf(remark: Remark): string {
  return `${remark.at.file} ${remark.found}`;
}
