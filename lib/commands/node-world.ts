import { resolve } from 'node:path';
import { nodeDisk } from '../render/disk';
import { openHistory } from './history';
import type { SynthesisWorld } from './synthesize';

/** The real world: this disk, this day, and the history of the repository that `cwd` is in. */
export function nodeWorld(cwd: string, out: string): SynthesisWorld {
  // Releases are proved where owners' rules hold: at dist/, whatever folder is written to.
  const history = openHistory(cwd, { prefix: 'dist' });
  return {
    out: resolve(cwd, out),
    rejected: resolve(cwd, 'build', 'rejected'),
    disk: nodeDisk,
    content: history,
    today: new Date().toISOString().slice(0, 10),
    committedIndex: (dir) => history.committed(`${dir}/index.json`),
  };
}
