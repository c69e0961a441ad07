import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { knownKinds } from '../../lib/policies/schema/object-schema';
import { regenerate } from './regenerate';

const IMPORTS = resolve(__dirname, '../../imports');

function generatedFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .sort();
}

describe('imports/', () => {
  const fresh = mkdtempSync(join(tmpdir(), 'gitops-planes-imports-'));
  beforeAll(() => regenerate(fresh), 60_000);
  afterAll(() => rmSync(fresh, { recursive: true }));

  test('holds exactly the files that are generated', () => {
    expect(generatedFiles(IMPORTS)).toEqual(generatedFiles(fresh));
  });

  test('holds the bytes that regenerating gives', () => {
    const different = generatedFiles(fresh).filter(
      (file) => !readFileSync(join(fresh, file)).equals(readFileSync(join(IMPORTS, file))),
    );
    expect(different).toEqual([]);
  });
});

test('the README lists the kinds that are validated', () => {
  const rows = readFileSync(join(IMPORTS, 'README.md'), 'utf8').matchAll(/^\| `([a-z0-9./-]+)` \| (.+) \|$/gm);
  const listed = [...rows].flatMap(([, apiVersion, kinds]) =>
    kinds?.split(', ').map((kind) => `${apiVersion}/${kind}`),
  );
  expect(listed.filter((name) => /\/?v\d\w*\//.test(String(name)))).toEqual(knownKinds());
});
