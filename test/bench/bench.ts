import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureHelm, measurePlanes, measureStock, scratch, type Measurement } from './measure';

/*
 * npm run bench: synthetic operators of four objects per application (StatefulSet, Service, ConfigMap, Application),
 * ours beside stock App.synth() and, where its binary is at hand, helm template, in one run.
 */

const MEASURES = { planes: measurePlanes, stock: measureStock, helm: measureHelm };

interface Row {
  readonly apps: number;
  readonly planesMs: number;
  readonly planesAgainMs: number;
  readonly stockMs: number | null;
  readonly helmMs: number | null;
  readonly rssMiB: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      apps: { type: 'string', default: '300,1000' },
      'stock-up-to': { type: 'string', default: '1000' },
      json: { type: 'string' },
    },
  });
  const sizes = values.apps.split(',').map(Number);
  const limit = Number(values['stock-up-to']);
  if ([...sizes, limit].some((n) => !Number.isInteger(n) || n < 1)) {
    throw new Error(
      `--apps and --stock-up-to must be whole numbers from 1, got '${values.apps}' and '${values['stock-up-to']}'`,
    );
  }
  const results: Row[] = [];
  console.log(`Node ${process.version}, ${cpus().length} cores, files written to ${scratch()}`);
  console.log('  apps   planes ms    again ms    stock ms     helm ms   RSS MiB');
  for (const apps of sizes) {
    const planes = await inChild('planes', apps);
    if (planes === undefined) throw new Error(`no measurement of ${apps} applications`);
    const stock = apps <= limit ? await inChild('stock', apps) : undefined;
    const helm = await inChild('helm', apps);
    const row = {
      apps,
      planesMs: Math.round(planes.ms),
      planesAgainMs: Math.round(planes.againMs ?? Number.NaN),
      stockMs: stock === undefined ? null : Math.round(stock.ms),
      helmMs: helm === undefined ? null : Math.round(helm.ms),
      rssMiB: planes.rssMiB,
    };
    results.push(row);
    const cells = [row.planesMs, row.planesAgainMs, row.stockMs ?? '-', row.helmMs ?? '-'];
    console.log(
      `${String(apps).padStart(6)}${cells.map((c) => String(c).padStart(12)).join('')}${String(row.rssMiB).padStart(10)}`,
    );
  }
  console.log(summary(results));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ results }, undefined, 2)}\n`);
}

function summary(results: readonly Row[]): string {
  const lines = results
    .filter((row) => row.stockMs !== null)
    .map((row) => `${row.apps}: ${((row.stockMs ?? 0) / row.planesMs).toFixed(1)} times faster than stock`);
  const [small, large] = [results.find((row) => row.apps >= 1000), results.at(-1)];
  if (small !== undefined && large !== undefined && large.apps > small.apps) {
    const exponent = Math.log(large.planesMs / small.planesMs) / Math.log(large.apps / small.apps);
    lines.push(`growth exponent from ${small.apps} to ${large.apps}: ${exponent.toFixed(2)}`);
  }
  return [
    ...lines,
    ...results.map((row) => `${row.apps}: unchanged ${(row.planesMs / row.planesAgainMs).toFixed(1)} times faster`),
  ].join('\n');
}

/** Each measurement starts cold, as a command does, and leaves no heap behind for the next. */
function inChild(measure: keyof typeof MEASURES, apps: number): Promise<Measurement | undefined> {
  return new Promise((resolve, reject) => {
    let result: Measurement | undefined;
    const child = fork(__filename, [], { env: { ...process.env, PLANES_BENCH: `${measure}:${apps}` } });
    child.on('message', (message) => {
      result = message as Measurement;
    });
    child.on('exit', (code) => (code === 0 ? resolve(result) : reject(new Error(`${measure} of ${apps} failed`))));
  });
}

const job = process.env['PLANES_BENCH'];
if (job === undefined) void main();
else {
  const [measure, apps] = job.split(':');
  const result = MEASURES[measure as keyof typeof MEASURES](Number(apps));
  if (result !== undefined) process.send?.(result);
}
