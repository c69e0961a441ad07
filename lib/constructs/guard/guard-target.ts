import type { Part } from '../../chains/part';
import type { UnitPlan } from '../../chains/workload-plan';
import { propError } from '../../model/errors';
import { claimName } from '../validator/validator-protection';
import type { RoleRecord } from '../workload-record';
import type { GuardedWorkload } from './guarded-workload';

/** The unit of that name. @throws naming those that exist */
export function findUnit(workload: GuardedWorkload, name: string): UnitPlan {
  const { units } = workload.plan;
  const found = units.find((unit) => unit.name === name);
  if (found !== undefined) return found;
  throw propError(workload, 'unit', `one of ${units.map((unit) => unit.name).join(', ')}`, name);
}

/** The part of that name in a unit. @throws naming those that exist */
function findPart(workload: GuardedWorkload, unitName: string, name: string): Part {
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

/** A claim of a part, by its name in the cluster. */
export interface ClaimTarget {
  readonly name: string;

  /** Declared size. */
  readonly storage: string;
}

/** A claim of a part that its storage can grow. @throws naming those that exist, or that local volumes cannot */
export function findClaim(workload: GuardedWorkload, unit: string, partName: string, volume: string): ClaimTarget {
  const part = findPart(workload, unit, partName);
  const claims = Object.entries(part.volumes).filter(([, { kind }]) => kind === 'claim');
  const claim = claims.find(([name]) => name === volume)?.[1];
  if (claim?.kind !== 'claim') {
    const names = claims.map(([name]) => name).join(', ');
    throw propError(workload, 'volume', `a claim of '${unit}.${part.name}' (${names})`, volume);
  }
  const { chainStorage, signingStorage } = workload.record.cluster;
  const storage = [signingStorage, chainStorage].find((candidate) => candidate?.name === claim.storageClass);
  if (storage?.fence === 'local') {
    const mustBe = 'on storage with a CSI driver, since a local volume cannot grow: move it to a larger disk by hand';
    throw propError(workload, 'volume', mustBe, `${volume} on ${storage.name}`);
  }
  return { name: claimName(part, volume), storage: claim.storage };
}

/** @throws when a size is no size, or not larger than the declared one */
export function refuseSmaller(workload: GuardedWorkload, declared: string, size: string): void {
  const [now, wanted] = [bytesOf(declared), bytesOf(size)];
  if (wanted !== undefined && now !== undefined && wanted > now) return;
  throw propError(workload, 'size', `larger than ${declared}, such as '3Ti'`, size);
}

/** A secret of a unit that holds no key that signs. @throws naming those */
export function findRefreshable(workload: GuardedWorkload, unit: string, name: string): string {
  const secrets = Object.entries(findUnit(workload, unit).secrets);
  const refreshable = secrets.filter(([, secret]) => !secret.signingKey).map(([secret]) => secret);
  if (refreshable.includes(name)) return name;
  const mustBe = `a secret of unit '${unit}' that holds no signing key (${refreshable.join(', ')})`;
  throw propError(workload, 'secret', mustBe, name);
}

const UNITS = ['Mi', 'Gi', 'Ti', 'Pi'];

/** A size as the plans of workloads write it. */
function bytesOf(size: string): number | undefined {
  const [, digits, unit = ''] = /^([1-9][0-9]*)(Mi|Gi|Ti|Pi)$/.exec(size) ?? [];
  return digits === undefined ? undefined : Number(digits) * 1024 ** UNITS.indexOf(unit);
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
