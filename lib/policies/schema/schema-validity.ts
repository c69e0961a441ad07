import { schemaProblems } from './object-schema';
import type { ObjectPolicy } from '../policy';

/** Every object of a known kind is what its CRD or Kubernetes 1.34 says, with unknown fields refused. */
export const schemaValidity: ObjectPolicy = {
  id: 'schema-validity',
  title: 'Objects match the schema of their kind',
  level: 'error',
  absolute: true,
  scope: 'object',
  doc:
    'An API server drops a field that it does not know, or refuses the object: a misspelled switch is off, ' +
    'or the whole sync fails, see https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  check: (object) =>
    schemaProblems(object.object).map(({ path, message, expected }) => ({
      at: object,
      found: path === '' ? message : `${path}: ${message}`,
      expected,
    })),
};
