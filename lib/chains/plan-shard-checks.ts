import { propProblem, type Where } from '../model/errors';
import type { Shard } from './part';
import { unitNamespace, type WorkloadPlan } from './workload-plan';

/**
 * Shares of one key: all of them, each once, on nodes of their own. Half of them or fewer could sign apart from the
 * rest, and two on one node are lost, or stolen, together.
 *
 * @param nodeOf the node that a unit is pinned to
 */
export function shardProblems(
  where: Where,
  workload: string,
  plan: WorkloadPlan,
  nodeOf: (unit: string) => string,
): string[] {
  const problems: string[] = [];
  const holders = new Map<string, Map<number, string>>();
  const nodes = new Map<string, string>();
  const shapes = new Map<string, Shard>();
  for (const unit of plan.units) {
    for (const { identity, name, shard } of unit.parts) {
      if (shard === undefined || identity === undefined) continue;
      const prop = `${unit.name}.${name}: shard`;
      const refuse = (mustBe: string, got: unknown): void => void problems.push(propProblem(where, prop, mustBe, got));
      const shape = shapes.get(identity.id) ?? shard;
      shapes.set(identity.id, shape);
      if (!isSound(shard)) refuse('one of at least 3, with more than half of them needed', shard);
      if (shape.of !== shard.of || shape.needs !== shard.needs)
        refuse(`${shape.needs} of ${shape.of}, as others`, shard);
      const held = holders.get(identity.id) ?? new Map<number, string>();
      holders.set(identity.id, held);
      const other = held.get(shard.number);
      if (other !== undefined) refuse(`another number than that of ${other}`, shard.number);
      held.set(shard.number, unit.name);
      const node = `${identity.id} ${nodeOf(unit.name)}`;
      const neighbour = nodes.get(node);
      if (neighbour !== undefined) {
        refuse(`on another node than ${unitNamespace(workload, neighbour)} ('placement.units')`, nodeOf(unit.name));
      }
      nodes.set(node, unit.name);
    }
  }
  for (const [id, held] of holders) {
    const { of } = shapes.get(id) as Shard;
    if (held.size !== of) problems.push(propProblem(where, `shards of ${id}`, `all ${of}`, [...held.keys()]));
  }
  return problems;
}

function isSound({ number, of, needs }: Shard): boolean {
  const whole = [number, of, needs].every(Number.isInteger);
  return whole && of >= 3 && number >= 1 && number <= of && needs > of / 2 && needs <= of;
}
