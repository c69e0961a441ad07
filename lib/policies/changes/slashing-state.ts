import { LABEL } from '../../model/labels';
import type { Inventory, InventoryObject } from '../../render/inventory';
import { fieldsAt, isFields, listAt, textAt, textsAt, type Fields } from '../json-fields';
import { containersOf, podTemplateOf, WORKLOAD_KINDS, workloadLabel } from '../workloads/pod-templates';
import type { Change, ChangePolicy, Remark } from '../policy';
import { migrationSteps } from './hand-over-steps';
import { historyClaims, holdersOf, isSamePlace, mountsKey, type Holder } from './identity-holders';
import { importsHistory } from './identity-moves';
import { matchedObjects } from './matched-objects';

/** How a workload keeps its history and reaches its keys, each in words that are compared. */
interface Custody {
  readonly what: string;

  /**
   * Whether one more beside another is a change. Where it is not, units of a new workload are released one by one.
   *
   * @default false
   */
  readonly alone?: true;
  readonly of: (holder: Holder, inventory: Inventory) => readonly string[];
}

const CUSTODY: readonly Custody[] = [
  {
    what: 'claims with slashing state',
    of: (holder, inventory) =>
      holder.workloads.flatMap((at) => historyClaims(at, inventory).map((name) => `${namespaceOf(at)}/${name}`)),
  },
  { what: 'roles that sign or remember', of: ({ workloads }) => workloads.map(roleOf) },
  {
    what: 'roles with a key',
    alone: true,
    of: ({ workloads }, inventory) => workloads.filter((at) => mountsKey(at, inventory)).map(roleOf),
  },
  { what: 'slashing databases', alone: true, of: ({ workloads }) => workloads.flatMap(databasesOf) },
  {
    what: 'programs that write the history',
    of: ({ workloads }, inventory) => workloads.flatMap((at) => programsOf(at, inventory)),
  },
];

/** What a key has signed goes along when the place changes where that is written down. */
export const slashingStateHandedOver: ChangePolicy = {
  id: 'slashing-state-handed-over',
  title: 'What keeps the slashing state, and how keys are reached, changes only with a declared imported state',
  level: 'error',
  absolute: true,
  scope: 'change',
  doc:
    'a CometBFT node updates its own state file only while it signs itself, so going back from a remote signer starts from ' +
    'an old height (https://github.com/cometbft/cometbft/blob/main/docs/references/config/config.toml.md), and TMKMS begins ' +
    'at height 0 where its state file is missing (https://github.com/iqlusioninc/tmkms)',
  check: (change) => {
    const { before, after } = change;
    return holdersOf(before).flatMap((earlier) => {
      const later = holdersOf(after).find((holder) => holder.id === earlier.id && isSamePlace(holder, earlier));
      if (later === undefined || !earlier.mayRun || importsHistory(later, change)) return [];
      return CUSTODY.flatMap(({ what, of, alone }): readonly Remark[] => {
        const [was, is] = [of(earlier, before), of(later, after)];
        const isMore = alone === true && was.length > 0 && is.some((one) => !was.includes(one));
        if (was.every((one) => is.includes(one)) && !isMore) return [];
        const found = `${what} of identity ${later.id} at ${later.workload}: ${listed(is)}, which were ${listed(was)}`;
        return [{ at: later.declarations[0].at, found, expected: migrationSteps(later.workload) }];
      });
    });
  },
};

/** Signing history stays on its volume, at its place. */
export const slashingStateMount: ChangePolicy = {
  id: 'slashing-state-mount',
  title: 'Slashing state stays mounted from its claim at its path',
  level: 'error',
  absolute: true,
  scope: 'change',
  doc:
    'a client that finds nothing at its path begins an empty history beside the old one: 75 validators were slashed ' +
    '(https://blog.staked.us/blog/eth2-post-mortem)',
  check: (change) =>
    matchedObjects(change)
      .kept.filter(({ before }) => WORKLOAD_KINDS.includes(before.object.kind))
      .flatMap(({ before, after }) => {
        const was = mountsOf(before, change.before);
        if (was.length === 0 || handsOver(after, change)) return [];
        const is = new Set(mountsOf(after, change.after));
        return was
          .filter((mount) => !is.has(mount))
          .map((mount) => ({
            at: after,
            found: `slashing state that is no longer mounted, ${mount}`,
            expected: `the same claim at the same path, or ${migrationSteps(workloadName(after))}`,
          }));
      }),
};

/** Whether the identity of an object comes with a newly imported history, so that its old claims may stand aside. */
export function handsOver(at: InventoryObject, change: Change): boolean {
  const id = workloadLabel(at.object, LABEL.signingIdentity) ?? at.object.metadata.labels?.[LABEL.signingIdentity];
  const holders = holdersOf(change.after).filter((holder) => holder.id === id);
  return holders.some((holder) => importsHistory(holder, change));
}

/** A place where a container has slashing state. */
interface HistoryMount {
  readonly container: Fields;
  readonly text: string;
}

function historyMounts(at: InventoryObject, inventory: Inventory): readonly HistoryMount[] {
  const claims = new Set(historyClaims(at, inventory));
  const spec = fieldsAt(podTemplateOf(at.object), 'spec');
  const volumes = new Map(
    listAt(spec, 'volumes').map((volume) => [
      textAt(volume, 'name'),
      textAt(volume, 'persistentVolumeClaim', 'claimName') ?? '',
    ]),
  );
  return listAt(spec, 'containers')
    .filter(isFields)
    .flatMap((container) =>
      listAt(container, 'volumeMounts').flatMap((mount) => {
        const claim = volumes.get(textAt(mount, 'name'));
        if (claim === undefined || !claims.has(claim)) return [];
        const path = [textAt(mount, 'subPath'), textAt(mount, 'mountPath')].filter(Boolean).join(' at ');
        return [{ container, text: `${claim}: ${path} in ${textAt(container, 'name') ?? ''}` }];
      }),
    );
}

function mountsOf(at: InventoryObject, inventory: Inventory): readonly string[] {
  return historyMounts(at, inventory).map(({ text }) => text);
}

/** Values of flags that name a slashing database, such as `--slashing-protection-db-url`. */
function databasesOf({ object }: InventoryObject): readonly string[] {
  return containersOf(object)
    .flatMap(({ fields }) => [...textsAt(fields, 'command'), ...textsAt(fields, 'args')])
    .filter((argument) => /^--[a-z0-9-]*slashing[a-z0-9-]*(url|path|dir|database)=/i.test(argument))
    .map((argument) => argument.slice(argument.indexOf('=') + 1));
}

/**
 * What writes the history, as the last part of its image's name: another registry is the same program, and another
 * version too.
 */
function programsOf(at: InventoryObject, inventory: Inventory): readonly string[] {
  return historyMounts(at, inventory).map(({ container }) => {
    const image = (textAt(container, 'image') ?? '').replace(/@.*$/, '').replace(/:[^/:]*$/, '');
    return `${roleOf(at)} ${image.slice(image.lastIndexOf('/') + 1)}`;
  });
}

function roleOf(at: InventoryObject): string {
  return workloadLabel(at.object, LABEL.role) ?? `${at.object.kind} ${at.object.metadata.name}`;
}

function namespaceOf({ object }: InventoryObject): string {
  return object.metadata.namespace ?? '';
}

function workloadName(at: InventoryObject): string {
  return at.object.metadata.labels?.[LABEL.workload] ?? at.object.metadata.name;
}

function listed(texts: readonly string[]): string {
  return texts.length === 0 ? 'none' : [...new Set(texts)].sort().join(', ');
}
