import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { isClusterScoped, KIND } from '../../lib/model/kind';

const CRDS = resolve(__dirname, '../../imports/crds');

interface Crd {
  readonly kind?: string;
  readonly spec?: { readonly group: string; readonly scope: string; readonly names: { readonly kind: string } };
}

const crds = readdirSync(CRDS, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.ya?ml$/.test(file))
  .flatMap((file) => parseAllDocuments(readFileSync(join(CRDS, file), 'utf8')).map((doc) => doc.toJS() as Crd | null))
  .flatMap((crd) => (crd?.kind === 'CustomResourceDefinition' && crd.spec !== undefined ? [crd.spec] : []));

test('every imported CRD is cluster-scoped exactly where its schema says so', () => {
  expect(crds.length).toBeGreaterThan(10);
  const wrong = crds
    .filter(({ group, scope, names }) => isClusterScoped({ group, kind: names.kind }) !== (scope === 'Cluster'))
    .map(({ group, names }) => `${group}/${names.kind}`);
  expect(wrong).toEqual([]);
});

test('the same kind of another group is namespaced', () => {
  expect(isClusterScoped(KIND.namespace)).toBe(true);
  expect(isClusterScoped({ group: 'example.com', kind: 'Namespace' })).toBe(false);
  expect(isClusterScoped(KIND.statefulSet)).toBe(false);
});

test('no kind is named twice', () => {
  const names = Object.values(KIND).map(({ group, kind }) => `${group}/${kind}`);
  expect(new Set(names).size).toBe(names.length);
});
