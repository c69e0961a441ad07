import { LABEL } from '../../model/labels';
import type { InventoryObject } from '../../render/inventory';
import { valueAt } from '../json-fields';
import type { Change, ChangePolicy, Remark } from '../policy';
import { leftWithApplication, matchedObjects } from './matched-objects';
import { quantityOf } from './quantity';
import { handsOver } from './slashing-state';

const DOC =
  'a claim of another name is a new, empty volume, and a client on an empty volume has forgotten what it signed: 75 ' +
  'validators were slashed (https://blog.staked.us/blog/eth2-post-mortem); no volume ever shrinks, so that sync fails ' +
  '(https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims)';

/** Signing history stays in its claim. */
export const slashingStateClaim: ChangePolicy = {
  id: 'slashing-state-claim',
  title: 'A claim with slashing state neither shrinks nor leaves, is renamed, or loses its label',
  level: 'error',
  absolute: true,
  scope: 'change',
  doc: DOC,
  check: (change) => [
    ...claimRemarks(change, (at) => hasHistory(at) && !handsOver(at, change)),
    ...matchedObjects(change)
      .kept.filter(({ before, after }) => isClaim(before) && hasHistory(before) && !hasHistory(after))
      .map(({ after }) => ({ at: after, found: `no label ${LABEL.slashingState}`, expected: 'the label as it was' })),
  ],
};

/** So does everything else that is kept. */
export const claimKept: ChangePolicy = {
  id: 'claim-kept',
  title: 'A claim neither shrinks nor leaves, nor is renamed',
  level: 'error',
  scope: 'change',
  doc: DOC,
  check: (change) => claimRemarks(change, (at) => !hasHistory(at)),
};

function claimRemarks(change: Change, judged: (at: InventoryObject) => boolean): readonly Remark[] {
  const { kept, gone, added } = matchedObjects(change);
  const shrunk = kept
    .filter(({ before, after }) => isClaim(before) && judged(before) && isSmaller(after, before))
    .map(({ before, after }) => ({
      at: after,
      found: `${String(sizeOf(after))}, which was ${String(sizeOf(before))}`,
      expected: `at least ${String(sizeOf(before))}`,
    }));
  const left = gone
    .filter((at) => isClaim(at) && judged(at) && (hasHistory(at) || !leftWithApplication(at, change)))
    .map((at) => {
      const renamed = added.find((other) => isClaim(other) && isBeside(other, at));
      const name = at.object.metadata.name;
      const to = renamed === undefined ? '' : `, and ${renamed.object.metadata.name} is new beside it`;
      return {
        at,
        found: `claim ${name} is declared no more${to}`,
        expected: `claim ${name}, as long as its volume counts`,
      };
    });
  return [...shrunk, ...left];
}

function isSmaller(after: InventoryObject, before: InventoryObject): boolean {
  const [is, was] = [quantityOf(sizeOf(after)), quantityOf(sizeOf(before))];
  return was !== undefined && (is === undefined || is < was);
}

function sizeOf({ object }: InventoryObject): unknown {
  return valueAt(object, 'spec', 'resources', 'requests', 'storage');
}

function isClaim({ object }: InventoryObject): boolean {
  return object.kind === 'PersistentVolumeClaim';
}

function hasHistory({ object }: InventoryObject): boolean {
  return object.metadata.labels?.[LABEL.slashingState] === 'true';
}

function isBeside(one: InventoryObject, other: InventoryObject): boolean {
  return one.cluster === other.cluster && one.object.metadata.namespace === other.object.metadata.namespace;
}
