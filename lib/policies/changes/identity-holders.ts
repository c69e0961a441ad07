import { grouped } from '../../model/grouped';
import { ANNOTATION, LABEL } from '../../model/labels';
import type { Inventory, InventoryObject } from '../../render/inventory';
import { listAt, textAt, valueAt } from '../json-fields';
import { objectsOf } from '../objects-of';
import { oncePer } from '../once-per';
import { podTemplateOf, WORKLOAD_KINDS, workloadLabel } from '../workloads/pod-templates';
import { declarationsOf, workloadOf, type Declaration } from '../signing/signing-identities';
import { mayRun } from './matched-objects';

/** A workload that holds a signing identity: it declares the keys, whether or not it signs at the moment. */
export interface Holder {
  readonly id: string;

  /** The workload, unique over the fleet: `hoodi-0 on testnet`. */
  readonly workload: string;

  /** Its declarations: one in each of its units that sign or keep what was signed. */
  readonly declarations: readonly [Declaration, ...Declaration[]];
  readonly namespaces: ReadonlySet<string>;

  /** What runs with the identity, or would if it were not stopped. */
  readonly workloads: readonly InventoryObject[];
  readonly state: 'active' | 'paused' | 'handed-over' | 'retired';

  /** Digest of the signing history that was imported here, as its declaration says. */
  readonly imported?: string;

  /** The workload that the history comes from. */
  readonly importedFrom?: string;

  /** Whether it may exist in a cluster. */
  readonly mayRun: boolean;
}

/** All holders of an inventory. */
export const holdersOf: (inventory: Inventory) => readonly Holder[] = oncePer((inventory) => {
  const groups = grouped(declarationsOf(inventory), ({ id, workload }) => `${id} ${workload}`);
  return [...groups.values()].map((declarations) =>
    holderOf(declarations as unknown as Holder['declarations'], inventory),
  );
});

/** What makes two holders hold the same: the identity's id, and each of its public keys. */
export function claimsOf({ id, declarations }: Holder): ReadonlySet<string> {
  return new Set([`id ${id}`, ...declarations.flatMap(({ keys }) => keys.map((key) => `key ${key}`))]);
}

/** Whether two holders are one place: the same workload, and at least one of its namespaces, where its volumes are. */
export function isSamePlace(one: Holder, other: Holder): boolean {
  return one.workload === other.workload && [...one.namespaces].some((name) => other.namespaces.has(name));
}

/** Names of the claims with signing history that a workload mounts. */
export function historyClaims(at: InventoryObject, inventory: Inventory): readonly string[] {
  const known = claimsWithHistory(inventory);
  return claimNames(at).filter((name) => known.has(`${placeOf(at)}/${name}`));
}

/** Whether a workload mounts a private key of the identity from a Secret. */
export function mountsKey(at: InventoryObject, inventory: Inventory): boolean {
  const known = keySecrets(inventory);
  return listAt(podTemplateOf(at.object), 'spec', 'volumes')
    .flatMap((volume) => [
      textAt(volume, 'secret', 'secretName'),
      ...listAt(volume, 'projected', 'sources').map((source) => textAt(source, 'secret', 'name')),
    ])
    .some((name) => name !== undefined && known.has(`${placeOf(at)}/${name}`));
}

function holderOf(declarations: Holder['declarations'], inventory: Inventory): Holder {
  const [{ id, workload }] = declarations;
  const workloads = (identityWorkloads(inventory).get(id) ?? []).filter((at) => workloadOf(at) === workload);
  const annotation = (key: string): string | undefined =>
    declarations.map(({ at }) => at.object.metadata.annotations?.[key]).find((found) => found !== undefined);
  const imported = annotation(ANNOTATION.importedState);
  const importedFrom = annotation(ANNOTATION.importedFrom);
  const stopped = isStopped(workloads, inventory);
  const given = declarations.find(({ state }) => state !== undefined)?.state;
  return {
    id,
    workload,
    declarations,
    namespaces: new Set(declarations.map(({ at }) => at.object.metadata.namespace ?? '')),
    workloads,
    state: stopped ? (given ?? 'paused') : 'active',
    ...(imported === undefined ? {} : { imported }),
    ...(importedFrom === undefined ? {} : { importedFrom }),
    mayRun: declarations.some(({ at }) => mayRun(at, inventory)),
  };
}

/**
 * Whether nothing that reaches a key runs. What only keeps the history, without a key of its own, runs on so that it can
 * be handed over. A workload that is missing from Git is not stopped: nothing prunes it.
 */
function isStopped(workloads: readonly InventoryObject[], inventory: Inventory): boolean {
  const running = workloads.filter(({ object }) => valueAt(object, 'spec', 'replicas') !== 0);
  if (running.length === workloads.length) return false;
  return running.every((at) => historyClaims(at, inventory).length > 0 && !mountsKey(at, inventory));
}

const identityWorkloads: (inventory: Inventory) => ReadonlyMap<string, readonly InventoryObject[]> = oncePer(
  (inventory) =>
    grouped(objectsOf(inventory, WORKLOAD_KINDS), ({ object }) => workloadLabel(object, LABEL.signingIdentity)),
);

const CLAIM_KINDS: readonly string[] = ['PersistentVolumeClaim'];
const SECRET_KINDS: readonly string[] = ['ExternalSecret', 'Secret'];

const claimsWithHistory: (inventory: Inventory) => ReadonlySet<string> = oncePer(
  (inventory) =>
    new Set(
      objectsOf(inventory, CLAIM_KINDS)
        .filter(({ object }) => object.metadata.labels?.[LABEL.slashingState] === 'true')
        .map((at) => `${placeOf(at)}/${at.object.metadata.name}`),
    ),
);

const keySecrets: (inventory: Inventory) => ReadonlySet<string> = oncePer(
  (inventory) =>
    new Set(
      objectsOf(inventory, SECRET_KINDS)
        .filter(({ object }) => object.metadata.labels?.[LABEL.signingIdentity] !== undefined)
        .map((at) => `${placeOf(at)}/${textAt(at.object, 'spec', 'target', 'name') ?? at.object.metadata.name}`),
    ),
);

function claimNames(at: InventoryObject): readonly string[] {
  return listAt(podTemplateOf(at.object), 'spec', 'volumes').flatMap((volume) => {
    const name = textAt(volume, 'persistentVolumeClaim', 'claimName');
    return name === undefined ? [] : [name];
  });
}

function placeOf({ cluster, object }: InventoryObject): string {
  return `${cluster} ${object.metadata.namespace ?? ''}`;
}
