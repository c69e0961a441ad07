import type { Custody } from '../model/custody';
import { APPLICATION_NAME_LENGTH, dnsLabelProblem } from '../model/dns-name';
import { propProblem, type Where } from '../model/errors';
import { extendedResourceProblem } from '../model/extended-resource';
import { nodeOf, type Placement } from '../model/placement';
import type { RoleSpec } from './family';
import type { Part } from './part';
import { networkProblems } from './plan-network-checks';
import { shardProblems } from './plan-shard-checks';
import { storageProblems } from './plan-storage-checks';
import { unitNamespace, type UnitPlan, type WorkloadPlan } from './workload-plan';

/** What plan checks need of the input. */
export interface CheckedInput {
  readonly where: Where;
  readonly workload: string;
  readonly custody: Custody;
  readonly placement: Placement;
}

/** Reports one problem of a part. */
export type Refuse = (prop: string, mustBe: string, got: unknown) => void;

/** Everything that is wrong with a plan, whatever family made it. */
export function planProblems(
  input: CheckedInput,
  roles: Readonly<Record<string, RoleSpec>>,
  plan: WorkloadPlan,
): string[] {
  const problems: string[] = [];
  const namesSeen = new Set<string>();
  for (const unit of plan.units) {
    const namespace = unitNamespace(input.workload, unit.name);
    const tooLong = dnsLabelProblem(input.where, 'id and unit', namespace, APPLICATION_NAME_LENGTH);
    if (tooLong !== undefined) problems.push(tooLong);
    if (namesSeen.has(unit.name)) problems.push(propProblem(input.where, 'units', 'distinct units', unit.name));
    namesSeen.add(unit.name);
    problems.push(...secretProblems(input, unit));
    for (const part of unit.parts) {
      const refuse: Refuse = (prop, mustBe, got) => {
        problems.push(propProblem(input.where, `${unit.name}.${part.name}: ${prop}`, mustBe, got));
      };
      const role = roles[part.role];
      if (role === undefined) refuse('role', `one of ${Object.keys(roles).join(', ')}`, part.role);
      else {
        processProblems(role, part, refuse);
        storageProblems(role, part, unit, plan, refuse);
      }
    }
  }
  return [
    ...problems,
    ...strangeUnits(input, plan),
    ...networkProblems(input.where, roles, plan),
    ...shardProblems(input.where, input.workload, plan, (unit) => nodeOf(input.placement, unit)),
  ];
}

function strangeUnits({ where, placement }: CheckedInput, plan: WorkloadPlan): string[] {
  const units = plan.units.map((unit) => unit.name);
  return Object.keys({ ...placement.units })
    .filter((unit) => !units.includes(unit))
    .map((unit) => propProblem(where, 'placement.units', `units of the workload (${units.join(', ')})`, unit));
}

function processProblems(role: RoleSpec, part: Part, refuse: Refuse): void {
  if (dnsLabelProblem('', 'name', part.name, 40) !== undefined) refuse('name', 'a DNS label', part.name);
  if (!Number.isInteger(part.user) || part.user < 1) refuse('user', 'a user id above 0', part.user);
  const signs = role.workload === 'signing';
  const least = role.workload === 'signing' || role.workload === 'state' ? 60 : 1;
  if (role.graceSeconds < least) refuse('graceSeconds', `at least ${least}`, role.graceSeconds);
  if ((signs || role.workload === 'state') && part.identity === undefined) {
    refuse('identity', 'the identity it signs for or whose history it keeps', undefined);
  }
  // Without exec the shell is process 1, SIGTERM never reaches the client, and it is killed when the grace ends.
  const words = [...part.command, ...part.args];
  const shell = /(^|\/)(ba|da|a)?sh$/.test(words[0] ?? '');
  const script = words.find((_, i) => /^-[a-z]*c$/.test(words[i - 1] ?? ''));
  const lastCommand = script?.trim().split('\n').at(-1)?.trim() ?? '';
  if (shell && script !== undefined && !/^exec\s/.test(lastCommand)) {
    refuse('command', 'in exec form, or a script whose last command is exec', lastCommand);
  }
  if (part.shard !== undefined && (!signs || part.identity === undefined)) {
    refuse('shard', 'a share of the key of a part that signs', part.shard);
  }
  if (part.seccomp !== undefined && !/^[a-z0-9][a-zA-Z0-9._-]*(\/[a-zA-Z0-9][a-zA-Z0-9._-]*)*$/.test(part.seccomp)) {
    refuse('seccomp', "a path below the kubelet's profile folder", part.seccomp);
  }
  if (part.device !== undefined && extendedResourceProblem('', 'device', part.device) !== undefined) {
    refuse('device', 'an extended resource, <domain>/<name>', part.device);
  }
}

function secretProblems(input: CheckedInput, unit: UnitPlan): string[] {
  const below = `${input.custody.path}/${unit.name}/`;
  const paths = new Set<string>();
  return Object.entries(unit.secrets).flatMap(([name, secret]) => {
    const repeated = paths.has(secret.path);
    paths.add(secret.path);
    const prop = `${unit.name}: secret ${name}`;
    if (!secret.path.startsWith(below)) {
      return [propProblem(input.where, prop, `read from below ${below}, which feeds this unit alone`, secret.path)];
    }
    return repeated ? [propProblem(input.where, prop, 'a path of its own', secret.path)] : [];
  });
}
