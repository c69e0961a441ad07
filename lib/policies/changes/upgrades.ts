import { LABEL } from '../../model/labels';
import type { InventoryObject } from '../../render/inventory';
import { listAt, textAt } from '../json-fields';
import { podTemplateOf, WORKLOAD_KINDS, workloadLabel } from '../workloads/pod-templates';
import type { ChangePolicy, Remark } from '../policy';
import { folderPathOf, lastSegment } from '../content/folders-of';
import { workloadOf } from '../signing/signing-identities';
import { matchedObjects } from './matched-objects';

/** A program of a workload whose image a release changes. */
interface Upgrade {
  readonly at: InventoryObject;

  /** Its application, which is what a release names. */
  readonly application: string;
  readonly from: string;
  readonly to: string;
}

/** One unit of a workload at a time, so that what goes wrong is known, and can be taken back. */
export const oneUpgradeAtATime: ChangePolicy = {
  id: 'one-upgrade-at-a-time',
  title: 'A release upgrades one of signer, slashing database, validator client and node of a workload at a time',
  level: 'error',
  scope: 'change',
  doc:
    'schema changes of a slashing database go one way, so a signer and its database that are upgraded together cannot be ' +
    'taken back together (https://github.com/Consensys/web3signer/blob/master/CHANGELOG.md); an upgrade that had to be ' +
    'undone stopped 10,000 validators (https://forum.stakewise.io/t/' +
    'post-mortem-for-2023-01-16-validator-outage-on-gnosis-chain-cryptomanufaktur/1041)',
  check: (change) => {
    // What is proposed is not released together because it is proposed together.
    if (change.after.view === 'rendered') return [];
    const upgrades = new Map<string, Upgrade[]>();
    for (const { before, after } of matchedObjects(change).kept) {
      const workload = after.object.metadata.labels?.[LABEL.workload];
      if (workload === undefined || !WORKLOAD_KINDS.includes(after.object.kind)) continue;
      const [from, to] = [imagesOf(before), imagesOf(after)];
      if (from === to) continue;
      const key = workloadOf(after);
      upgrades.set(key, [...(upgrades.get(key) ?? []), { at: after, application: applicationOf(after), from, to }]);
    }
    return [...upgrades].flatMap(([workload, together]) => togetherRemarks(workload, together));
  },
};

function togetherRemarks(workload: string, upgrades: readonly Upgrade[]): readonly Remark[] {
  const applications = [...new Set(upgrades.map(({ application }) => application))];
  const signs = upgrades.find(({ at }) => workloadLabel(at.object, LABEL.signingIdentity) !== undefined);
  if (applications.length < 2 || signs === undefined) return [];
  const each = upgrades.map(({ application, from, to }) => `${application} from ${from} to ${to}`).join(', ');
  return [
    {
      at: signs.at,
      found: `upgrades of ${workload} in one step: ${each}`,
      expected:
        `one release for each of ${applications.join(', ')}: release one, have it synced, roll its pod, see that it does its ` +
        'duties, then the next; the slashing database before its signer',
    },
  ];
}

/** The programs of a workload, by digest too; what prepares them, such as a shell, is none. */
function imagesOf({ object }: InventoryObject): string {
  const containers = listAt(podTemplateOf(object), 'spec', 'containers');
  return containers.map((container) => textAt(container, 'image') ?? '').join(' ');
}

function applicationOf(at: InventoryObject): string {
  return at.object.metadata.labels?.[LABEL.application] ?? lastSegment(folderPathOf(at));
}
