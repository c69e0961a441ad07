import { accountRights } from './rights/account-rights';
import { admissionWhole } from './admission/admission-whole';
import {
  applicationProject,
  ignoreDifferencesGroup,
  noApplicationFinalizer,
  noOperationInGit,
  preserveOnSetsOnly,
} from './applications/application-fields';
import {
  applicationSetDeletion,
  applicationSetGenerators,
  applicationSetTemplate,
} from './applications/application-sets';
import { directoryInclude, exactChartVersion, pinnedRevision } from './applications/application-sources';
import { argocdSettingsClosed, argocdSettingsLabel } from './settings/argocd-settings';
import { argocdSettingsKnown } from './settings/argocd-settings-known';
import { gatedIsOff, rootNeverPrunes, sensitiveNotAutomatic } from './applications/automated-sync';
import { noChartInChainPlane } from './applications/chain-plane';
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
import { noDangerousFlags, safetyFlagsKept } from './signing/client-flags';
import { chartDeclared, contentPresent, helmValueFiles, kustomizationComplete } from './content/content-files';
import { disruptionBudgets } from './signing/disruption-budgets';
import { noEmptyArgoFields } from './applications/empty-fields';
import { fencesInstalled } from './admission/fences-installed';
import { gateInstalled } from './admission/gate-installed';
import { gatedIgnoresNothing, noSetInChainPlane } from './applications/gated-applications';
import { hostPortsUnique } from './signing/host-ports';
import { imagesPinned, signingImagesPinned } from './workloads/images';
import { knownKind } from './schema/known-kind';
import {
  oneApplicationPerFolder,
  oneApplicationPerName,
  oneOwnerPerCrd,
  oneOwnerPerNamespace,
  oneOwnerPerObject,
  oneProjectPerName,
} from './content/ownership';
import type { Policy } from './policy';
import { applicationInProject, projectOfOwnPlane } from './projects/project-containment';
import { lockedDefaultProject, noAdminKinds, projectAllowLists } from './projects/project-lists';
import { argoNamespaceReach, rootProjectKinds } from './projects/project-reach';
import { noPluginSources, repositoryOfOneOwner } from './projects/project-repositories';
import { gatedProjectRights, gatedProjectWindow, projectRoleLines } from './projects/project-roles';
import { boundSubjects, sensitiveNamespaceRights } from './rights/role-bindings';
import { noShellRights, noWideRights } from './rights/role-rules';
import { projectSyncable, ruleMatchesSomething } from './projects/project-use';
import { schemaValidity } from './schema/schema-validity';
import { noSecretMaterial } from './secrets/secret-material';
import { oneApplicationPerSecretPath } from './signing/secret-paths';
import { signingWatched } from './signing/required-alerts';
import { sensitiveProtected } from './applications/sensitive';
import { signingNetworkClosed, signingNotExposed } from './signing/signing-exposure';
import { oneSignerPerIdentity, signingIdentityDeclared } from './signing/signing-identities';
import { signingMarked } from './signing/signing-labels';
import { signingPod } from './signing/signing-pods';
import { signingSecretsKept } from './signing/signing-secrets';
import { signingNotScaled, signingWorkload, slashingStateStorage } from './signing/signing-workloads';
import {
  failOnSharedResource,
  keptSyncOptions,
  knownSyncOptions,
  noDangerousSyncOptions,
} from './applications/sync-options';
import { oneProcessPerShare } from './signing/threshold-signers';
import { waveNamespaceOrder, waveCrdOrder } from './waves/wave-order';
import { waveGateLast, waveHealthCheck, waveRetry } from './waves/waves';
import { noTrackingInClaims, scalerOwnsReplicas, syncWaveText } from './workloads/workload-objects';

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
  signingImagesPinned,
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
