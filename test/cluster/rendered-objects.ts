import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

const TOP = resolve(__dirname, '../..');
/** The rendered output. */
export const DIST = join(TOP, 'dist');

/** As much of an API object as tests look at. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** One API object of `dist/`, and the file it stands in (from `dist/` on). */
export interface RenderedObject {
  readonly file: string;
  readonly object: Manifest;
}

/** Files that Helm and Kustomize read; they are no API objects. */
const NO_OBJECT = /(?:^|\/)(?:values|kustomization)\.yaml$/;

/** The clusters that `dist/` has roots for. */
export const clusters = [...new Set(yamlFiles().map(clusterOf))].sort();

/** Every API object that `dist/` holds for a cluster: its roots' and its bootstrap's. */
export function objectsOf(cluster: string): readonly RenderedObject[] {
  return yamlFiles()
    .filter((file) => clusterOf(file) === cluster && !NO_OBJECT.test(file))
    .map((file) => ({ file, object: parse(readFileSync(join(DIST, file), 'utf8')) as Manifest }));
}

/** The CRDs in full, which objects are judged by: those of Argo CD, cert-manager, External Secrets and Prometheus. */
export function fullCrds(): readonly Manifest[] {
  const folder = join(TOP, 'imports/crds/full');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => parseAllDocuments(readFileSync(join(folder, name), 'utf8')))
    .map((document) => document.toJS() as Manifest | null)
    .filter((object) => object !== null);
}

/** The one object of a file in `dist/`. */
export function objectIn(file: string): Manifest {
  return parse(readFileSync(join(DIST, file), 'utf8')) as Manifest;
}

function yamlFiles(): string[] {
  return readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort();
}

function clusterOf(file: string): string {
  return file.split('/')[1] ?? '';
}
