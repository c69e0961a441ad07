import { LABEL } from '../../model/labels';
import { applicationsIn, automatedOf, isRootApplication, type ApplicationView } from './applications-of';
import type { InventoryObject } from '../../render/inventory';
import type { ObjectPolicy, Remark } from '../policy';

const OBJECT_ERROR = { level: 'error', absolute: true, scope: 'object' } as const;

/** A gate that Git itself opens is none. */
export const gatedIsOff: ObjectPolicy = {
  ...OBJECT_ERROR,
  id: 'gated-is-off',
  title: 'Gated Applications, and all of the chain plane, are never synced automatically',
  doc:
    'automated without enabled: false is on, whatever else it holds (docs/user-guide/auto_sync.md), and then a new ' +
    'revision of a signer runs without a person; prune and selfHeal beside it act as soon as somebody flips it',
  check: (at) =>
    remarks(at, isHeld, ({ spec }) => {
      const automated = automatedOf(spec);
      const off = automated?.['enabled'] === false && automated['prune'] !== true && automated['selfHeal'] !== true;
      return automated === undefined || off ? undefined : 'automated: {enabled: false}, without prune and selfHeal';
    }),
};

/** What cannot be made again is neither deleted nor reverted by itself. */
export const sensitiveNotAutomatic: ObjectPolicy = {
  ...OBJECT_ERROR,
  id: 'sensitive-not-automatic',
  title: 'Sensitive Applications neither prune nor heal themselves',
  doc:
    'prune deletes what a commit forgot, and self-heal starts again what a person stopped: ' +
    'https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/',
  check: (at) =>
    remarks(
      at,
      ({ labels }) => labels[LABEL.sensitive] === 'true',
      ({ spec }) => (actsByItself(spec) ? 'automated without prune and selfHeal, or enabled: false' : undefined),
    ),
};

/** A root that prunes deletes Applications that somebody dropped by mistake. */
export const rootNeverPrunes: ObjectPolicy = {
  ...OBJECT_ERROR,
  id: 'root-never-prunes',
  title: 'Root Applications never prune',
  doc:
    'an Application that is dropped from Git is retired by a person; a root that prunes would delete it at once: ' +
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/cluster-bootstrapping/',
  check: (at) =>
    remarks(at, isRootApplication, ({ spec }) =>
      automatedOf(spec)?.['prune'] === true ? 'automated without prune' : undefined,
    ),
};

function isHeld({ at, labels }: ApplicationView): boolean {
  return labels[LABEL.gated] === 'true' || at.root.startsWith('chain.');
}

function actsByItself(spec: ApplicationView['spec']): boolean {
  const automated = automatedOf(spec);
  if (automated === undefined || automated['enabled'] === false) return false;
  return automated['prune'] === true || automated['selfHeal'] === true;
}

function remarks(
  at: InventoryObject,
  concerns: (application: ApplicationView) => boolean,
  expectedOf: (application: ApplicationView) => string | undefined,
): readonly Remark[] {
  return applicationsIn(at)
    .filter(concerns)
    .flatMap((application) => {
      const expected = expectedOf(application);
      const found = `automated: ${JSON.stringify(automatedOf(application.spec))}`;
      return expected === undefined ? [] : [{ at, found, expected }];
    });
}
