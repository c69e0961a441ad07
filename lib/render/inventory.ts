/** A Kubernetes object as plain JSON. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly finalizers?: readonly string[];
  };
  readonly [field: string]: unknown;
}

/** Where in the GitOps roots a file stands. */
export interface Place {
  /** Path below the output folder, with `/`: `chain/testnet/hoodi-0-node/statefulset.geth.yaml`. */
  readonly file: string;

  /** `<plane>.<cluster>`, or `bootstrap.<cluster>`; empty in a tree whose layout is not ours. */
  readonly root: string;

  /** Cluster name; empty in a tree whose layout is not ours. */
  readonly cluster: string;

  /**
   * The folder below the root: an application's name, or `applications`, `by-hand`.
   * Content of one application has exactly one folder.
   */
  readonly folder: string;
}

/** One object of an inventory. */
export interface InventoryObject extends Place {
  readonly object: Manifest;

  /** Construct that made it; absent in trees read from disk or history. */
  readonly constructPath?: string;
}

/** A file that is not an object: `values.yaml`, `chart.json`, `kustomization.yaml`, `README.md`. */
export interface InventoryFile extends Place {
  readonly text: string;
}

/**
 * Everything that the policies judge.
 *
 * - `rendered`: what these sources give.
 * - `released`: every Application as it is printed, beside its content at the released tree: what clusters run.
 */
export interface Inventory {
  readonly view: 'rendered' | 'released';
  readonly objects: readonly InventoryObject[];
  readonly files: readonly InventoryFile[];
}

/** The API group of an object, empty for the core group. */
export function groupOf(object: Pick<Manifest, 'apiVersion'>): string {
  const slash = object.apiVersion.indexOf('/');
  return slash < 0 ? '' : object.apiVersion.slice(0, slash);
}

/** `<group>/<kind>/<namespace>/<name>`: what Kubernetes calls one object, within one cluster. */
export function identityOf(object: Manifest): string {
  return `${groupOf(object)}/${object.kind}/${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}
