import { type Disk, nodeDisk } from '../../lib/render/disk';

/**
 * A disk that dies at its n-th change and stays dead, as a process does that is killed there. Where the change is a new
 * file, half of it is written.
 */
export function dyingDisk(dieAt: number): { readonly disk: Disk; readonly died: () => boolean } {
  let changes = 0;
  const alive = (): boolean => changes < dieAt;
  const change =
    <A extends readonly string[]>(run: (...args: A) => void, last: (...args: A) => void = () => undefined) =>
    (...args: A): void => {
      if (!alive()) throw new Error('killed');
      changes++;
      if (alive()) return run(...args);
      last(...args);
      throw new Error('killed');
    };
  return {
    died: () => !alive(),
    disk: {
      ...nodeDisk,
      create: change(nodeDisk.create, (file, text) => nodeDisk.create(file, text.slice(0, text.length / 2))),
      makeFolder: change(nodeDisk.makeFolder),
      rename: change(nodeDisk.rename),
      removeFile: change(nodeDisk.removeFile),
      removeFolder: change(nodeDisk.removeFolder),
    },
  };
}

/** A disk that fails once, at its n-th change, and works again after that, as a full disk may. */
export function stumblingDisk(failAt: number): Disk {
  let changes = 0;
  const change =
    <A extends readonly string[]>(run: (...args: A) => void) =>
    (...args: A): void => {
      changes++;
      if (changes === failAt) throw new Error('ENOSPC: no space left on device');
      run(...args);
    };
  return {
    ...nodeDisk,
    create: change(nodeDisk.create),
    makeFolder: change(nodeDisk.makeFolder),
    rename: change(nodeDisk.rename),
    removeFile: change(nodeDisk.removeFile),
    removeFolder: change(nodeDisk.removeFolder),
  };
}
