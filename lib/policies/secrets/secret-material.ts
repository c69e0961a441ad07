import { parseAllDocuments } from 'yaml';
import { groupOf, type InventoryFile, type InventoryObject, type Manifest } from '../../render/inventory';
import { fieldsAt, isFields, textAt } from '../json-fields';
import { oncePer } from '../once-per';
import type { FleetPolicy, Remark } from '../policy';
import { secretsInText } from './secret-text';
import { secretsIn, type FoundSecret } from './secret-walk';

/** What is in Git is in every clone for ever. */
export const noSecretMaterial: FleetPolicy = {
  id: 'no-secret-material',
  title: 'No secret in any object, values file or other file',
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    'a secret that was committed once is in every clone and stays there, so it has to be replaced and not only removed; ' +
    'runtime controllers read secrets from their store: ' +
    'https://external-secrets.io/latest/introduction/overview/',
  check: (fleet) => [...fleet.objects.flatMap(objectRemarks), ...fleet.files.flatMap(fileRemarks)],
};

const EXPECTED = 'a reference, such as an ExternalSecret (and a new secret: this one has been seen)';

// The released inventory shares its objects with the rendered one, so most are walked once for both.
const objectRemarks: (at: InventoryObject) => readonly Remark[] = oncePer((at) => remarksOf(at, secretsOf(at.object)));

const fileRemarks: (at: InventoryFile) => readonly Remark[] = oncePer((at) => remarksOf(at, secretsInFile(at)));

function remarksOf(at: Remark['at'], secrets: readonly FoundSecret[]): readonly Remark[] {
  const found = secrets.map(({ path, what }) => (path === '' ? what : `${path}: ${what}`));
  return [...new Set(found)].map((text) => ({ at, found: text, expected: EXPECTED }));
}

function secretsOf(object: Manifest): readonly FoundSecret[] {
  // A schema only describes fields; its names are those of secrets, and it holds none.
  if (object.kind === 'CustomResourceDefinition') return [];
  if (object.kind !== 'Secret' || groupOf(object) !== '') return secretsIn(object);
  const held = ['data', 'stringData'].flatMap((field) =>
    Object.keys(fieldsAt(object, field)).map((key) => ({ path: `${field}.${key}`, what: 'a Secret with its value' })),
  );
  return held.length > 0 ? held : secretsIn(object.metadata);
}

function secretsInFile(file: InventoryFile): readonly FoundSecret[] {
  if (!/\.(ya?ml|json)$/.test(file.file)) return inLines(file.text);
  const documents = parsed(file.text);
  if (documents === undefined) return inLines(file.text);
  return documents.flatMap((value) => {
    const isSecret = isFields(value) && textAt(value, 'kind') === 'Secret' && textAt(value, 'apiVersion') === 'v1';
    return isSecret ? secretsOf(value as unknown as Manifest) : secretsIn(value);
  });
}

function inLines(text: string): readonly FoundSecret[] {
  return secretsInText(text, '').map((what) => ({ path: '', what }));
}

/** The documents of a file, or undefined where it cannot be read as what its name says. */
function parsed(text: string): readonly unknown[] | undefined {
  try {
    return parseAllDocuments(text, { logLevel: 'silent' }).map((document) => document.toJS() as unknown);
  } catch {
    return undefined;
  }
}
