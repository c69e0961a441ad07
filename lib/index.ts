export { buildAll, type Built } from './chains/build-all';
export { buildPart, type PartProps } from './chains/build-part';
export type { Client } from './chains/client';
export type { ChainFamily, PlanInput, RoleSpec } from './chains/family';
export type { Flags, FlagStyle, FlagValue } from './chains/flags';
export type {
  Caller,
  ClaimVolume,
  ConfigVolume,
  InitStep,
  Metrics,
  Part,
  Port,
  Probe,
  ScratchVolume,
  SecretKey,
  SecretVolume,
  Shard,
  SlashingState,
  TokenVolume,
  Volume,
} from './chains/part';
export { roleLayers, type OwnLayers } from './chains/role-layers';
export type { KnownFlags } from './chains/known-flags';
export type { UnknownFlag } from './chains/unknown-flags';
export type { RoleLayer, RoleLayers, RoleOverlay, RoleValues, SettingValue } from './chains/role-values';
export {
  hostOf,
  type Link,
  type PartRef,
  type SecretPlan,
  type UnitPlan,
  type WorkloadPlan,
} from './chains/workload-plan';
export { baseAtRevision, baseInFolder, type Base, type BaseAtRevision } from './commands/base';
export {
  check,
  synthesize,
  type Assessment,
  type CheckOptions,
  type Synthesis,
  type SynthesisWorld,
  type SynthesizeOptions,
} from './commands/synthesize';
export { checkTree, type TreeCheck } from './commands/check-tree';
export { codeOwners, type CodeOwnersOptions } from './commands/code-owners';
export { openHistory, type History, type HistoryOptions } from './commands/history';
export { readTreeInventory, type TreeInventory } from './commands/read-tree';
export { readSources, type Sources } from './commands/sources';
export { inventoryAtRevision } from './commands/tree-at-revision';
export { runAsCdk8sApp, type Cdk8sRun } from './commands/run-as-cdk8s-app';
export type { ApplicationRecord, ApplicationSource } from './constructs/application-record';
export { ArgoApplication, type ArgoApplicationProps, type SourceProps } from './constructs/argo-application';
export type { AccountGrant } from './constructs/bootstrap/account-role';
export { Bootstrap, type NamespaceOptions } from './constructs/bootstrap/bootstrap';
export type { UnitRights } from './constructs/bootstrap/persona-rights';
export { DomainProject, type DomainProjectProps } from './constructs/domain-project';
export { Folder, type FileContent, type FolderProps } from './constructs/folder';
export { GitOpsRoot } from './constructs/gitops-root';
export { guardActions, type ActionFacts, type GuardAction } from './constructs/guard/guard-actions';
export { GuardService, type GuardServiceProps } from './constructs/guard/guard-service';
export type { GuardedWorkload } from './constructs/guard/guarded-workload';
export type { AlertRule, AlertTarget, FamilyAlerts } from './constructs/monitoring/alert-rule';
export { MonitoringSet, type MonitoringSetProps } from './constructs/monitoring/monitoring-set';
export { Platform, type PlatformProps } from './constructs/platform';
export { ProductApp, type Egress, type ProductAppProps, type ProductSecret } from './constructs/product/product-app';
export { ServiceWave, type WaveApplicationProps, type WaveChartProps } from './constructs/service/service-wave';
export type { Ready, WaveMember } from './constructs/service/wave-checks';
export { ServiceWaves } from './constructs/service/service-waves';
export { objectPatch, type ObjectPatch, type PatchedKind } from './constructs/validator/object-patch';
export { ValidatorApp, type AnyValidatorApp, type ValidatorAppProps } from './constructs/validator/validator-app';
export type { RoleRecord, WorkloadRecord } from './constructs/workload-record';
export type { CalendarDate } from './model/calendar-date';
export { ChartVersion } from './model/chart-version';
export {
  Cluster,
  type ApiServer,
  type ClusterNode,
  type ClusterProps,
  type Environment,
  type StorageClassRef,
} from './model/cluster';
export {
  hsm,
  kms,
  secretPath,
  vault,
  type Custody,
  type HsmCustody,
  type HsmOptions,
  type KmsCustody,
  type KmsOptions,
  type VaultCustody,
  type VaultOptions,
} from './model/custody';
export { ProblemsError, propError, propProblem, type Where } from './model/errors';
export type { RoleRule } from './model/guard-right';
export { HelmChart, type ChartOwnership, type ChartSource, type HelmChartProps } from './model/helm-chart';
export { Image } from './model/image';
export type { ImportedState } from './model/imported-state';
export {
  Instance,
  type EksCapabilityOptions,
  type Flavor,
  type InstalledBy,
  type SelfManagedOptions,
} from './model/instance';
export { KeySet } from './model/key-set';
export { KIND, type KindRef, type NonEmpty } from './model/kind';
export { ANNOTATION, LABEL } from './model/labels';
export type { DeepPartial, Entry, Layer, Layered, Leaf } from './model/layers';
export { Network, remoteFile, type NetworkProps, type RemoteFile } from './model/network';
export type { Placement } from './model/placement';
export { PLANES, type Plane, type RootName } from './model/plane';
export type { PublicIdKind } from './model/public-id';
export { Releases, type Release, type ReleaseEntry, type RootReleases } from './model/release';
export type { GuardGrant, RollGrant } from './model/project-role';
export { RootRepository, type RootRepositoryOptions } from './model/root-repository';
export { SEVERITIES, SEVERITY, type Severity } from './model/severity';
export {
  SigningIdentity,
  type IdentityState,
  type SigningHistory,
  type SigningIdentityOptions,
} from './model/signing-identity';
export {
  automated,
  gated,
  type AutomatedOptions,
  type AutomatedSync,
  type GatedSync,
  type SyncPolicy,
} from './model/sync-policy';
export { Topology, type Owners, type RootDeclaration, type TopologyProps } from './model/topology';
export { Versions, type VersionsProps, type VersionTable } from './model/versions';
export type { Waiver } from './model/waiver';
export { WAVE, WAVES, type Wave } from './model/wave';
export { RULEBOOK } from './policies';
export { errorsOf, judge, judgeChange } from './policies/engine';
export type {
  Change,
  ChangePolicy,
  Finding,
  FleetPolicy,
  Level,
  ObjectPolicy,
  Policy,
  Remark,
  RootPolicy,
} from './policies/policy';
export { nodeDisk, type Disk, type DiskEntry, type StoredFile } from './render/disk';
export type { Inventory, InventoryFile, InventoryObject, Manifest, Place } from './render/inventory';
export type { FolderTree, ReleasedContent } from './render/released';
export type { Rendering } from './render/render';
export type { RenderedFile, RootReport, RootTree } from './render/tree-writer';
