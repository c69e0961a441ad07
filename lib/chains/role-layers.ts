import type { PlanInput, RoleSpec } from './family';
import type { RoleLayer, RoleOverlay } from './role-values';

/** What a family adds between the layers that every role has. */
export interface OwnLayers {
  /**
   * Values that follow from the network.
   *
   * @default none
   */
  readonly network?: RoleOverlay;

  /**
   * Values that follow from the workload's common props.
   *
   * @default none
   */
  readonly common?: RoleOverlay;

  /**
   * Values that follow from the unit's own props.
   *
   * @default none
   */
  readonly unit?: RoleOverlay;

  /**
   * The unit's overlay for this role.
   *
   * @default none
   */
  readonly overlay?: RoleOverlay;
}

/**
 * The layers of a role in their order: network, cluster, common, role, instance. The client's defaults, the family's
 * layer, come before them.
 */
export function roleLayers<R extends string>(
  input: Pick<PlanInput<object, object, object, R>, 'network' | 'cluster' | 'workload' | 'roles'>,
  role: R,
  spec: RoleSpec,
  own: OwnLayers,
): readonly RoleLayer[] {
  const { network, cluster, workload, roles } = input;
  const signing = spec.workload === 'signing' || spec.workload === 'state';
  const storage = signing ? cluster.signingStorage : cluster.chainStorage;
  return [
    { name: `network ${network.name}`, from: 'facts', values: own.network ?? {} },
    { name: `cluster ${cluster.name}`, from: 'facts', values: { storageClass: storage?.name } },
    { name: 'common', from: 'props', values: own.common ?? {} },
    { name: `role ${role}`, from: 'overlay', values: roles[role] ?? {} },
    { name: `unit of ${workload}`, from: 'props', values: own.unit ?? {} },
    { name: `instance ${workload}`, from: 'overlay', values: own.overlay ?? {} },
  ];
}
