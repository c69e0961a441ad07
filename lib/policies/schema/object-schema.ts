import { SCHEMAS } from '../../../imports/schemas';
import type { Manifest } from '../../render/inventory';
import { oncePerName } from '../once-per';
import { type SchemaValidator, schemaValidators } from './schema-validator';
import { problemsOf, type SchemaProblem } from './schema-wording';

const tryFindValidator = schemaValidators(SCHEMAS);

/**
 * Everything in which an object differs from the schema of its kind: unknown fields, wrong types, missing fields, wrong values.
 *
 * Schemas are those of Kubernetes 1.34 and of the CRDs in `imports/`. CEL rules (`x-kubernetes-validations`) and what
 * an API server checks in code are not judged here.
 *
 * Empty for an object that is right, and for one whose kind is not known.
 */
export function schemaProblems(object: Manifest): readonly SchemaProblem[] {
  const validate = tryFindValidatorOf(object);
  return validate === undefined ? [] : [...problemsOf(validate(object), object), ...nameProblems(object)];
}

/** Whether there is a schema for the object's kind; true for a `Kustomization`, which no API server ever sees. */
export function isKnownKind(object: Manifest): boolean {
  return isKustomization(object) || tryFindValidatorOf(object) !== undefined;
}

/** The kinds that can be judged, sorted: `apps/v1/StatefulSet`, `v1/Service`. */
export function knownKinds(): readonly string[] {
  return Object.keys(SCHEMAS).filter((name) => KIND_NAME.test(name));
}

// `v1/Service`, `apps/v1/StatefulSet`. Other schemas are parts of kinds and named otherwise.
const KIND_NAME = /^(?:[a-z0-9.-]+\/)?v\d+(?:(?:alpha|beta)\d+)?\/[A-Za-z]+$/;

function tryFindValidatorOf({ apiVersion, kind }: Manifest): SchemaValidator | undefined {
  const found = tryFindValidatorNamed(`${apiVersion}/${kind}`);
  // A manifest from disk may hold anything, and an odd kind must not lead to a part of another one's schema.
  return found === undefined || kind.includes('/') ? undefined : found;
}

const tryFindValidatorNamed: (name: string) => SchemaValidator | undefined = oncePerName((name) =>
  KIND_NAME.test(name) ? tryFindValidator(name) : undefined,
);

function isKustomization(object: Manifest): boolean {
  return /^kustomize\.config\.k8s\.io\/v\d/.test(object.apiVersion);
}

/** No schema asks for a name, since an API server can generate one; applying an object needs it, or a hook's `generateName`. */
function nameProblems({ metadata }: Manifest): readonly SchemaProblem[] {
  const { name, generateName } = (metadata ?? {}) as { readonly name?: unknown; readonly generateName?: unknown };
  if ((name ?? generateName ?? undefined) !== undefined) return [];
  return [{ path: '/metadata', message: "missing required field 'name'", expected: "field 'name'" }];
}
