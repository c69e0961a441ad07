import type { NonEmpty } from '../model/kind';
import type { Part } from './part';

/** A secret of a unit, read from the workload's custody when it is first created, and kept. */
export interface SecretPlan {
  /** Path in the custody; must stand below `<custody path>/<unit>/`. */
  readonly path: string;

  /** All properties at the path as they are named there, or files by name with the property that fills each. */
  readonly take: 'all' | Readonly<Record<string, string>>;

  /**
   * Whether it holds a key that signs. Such a secret is read once and never refreshed: a rotated secret must not swap
   * the key of a running signer.
   */
  readonly signingKey: boolean;
}

/** A unit of a workload: parts that share a namespace, an application, a release and a gate. */
export interface UnitPlan {
  /** `node`, `signer`, `storage`, `validator` … */
  readonly name: string;
  readonly parts: NonEmpty<Part>;

  /** Secrets by name. */
  readonly secrets: Readonly<Record<string, SecretPlan>>;

  /** ConfigMaps by name: files by name. The identity's own is added by the workload. */
  readonly configs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A part within its workload. */
export interface PartRef {
  readonly unit: string;
  readonly part: string;
}

/**
 * Who may call whom. Each link opens one port in the policies of both namespaces; everything else is closed.
 *
 * The direction is that of the connection: a validator client dials its signer, but a CometBFT signer dials its node.
 */
export interface Link {
  readonly from: PartRef;
  readonly to: PartRef & { readonly port: string };
}

/** Everything that runs for one workload, as data. */
export interface WorkloadPlan {
  readonly units: NonEmpty<UnitPlan>;
  readonly links: readonly Link[];
}

/** Namespace and application name of a unit. */
export function unitNamespace(workload: string, unit: string): string {
  return `${workload}-${unit}`;
}

/** Host name of a part's Service, from any namespace of the cluster. */
export function hostOf(workload: string, ref: PartRef): string {
  return `${ref.part}.${unitNamespace(workload, ref.unit)}.svc`;
}
