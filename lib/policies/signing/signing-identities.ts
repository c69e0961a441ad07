import { ANNOTATION, LABEL } from '../../model/labels';
import { publicKeysIn } from '../../model/public-id';
import type { Inventory, InventoryObject } from '../../render/inventory';
import { foldersOf, folderPathOf } from '../content/folders-of';
import { textAt } from '../json-fields';
import { objectsOf } from '../objects-of';
import { oncePer } from '../once-per';
import { workloadLabel } from '../workloads/pod-templates';
import type { FleetPolicy, Remark } from '../policy';

/** A ConfigMap that declares a signing identity. */
export interface Declaration {
  readonly at: InventoryObject;

  /** Its id as the label says. */
  readonly id: string;

  /** Public keys as they are compared. */
  readonly keys: readonly string[];

  /** How many lines are no public key. */
  readonly wrong: number;

  /** The workload that holds it, unique over the fleet. */
  readonly workload: string;

  /** Whether it was given up here: signs nowhere any more, or waits for another workload to take it. */
  readonly state?: 'retired' | 'handed-over';
}

const PREFIX = 'signing-identity.';
const DECLARING_KINDS: readonly string[] = ['ConfigMap'];
const DATA_KEY = 'public-keys';

/** What signs says in its own content with what. */
export const signingIdentityDeclared: FleetPolicy = {
  id: 'signing-identity-declared',
  title: "The content of what signs declares its identity's public keys",
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    'clusters run releases, so the keys must stand in the released content itself to be compared over all clusters: ' +
    'a key in two clusters slashed 11 validators (https://blog.lido.fi/loe-rocklogic-gmbh-slashing-incident)',
  check: (fleet) => [
    ...declarationsOf(fleet).flatMap(shapeRemarks),
    ...[...foldersOf(fleet).values()].flatMap(({ objects }) => undeclared(objects)),
    ...objectsOf(fleet, DECLARING_KINDS)
      .filter(({ object }) => object.metadata.name.startsWith(PREFIX))
      .filter(({ object }) => object.metadata.labels?.[LABEL.signingIdentity] === undefined)
      .map((at) => ({
        at,
        found: `no label ${LABEL.signingIdentity}`,
        expected: `the identity's id as ${LABEL.signingIdentity}`,
      })),
  ],
};

/** One key signs from one place. */
export const oneSignerPerIdentity: FleetPolicy = {
  id: 'one-signer-per-identity',
  title: 'No signing identity and no public key is in two workloads, over all clusters',
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    'keys that were active in two places slashed 40 validators in 2025 (https://ssv.network/?p=19793) and 11 in 2023 ' +
    '(https://blog.lido.fi/loe-rocklogic-gmbh-slashing-incident)',
  check: (fleet) => {
    const holders = new Map<string, Declaration>();
    const remarks = new Map<string, Remark>();
    for (const declaration of declarationsOf(fleet)) {
      // Somebody else may hold it now: that nothing signs here has a policy of its own.
      if (declaration.state === 'handed-over') continue;
      const claims: readonly (readonly [string, string])[] = [
        [`id ${declaration.id}`, `identity ${declaration.id}`],
        ...declaration.keys.map((key) => [`key ${key}`, `public key ${shortened(key)}`] as const),
      ];
      for (const [key, what] of claims) {
        const holder = holders.get(key) ?? declaration;
        holders.set(key, holder);
        if (holder.workload === declaration.workload && holder.id === declaration.id) continue;
        // Ten thousand keys of two workloads are one mistake.
        const pair = `${holder.at.file} ${declaration.at.file}`;
        if (!remarks.has(pair)) remarks.set(pair, clash(what, holder, declaration));
      }
    }
    return [...remarks.values()];
  },
};

/** What an inventory declares to sign with. */
export const declarationsOf: (fleet: Inventory) => readonly Declaration[] = oncePer((fleet) =>
  objectsOf(fleet, DECLARING_KINDS).flatMap((at) => {
    const { object } = at;
    const id = object.metadata.labels?.[LABEL.signingIdentity];
    if (id === undefined || !object.metadata.name.startsWith(PREFIX)) return [];
    const lines = linesOf(at).map(publicKeysIn);
    const keys = lines.flatMap((known) => known ?? []);
    const wrong = lines.filter((known) => known === undefined).length;
    return [{ at, id, keys, wrong, workload: workloadOf(at), ...givenUp(at) }];
  }),
);

function shapeRemarks({ at, id, keys, wrong }: Declaration): readonly Remark[] {
  const remarks: Remark[] = [];
  const name = `${PREFIX}${id}`;
  if (at.object.metadata.name !== name)
    remarks.push({ at, found: `an identity with the label ${id}`, expected: `the name ${name}` });
  if (keys.length + wrong === 0)
    remarks.push({ at, found: `no ${DATA_KEY}`, expected: `${DATA_KEY}: one public key a line` });
  // What is no public key may be a private one, so it is not repeated.
  if (wrong > 0) remarks.push({ at, found: `${wrong} lines that are no public key`, expected: 'public keys only' });
  if (new Set(keys).size < keys.length) remarks.push({ at, found: 'a public key twice', expected: 'each key once' });
  return remarks;
}

function undeclared(objects: readonly InventoryObject[]): readonly Remark[] {
  const signing = objects.filter(({ object }) => workloadLabel(object, LABEL.signingIdentity) !== undefined);
  if (signing.length === 0) return [];
  const declared = new Set(
    objects.filter(({ object }) => object.kind === 'ConfigMap').map(({ object }) => object.metadata.name),
  );
  return signing.flatMap((at) => {
    const id = workloadLabel(at.object, LABEL.signingIdentity);
    if (id === undefined || declared.has(`${PREFIX}${id}`)) return [];
    return [{ at, found: `identity ${id}, which is not declared beside it`, expected: `ConfigMap ${PREFIX}${id}` }];
  });
}

function clash(what: string, first: Declaration, second: Declaration): Remark {
  return {
    at: second.at,
    found: `${what} of ${second.workload} is also held by ${first.workload} (${first.at.file})`,
    expected: 'one workload that holds it: pause and release the first holder before another one takes over',
  };
}

/** The workload that an object is part of, unique over the fleet: `hoodi-0 on testnet`. */
export function workloadOf(at: InventoryObject): string {
  const { labels } = at.object.metadata;
  const name = labels?.[LABEL.workload] ?? labels?.[LABEL.application] ?? folderPathOf(at);
  return at.cluster === '' ? name : `${name} on ${at.cluster}`;
}

function givenUp({ object }: InventoryObject): Pick<Declaration, 'state'> {
  const state = object.metadata.annotations?.[ANNOTATION.identityState];
  return state === 'retired' || state === 'handed-over' ? { state } : {};
}

function linesOf({ object }: InventoryObject): readonly string[] {
  const text = textAt(object, 'data', DATA_KEY) ?? '';
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Enough to find a key by. RSA keys begin and end alike, and differ in the middle. */
function shortened(key: string): string {
  if (key.length > 400) return `…${key.slice(200, 220)}…`;
  return key.length > 24 ? `${key.slice(0, 14)}…${key.slice(-6)}` : key;
}
