import { ANNOTATION } from '../../model/labels';
import { isFields, listAt, valueAt } from '../json-fields';
import type { FleetPolicy, ObjectPolicy, Remark } from '../policy';
import { scalersOf } from './scalers';

/** A wave is a text that holds a whole number. */
export const syncWaveText: ObjectPolicy = {
  id: 'sync-wave-text',
  title: 'Sync waves are texts that hold a whole number',
  level: 'error',
  scope: 'object',
  doc:
    'a wave written as a YAML number makes the object invalid, and one that is no number counts as wave 0: ' +
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/',
  check: (at) => {
    const wave: unknown = valueAt(at.object, 'metadata', 'annotations', ANNOTATION.syncWave);
    if (wave === undefined || (typeof wave === 'string' && /^-?\d+$/.test(wave))) return [];
    return [{ at, found: `sync-wave ${JSON.stringify(wave)}`, expected: "a text such as '10'" }];
  },
};

/** Keys by which Argo CD takes an object for its own, and prunes it. */
const TRACKING_KEYS = ['argocd.argoproj.io/tracking-id', 'app.kubernetes.io/instance'] as const;

/** Claims that a StatefulSet makes are nobody's to prune. */
export const noTrackingInClaims: ObjectPolicy = {
  id: 'no-tracking-in-claims',
  title: 'volumeClaimTemplates carry no tracking label or annotation',
  level: 'error',
  absolute: true,
  scope: 'object',
  doc:
    'a claim that copied app.kubernetes.io/instance was pruned at once with everything in it: ' +
    'https://github.com/argoproj/argo-cd/issues/3050',
  check: (at) =>
    listAt(at.object, 'spec', 'volumeClaimTemplates').flatMap((template): readonly Remark[] =>
      ['labels', 'annotations'].flatMap((kind) =>
        TRACKING_KEYS.filter((key) => valueAt(template, 'metadata', kind, key) !== undefined).map((key) => ({
          at,
          found: `${key} among the ${kind} of a volumeClaimTemplate`,
          expected: `no ${key}`,
        })),
      ),
    ),
};

/** One of the two says how many replicas there are. */
export const scalerOwnsReplicas: FleetPolicy = {
  id: 'scaler-owns-replicas',
  title: 'A workload that an autoscaler scales sets no replicas',
  level: 'error',
  scope: 'fleet',
  doc:
    'each sync sets the replicas back and the autoscaler changes them again: ' +
    'https://argo-cd.readthedocs.io/en/stable/user-guide/best_practices/#leaving-room-for-imperativeness',
  check: (fleet) =>
    scalersOf(fleet)
      .filter(
        ({ target, replicas }) => replicas && isFields(target.object.spec) && target.object.spec.replicas !== undefined,
      )
      .map(({ at, target }) => ({
        at: target,
        found: `replicas, which ${at.object.kind} ${at.object.metadata.name} sets (${at.file})`,
        expected: 'no replicas',
      })),
};
