import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { SCHEMAS } from '../../../imports/schemas';
import { knownKinds, schemaProblems } from '../../../lib/policies/schema/object-schema';
import type { Manifest } from '../../../lib/render/inventory';
import { fittingValue, placesOf, violationsOf } from '../schema-places';

const FULL = resolve(__dirname, '../../../imports/crds/full');

function kindsOfCrds(): string[] {
  const files = readdirSync(FULL).filter((file) => file.endsWith('.yaml'));
  const crds = files.flatMap((file) => parseAllDocuments(readFileSync(join(FULL, file), 'utf8'))).map((d) => d.toJS());
  return crds.flatMap(({ spec }) =>
    spec.versions.map((version: { name: string }) => `${spec.group}/${version.name}/${spec.names.kind}`),
  );
}

function kindsOfKubernetes(): string[] {
  const { definitions } = JSON.parse(readFileSync(join(FULL, 'kubernetes-1.34.4.json'), 'utf8'));
  return Object.values<Record<string, { group: string; version: string; kind: string }[]>>(definitions)
    .map((definition) => definition['x-kubernetes-group-version-kind'])
    .filter((kinds) => kinds?.length === 1)
    .map((kinds) => [kinds?.[0]?.group, kinds?.[0]?.version, kinds?.[0]?.kind].filter(Boolean).join('/'));
}

/** An object of that kind which holds a value at a place, and as little else as it can. */
function objectWith(kind: string, steps: readonly string[], value: unknown): Manifest {
  const at = kind.lastIndexOf('/');
  const within = steps.reduceRight((inner, step) => (step === '0' ? [inner] : { [step]: inner }), value) as object;
  const base = { apiVersion: kind.slice(0, at), kind: kind.slice(at + 1) };
  return steps[0] === 'metadata'
    ? ({ ...base, ...within } as Manifest)
    : { ...base, metadata: { name: 'x' }, ...within };
}

function problemsAt(kind: string, steps: readonly string[], value: unknown, below?: string): readonly string[] {
  const path = [...steps, ...(below === undefined ? [] : [below])]
    .map((step) => `/${step.replaceAll('/', '~1')}`)
    .join('');
  const problems = schemaProblems(objectWith(kind, steps, value));
  return problems.filter((problem) => problem.path === path).map(({ message }) => message);
}

// The object's own type is what makes it an object, and its apiVersion and kind are what its schema is found by.
function canBeReplaced(steps: readonly string[]): boolean {
  return steps.length > 0 && !['apiVersion', 'kind'].includes(steps.join('.'));
}

test('knows every kind of the CRDs and of Kubernetes, save the three that are answers of an API server', () => {
  const answers = ['v1/APIGroup', 'v1/APIVersions', 'v1/Status'];
  const expected = [...kindsOfCrds(), ...kindsOfKubernetes()].filter((kind) => !answers.includes(kind));
  expect([...knownKinds()].sort()).toEqual(expected.sort());
});

test('every reference in every schema leads to a schema', () => {
  const references = Object.values(SCHEMAS).flatMap((json) => [...json.matchAll(/"\$ref":"([^"]+)"/g)]);
  const targets = [...new Set(references.map((match) => String(match[1])))];
  expect(targets.length).toBeGreaterThan(300);
  expect(targets.filter((name) => !Object.hasOwn(SCHEMAS, name))).toEqual([]);
});

test('the violations below break every keyword that any schema has', () => {
  const places = knownKinds().flatMap(placesOf);
  const used = new Set<string>(places.flatMap(({ schema }) => Object.keys(schema)));
  const broken = new Set<string>(places.flatMap(({ schema }) => violationsOf(schema).map(({ keyword }) => keyword)));
  // These only lead to further places.
  expect([...broken, 'properties', 'items'].sort()).toEqual([...used].sort());
});

test.each(knownKinds())('finds whatever breaks a rule of a %s, wherever it stands', (kind) => {
  const missed = placesOf(kind)
    .filter(({ steps }) => canBeReplaced(steps))
    .flatMap(({ steps, schema }) =>
      violationsOf(schema)
        .filter(
          ({ value, below, message }) => !problemsAt(kind, steps, value, below).some((got) => got.startsWith(message)),
        )
        .map((violation) => ({ steps, ...violation })),
    );
  expect(missed).toEqual([]);
});

test.each(knownKinds())('finds nothing in values that a %s may hold', (kind) => {
  const refused = placesOf(kind)
    // No schema asks for the name in it, and an empty one is refused all the same.
    .filter(({ steps }) => canBeReplaced(steps) && steps.join('.') !== 'metadata')
    .map(({ steps, schema }) => ({ steps, value: fittingValue(schema) }))
    .filter(({ value }) => value !== undefined)
    .map(({ steps, value }) => ({ steps, value, problems: problemsAt(kind, steps, value) }))
    .filter(({ problems }) => problems.length > 0);
  expect(refused).toEqual([]);
});
