import { propProblem } from '../../model/errors';
import { AGAVE } from './agave';
import { portRange, RANGE_WIDTH } from './ports';
import type { SolanaInput } from './units';

/** Problems with the typed props of a Solana workload. */
export function inputProblems(input: SolanaInput): string[] {
  const { where, cluster, identity, units, roles } = input;
  const problems: string[] = [];
  const refuse = (prop: string, mustBe: string, got: unknown): void => {
    problems.push(propProblem(where, prop, mustBe, got));
  };
  if (identity.kind !== 'solana' || identity.publicKeys.length !== 2) {
    const mustBe = "the validator's account and its vote account, in this order (kind solana)";
    refuse('identity', mustBe, `${identity.publicKeys.length} of kind ${identity.kind}`);
  }
  const { signingStorage } = cluster;
  if (signingStorage !== undefined && signingStorage.fence !== 'local') {
    refuse('cluster', 'one whose signing storage is local: no network disk keeps up', signingStorage.name);
  }
  const { first, last } = portRange(units.validator.ports);
  const width = last - first + 1;
  const whole = Number.isInteger(first) && Number.isInteger(last);
  if (!whole || width < RANGE_WIDTH.least || width > RANGE_WIDTH.most || first < 1024 || last > 32767) {
    const mustBe = `${RANGE_WIDTH.least} to ${RANGE_WIDTH.most} ports between 1024 and 32767`;
    refuse('units.validator.ports', mustBe, `${first} to ${last}`);
  }
  // Only whole CPUs are pinned to a pod, and a validator that shares them falls behind.
  const overlay = units.validator.overlay?.validator;
  const cpu = overlay?.cpu ?? roles.validator?.cpu ?? AGAVE.defaults.cpu;
  if (cpu !== undefined && !/^[1-9][0-9]*$/.test(cpu)) refuse('validator: cpu', 'a whole number', cpu);
  return problems;
}
