import type { InventoryObject } from '../../render/inventory';
import {
  applicationsOf,
  isChart,
  isRootApplication,
  sourcesOf,
  type ApplicationView,
} from '../applications/applications-of';
import { textAt, valueAt } from '../json-fields';
import type { Change, ChangePolicy, Remark } from '../policy';
import { applicationKey } from './matched-objects';

/** An Application as it was and as it is to be. */
interface ApplicationChange {
  readonly before: ApplicationView;
  readonly after: ApplicationView;
}

/** What is printed beside the release goes live at publish, on content that was released for something else. */
export const applicationShapeFixed: ChangePolicy = {
  id: 'application-shape-fixed',
  title:
    'The kind of source, the repository, the path and the destination of an Application never change under its name',
  level: 'error',
  absolute: true,
  scope: 'change',
  doc:
    'what stands at the old destination is pruned or orphaned, and what stands at the new one is taken over ' +
    '(https://github.com/argoproj/argo-cd/issues/11700): that is another application, and a retirement of this one',
  check: (change) =>
    sameNames(change).flatMap(({ before, after }) =>
      SHAPE.flatMap(([what, of]): readonly Remark[] => {
        const [was, is] = [of(before), of(after)];
        if (was === is) return [];
        const expected = `${was}: an application of another name for ${is}, and a retirement of ${after.name}`;
        return [{ at: after.at, found: `${what} of Application ${after.name} is ${is}, and was ${was}`, expected }];
      }),
    ),
};

/** Nothing is deleted by omission. */
export const applicationKept: ChangePolicy = {
  id: 'application-kept',
  title: 'An Application that exists is not left out, and an element of an ApplicationSet is not renamed',
  level: 'error',
  scope: 'change',
  doc:
    'nothing deletes an Application that leaves Git, so it runs on and no policy judges it any more; where something does, ' +
    'it deletes what the application deployed (https://github.com/argoproj/argo-cd/issues/9227)',
  check: (change) => {
    const later = new Set(applicationsOf(change.after).map(applicationKey));
    const earlier = new Set(applicationsOf(change.before).map(applicationKey));
    return applicationsOf(change.before)
      .filter((application) => !isRootApplication(application) && !later.has(applicationKey(application)))
      .map((application) => {
        const renamed = applicationsOf(change.after).find(
          (other) => other.generated && isMadeBy(other.at, application.at) && !earlier.has(applicationKey(other)),
        );
        return leftRemark(application, renamed);
      });
  },
};

const SHAPE: readonly (readonly [string, (application: ApplicationView) => string])[] = [
  ['the kind of source', ({ spec }) => sourcesOf(spec).map(kindOf).join(' and ') || 'no source'],
  ['the source', ({ spec }) => sourcesOf(spec).map(placeOf).join(' and ') || 'no source'],
  [
    'the destination',
    ({ spec }) =>
      ['server', 'name', 'namespace']
        .map((key) => textAt(spec, 'destination', key))
        .filter(Boolean)
        .join(' '),
  ],
];

function kindOf(source: Parameters<typeof isChart>[0]): string {
  if (isChart(source)) return 'a chart';
  if (textAt(source, 'ref') !== undefined && textAt(source, 'path') === undefined) return 'values';
  if (valueAt(source, 'kustomize') !== undefined) return 'Kustomize';
  return valueAt(source, 'helm') === undefined ? 'a directory' : 'a chart in Git';
}

function placeOf(source: Parameters<typeof isChart>[0]): string {
  const place = textAt(source, 'chart') ?? textAt(source, 'path') ?? '';
  return `${textAt(source, 'repoURL') ?? ''} ${place}`.trim();
}

function leftRemark(application: ApplicationView, renamed: ApplicationView | undefined): Remark {
  const { name, at, generated } = application;
  const from = generated ? `, which ApplicationSet ${at.object.metadata.name} generated,` : '';
  const to = renamed === undefined ? '' : `; ${renamed.name} is new in its place`;
  return {
    at,
    found: `Application ${name}${from} is declared no more${to}`,
    expected: `${name} as it was, until it was stopped, and it and what it deployed were deleted by hand`,
  };
}

function isMadeBy(one: InventoryObject, other: InventoryObject): boolean {
  return one.cluster === other.cluster && one.object.kind === 'ApplicationSet'
    ? one.object.metadata.name === other.object.metadata.name
    : false;
}

function sameNames({ before, after }: Change): readonly ApplicationChange[] {
  const later = new Map(applicationsOf(after).map((application) => [applicationKey(application), application]));
  return applicationsOf(before).flatMap((earlier) => {
    const found = later.get(applicationKey(earlier));
    return found === undefined ? [] : [{ before: earlier, after: found }];
  });
}
