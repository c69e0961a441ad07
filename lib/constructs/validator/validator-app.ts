import { Construct } from 'constructs';
import { planWorkload, type ChainFamily, type RoleSpec } from '../../chains/family';
import type { Part } from '../../chains/part';
import type { RoleOverlay } from '../../chains/role-values';
import { unitNamespace, type UnitPlan, type WorkloadPlan } from '../../chains/workload-plan';
import type { Custody } from '../../model/custody';
import { dnsLabel } from '../../model/dns-name';
import { messageOf, ProblemsError, propError, propProblem } from '../../model/errors';
import type { Image } from '../../model/image';
import { LABEL } from '../../model/labels';
import type { Network } from '../../model/network';
import type { SigningIdentity } from '../../model/signing-identity';
import { gated } from '../../model/sync-policy';
import { ArgoApplication } from '../argo-application';
import type { GitOpsRoot } from '../gitops-root';
import type { WorkloadRecord } from '../workload-record';
import { chainProject } from './validator-project';
import { UnitContent } from './validator-unit';

/**
 * Where a workload runs. On one named node: nobody but a person moves a signer, so that two of them never overlap while
 * a scheduler makes up its mind.
 */
export interface Placement {
  /** Name of one of the cluster's nodes. */
  readonly node: string;
}

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
}

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
    dnsLabel(this, 'id', id, 40);
    if (root.plane !== 'chain') throw propError(this, 'root', 'a root of the chain plane', root.name);
    const problems: string[] = [];
    if (root.cluster.tryFindNode(props.placement.node) === undefined) {
      const names = root.cluster.nodes.map((node) => node.name).join(', ');
      problems.push(propProblem(this, 'placement.node', `a node of ${root.cluster.name} (${names})`, props.placement));
    }
    this.plan = this.planOrThrow(root, id, props, problems);
    const images = this.resolveImages(root, id, problems);
    if (problems.length > 0) throw new ProblemsError(problems);
    const project = chainProject(root, props.family.chain, props.network.name);
    this.applications = new Map(
      this.plan.units.map((unit) => {
        const namespace = unitNamespace(id, unit.name);
        project.addNamespace(namespace);
        root.bootstrap.addNamespace(this, namespace, { labels: this.namespaceLabels(id, unit, props) });
        const application = new ArgoApplication(root, namespace, {
          project,
          namespace,
          source: { kind: 'content' },
          sync: gated(),
          images: Object.fromEntries(imageKeys(unit).map((key) => [key, found(images, key)])),
        });
        new UnitContent(application.content, {
          workload: id,
          unit,
          plan: this.plan,
          roles: props.family.roles,
          cluster: root.cluster,
          chain: props.family.chain,
          network: props.network.name,
          custody: props.custody,
          node: props.placement.node,
          metricsNamespace: dnsLabel(this, 'metricsNamespace', props.metricsNamespace ?? 'observability'),
          imageOf: (key) => found(images, key).ref,
          isRefreshed: (secret) => this.refreshed.has(`${unit.name}/${secret}`),
        });
        const rolled = rolledParts(unit, props.family.roles);
        const { applicationNamespace, owners } = root;
        for (const statefulSet of rolled) {
          project.addRoll({ applicationNamespace, application: namespace, namespace, statefulSet });
        }
        root.bootstrap.addUnitRights({ namespace, unit: unit.name, operators: owners.operators, rolled });
        return [unit.name, application];
      }),
    );
    this.record = this.register(root, id, props);
  }

  /** Has a secret read anew whenever its ExternalSecret changes, for a guard that may change it. */
  public addRefresh(unit: string, secret: string): void {
    this.refreshed.add(`${unit}/${secret}`);
  }

  private planOrThrow(
    root: GitOpsRoot,
    id: string,
    props: ValidatorAppProps<Facts, Common, Units, Role>,
    problems: readonly string[],
  ): WorkloadPlan {
    const { family, network, identity, custody, common, units } = props;
    const roles = props.roles ?? ({} as NonNullable<typeof props.roles>);
    const input = {
      where: this,
      workload: id,
      network,
      cluster: root.cluster,
      identity,
      custody,
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

  /** All images first, so that every missing one is reported and not just the first. */
  private resolveImages(root: GitOpsRoot, id: string, problems: string[]): ReadonlyMap<string, Image> {
    const versions = root.platform.versionsOf(root.cluster);
    const images = new Map<string, Image>();
    for (const key of new Set(this.plan.units.flatMap(imageKeys))) {
      try {
        images.set(key, versions.image(key, id));
      } catch (thrown) {
        problems.push(messageOf(thrown));
      }
    }
    return images;
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

  private register(
    root: GitOpsRoot,
    id: string,
    { family, network, identity }: ValidatorAppProps<Facts, Common, Units, Role>,
  ): WorkloadRecord {
    const record: WorkloadRecord = {
      name: id,
      cluster: root.cluster,
      family: family.name,
      chain: family.chain,
      network: network.name,
      environment: network.environment,
      identities: [{ id: identity.id, keys: identity.publicKeys.length, paused: identity.paused }],
      roles: this.plan.units.flatMap((unit) =>
        unit.parts.map((part: Part) => ({
          role: part.role,
          client: part.client,
          unit: unit.name,
          namespace: unitNamespace(id, unit.name),
          kind: family.roles[part.role as Role].workload === 'stateless' ? 'Deployment' : 'StatefulSet',
          name: part.name,
          signs: family.roles[part.role as Role].workload === 'signing',
          ...(part.metrics === undefined ? {} : { metricsPort: part.metrics.port }),
        })),
      ),
    };
    root.platform.registerWorkload(record);
    return record;
  }
}

/** Names of the StatefulSets that sign or keep signing state: a sync leaves their pods alone, and a person deletes them. */
function rolledParts(unit: UnitPlan, roles: Readonly<Record<string, RoleSpec>>): readonly string[] {
  return unit.parts
    .filter(({ role }) => roles[role]?.workload === 'signing' || roles[role]?.workload === 'state')
    .map(({ name }) => name);
}

function imageKeys(unit: UnitPlan): readonly string[] {
  return [...new Set(unit.parts.flatMap((part) => [part.image, ...part.init.map((step) => step.image)]))];
}

function found(images: ReadonlyMap<string, Image>, key: string): Image {
  const image = images.get(key);
  if (image === undefined) throw new Error(`no image for '${key}'`);
  return image;
}
