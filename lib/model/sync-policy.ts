/** How an application gets from released to running. Made by {@link automated} or {@link gated} only. */
export type SyncPolicy = AutomatedSync | GatedSync;

/** Argo CD syncs by itself whenever the release changes. */
export interface AutomatedSync {
  readonly mode: 'automated';

  /** Whether Argo CD deletes objects that are no longer rendered. */
  readonly prune: boolean;

  /** Whether Argo CD reverts changes made to live objects. */
  readonly selfHeal: boolean;
}

/**
 * Only a person syncs, at exactly the released revision.
 *
 * It has no members: a gate with options is a gate with holes.
 */
export interface GatedSync {
  readonly mode: 'gated';
}

/** Options of {@link automated}. */
export interface AutomatedOptions {
  /**
   * Whether Argo CD deletes objects that are no longer rendered.
   *
   * @default false
   */
  readonly prune?: boolean;

  /**
   * Whether Argo CD reverts changes made to live objects.
   *
   * @default false
   */
  readonly selfHeal?: boolean;
}

/** Argo CD syncs by itself whenever the release changes. */
export function automated(options: AutomatedOptions = {}): AutomatedSync {
  return { mode: 'automated', prune: options.prune ?? false, selfHeal: options.selfHeal ?? false };
}

/** Only a person syncs, at exactly the released revision. */
export function gated(): GatedSync {
  return { mode: 'gated' };
}
