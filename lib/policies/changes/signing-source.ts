import { ANNOTATION, LABEL } from '../../model/labels';
import type { InventoryObject } from '../../render/inventory';
import { pinnedNode, WORKLOAD_KINDS, workloadLabel } from '../workloads/pod-templates';
import type { ChangePolicy } from '../policy';
import { matchedObjects } from './matched-objects';

/** A key that is read from elsewhere may be another key, or one that somebody else reads too. */
export const signingKeyPathKept: ChangePolicy = {
  id: 'signing-key-path-kept',
  title:
    'A signing key is read from the path that it was read from, and stays the same key of the same service or device',
  level: 'error',
  scope: 'change',
  doc:
    'keys that were moved from one place to another were signed with in both, and slashed 11 validators ' +
    '(https://blog.lido.fi/loe-rocklogic-gmbh-slashing-incident); nothing rendered tells what stands behind a path',
  check: (change) =>
    matchedObjects(change).kept.flatMap(({ before, after }) => {
      const [was, is] = [keyPathOf(before), keyPathOf(after)];
      if (was === undefined || was === is) return [];
      return [
        {
          at: after,
          found: `the key of ${before.object.metadata.labels?.[LABEL.signingIdentity]} read from ${is ?? 'nowhere'}, which was ${was}`,
          expected: `${was}; or a waiver that says who saw that both paths hold the same key and nobody else reads it`,
        },
      ];
    }),
};

/** A signer that moves is watched by a person. */
export const signingNodeMoves: ChangePolicy = {
  id: 'signing-node-moves',
  title: 'What signs moves to another node under the eyes of a person',
  level: 'warning',
  scope: 'change',
  doc:
    'a local volume stays on its node, and a pod on a node that nobody reaches may go on signing ' +
    '(https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/)',
  check: (change) =>
    matchedObjects(change).kept.flatMap(({ before, after }) => {
      if (workloadLabel(before.object, LABEL.signingIdentity) === undefined) return [];
      const [was, is] = [pinnedNode(before.object), pinnedNode(after.object)];
      if (was === undefined || was === is) return [];
      return [
        {
          at: after,
          found: `${after.object.metadata.name} on node ${is ?? 'of no name'}, which was ${was}`,
          expected: 'the pod gone from the old node, and its volumes moved, before the new release is synced',
        },
      ];
    }),
};

/** The path of a key that is read, or the key itself where a service or a device signs with it. */
function keyPathOf({ object }: InventoryObject): string | undefined {
  const { annotations, labels } = object.metadata;
  const reads = object.kind === 'ExternalSecret' || WORKLOAD_KINDS.includes(object.kind);
  return reads && labels?.[LABEL.signingIdentity] !== undefined ? annotations?.[ANNOTATION.secretPath] : undefined;
}
