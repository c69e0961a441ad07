import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureHelm, measureJudged, measurePlanes, measureStock, scratch, type Measurement } from './measure';

/*
 * npm run bench: synthetic operators of four objects per application (StatefulSet, Service, ConfigMap, Application),
 * ours beside stock App.synth() and, where its binary is at hand, helm template, in one run.
 */

const MEASURES = { planes: measurePlanes, judged: measureJudged, stock: measureStock, helm: measureHelm };

interface Row {
  readonly apps: number;

  /** Rendering and writing, which is what stock does. */
  readonly planesMs: number;

  /** The same over an unchanged output folder. */
  readonly againMs: number;

  /** Rendering, the whole rulebook, and writing. */
  readonly judgedMs: number;
  readonly stockMs: number | null;
  readonly helmMs: number | null;
  readonly rssMiB: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      apps: { type: 'string', default: '300,1000' },
      'stock-up-to': { type: 'string', default: '1000' },
      runs: { type: 'string', default: '3' },
      json: { type: 'string' },
    },
  });
  const sizes = values.apps.split(',').map(Number);
  const limit = Number(values['stock-up-to']);
  const runs = Number(values.runs);
  if ([...sizes, limit, runs].some((n) => !Number.isInteger(n) || n < 1)) {
    throw new Error(
      `--apps and --stock-up-to must be whole numbers from 1, got '${values.apps}' and '${values['stock-up-to']}'`,
    );
  }
  const results: Row[] = [];
  console.log(`Node ${process.version}, ${cpus().length} cores, files written to ${scratch()}`);
  console.log(HEAD.map((title) => title.padStart(11)).join(''));
  for (const apps of sizes) {
    const row = await measure(apps, limit, runs);
    results.push(row);
    const { planesMs, againMs, judgedMs, stockMs, helmMs, rssMiB } = row;
    const cells = [apps, planesMs, againMs, judgedMs, stockMs ?? '-', helmMs ?? '-', rssMiB];
    console.log(cells.map((cell) => String(cell).padStart(11)).join(''));
  }
  console.log(summary(results));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ results }, undefined, 2)}\n`);
}

const HEAD = ['apps', 'planes ms', 'again ms', 'judged ms', 'stock ms', 'helm ms', 'RSS MiB'];

async function measure(apps: number, stockUpTo: number, runs: number): Promise<Row> {
  const planes = await median('planes', apps, runs);
  const judged = await median('judged', apps, runs);
  const stock = apps <= stockUpTo ? await median('stock', apps, runs) : undefined;
  const helm = await median('helm', apps, runs);
  if (planes?.againMs === undefined || judged === undefined) throw new Error(`no measurement of ${apps} applications`);
  return {
    apps,
    planesMs: Math.round(planes.ms),
    againMs: Math.round(planes.againMs),
    judgedMs: Math.round(judged.ms),
    stockMs: stock === undefined ? null : Math.round(stock.ms),
    helmMs: helm === undefined ? null : Math.round(helm.ms),
    rssMiB: Math.max(planes.rssMiB, judged.rssMiB),
  };
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
    ...results.map((row) => `${row.apps}: unchanged ${(row.planesMs / row.againMs).toFixed(1)} times faster`),
  ].join('\n');
}

/** The run of median length: on a shared machine a single one says little. */
async function median(
  measurement: keyof typeof MEASURES,
  apps: number,
  runs: number,
): Promise<Measurement | undefined> {
  const measured: Measurement[] = [];
  for (let run = 0; run < runs; run++) {
    const one = await inChild(measurement, apps);
    if (one !== undefined) measured.push(one);
  }
  return measured.sort((a, b) => a.ms - b.ms)[Math.floor(measured.length / 2)];
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
