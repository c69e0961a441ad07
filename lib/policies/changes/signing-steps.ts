import { LABEL } from '../../model/labels';
import type { InventoryObject } from '../../render/inventory';
import { listAt, textAt, valueAt } from '../json-fields';
import { podTemplateOf, workloadLabel } from '../pod-templates';
import type { ChangePolicy } from '../policy';
import { matchedObjects } from './matched-objects';

/** What checks the key and its record before a signer starts, and how long the signer may take to stop, stay. */
export const signingStepsKept: ChangePolicy = {
  id: 'signing-steps-kept',
  title: 'What signs keeps the steps that run before it, and its time to stop',
  level: 'error',
  scope: 'change',
  doc:
    'a client that finds no key or no record makes a new one and starts: a network halted when its validators came back ' +
    'with other keys (https://github.com/Consensys-Incorporated/quorum-kubernetes/issues/208)',
  check: (change) =>
    matchedObjects(change)
      .kept.filter(({ after }) => workloadLabel(after.object, LABEL.signingIdentity) !== undefined)
      .flatMap(({ before, after }) => lost(before, after).map(([found, expected]) => ({ at: after, found, expected }))),
};

function lost(before: InventoryObject, after: InventoryObject): readonly (readonly [string, string])[] {
  const kept = new Set(stepsOf(after));
  const missing = stepsOf(before).filter((step) => !kept.has(step));
  const [was, is] = [graceOf(before), graceOf(after)];
  return [
    ...missing.map((step) => [`no step ${step} before it starts`, `${step}, as before`] as const),
    ...(typeof was === 'number' && typeof is === 'number' && is < was
      ? [[`${is} seconds to stop, which were ${was}`, 'no less time to stop than before'] as const]
      : []),
  ];
}

function stepsOf({ object }: InventoryObject): readonly string[] {
  return listAt(podTemplateOf(object), 'spec', 'initContainers').map((step) => textAt(step, 'name') ?? '');
}

function graceOf({ object }: InventoryObject): unknown {
  return valueAt(podTemplateOf(object), 'spec', 'terminationGracePeriodSeconds');
}
