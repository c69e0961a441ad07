import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';

/*
 * What is rendered, read by the programs that will read it. They must be at hand: .ci/run installs them.
 */

jest.setTimeout(120_000);

const TOP = resolve(__dirname, '../..');
const DIST = join(TOP, 'dist');

function tool(name: string): string {
  const cached = join(TOP, '.cache/tools', name);
  return existsSync(cached) ? cached : name;
}

function run(program: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(tool(program), args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const products = filesBelow(join(DIST, 'product')).filter((file) => file.endsWith('/kustomization.yaml'));
const rules = filesBelow(join(DIST, 'monitoring')).filter((file) => /\/prometheusrule\./.test(file));

test('there is something to read', () => {
  expect([products.length, rules.length]).toEqual([4, expect.any(Number)]);
  expect(rules.length).toBeGreaterThan(3);
});

test.each(products)('kustomize builds %s with the pinned image', (file) => {
  const built = run('kubectl', 'kustomize', resolve(file, '..'));
  const images = [...built.matchAll(/image: (\S+)/g)].map((match) => match[1]);
  expect(images.length).toBeGreaterThan(0);
  for (const image of images) expect(image).toMatch(/^registry\.example\.com\/\S+@sha256:[0-9a-f]{64}$/);
});

test.each(rules)('promtool accepts %s', (file) => {
  const { spec } = parse(readFileSync(file, 'utf8')) as { spec: object };
  const folder = mkdtempSync(join(tmpdir(), 'planes-rules-'));
  try {
    writeFileSync(join(folder, 'rules.yaml'), stringify(spec));
    expect(run('promtool', 'check', 'rules', join(folder, 'rules.yaml'))).toContain('SUCCESS');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('git computes the tree ids that the releases of this render name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'planes-git-'));
  const git = (...args: string[]): string => {
    const { stdout, status, stderr } = spawnSync('git', args, {
      cwd: DIST,
      encoding: 'utf8',
      env: { ...process.env, GIT_DIR: folder, GIT_WORK_TREE: DIST },
    });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  try {
    git('init', '-q');
    git('add', '-A', '.');
    const top = git('write-tree');
    const releases = readdirSync(join(TOP, 'apps/releases')).map(
      (name) => JSON.parse(readFileSync(join(TOP, 'apps/releases', name), 'utf8')) as Releases,
    );
    for (const { root, applications } of releases) {
      for (const [name, { tree }] of Object.entries(applications)) {
        expect([root, name, git('rev-parse', `${top}:${root.replace('.', '/')}/${name}`)]).toEqual([root, name, tree]);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

interface Releases {
  readonly root: string;
  readonly applications: Readonly<Record<string, { readonly tree: string }>>;
}
