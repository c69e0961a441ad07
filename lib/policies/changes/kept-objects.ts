import { LABEL } from '../../model/labels';
import type { InventoryObject } from '../../render/inventory';
import { applicationsIn, isArgo, isRootApplication } from '../applications/applications-of';
import { workloadLabel } from '../workloads/pod-templates';
import type { ChangePolicy, Remark } from '../policy';
import { leftWithApplication, matchedObjects } from './matched-objects';

/** Labels on which policies, alerts, network policies and fences select. */
const PROTECTIONS = [LABEL.sensitive, LABEL.gated, LABEL.signingIdentity] as const;

/** What an instance is held by. */
const CONTROLS: ReadonlySet<string> = new Set([
  'AppProject',
  'Namespace',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
]);

/** Whatever a sensitive application has is there until somebody takes it away on purpose. */
export const sensitiveObjectKept: ChangePolicy = {
  id: 'sensitive-object-kept',
  title: 'No object leaves a sensitive application',
  level: 'error',
  scope: 'change',
  doc:
    'nothing prunes a sensitive object, so one that leaves Git stays in the cluster as it is, unjudged, and the next ' +
    'object of its name takes it over (https://github.com/argoproj/argo-cd/issues/9853)',
  check: (change) =>
    matchedObjects(change)
      .gone.filter((at) => isSensitive(at) && !hasOwnPolicy(at) && !leftWithApplication(at, change))
      .map((at) => ({
        at,
        found: `${at.object.kind} ${at.object.metadata.name} is declared no more`,
        expected: 'the object as it was, until a person has deleted it; then a waiver that says so',
      })),
};

/** An object that is protected by its labels is not unlabelled in passing. */
export const protectionLabelsKept: ChangePolicy = {
  id: 'protection-labels-kept',
  title: 'No object loses its sensitive, gated or signing-identity label',
  level: 'error',
  absolute: true,
  scope: 'change',
  doc:
    'policies, admission fences, network policies and alerts all select on these labels: without them a signer may be ' +
    'scaled, pruned and synced like anything else, which is how two of them come to run (https://ssv.network/?p=19793)',
  check: (change) =>
    matchedObjects(change).kept.flatMap(({ before, after }) =>
      PROTECTIONS.flatMap((label): readonly Remark[] => {
        const [was, is] = [labelOf(before, label), labelOf(after, label)];
        if (was === undefined || was === is) return [];
        return [
          { at: after, found: `label ${label} ${is ?? 'is gone'}, which was ${was}`, expected: `${label}: ${was}` },
        ];
      }),
    ),
};

/** Neither what holds an instance together nor what holds it back goes by omission. */
export const controlKept: ChangePolicy = {
  id: 'control-kept',
  title: 'No root, project, namespace, gate or fence of an instance leaves',
  level: 'error',
  scope: 'change',
  doc:
    'nothing deletes it, so the cluster goes on with what nobody reviews any more; and where somebody deletes it by hand, ' +
    'Applications without their project stop, or signers without their fence do not ' +
    '(https://argo-cd.readthedocs.io/en/stable/user-guide/projects/)',
  check: (change) =>
    matchedObjects(change)
      .gone.filter(isControl)
      .map((at) => ({
        at,
        found: `${at.object.kind} ${at.object.metadata.name} is declared no more`,
        expected: 'it as it was, until all that it holds is gone; then a waiver that says so',
      })),
};

function isControl(at: InventoryObject): boolean {
  if (isArgo(at.object, 'Application')) return applicationsIn(at).some(isRootApplication);
  return CONTROLS.has(at.object.kind);
}

/** Claims have policies of their own, and so have controls. */
function hasOwnPolicy(at: InventoryObject): boolean {
  return at.object.kind === 'PersistentVolumeClaim' || isControl(at) || isArgo(at.object, 'Application');
}

function isSensitive({ object }: InventoryObject): boolean {
  return object.metadata.labels?.[LABEL.sensitive] === 'true';
}

function labelOf({ object }: InventoryObject, label: string): string | undefined {
  return object.metadata.labels?.[label] ?? workloadLabel(object, label);
}
