/** The five planes. Each has GitOps roots of its own, so that a change in one cannot reach another. */
export const PLANES = ['management', 'service', 'chain', 'monitoring', 'product'] as const;

/** One of the five planes. */
export type Plane = (typeof PLANES)[number];

/** The folder and root name of what belongs to an Argo CD instance itself rather than to a plane. */
export const BOOTSTRAP = 'bootstrap';

/** Name of a root as people type it: `chain.testnet`, or `bootstrap.testnet`. */
export type RootName = `${Plane | typeof BOOTSTRAP}.${string}`;

/** The root name of a plane on a cluster. */
export function rootName(plane: Plane | typeof BOOTSTRAP, cluster: string): RootName {
  return `${plane}.${cluster}`;
}

/** Folder of a root below the output folder: `chain/testnet` for `chain.testnet`. */
export function rootFolder(root: string): string {
  return root.replace('.', '/');
}

/** True for one of the five planes. */
export function isPlane(text: string): text is Plane {
  return (PLANES as readonly string[]).includes(text);
}
