import {
  APPLICATION_KINDS,
  applicationsIn,
  applicationsOf,
  contentOf,
  isChart,
  isRootApplication,
  sourcesOf,
  type ApplicationView,
} from './applications-of';
import { textAt, valueAt, type Fields } from '../json-fields';
import type { ObjectPolicy, Remark, RootPolicy } from '../policy';

/** What a directory source includes: `**` would miss the top level, and without it README and index.json break it. */
const INCLUDE = '*.yaml';

/** Content is what its approval says, byte for byte. */
export const pinnedRevision: ObjectPolicy = {
  id: 'pinned-revision',
  title: 'Content is pinned to a commit; only root Applications follow a branch',
  level: 'error',
  absolute: true,
  scope: 'object',
  kinds: APPLICATION_KINDS,
  doc:
    'a child that follows a branch syncs itself whatever its wave and whoever approved: ' +
    'https://github.com/argoproj/argo-cd/issues/8778',
  check: (at) =>
    applicationsIn(at).flatMap((application) =>
      isRootApplication(application) ? [] : gitSources(application).flatMap((source) => unpinned(application, source)),
    ),
};

/** A chart version is one version. */
export const exactChartVersion: ObjectPolicy = {
  id: 'exact-chart-version',
  title: 'Charts are installed at an exact version',
  level: 'error',
  absolute: true,
  scope: 'object',
  kinds: APPLICATION_KINDS,
  doc:
    'a range resolves to whatever is published next, which nobody approved, and no gate can compare it with a release ' +
    '(https://argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies/#helm)',
  check: (at) =>
    applicationsIn(at).flatMap((application) =>
      sourcesOf(application.spec)
        .filter(isChart)
        .filter((source) => !EXACT_VERSION.test(textAt(source, 'targetRevision') ?? ''))
        .map((source) => ({
          at,
          found: `${named(application)}chart ${textAt(source, 'chart')} at ${shown(source)}`,
          expected: 'an exact version such as 1.2.3',
        })),
    ),
};

/** A directory source reads the rendered files and none of the others. */
export const directoryInclude: RootPolicy = {
  id: 'directory-include',
  title: `Directory sources include ${INCLUDE}`,
  level: 'error',
  scope: 'root',
  doc:
    'without include, index.json and README.md make the whole application Unknown; one that matches nothing gives an ' +
    'empty application that is Synced and Healthy (seen with 3.5.1)',
  check: (root) =>
    applicationsOf(root).flatMap((application): readonly Remark[] => {
      const [source] = sourcesOf(application.spec).filter(isDirectory);
      if (source === undefined || textAt(source, 'directory', 'include') === INCLUDE) return [];
      if (contentOf(application, root)?.files.has('kustomization.yaml')) return [];
      const include = textAt(source, 'directory', 'include');
      return [
        {
          at: application.at,
          found: `${named(application)}${include === undefined ? 'directory source without include' : `include ${include}`}`,
          expected: `directory.include: '${INCLUDE}'`,
        },
      ];
    }),
};

const EXACT_VERSION = /^v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;
const COMMIT = /^[0-9a-f]{40}$/;

function unpinned(application: ApplicationView, source: Fields): readonly Remark[] {
  const revision = textAt(source, 'targetRevision') ?? '';
  if (COMMIT.test(revision)) return [];
  return [
    {
      at: application.at,
      found: `${named(application)}targetRevision ${shown(source)}`,
      expected: 'a commit of 40 hex digits',
    },
  ];
}

function gitSources({ spec }: ApplicationView): readonly Fields[] {
  return sourcesOf(spec).filter((source) => !isChart(source));
}

function isDirectory(source: Fields): boolean {
  const others = ['chart', 'helm', 'kustomize', 'plugin', 'ref'];
  return textAt(source, 'path') !== undefined && others.every((kind) => valueAt(source, kind) === undefined);
}

function named(application: ApplicationView): string {
  return application.generated ? `${application.name}: ` : '';
}

function shown(source: Fields): string {
  return textAt(source, 'targetRevision') ?? 'HEAD, since none is given';
}
