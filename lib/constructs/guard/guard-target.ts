import type { IConstruct } from 'constructs';
import type { Part } from '../../chains/part';
import type { UnitPlan, WorkloadPlan } from '../../chains/workload-plan';
import { propError } from '../../model/errors';
import type { RoleRecord, WorkloadRecord } from '../workload-record';

/** A workload that guards act on: a ValidatorApp of any family. */
export interface GuardedWorkload extends IConstruct {
  readonly plan: WorkloadPlan;
  readonly record: WorkloadRecord;
}

/** The unit of that name. @throws naming those that exist */
export function findUnit(workload: GuardedWorkload, name: string): UnitPlan {
  const { units } = workload.plan;
  const found = units.find((unit) => unit.name === name);
  if (found !== undefined) return found;
  throw propError(workload, 'unit', `one of ${units.map((unit) => unit.name).join(', ')}`, name);
}

/** The part of that name in a unit. @throws naming those that exist */
export function findPart(workload: GuardedWorkload, unitName: string, name: string): Part {
  const unit = findUnit(workload, unitName);
  const found = unit.parts.find((part) => part.name === name);
  if (found !== undefined) return found;
  const names = unit.parts.map((part) => part.name).join(', ');
  throw propError(workload, 'part', `a part of unit '${unit.name}' (${names})`, name);
}

/**
 * A part that runs as a StatefulSet, whose one pod has a name that RBAC can limit a right to.
 *
 * @throws naming those that do
 */
export function findStatefulSet(workload: GuardedWorkload, unit: string, name: string): RoleRecord {
  return found(workload, unit, name, 'runs as a StatefulSet, since only its pod keeps its name', isStateful);
}

/** A part that signs. @throws naming those that do */
export function findSigner(workload: GuardedWorkload, unit: string, name: string): RoleRecord {
  return found(workload, unit, name, 'signs', (role) => role.signs);
}

function isStateful({ kind }: RoleRecord): boolean {
  return kind === 'StatefulSet';
}

function found(
  workload: GuardedWorkload,
  unit: string,
  name: string,
  what: string,
  accepts: (role: RoleRecord) => boolean,
): RoleRecord {
  findPart(workload, unit, name);
  const accepted = workload.record.roles.filter(accepts);
  const role = accepted.find((candidate) => candidate.unit === unit && candidate.name === name);
  if (role !== undefined) return role;
  const names = accepted.map((candidate) => `${candidate.unit}.${candidate.name}`).join(', ');
  throw propError(workload, 'part', `a part that ${what} (${names})`, `${unit}.${name}`);
}
