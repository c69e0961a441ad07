import type { Inventory } from '../../render/inventory';
import { APPLICATION_KINDS, applicationsOf, isChart, sourcesOf, writtenIn } from '../applications/applications-of';
import { listAt, textAt, textsAt, valueAt } from '../json-fields';
import type { FleetPolicy, ObjectPolicy } from '../policy';
import { permitsRepository, projectsOf, type ProjectView } from './project-match';

/** Whoever writes a repository decides what every project that allows it may deploy. */
export const repositoryOfOneOwner: FleetPolicy = {
  id: 'repository-of-one-owner',
  title: 'A Git repository is allowed by projects of the same developers only',
  level: 'warning',
  scope: 'fleet',
  doc:
    'Argo CD allows a repository, never a path of it: developers of one project write what runs with the rights of ' +
    'another, unless the repository itself splits them by path: ' +
    'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/',
  check: (fleet) =>
    gitRepositories(fleet).flatMap(({ cluster, url }) => {
      const allowing = projectsOf(fleet).filter(
        (project) => project.at.cluster === cluster && developersOf(project) !== '' && permitsRepository(project, url),
      );
      const [first, ...others] = allowing;
      if (first === undefined) return [];
      return others
        .filter((project) => developersOf(project) !== developersOf(first))
        .map((project) => ({
          at: project.at,
          found: `repository ${url}, which ${developersOf(first)} write for project ${first.name}`,
          expected: `a repository that only ${developersOf(project)} write`,
        }));
    }),
};

/** What a plugin renders is seen by nobody before it runs. */
export const noPluginSources: ObjectPolicy = {
  id: 'no-plugin-sources',
  title: 'No Application renders its content through a config management plugin',
  level: 'error',
  scope: 'object',
  kinds: APPLICATION_KINDS,
  doc:
    'a plugin runs programs of the repository beside the credentials of the repo server, and what it renders passes no ' +
    'review and no policy: https://argo-cd.readthedocs.io/en/stable/operator-manual/config-management-plugins/',
  check: (at) =>
    writtenIn(at).flatMap(({ spec }) =>
      sourcesOf(spec)
        .filter((source) => valueAt(source, 'plugin') !== undefined)
        .map((source) => ({
          at,
          found: `plugin ${textAt(source, 'plugin', 'name') ?? 'of the repository'}`,
          expected: 'rendered content, or a chart',
        })),
    ),
};

function gitRepositories(fleet: Inventory): readonly { readonly cluster: string; readonly url: string }[] {
  const found = applicationsOf(fleet).flatMap(({ at, spec }) =>
    sourcesOf(spec)
      .filter((source) => !isChart(source))
      .map((source) => ({ cluster: at.cluster, url: textAt(source, 'repoURL') ?? '' })),
  );
  return [...new Map(found.map((repository) => [JSON.stringify(repository), repository])).values()];
}

function developersOf({ spec }: ProjectView): string {
  const roles = listAt(spec, 'roles').filter((role) => textAt(role, 'name') === 'developer');
  return [...new Set(roles.flatMap((role) => textsAt(role, 'groups')))].sort().join(', ');
}
