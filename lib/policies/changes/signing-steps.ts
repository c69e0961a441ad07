import { LABEL } from '../../model/labels';
import type { InventoryObject } from '../../render/inventory';
import { listAt, textAt, textsAt, valueAt } from '../json-fields';
import { podTemplateOf, workloadLabel } from '../workloads/pod-templates';
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
  const kept = new Map(stepsOf(after));
  const missing = stepsOf(before).flatMap(([step, paths]) => {
    const read = kept.get(step);
    if (read === undefined) return [step];
    return paths.filter((path) => !read.includes(path)).map((path) => `${step} that reads ${path}`);
  });
  const [was, is] = [graceOf(before), graceOf(after)];
  return [
    ...missing.map((step) => [`no step ${step} before it starts`, `${step}, as before`] as const),
    ...(typeof was === 'number' && typeof is === 'number' && is < was
      ? [[`${is} seconds to stop, which were ${was}`, 'no less time to stop than before'] as const]
      : []),
  ];
}

/** Steps by name, with the mounted paths that each names: one that looks at the key no more checks nothing. */
function stepsOf({ object }: InventoryObject): readonly (readonly [name: string, paths: readonly string[]])[] {
  return listAt(podTemplateOf(object), 'spec', 'initContainers').map((step) => {
    const words = [...textsAt(step, 'command'), ...textsAt(step, 'args')].join('\n');
    const mounted = listAt(step, 'volumeMounts').map((mount) => textAt(mount, 'mountPath') ?? '');
    return [textAt(step, 'name') ?? '', mounted.filter((path) => words.includes(`${path}/`))];
  });
}

function graceOf({ object }: InventoryObject): unknown {
  return valueAt(podTemplateOf(object), 'spec', 'terminationGracePeriodSeconds');
}
