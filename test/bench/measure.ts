import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';

import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { parseDocument } from 'yaml';
import { Releases, synthesize, type Policy, type ReleaseEntry } from '../../lib';
import { RULEBOOK } from '../../lib/policies';
import { nodeDisk } from '../../lib/render/disk';
import { render } from '../../lib/render/render';
import { names, operator, REVISION, workload } from './operator';

/** One measurement, made in a process of its own. */
export interface Measurement {
  readonly ms: number;

  /** The same again over an unchanged output folder; only ours knows the difference. */
  readonly againMs?: number;
  readonly rssMiB: number;
}

/** Our synthesis without policies, which is what stock cdk8s does: from no construct to the last file, twice. */
export function measurePlanes(applications: number): Measurement {
  return measureSynthesis(applications, []);
}

/** The same with the whole rulebook over both inventories: what `planes synth` does. */
export function measureJudged(applications: number): Measurement {
  return measureSynthesis(applications, RULEBOOK);
}

function measureSynthesis(applications: number, policies: readonly Policy[]): Measurement {
  const releases = releasesOf(applications);
  return inTempFolder((folder) => {
    const once = (): number => {
      const start = performance.now();
      const result = synthesize(operator(applications, releases), {
        policies,
        world: {
          out: join(folder, 'dist'),
          rejected: join(folder, 'rejected'),
          disk: nodeDisk,
          content: { state: 'none', had: () => false, readMany: () => new Map() },
          today: '2026-01-01',
        },
      });
      const ms = performance.now() - start;
      if (!result.written || result.findings.length > 0) {
        throw new Error(
          `the synthetic operator has problems: ${JSON.stringify([result.problems, result.findings[0]])}`,
        );
      }
      return ms;
    };
    const ms = once();
    return { ms, againMs: once(), rssMiB: peakMiB() };
  });
}

/** Stock `App.synth()` of the same objects, a chart per application, a file per object. */
export function measureStock(applications: number): Measurement {
  const printed = applicationObjects(1)[0]!;
  return inTempFolder((folder) => {
    const start = performance.now();
    const app = new App({
      outdir: folder,
      outputFileExtension: '.yaml',
      yamlOutputType: YamlOutputType.FILE_PER_RESOURCE,
    });
    for (const name of names(applications)) {
      const chart = new Chart(app, name, { disableResourceNameHashes: true });
      workload(chart, name);
      new ApiObject(chart, 'application', {
        ...printed,
        metadata: { name, namespace: printed.metadata.namespace, labels: { ...printed.metadata.labels } },
      });
    }
    app.synth();
    return { ms: performance.now() - start, rssMiB: peakMiB() };
  });
}

/** `helm template` of the same objects, one template that ranges over the applications. */
export function measureHelm(applications: number): Measurement | undefined {
  const helm = findHelm();
  if (helm === undefined) return undefined;
  return inTempFolder((folder) => {
    writeChart(folder, applications);
    const start = performance.now();
    const { status, stderr } = spawnSync(helm, ['template', 'bench', folder, '--output-dir', join(folder, 'out')], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (status !== 0) throw new Error(`helm template failed: ${stderr}`);
    return { ms: performance.now() - start, rssMiB: peakMiB() };
  });
}

function writeChart(folder: string, applications: number): void {
  mkdirSync(join(folder, 'templates'));
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: bench\nversion: 1.0.0\n');
  writeFileSync(join(folder, 'values.yaml'), JSON.stringify({ names: names(applications) }));
  const objects = [...contentObjects(), ...applicationObjects(1)];
  const body = objects.map((object) => JSON.stringify(object).replaceAll('app-00000', '{{ . }}')).join('\n---\n');
  writeFileSync(join(folder, 'templates', 'all.yaml'), `{{- range .Values.names }}\n---\n${body}\n{{- end }}\n`);
}

function contentObjects(): readonly unknown[] {
  return render(operator(1, Releases.none()))
    .inventory.objects.filter((entry) => entry.folder === 'app-00000')
    .map((entry) => parseDocument(JSON.stringify(entry.object)).toJS() as unknown);
}

function applicationObjects(applications: number) {
  return render(operator(applications, releasesOf(applications)))
    .inventory.objects.filter((entry) => entry.root === 'service.bench' && entry.folder === 'applications')
    .map((entry) => entry.object);
}

/** Each application released at the tree that it renders to, and the instance that holds their project. */
function releasesOf(applications: number): Releases {
  const { treeOf } = render(operator(applications, Releases.none()));
  const entry = (root: string, application: string, path: string): ReleaseEntry => ({
    root,
    application,
    release: { revision: REVISION, tree: treeOf(path) ?? '' },
    where: 'bench',
  });
  return Releases.of([
    entry('bootstrap.bench', 'instance', 'bootstrap/bench/instance'),
    ...names(applications).map((name) => entry('service.bench', name, `service/bench/${name}`)),
  ]);
}

function findHelm(): string | undefined {
  const cached = resolve(__dirname, '../../.cache/tools/helm');
  if (existsSync(cached)) return cached;
  return spawnSync('helm', ['version']).status === 0 ? 'helm' : undefined;
}

function inTempFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(scratch(), 'bench-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function peakMiB(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

/** Memory where there is some to write to, so that the programs are measured and not the disk. */
export function scratch(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}
