import { isKnownKind, knownKinds } from './object-schema';
import type { ObjectPolicy } from '../policy';

/**
 * Every object is of a kind whose schema is known, so that `schema-validity` can judge it.
 *
 * Not absolute: operators have CRDs of their own, and waive it for those.
 */
export const knownKind: ObjectPolicy = {
  id: 'known-kind',
  title: 'Objects are of a kind whose schema is known',
  level: 'error',
  absolute: false,
  scope: 'object',
  doc:
    'Without a schema a misspelled field, or an apiVersion that the cluster no longer serves, is found by the sync ' +
    'that fails, see https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
  check: (object) => {
    const { apiVersion, kind } = object.object;
    if (isKnownKind(object.object)) return [];
    const others = knownKinds().filter((name) => name.endsWith(`/${kind}`));
    return [
      {
        at: object,
        found: `no schema is known for ${apiVersion} ${kind}`,
        expected: others.length > 0 ? others.join(' or ') : 'a kind whose schema is in imports/crds/full',
      },
    ];
  },
};
