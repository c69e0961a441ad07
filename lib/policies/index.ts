import { accountRights } from './account-rights';
import { admissionWhole } from './admission-whole';
import {
  applicationProject,
  ignoreDifferencesGroup,
  noApplicationFinalizer,
  noOperationInGit,
  preserveOnSetsOnly,
} from './application-fields';
import { applicationSetDeletion, applicationSetGenerators, applicationSetTemplate } from './application-sets';
import { directoryInclude, exactChartVersion, pinnedRevision } from './application-sources';
import { argocdSettingsClosed, argocdSettingsLabel } from './argocd-settings';
import { argocdSettingsKnown } from './argocd-settings-known';
import { gatedIsOff, rootNeverPrunes, sensitiveNotAutomatic } from './automated-sync';
import { noChartInChainPlane } from './chain-plane';
import { applicationKept, applicationShapeFixed } from './changes/applications';
import { claimKept, slashingStateClaim } from './changes/claims';
import {
  identityMovesInSteps,
  identityRetiredFirst,
  retiredIdentity,
  givenUpIdentityStopped,
} from './changes/identity-moves';
import { immutableFields } from './changes/immutable-fields';
import { controlKept, protectionLabelsKept, sensitiveObjectKept } from './changes/kept-objects';
import { rulesRead } from './changes/rules-read';
import { signingKeyPathKept, signingNodeMoves } from './changes/signing-source';
import { signingHistoryKept } from './changes/signing-history';
import { signingStepsKept } from './changes/signing-steps';
import { slashingStateHandedOver, slashingStateMount } from './changes/slashing-state';
import { stateGenerationRises } from './changes/state-generation';
import { syncOrder } from './changes/sync-order';
import { oneUpgradeAtATime } from './changes/upgrades';
import { noDangerousFlags, safetyFlagsKept } from './client-flags';
import { chartDeclared, contentPresent, helmValueFiles, kustomizationComplete } from './content-files';
import { disruptionBudgets } from './disruption-budgets';
import { noEmptyArgoFields } from './empty-fields';
import { fencesInstalled } from './fences-installed';
import { gateInstalled } from './gate-installed';
import { gatedIgnoresNothing, noSetInChainPlane } from './gated-applications';
import { hostPortsUnique } from './host-ports';
import { imagesPinned } from './images';
import { knownKind } from './known-kind';
import {
  oneApplicationPerFolder,
  oneApplicationPerName,
  oneOwnerPerCrd,
  oneOwnerPerNamespace,
  oneOwnerPerObject,
  oneProjectPerName,
} from './ownership';
import type { Policy } from './policy';
import { applicationInProject, projectOfOwnPlane } from './project-containment';
import { lockedDefaultProject, noAdminKinds, projectAllowLists } from './project-lists';
import { argoNamespaceReach, rootProjectKinds } from './project-reach';
import { noPluginSources, repositoryOfOneOwner } from './project-repositories';
import { gatedProjectRights, gatedProjectWindow, projectRoleLines } from './project-roles';
import { boundSubjects, sensitiveNamespaceRights } from './role-bindings';
import { noShellRights, noWideRights } from './role-rules';
import { projectSyncable, ruleMatchesSomething } from './project-use';
import { schemaValidity } from './schema-validity';
import { noSecretMaterial } from './secret-material';
import { oneApplicationPerSecretPath } from './secret-paths';
import { signingWatched } from './required-alerts';
import { sensitiveProtected } from './sensitive';
import { signingNetworkClosed, signingNotExposed } from './signing-exposure';
import { oneSignerPerIdentity, signingIdentityDeclared } from './signing-identities';
import { signingMarked } from './signing-labels';
import { signingPod } from './signing-pods';
import { signingSecretsKept } from './signing-secrets';
import { signingNotScaled, signingWorkload, slashingStateStorage } from './signing-workloads';
import { failOnSharedResource, keptSyncOptions, knownSyncOptions, noDangerousSyncOptions } from './sync-options';
import { oneProcessPerShare } from './threshold-signers';
import { waveNamespaceOrder, waveCrdOrder } from './wave-order';
import { waveGateLast, waveHealthCheck, waveRetry } from './waves';
import { noTrackingInClaims, scalerOwnsReplicas, syncWaveText } from './workload-objects';

/** All policies of this library, in the order in which their findings are reported. */
export const RULEBOOK: readonly Policy[] = [
  schemaValidity,
  knownKind,
  // Ownership
  oneOwnerPerObject,
  oneOwnerPerCrd,
  oneOwnerPerNamespace,
  oneApplicationPerName,
  oneApplicationPerFolder,
  oneProjectPerName,
  // Applications
  noOperationInGit,
  noApplicationFinalizer,
  applicationProject,
  pinnedRevision,
  exactChartVersion,
  directoryInclude,
  noEmptyArgoFields,
  knownSyncOptions,
  noDangerousSyncOptions,
  keptSyncOptions,
  failOnSharedResource,
  preserveOnSetsOnly,
  ignoreDifferencesGroup,
  applicationSetTemplate,
  applicationSetGenerators,
  applicationSetDeletion,
  // Projects and settings
  projectAllowLists,
  lockedDefaultProject,
  projectRoleLines,
  projectSyncable,
  ruleMatchesSomething,
  gatedProjectWindow,
  gatedProjectRights,
  gatedIsOff,
  gatedIgnoresNothing,
  noSetInChainPlane,
  gateInstalled,
  fencesInstalled,
  admissionWhole,
  accountRights,
  sensitiveNotAutomatic,
  rootNeverPrunes,
  rootProjectKinds,
  argoNamespaceReach,
  noAdminKinds,
  applicationInProject,
  projectOfOwnPlane,
  repositoryOfOneOwner,
  noPluginSources,
  argocdSettingsLabel,
  argocdSettingsClosed,
  argocdSettingsKnown,
  // Rights in Kubernetes
  noWideRights,
  noShellRights,
  boundSubjects,
  sensitiveNamespaceRights,
  // Content
  contentPresent,
  helmValueFiles,
  chartDeclared,
  kustomizationComplete,
  syncWaveText,
  noTrackingInClaims,
  scalerOwnsReplicas,
  hostPortsUnique,
  noChartInChainPlane,
  // Waves
  waveHealthCheck,
  waveGateLast,
  waveRetry,
  waveCrdOrder,
  waveNamespaceOrder,
  // Sensitive workloads and signing
  sensitiveProtected,
  signingMarked,
  signingWorkload,
  signingPod,
  noDangerousFlags,
  safetyFlagsKept,
  signingSecretsKept,
  signingNotExposed,
  signingNetworkClosed,
  disruptionBudgets,
  signingWatched,
  signingNotScaled,
  slashingStateStorage,
  signingIdentityDeclared,
  oneSignerPerIdentity,
  oneProcessPerShare,
  oneApplicationPerSecretPath,
  givenUpIdentityStopped,
  // Images and secrets
  imagesPinned,
  noSecretMaterial,
  // Changes
  identityMovesInSteps,
  retiredIdentity,
  identityRetiredFirst,
  signingHistoryKept,
  slashingStateHandedOver,
  slashingStateMount,
  slashingStateClaim,
  claimKept,
  immutableFields,
  stateGenerationRises,
  oneUpgradeAtATime,
  syncOrder,
  protectionLabelsKept,
  sensitiveObjectKept,
  applicationShapeFixed,
  applicationKept,
  controlKept,
  rulesRead,
  signingStepsKept,
  signingKeyPathKept,
  signingNodeMoves,
];
