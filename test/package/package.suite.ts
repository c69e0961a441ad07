import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

jest.setTimeout(600_000);

const TOP = resolve(__dirname, '../..');
const { devDependencies } = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>;
};

/** Runs a program and returns what it printed; throws with that when it fails. */
function run(cwd: string, program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} exited ${String(status)}\n${stdout}\n${stderr}`);
  return stdout;
}

describe('the package, installed into an empty project outside of the repository', () => {
  const project = mkdtempSync(join(tmpdir(), 'planes-consumer-'));

  beforeAll(() => {
    const packed = JSON.parse(run(TOP, 'npm', 'pack', '--json', '--pack-destination', project)) as {
      filename: string;
    }[];
    cpSync(join(__dirname, 'consumer'), project, { recursive: true });
    const peers = ['cdk8s', 'cdk8s-plus-28', 'constructs', 'ts-node', 'typescript', '@types/node'];
    const wanted = peers.map((name) => `${name}@${devDependencies[name] ?? ''}`);
    writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'consumer', version: '1.0.0', private: true }));
    run(project, 'npm', 'install', '--no-audit', '--no-fund', join(project, packed[0]?.filename ?? ''), ...wanted);
  });

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  const planes = (...args: string[]) =>
    spawnSync(join(project, 'node_modules/.bin/planes'), args, { cwd: project, encoding: 'utf8' });

  test('type-checks against the declarations of the package', () => {
    expect(run(project, 'npx', 'tsc', '--noEmit', '-p', '.')).toBe('');
  });

  test('synthesizes a validator, a workload of its own family, and one wave', () => {
    const { status, stdout, stderr } = planes('synth');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('chain/testnet');
    const units = readdirSync(join(project, 'dist/chain/testnet')).sort();
    expect(units).toEqual(
      ['node', 'signer', 'storage', 'validator']
        .map((unit) => `hoodi-0-${unit}`)
        .concat('tide-0-node', 'tide-0-signer', 'applications', 'index.json')
        .sort(),
    );
    expect(readdirSync(join(project, 'dist/service/testnet')).sort()).toEqual([
      'applications',
      'cert-manager',
      'index.json',
    ]);
  });

  test('renders a family of its own, which imports from the package alone, as strictly as ours', () => {
    const family = readFileSync(join(project, 'apps/tides.ts'), 'utf8');
    expect([...family.matchAll(/from '([^']+)'/g)].map(([, from]) => from)).toEqual(['gitops-planes']);
    const signer = readFileSync(join(project, 'dist/chain/testnet/tide-0-signer/statefulset.tide-signer.yaml'), 'utf8');
    for (const line of ['replicas: 1', 'type: OnDelete', 'whenDeleted: Retain', 'terminationGracePeriodSeconds: 90']) {
      expect(signer).toContain(line);
    }
    const rules = join(project, 'dist/monitoring/testnet/alert-rules/prometheusrule.workload-tide-0.yaml');
    expect(readFileSync(rules, 'utf8')).toContain('alert: TideMissed');
  });

  test('releases applications, of its own family too, and check agrees', () => {
    const commit = '1f0c9d3e5a7248b0d2f4a6c8e1937f5b7d9e0a6b';
    for (const root of ['bootstrap.testnet', 'service.testnet', 'chain.testnet', 'monitoring.testnet']) {
      const { status, stderr } = planes('release', root, '--to', commit);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    }
    expect(planes('synth').status).toBe(0);
    expect(existsSync(join(project, 'dist/service/testnet/applications/application.cert-manager.yaml'))).toBe(true);
    expect(existsSync(join(project, 'dist/chain/testnet/applications/application.tide-0-signer.yaml'))).toBe(true);
    const { status, stderr } = planes('check');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('judges a folder of YAML that is not its own', () => {
    mkdirSync(join(project, 'foreign'));
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: n}\nstringData: {a: b}\n';
    writeFileSync(join(project, 'foreign/secret.yaml'), secret);
    const { status, stderr } = planes('check', '--tree', 'foreign');
    expect(status).toBe(3);
    expect(stderr).toContain('no-secret-material secret.yaml Secret');
  });

  test('passes publint', () => {
    expect(run(TOP, 'npx', 'publint', '--strict')).toContain('All good!');
  });

  test('holds the library and nothing of the example', () => {
    const files = run(TOP, 'npm', 'pack', '--json', '--dry-run', '--ignore-scripts');
    const [{ files: packed }] = JSON.parse(files) as [{ files: { path: string }[] }];
    const tops = new Set(packed.map(({ path }) => path.split('/').slice(0, 2).join('/')));
    expect([...tops].sort()).toEqual(['LICENSE', 'README.md', 'build/imports', 'build/lib', 'package.json']);
  });
});
