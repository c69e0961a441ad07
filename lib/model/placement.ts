import type { Cluster } from './cluster';
import { propProblem, type Where } from './errors';

/**
 * Where a workload runs. Each unit on one named node: nobody but a person moves a signer, so that two of them never
 * overlap while a scheduler makes up its mind.
 */
export interface Placement {
  /** Name of one of the cluster's nodes. */
  readonly node: string;

  /**
   * Nodes of single units, such as the cosigners of one key, which never share a node.
   *
   * @default every unit runs on `node`
   */
  readonly units?: Readonly<Record<string, string>>;
}

/** The node of a unit. */
export function nodeOf(placement: Placement, unit: string): string {
  return placement.units?.[unit] ?? placement.node;
}

/** Every node that a placement names and the cluster does not have. */
export function placementProblems(where: Where, cluster: Cluster, placement: Placement): string[] {
  const names = cluster.nodes.map((node) => node.name);
  const units = Object.entries({ ...placement.units }).map(
    ([unit, node]) => [`placement.units.${unit}`, node] as const,
  );
  return [['placement.node', placement.node] as const, ...units]
    .filter(([, node]) => !names.includes(node))
    .map(([prop, node]) => propProblem(where, prop, `a node of ${cluster.name} (${names.join(', ')})`, node));
}
