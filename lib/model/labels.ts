/**
 * The one source of every label key. Alerts, network policies and admission policies select on these, so a key is
 * never written out anywhere else.
 *
 * `app.kubernetes.io/instance` is absent on purpose: Argo CD's label tracking treats it as ownership, and volume claims
 * that copied it were pruned (https://github.com/argoproj/argo-cd/issues/3050).
 */
export const LABEL = {
  name: 'app.kubernetes.io/name',
  component: 'app.kubernetes.io/component',
  partOf: 'app.kubernetes.io/part-of',
  managedBy: 'app.kubernetes.io/managed-by',
  plane: 'gitops-planes.io/plane',
  application: 'gitops-planes.io/application',
  workload: 'gitops-planes.io/workload',
  role: 'gitops-planes.io/role',
  network: 'gitops-planes.io/network',
  signingIdentity: 'gitops-planes.io/signing-identity',
  sensitive: 'gitops-planes.io/sensitive',
  gated: 'gitops-planes.io/gated',
  guard: 'gitops-planes.io/guard',
  slashingState: 'gitops-planes.io/slashing-state',
  shard: 'gitops-planes.io/shard',
} as const;

/** The one source of every annotation key that we write or read. */
export const ANNOTATION = {
  stateGeneration: 'gitops-planes.io/state-generation',
  secretPath: 'gitops-planes.io/secret-path',
  quorum: 'gitops-planes.io/quorum',
  identityState: 'gitops-planes.io/identity-state',
  signingHistory: 'gitops-planes.io/signing-history',
  importedState: 'gitops-planes.io/imported-state',
  importedFrom: 'gitops-planes.io/imported-from',
  meetsPeers: 'gitops-planes.io/meets-peers',
  adopt: 'gitops-planes.io/adopt',
  runbook: 'gitops-planes.io/runbook',
  argocdVersion: 'gitops-planes.io/argocd-version',
  trackingId: 'argocd.argoproj.io/tracking-id',
  syncWave: 'argocd.argoproj.io/sync-wave',
  syncOptions: 'argocd.argoproj.io/sync-options',
  compareOptions: 'argocd.argoproj.io/compare-options',
} as const;

/** Value of `app.kubernetes.io/managed-by` on everything that is rendered. */
const MANAGED_BY = 'gitops-planes';

/** Value of `app.kubernetes.io/part-of` on Argo CD's settings, which it ignores without it. */
export const PART_OF_ARGOCD = 'argocd';

/** What a set of labels says. */
export interface LabelFacts {
  /** Short name of the application or program. */
  readonly name: string;

  /** What it is within its application: `beacon-node`, `network-policy`, `project`. */
  readonly component: string;

  /** The platform it belongs to. */
  readonly partOf: string;
  readonly plane?: string;
  readonly application?: string;
  readonly workload?: string;
  readonly role?: string;
  readonly network?: string;

  /** The signing identity's short id, never a key. */
  readonly signingIdentity?: string;
  readonly sensitive?: boolean;
  readonly gated?: boolean;
  readonly slashingState?: boolean;
}

/** Labels of one object, from the one table. Absent facts give no label; false gives none either. */
export function labelsOf(facts: LabelFacts): Readonly<Record<string, string>> {
  const { sensitive, gated, slashingState, ...texts } = facts;
  const labels: Record<string, string> = { [LABEL.managedBy]: MANAGED_BY };
  for (const [fact, value] of Object.entries(texts)) {
    if (value !== undefined) labels[LABEL[fact as keyof typeof texts]] = value;
  }
  for (const [fact, value] of Object.entries({ sensitive, gated, slashingState })) {
    if (value === true) labels[LABEL[fact as 'sensitive' | 'gated' | 'slashingState']] = 'true';
  }
  return labels;
}
