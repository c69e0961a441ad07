import { ANNOTATION, LABEL } from '../../model/labels';
import type { Inventory, InventoryObject } from '../../render/inventory';
import { folderPathOf } from '../content/folders-of';
import { objectsOf } from '../objects-of';
import { pinnedNode, workloadLabel } from '../workloads/pod-templates';
import type { FleetPolicy, Remark } from '../policy';
import { declarationsOf } from './signing-identities';

const SIGNERS: readonly string[] = ['StatefulSet'];

/** A StatefulSet that signs with an identity, or with a share of its key. */
interface Signer {
  readonly at: InventoryObject;
  readonly identity: string;
  readonly role: string;

  /** Number of its share, where the key is split. */
  readonly shard: string | undefined;
}

/** One process of each role signs with an identity; a split key has each share once, on a node of its own. */
export const oneProcessPerShare: FleetPolicy = {
  id: 'one-process-per-share',
  title: 'One workload of each role signs with an identity, or one with each share of its key, on a node of its own',
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    'ten containers with the same keys slashed five validators (https://github.com/prysmaticlabs/prysm/issues/6948); a ' +
    'threshold signer is safe only while more than half of the shares are needed, since two halves sign apart ' +
    '(https://github.com/strangelove-ventures/horcrux)',
  check: (fleet) => {
    const holders = new Map<string, InventoryObject>();
    return signersOf(fleet).flatMap((signer) => [
      ...quorumRemarks(signer),
      ...claims(signer).flatMap(([key, what]) => {
        const holder = holders.get(key);
        if (holder !== undefined) return [second(signer.at, holder, what)];
        holders.set(key, signer.at);
        return [];
      }),
    ]);
  },
};

/** What a signer holds alone: its role for an identity, or a share and a node. */
function claims({ at, identity, role, shard }: Signer): readonly (readonly [key: string, what: string])[] {
  if (shard === undefined) return [[`${identity} ${role}`, `a ${role} of ${identity}`]];
  const node = pinnedNode(at.object);
  return [
    [`${identity} ${role} ${shard}`, `share ${shard} of ${identity}`],
    ...(node === undefined
      ? []
      : [[`${identity} ${role} on ${at.cluster} ${node}`, `a share of ${identity} on ${node}`] as const]),
  ];
}

function second(at: InventoryObject, holder: InventoryObject, what: string): Remark {
  return { at, found: `${what}, as in ${holder.file}`, expected: 'one of them over all clusters' };
}

function quorumRemarks({ at, shard }: Signer): readonly Remark[] {
  if (shard === undefined) return [];
  const quorum = at.object.metadata.annotations?.[ANNOTATION.quorum] ?? '';
  const [needs = 0, of = 0] = (/^(\d{1,2})\/(\d{1,2})$/.exec(quorum)?.slice(1) ?? []).map(Number);
  if (of >= 3 && needs > of / 2 && needs <= of && Number(shard) >= 1 && Number(shard) <= of) return [];
  return [
    {
      at,
      found: `share ${shard} with ${ANNOTATION.quorum} ${quorum === '' ? 'not set' : quorum}`,
      expected: `${ANNOTATION.quorum}: '<needed>/<shares>', at least 3 shares, more than half of them needed`,
    },
  ];
}

function signersOf(fleet: Inventory): readonly Signer[] {
  // What was handed over is stopped, which has a policy of its own, and somebody else may hold it now.
  const handedOver = new Set(
    declarationsOf(fleet).flatMap(({ at, id, state }) =>
      state === 'handed-over' ? [`${folderPathOf(at)} ${id}`] : [],
    ),
  );
  return objectsOf(fleet, SIGNERS).flatMap((at) => {
    const identity = workloadLabel(at.object, LABEL.signingIdentity);
    if (identity === undefined || handedOver.has(`${folderPathOf(at)} ${identity}`)) return [];
    const role = workloadLabel(at.object, LABEL.role) ?? at.object.kind;
    return [{ at, identity, role, shard: workloadLabel(at.object, LABEL.shard) }];
  });
}
