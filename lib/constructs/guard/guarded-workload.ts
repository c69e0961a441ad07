import type { IConstruct } from 'constructs';
import type { WorkloadPlan } from '../../chains/workload-plan';
import type { WorkloadRecord } from '../workload-record';

/** A workload that guards act on: a ValidatorApp of any family. */
export interface GuardedWorkload extends IConstruct {
  readonly plan: WorkloadPlan;
  readonly record: WorkloadRecord;

  /** Has a secret of a unit read anew whenever its ExternalSecret changes, rather than once. */
  readonly addRefresh: (unit: string, secret: string) => void;
}
