import type { Waiver } from '../model/waiver';
import type { Inventory, InventoryObject, Manifest, Place } from '../render/inventory';

/** `error` refuses a change; `warning` is shown and does not. */
export type Level = 'error' | 'warning';

/** What a policy says about one place; the engine adds the policy's own fields. */
export interface Remark {
  /** The object or file that is wrong, as the inventory holds it. */
  readonly at: Place & { readonly object?: Manifest; readonly constructPath?: string };

  /** What was found, in a few words. */
  readonly found: string;

  /** What must be there instead. */
  readonly expected: string;
}

interface PolicyFacts {
  /** Stable name in kebab-case; waivers and tests refer to it. */
  readonly id: string;

  /** One line for lists. */
  readonly title: string;

  readonly level: Level;

  /** Why: the incident or document behind it, with a link where there is one. */
  readonly doc: string;

  /** True where no waiver is accepted. */
  readonly absolute?: boolean;
}

/** Judges each object by itself. */
export interface ObjectPolicy extends PolicyFacts {
  readonly scope: 'object';

  /**
   * Kinds that are judged, whatever their group; objects of others are not shown to `check`.
   *
   * @default every kind
   */
  readonly kinds?: readonly string[];
  readonly check: (object: InventoryObject) => readonly Remark[];
}

/** Judges all objects of one root together. */
export interface RootPolicy extends PolicyFacts {
  readonly scope: 'root';
  readonly check: (root: Inventory) => readonly Remark[];
}

/** Judges the whole platform, rendered and released. */
export interface FleetPolicy extends PolicyFacts {
  readonly scope: 'fleet';
  readonly check: (fleet: Inventory) => readonly Remark[];
}

/** Two inventories of one view: how it was, and how it is to be. */
export interface Change {
  /** How it was. */
  readonly before: Inventory;

  /** How it is to be. */
  readonly after: Inventory;
}

/** Judges what a change does to what runs already. A remark may be about an object that only `before` has. */
export interface ChangePolicy extends PolicyFacts {
  readonly scope: 'change';
  readonly check: (change: Change) => readonly Remark[];
}

/** A pure function from an inventory, or from two of them, to remarks. */
export type Policy = ObjectPolicy | RootPolicy | FleetPolicy | ChangePolicy;

/** One problem as it is reported. */
export interface Finding {
  readonly policy: string;
  readonly level: Level;
  readonly view: Inventory['view'];
  readonly file: string;

  /** `Kind namespace/name`, where the finding is about an object. */
  readonly object?: string;
  readonly constructPath?: string;
  readonly found: string;
  readonly expected: string;
  readonly why: string;

  /** Who accepted it, why and until when; it then stops nothing. Absent on every other finding. */
  readonly waived?: Pick<Waiver, 'reason' | 'owner' | 'expires' | 'where'>;
}
