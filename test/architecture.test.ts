import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const TOP = resolve(__dirname, '..');

/** The layers from left to right: a file imports its own layer or one to the left of it. */
const LAYERS = ['imports', 'model', 'chains', 'constructs', 'render', 'policies', 'commands', 'cli', 'apps'] as const;

type Layer = (typeof LAYERS)[number];

const sources = filesBelow('lib')
  .concat(filesBelow('apps'))
  .filter((file) => file.endsWith('.ts'));

test('the layers are found', () => {
  expect(new Set(sources.map(layerOf))).toEqual(new Set([...LAYERS.slice(1), undefined]));
});

test('a file imports its own layer or one to the left of it', () => {
  const wrong = sources.flatMap((file) => {
    const layer = layerOf(file);
    if (layer === undefined) return [];
    return importsOf(file)
      .filter((imported) => rank(layerOf(imported) ?? 'apps') > rank(layer))
      .map((imported) => `${file} imports ${imported}`);
  });
  expect(wrong).toEqual([]);
});

test('policies import the model, generated code, and of rendering only the types of the inventory', () => {
  const wrong = sources
    .filter((file) => layerOf(file) === 'policies')
    .flatMap((file) => importsOf(file).map((imported) => [file, imported] as const))
    .filter(([, imported]) => !['model', 'imports', 'policies'].includes(layerOf(imported) ?? ''))
    .filter(([, imported]) => imported !== 'lib/render/inventory.ts')
    .map(([file, imported]) => `${file} imports ${imported}`);
  expect(wrong).toEqual([]);
});

test('the pure layers touch no clock, randomness, environment, network or disk', () => {
  const impure =
    /from 'node:(?!crypto'|path')|from '(?:fs|os|http|https|net|child_process)'|process\.|Date\.now|new Date\(\)|Math\.random|randomUUID|randomBytes|fetch\(/;
  const wrong = sources
    .filter((file) => ['model', 'chains', 'constructs', 'policies'].includes(layerOf(file) ?? ''))
    .filter((file) => impure.test(withoutComments(read(file))));
  expect(wrong).toEqual([]);
});

test('only the apps, the entry points of the CLI and its terminal read the environment', () => {
  const wrong = sources.filter((file) => /process\.env/.test(withoutComments(read(file))));
  expect(
    wrong.filter((file) => !file.startsWith('apps/') && file !== 'lib/cli/bin.ts' && file !== 'lib/commands/git.ts'),
  ).toEqual([]);
});

test('a hand-written file stays under 250 lines, and a test under 400', () => {
  const tests = filesBelow('test').filter((file) => file.endsWith('.ts'));
  const long = [...sources.map((file) => [file, 250] as const), ...tests.map((file) => [file, 400] as const)]
    .map(([file, limit]) => [file, limit, read(file).split('\n').length - 1] as const)
    .filter(([, limit, lines]) => lines > limit)
    .map(([file, , lines]) => `${file} has ${lines} lines`);
  expect(long).toEqual([]);
});

test('no file or folder has a name that says nothing', () => {
  const empty = /^(utils?|helpers?|common|misc|managers?|data|info|config)$/;
  const names = [...filesBelow('lib'), ...filesBelow('apps'), ...filesBelow('test')].flatMap((file) =>
    file.split('/').map((part) => part.replace(/\..*$/, '')),
  );
  expect(names.filter((name) => empty.test(name))).toEqual([]);
});

test('imports/ holds nothing that is written by hand', () => {
  const generated = filesBelow('imports').filter((file) => !file.startsWith('imports/crds/'));
  const byHand = generated.filter(
    (file) => file !== 'imports/README.md' && !/generated/i.test(read(file).slice(0, 400)),
  );
  expect(byHand).toEqual([]);
});

test('the top of the repository holds what it must, and nothing else', () => {
  const known = [
    'LICENSE',
    'README.md',
    'apps',
    'cdk8s.yaml',
    'dist',
    'imports',
    'lib',
    'package-lock.json',
    'package.json',
    'test',
    'tsconfig.json',
  ];
  const ignored = ['build', 'docs', 'node_modules'];
  expect(
    readdirSync(TOP)
      .filter((name) => !name.startsWith('.') && !ignored.includes(name))
      .sort(),
  ).toEqual(known);
});

function layerOf(file: string): Layer | undefined {
  const [top, second, third] = file.split('/');
  const name = top === 'lib' ? (third === undefined ? undefined : second) : top;
  return LAYERS.find((layer) => layer === name);
}

function rank(layer: Layer): number {
  return LAYERS.indexOf(layer);
}

function importsOf(file: string): string[] {
  return [...read(file).matchAll(/(?:from|import\(|require\()\s*'(\.[^']+)'/g)].map((match) => {
    const path = relative(TOP, resolve(TOP, dirname(file), match[1] ?? ''));
    const candidates = [`${path}.ts`, `${path}/index.ts`, path];
    return candidates.find((candidate) => exists(candidate)) ?? path;
  });
}

function exists(file: string): boolean {
  try {
    read(file);
    return true;
  } catch {
    return false;
  }
}

function read(file: string): string {
  return readFileSync(join(TOP, file), 'utf8');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(TOP, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
