import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { isOnHostNetwork, type RoleSpec } from '../../chains/family';
import type { Part } from '../../chains/part';
import type { UnitPlan, WorkloadPlan } from '../../chains/workload-plan';
import type { Cluster } from '../../model/cluster';
import type { Custody } from '../../model/custody';
import { LABEL } from '../../model/labels';
import type { SigningIdentity } from '../../model/signing-identity';
import type { Folder } from '../folder';
import { addMonitor } from './validator-monitor';
import { addPolicies } from './validator-network';
import { addClaims, addDisruptionBudget } from './validator-protection';
import { addSecrets } from './validator-secrets';
import { addServices } from './validator-services';
import { addWorkload } from './validator-workload';

/** Props of {@link UnitContent}. */
export interface UnitContentProps {
  readonly workload: string;
  readonly unit: UnitPlan;

  /** The whole plan, for the links between units. */
  readonly plan: WorkloadPlan;
  readonly roles: Readonly<Record<string, RoleSpec>>;
  readonly cluster: Cluster;
  readonly chain: string;
  readonly network: string;
  readonly custody: Custody;

  /** Name of the node it is pinned to. */
  readonly node: string;

  /** Namespace of the Prometheus that may scrape it. */
  readonly metricsNamespace: string;

  /** The pinned reference of an image key. */
  readonly imageOf: (key: string) => string;

  /** Whether a guard may have a secret read anew; asked for when rendering. */
  readonly isRefreshed: (secret: string) => boolean;
}

/** The API objects of one unit. */
export class UnitContent extends Construct {
  public constructor(
    public readonly folder: Folder,
    public readonly props: UnitContentProps,
  ) {
    super(folder, 'unit');
    for (const part of props.unit.parts) {
      const scope = new PartScope(this, part);
      addClaims(scope);
      addServices(scope);
      addWorkload(scope);
      addDisruptionBudget(scope);
      addMonitor(scope);
    }
    addPolicies(this);
    addSecrets(this);
    this.addConfigs();
    this.addIdentities();
  }

  private addConfigs(): void {
    for (const [name, files] of Object.entries(this.props.unit.configs)) {
      new k8s.KubeConfigMap(this, `config-${name}`, {
        metadata: { name, labels: { [LABEL.component]: 'configuration', ...this.labels } },
        data: { ...files },
      });
    }
  }

  /** What a release is judged by: the public keys stand in the content itself. */
  private addIdentities(): void {
    const identities = new Map<string, SigningIdentity>();
    for (const { identity } of this.props.unit.parts) if (identity !== undefined) identities.set(identity.id, identity);
    for (const identity of identities.values()) {
      new k8s.KubeConfigMap(this, identity.configMapName, {
        metadata: {
          name: identity.configMapName,
          labels: {
            [LABEL.component]: 'signing-identity',
            ...this.labels,
            [LABEL.signingIdentity]: identity.id,
          },
          ...(Object.keys(identity.annotations).length === 0 ? {} : { annotations: { ...identity.annotations } }),
        },
        data: { 'public-keys': identity.publicKeysText },
      });
    }
  }

  /** Labels of every object of the unit, besides those of its folder. */
  public get labels(): Readonly<Record<string, string>> {
    return { [LABEL.workload]: this.props.workload, [LABEL.network]: this.props.network };
  }
}

/** One part of a unit while its objects are made. */
export class PartScope extends Construct {
  public readonly role: RoleSpec;

  /** Labels that select its pods. A StatefulSet's selector never changes. */
  public readonly selector: Readonly<Record<string, string>>;

  public constructor(
    public readonly unit: UnitContent,
    public readonly part: Part,
  ) {
    super(unit, part.name);
    const role = unit.props.roles[part.role];
    if (role === undefined) throw new Error(`[${this.node.path}] the family has no role '${part.role}'`);
    this.role = role;
    this.selector = { [LABEL.application]: unit.folder.folder, [LABEL.name]: part.name };
  }

  /** Whether it signs, or keeps what stops a key from signing twice. */
  public get sensitive(): boolean {
    return this.role.workload === 'signing' || this.role.workload === 'state';
  }

  /** Whether its pod is on the network of its node. */
  public get hostNetwork(): boolean {
    return isOnHostNetwork(this.role);
  }

  /** Labels of its objects. */
  public labels(component: string): Record<string, string> {
    const { identity, name, role, shard } = this.part;
    return {
      ...this.unit.labels,
      [LABEL.name]: name,
      [LABEL.component]: component,
      [LABEL.role]: role,
      ...(identity === undefined ? {} : { [LABEL.signingIdentity]: identity.id }),
      ...(shard === undefined ? {} : { [LABEL.shard]: String(shard.number) }),
    };
  }
}
