import { ANNOTATION } from '../../model/labels';
import type { Inventory } from '../../render/inventory';
import { applicationsOf, isRootApplication, type ApplicationView } from '../applications/applications-of';
import { folderPathOf } from '../content/folders-of';
import { textAt } from '../json-fields';
import { oncePer } from '../once-per';

/** An Application of a root that syncs in waves. */
export interface WaveMember {
  readonly application: ApplicationView;
  readonly wave: number;
}

/** A root whose Applications stand in more than one wave. */
export interface WaveRoot {
  readonly cluster: string;
  readonly members: readonly WaveMember[];

  /** The last wave, for which nothing waits. */
  readonly last: number;
}

/** The roots of an inventory that sync in waves. A root is one folder of Applications. */
export const waveRootsOf: (inventory: Inventory) => readonly WaveRoot[] = oncePer((inventory) => {
  const roots = new Map<string, { cluster: string; members: WaveMember[] }>();
  for (const application of applicationsOf(inventory)) {
    // The instance's own content orders projects, settings and root Applications; it holds no children.
    if (application.generated || isRootApplication(application)) continue;
    const { at } = application;
    const folder = folderPathOf(at);
    const root = roots.get(folder) ?? { cluster: at.cluster, members: [] };
    roots.set(folder, root);
    root.members.push({ application, wave: waveOf(application.annotations) });
  }
  return [...roots.values()].flatMap(({ cluster, members }) => {
    const waves = new Set(members.map(({ wave }) => wave));
    return waves.size < 2 ? [] : [{ cluster, members, last: Math.max(...waves) }];
  });
});

function waveOf(annotations: unknown): number {
  const wave = Number(textAt(annotations, ANNOTATION.syncWave) ?? '0');
  return Number.isInteger(wave) ? wave : 0;
}
