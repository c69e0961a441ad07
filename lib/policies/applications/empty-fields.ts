import type { Manifest } from '../../render/inventory';
import { APPLICATION_KINDS, isArgo } from './applications-of';
import { isFields } from '../json-fields';
import type { ObjectPolicy } from '../policy';

/** Members whose zero values Argo CD keeps. */
const KEPT: ReadonlySet<string> = new Set(['automated', 'revisionHistoryLimit']);

/** Lists whose items may hold an empty text: the core group has no name, and elements are free in form. */
const FREE_ITEMS = /^(elements|(cluster|namespace)Resource(White|Black)list)$/;

/** Zero values in Argo CD's own objects are differences for ever. */
export const noEmptyArgoFields: ObjectPolicy = {
  id: 'no-empty-argo-fields',
  title: 'No empty values in Argo CD objects',
  level: 'error',
  scope: 'object',
  kinds: ['AppProject', ...APPLICATION_KINDS],
  doc:
    'the controller drops them when it rewrites the object, so the parent is OutOfSync for ever, and a dropped ' +
    'namespaceResourceWhitelist: [] allows every kind (seen with 3.5.1; https://github.com/argoproj/argo-cd/issues/13183)',
  check: (at) => {
    const { object } = at;
    if (!isJudged(object)) return [];
    const paths: string[] = [];
    collectEmpty(object.metadata, 'metadata', paths);
    collectEmpty(object.spec, 'spec', paths);
    return paths.map((path) => ({ at, found: `${path} is empty, false or 0`, expected: `no ${path}` }));
  },
};

/** The locked project `default` says with empty lists that it allows nothing; nobody creates tokens for it. */
function isJudged(object: Manifest): boolean {
  if (isArgo(object, 'AppProject')) return object.metadata.name !== 'default';
  return isArgo(object, 'Application') || isArgo(object, 'ApplicationSet');
}

function collectEmpty(value: unknown, path: string, paths: string[]): void {
  if (isEmpty(value)) {
    paths.push(path);
  } else if (Array.isArray(value)) {
    value.forEach((item, i) => collectEmpty(item, `${path}[${i}]`, paths));
  } else if (isFields(value)) {
    for (const key of Object.keys(value)) {
      const inner = value[key];
      if (KEPT.has(key) || (FREE_ITEMS.test(key) && !isEmpty(inner))) continue;
      collectEmpty(inner, `${path}.${key}`, paths);
    }
  }
}

function isEmpty(value: unknown): boolean {
  if (value === '' || value === false || value === 0 || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isFields(value) && Object.keys(value).length === 0;
}
