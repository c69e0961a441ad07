import { Construct, type IConstruct } from 'constructs';
import { isOnHostNetwork, planWorkload, type ChainFamily, type RoleSpec } from '../../chains/family';
import type { RoleOverlay } from '../../chains/role-values';
import { unitNamespace, type UnitPlan, type WorkloadPlan } from '../../chains/workload-plan';
import type { Custody } from '../../model/custody';
import { dnsLabel } from '../../model/dns-name';
import { ProblemsError, propError } from '../../model/errors';
import type { Image } from '../../model/image';
import { LABEL } from '../../model/labels';
import type { Network } from '../../model/network';
import { nodeOf, placementProblems, type Placement } from '../../model/placement';
import type { SigningIdentity } from '../../model/signing-identity';
import { gated } from '../../model/sync-policy';
import { ArgoApplication } from '../argo-application';
import type { GitOpsRoot } from '../gitops-root';
import type { WorkloadRecord } from '../workload-record';
import type { DomainProject } from '../domain-project';
import { applyPatches, strangePatches, type ObjectPatch } from './object-patch';
import { foundImage, imageKeys, resolveImages } from './validator-images';
import { chainProject } from './validator-project';
import { workloadRecord } from './validator-record';
import { UnitContent } from './validator-unit';

/** Props of a {@link ValidatorApp}. The family types the rest. */
export interface ValidatorAppProps<
  Facts extends object,
  Common extends object,
  Units extends object,
  Role extends string,
> {
  /** The chain family, such as `ethereum`. */
  readonly family: ChainFamily<Facts, Common, Units, Role>;

  /** The network, of the family's chain and of the cluster's environment. */
  readonly network: NoInfer<Network<Facts>>;

  /** What it signs with, as public data. */
  readonly identity: SigningIdentity;

  /** Where its private keys are. */
  readonly custody: Custody;
  readonly placement: Placement;

  /** Values that all its units share. */
  readonly common: NoInfer<Common>;

  /** Its units: clients, and an overlay for each role of this instance. */
  readonly units: NoInfer<Units>;

  /**
   * Overlays by role, which several workloads may share. The overlay of the unit is stronger.
   *
   * @default none
   */
  readonly roles?: NoInfer<Readonly<Partial<Record<Role, RoleOverlay>>>>;

  /**
   * Namespace of the Prometheus that scrapes it, and the only one from which its metrics can be reached.
   *
   * @default observability
   */
  readonly metricsNamespace?: string;

  /**
   * Changes of single objects, applied last ({@link objectPatch}).
   *
   * @default none
   */
  readonly patches?: readonly ObjectPatch[];
}

/** Type of the metadata of a {@link ValidatorApp} that holds where it is declared, as a stack trace. */
export const DECLARED = 'gitops-planes:declared';

/** A workload of whatever family. */
export type AnyValidatorApp = ValidatorApp<object, object, object, string>;

interface UnitScope {
  readonly unit: UnitPlan;
  readonly project: DomainProject;
  readonly images: ReadonlyMap<string, Image>;

  /** Problems of the workload so far. */
  readonly problems: string[];
}

const VALIDATOR_APP = Symbol.for('gitops-planes.ValidatorApp');

/**
 * One workload of a chain: a gated application for each of its units, in a namespace of its own.
 *
 * There is no prop for replicas, update strategy, retention, grace periods or sync: two processes that sign with one
 * key are how validators get slashed, and each of these can start a second one. What its identity may do is the
 * identity's state, `active` or `paused`.
 */
export class ValidatorApp<
  Facts extends object,
  Common extends object,
  Units extends object,
  Role extends string,
> extends Construct {
  /** The workload that a construct is, or undefined. */
  public static tryFrom(construct: IConstruct): AnyValidatorApp | undefined {
    return VALIDATOR_APP in construct ? (construct[VALIDATOR_APP] as AnyValidatorApp) : undefined;
  }

  /** Changes of single objects, applied last. */
  public readonly patches: readonly ObjectPatch[];

  /** What runs, with the layer that set each value. */
  public readonly plan: WorkloadPlan;

  /** What the platform's registry knows of it. */
  public readonly record: WorkloadRecord;

  /** Its applications by unit. */
  public readonly applications: ReadonlyMap<string, ArgoApplication>;
  private readonly refreshed = new Set<string>();

  /** @throws ProblemsError with everything that is wrong in the props */
  public constructor(root: GitOpsRoot, id: string, props: ValidatorAppProps<Facts, Common, Units, Role>) {
    super(root, `workload-${id}`);
    Object.defineProperty(this, VALIDATOR_APP, { value: this });
    // Where it is declared, for whoever asks where a value came from.
    this.node.addMetadata(DECLARED, id, { stackTrace: true, traceFromFunction: ValidatorApp });
    dnsLabel(this, 'id', id, 40);
    this.patches = props.patches ?? [];
    if (root.plane !== 'chain') throw propError(this, 'root', 'a root of the chain plane', root.name);
    const problems = placementProblems(this, root.cluster, props.placement);
    this.plan = this.planOrThrow(root, id, props, problems);
    problems.push(...strangePatches(this, this.patches, this.plan));
    const images = resolveImages(root.platform.versionsOf(root.cluster), id, this.plan, problems);
    if (problems.length > 0) throw new ProblemsError(problems);
    const project = chainProject(root, props.family.chain, props.network.name);
    this.applications = new Map(
      this.plan.units.map((unit) => [unit.name, this.addUnit(root, id, props, { unit, project, images, problems })]),
    );
    if (problems.length > 0) throw new ProblemsError(problems);
    this.record = workloadRecord(id, root.cluster, props, this.plan);
    root.platform.registerWorkload(this.record);
  }

  /** Has a secret read anew whenever its ExternalSecret changes, for a guard that may change it. */
  public addRefresh(unit: string, secret: string): void {
    this.refreshed.add(`${unit}/${secret}`);
  }

  /** One unit: its application, its objects, and who may restart them. */
  private addUnit(
    root: GitOpsRoot,
    id: string,
    props: ValidatorAppProps<Facts, Common, Units, Role>,
    { unit, project, images, problems }: UnitScope,
  ): ArgoApplication {
    const namespace = unitNamespace(id, unit.name);
    project.addNamespace(namespace);
    root.bootstrap.addNamespace(this, namespace, {
      // No weaker standard admits a pod on its node's network.
      ...(unit.parts.some(({ role }) => isOnHostNetwork(props.family.roles[role as Role]))
        ? { podSecurity: 'privileged' }
        : {}),
      labels: this.namespaceLabels(id, unit, props),
    });
    const application = new ArgoApplication(root, namespace, {
      project,
      namespace,
      source: { kind: 'content' },
      sync: gated(),
      images: Object.fromEntries(imageKeys(unit).map((key) => [key, foundImage(images, key)])),
    });
    const content = new UnitContent(application.content, {
      workload: id,
      unit,
      plan: this.plan,
      roles: props.family.roles,
      cluster: root.cluster,
      chain: props.family.chain,
      network: props.network.name,
      custody: props.custody,
      node: nodeOf(props.placement, unit.name),
      metricsNamespace: dnsLabel(this, 'metricsNamespace', props.metricsNamespace ?? 'observability'),
      imageOf: (key) => foundImage(images, key).ref,
      isRefreshed: (secret) => this.refreshed.has(`${unit.name}/${secret}`),
    });
    problems.push(
      ...applyPatches(
        content,
        this.patches.filter((patch) => patch.unit === unit.name),
      ),
    );
    const rolled = rolledParts(unit, props.family.roles);
    const { applicationNamespace, owners } = root;
    for (const statefulSet of rolled) {
      project.addRoll({ applicationNamespace, application: namespace, namespace, statefulSet });
    }
    root.bootstrap.addUnitRights({ namespace, unit: unit.name, operators: owners.operators, rolled });
    return application;
  }

  private planOrThrow(
    root: GitOpsRoot,
    id: string,
    props: ValidatorAppProps<Facts, Common, Units, Role>,
    problems: readonly string[],
  ): WorkloadPlan {
    const { family, network, identity, custody, placement, common, units } = props;
    const roles = props.roles ?? ({} as NonNullable<typeof props.roles>);
    const input = {
      where: this,
      workload: id,
      network,
      cluster: root.cluster,
      identity,
      custody,
      placement,
      common,
      units,
      roles,
    };
    try {
      return planWorkload(family, input);
    } catch (thrown) {
      if (!(thrown instanceof ProblemsError)) throw thrown;
      throw new ProblemsError([...problems, ...thrown.problems]);
    }
  }

  private namespaceLabels(
    id: string,
    unit: UnitPlan,
    { family, network }: ValidatorAppProps<Facts, Common, Units, Role>,
  ): Readonly<Record<string, string>> {
    return {
      [LABEL.plane]: 'chain',
      [LABEL.workload]: id,
      [LABEL.network]: network.name,
      ...(rolledParts(unit, family.roles).length > 0 ? { [LABEL.sensitive]: 'true' } : {}),
    };
  }
}

/** Names of the StatefulSets that sign or keep signing state: a sync leaves their pods alone, and a person deletes them. */
function rolledParts(unit: UnitPlan, roles: Readonly<Record<string, RoleSpec>>): readonly string[] {
  return unit.parts
    .filter(({ role }) => roles[role]?.workload === 'signing' || roles[role]?.workload === 'state')
    .map(({ name }) => name);
}
