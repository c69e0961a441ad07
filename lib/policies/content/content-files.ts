import { parseDocument } from 'yaml';
import type { Inventory } from '../../render/inventory';
import {
  applicationsOf,
  contentOf,
  contentPathOf,
  isChart,
  sourcesOf,
  type ApplicationView,
} from '../applications/applications-of';
import { chartIn, type ChartView } from './chart-declarations';
import { fileNameOf, foldersOf, lastSegment, type FolderContents } from './folders-of';
import { textAt, textsAt, type Fields } from '../json-fields';
import type { FleetPolicy, Remark, RootPolicy } from '../policy';

/** An Application that reads nothing looks as healthy as one that works. */
export const contentPresent: FleetPolicy = {
  id: 'content-present',
  title: "Every Application's folder exists and holds objects",
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc: 'an application of a folder without objects is Synced and Healthy, so a wrong path is never seen (seen with 3.5.1)',
  check: (fleet) =>
    applicationsOf(fleet).flatMap((application): readonly Remark[] => {
      const path = contentPathOf(application);
      if (path === undefined || sourcesOf(application.spec).some(isChart)) return [];
      const folder = contentOf(application, fleet);
      if (folder === undefined ? fleet.view === 'released' : folder.objects.length > 0) return [];
      const found = folder === undefined ? `folder ${path}, which does not exist` : `folder ${path} without objects`;
      return [{ at: application.at, found, expected: 'a folder with at least one object' }];
    }),
};

/** A values file is there, and is the application's own. */
export const helmValueFiles: FleetPolicy = {
  id: 'helm-value-files',
  title: "A chart's value files exist in the application's own folder",
  level: 'error',
  scope: 'fleet',
  doc:
    'a missing file makes the application Unknown, and with ignoreMissingValueFiles the chart runs with its defaults: ' +
    'https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#values-files',
  check: (fleet) =>
    applicationsOf(fleet).flatMap((application) =>
      sourcesOf(application.spec).flatMap((source) => [
        ...textsAt(source, 'helm', 'valueFiles').flatMap((file) => valueFileRemarks(application, file, fleet)),
        ...(source.helm !== undefined && (source.helm as Fields)['ignoreMissingValueFiles'] === true
          ? [{ at: application.at, found: 'ignoreMissingValueFiles', expected: 'files that exist' }]
          : []),
      ]),
    ),
};

/** What is installed is what the folder declares. */
export const chartDeclared: FleetPolicy = {
  id: 'chart-declared',
  title: 'chart.json names the chart that its Application installs, in the same version once it is released',
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    'policies judge a chart by what its chart.json says it owns, which holds for that one chart and version: charts move ' +
    'CRDs and kinds between versions (https://helm.sh/docs/chart_best_practices/custom_resource_definitions/)',
  check: (fleet) =>
    applicationsOf(fleet).flatMap((application): readonly Remark[] => {
      const source = sourcesOf(application.spec).find(isChart);
      const folder = contentOf(application, fleet);
      if (source === undefined || folder === undefined) return [];
      const declaration = folder.files.get('chart.json');
      if (declaration === undefined) {
        return [{ at: application.at, found: `no chart.json in ${folder.path}`, expected: 'what the chart owns' }];
      }
      const chart = chartIn(declaration);
      return chartDifferences(source, chart, fleet).map(([found, expected]) => ({ at: chart.at, found, expected }));
    }),
};

/** Kustomize applies what is listed, and nothing else. */
export const kustomizationComplete: RootPolicy = {
  id: 'kustomization-complete',
  title: 'kustomization.yaml lists exactly the objects of its folder',
  level: 'error',
  scope: 'root',
  doc:
    'an object that is not listed is never applied, though every other policy judged it: ' +
    'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/resource/',
  check: (root) => [...foldersOf(root).values()].flatMap(kustomizationRemarks),
};

function valueFileRemarks(application: ApplicationView, file: string, fleet: Inventory): readonly Remark[] {
  const { at, name, spec } = application;
  const path = contentPathOf(application);
  const match = /^\$([^/]+)\/(.+)$/.exec(file);
  const ref = match?.[1];
  const remark = (found: string, expected: string): readonly Remark[] => [{ at, found, expected }];
  if (ref === undefined) return remark(`value file ${file}`, '$values/<path>/<application>/values.yaml');
  if (!sourcesOf(spec).some((source) => textAt(source, 'ref') === ref)) {
    return remark(`value file ${file}`, `a source with ref: ${ref}`);
  }
  if (path === undefined) return [];
  const segments = (match?.[2] ?? '').split('/');
  const [folderName, fileName] = [segments.at(-2), segments.at(-1) ?? ''];
  if (folderName !== name) return remark(`value file ${file}`, `one in the application's own folder ${name}`);
  const folder = foldersOf(fleet).get(path);
  // What is not in the released inventory at all is a release without proof, which is reported as such.
  if (folder === undefined && fleet.view === 'released') return [];
  if (folder?.files.has(fileName)) return [];
  return remark(`value file ${file}, which does not exist`, `${path}/${fileName}`);
}

function chartDifferences(source: Fields, chart: ChartView, fleet: Inventory): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string, string | undefined])[] = [
    ['name', chart.name, textAt(source, 'chart')],
    ['repository', chart.repository, textAt(source, 'repoURL')],
  ];
  // A release stays behind the proposed version until somebody approves it, so only released content must agree.
  if (fleet.view === 'released') pairs.push(['version', chart.version, textAt(source, 'targetRevision')]);
  return pairs
    .filter(([, declared, installed]) => declared !== installed)
    .map(
      ([field, declared, installed]) => [`${field} ${declared}`, `${installed}, as its Application installs`] as const,
    );
}

function kustomizationRemarks(folder: FolderContents): readonly Remark[] {
  const at = folder.files.get('kustomization.yaml');
  if (at === undefined) return [];
  const listed = textsAt(parseDocument(at.text).toJS() as unknown, 'resources');
  const objects = new Set(folder.objects.map(fileNameOf));
  // Bases, components and URLs are no files of this folder.
  const dangling = listed.filter((name) => /^[^/]+\.ya?ml$/.test(name) && !objects.has(name));
  // A patch is a file of the folder and no resource of it.
  const unlisted = [...objects].filter((name) => !listed.includes(name) && !at.text.includes(name));
  return [
    ...dangling.map((name) => ({
      at,
      found: `resource ${name}, which holds no object`,
      expected: `a file of ${lastSegment(folder.path)}`,
    })),
    ...unlisted.map((name) => ({ at, found: `${name} is not listed`, expected: 'it among resources' })),
  ];
}
