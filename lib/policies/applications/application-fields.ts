import { APPLICATION_KINDS, isApplicationOrSet, isArgo, writtenIn } from './applications-of';
import { fieldsAt, listAt, textAt, valueAt } from '../json-fields';
import type { ObjectPolicy, Remark } from '../policy';

const OBJECT_ERROR = { level: 'error', scope: 'object' } as const;

/** Fields of an Application that act when they are applied. */
const ACTING_FIELDS = ['operation', 'status'] as const;

/** Metadata of an Application that approves, starts or stops something. */
const ACTING_METADATA = [
  'argocd.argoproj.io/deletion-approved',
  'argocd.argoproj.io/hydrate',
  'argocd.argoproj.io/refresh',
  'argocd.argoproj.io/skip-reconcile',
] as const;

/** On any object it is a claim of ownership that Argo CD writes itself. */
const TRACKING_ID = 'argocd.argoproj.io/tracking-id';

/** Nothing in Git starts, approves or stops an operation. */
export const noOperationInGit: ObjectPolicy = {
  ...OBJECT_ERROR,
  absolute: true,
  id: 'no-operation-in-git',
  title: 'Nothing in Git starts an operation, approves a deletion or claims an object',
  doc:
    'an operation that comes with a manifest syncs a gated application at once and ignores its sync options ' +
    '(docs/user-guide/sync-kubectl.md; seen with 3.5.1), and a deletion-approved in the far future approves every deletion',
  check: (at) => {
    const fields = writtenIn(at).length === 0 ? [] : ACTING_FIELDS.filter((field) => at.object[field] !== undefined);
    const keys = isApplicationOrSet(at.object) ? [...ACTING_METADATA, TRACKING_ID] : [TRACKING_ID];
    const template = isArgo(at.object, 'ApplicationSet') ? [fieldsAt(at.object, 'spec', 'template')] : [];
    const found = [at.object, ...template].flatMap((object) =>
      ['annotations', 'labels'].flatMap((kind) => {
        const set = fieldsAt(object, 'metadata', kind);
        return keys.filter((key) => set[key] !== undefined);
      }),
    );
    return [...fields, ...found].map((what) => ({ at, found: `${what} is set`, expected: `no ${what} in Git` }));
  },
};

/** Without a finalizer a deleted Application leaves its workload alone. */
export const noApplicationFinalizer: ObjectPolicy = {
  ...OBJECT_ERROR,
  kinds: APPLICATION_KINDS,
  id: 'no-application-finalizer',
  title: 'Applications have no finalizer',
  absolute: true,
  doc:
    'with resources-finalizer, whoever deletes the Application object deletes its workload and volumes: ' +
    'https://github.com/argoproj/argo-cd/issues/9853',
  check: (at) => {
    if (!isApplicationOrSet(at.object)) return [];
    const written = isArgo(at.object, 'ApplicationSet') ? fieldsAt(at.object, 'spec', 'template') : at.object;
    return listAt(written, 'metadata', 'finalizers').map((finalizer) => ({
      at,
      found: `finalizer ${String(finalizer)}`,
      expected: 'no finalizer on an Application',
    }));
  },
};

/** A project of its own confines each Application. */
export const applicationProject: ObjectPolicy = {
  ...OBJECT_ERROR,
  kinds: APPLICATION_KINDS,
  absolute: true,
  id: 'application-project',
  title: 'Every Application names a project, and never default',
  doc:
    "Argo CD reads an empty project as 'default', which allows everything wherever it was not locked: " +
    'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/#the-default-project',
  check: (at) =>
    writtenIn(at).flatMap(({ spec }) => {
      const project = textAt(spec, 'project') ?? '';
      if (project !== '' && project !== 'default') return [];
      return [{ at, found: project === '' ? 'no project' : "project 'default'", expected: 'a project of its own' }];
    }),
};

/** The field is one of ApplicationSets. */
export const preserveOnSetsOnly: ObjectPolicy = {
  ...OBJECT_ERROR,
  kinds: APPLICATION_KINDS,
  id: 'preserve-on-sets-only',
  title: 'preserveResourcesOnDeletion stands on ApplicationSets only',
  doc: 'an Application ignores it, so what it should protect is deleted: https://github.com/argoproj/argo-cd/issues/18201',
  check: (at) =>
    writtenIn(at).flatMap(({ spec }) =>
      valueAt(spec, 'syncPolicy', 'preserveResourcesOnDeletion') === undefined
        ? []
        : [{ at, found: 'syncPolicy.preserveResourcesOnDeletion on an Application', expected: 'no finalizer instead' }],
    ),
};

/** Kinds of the core group that people list under ignoreDifferences; they have no group to name. */
const CORE_KINDS: ReadonlySet<string> = new Set([
  'ConfigMap',
  'Endpoints',
  'LimitRange',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Pod',
  'ReplicationController',
  'ResourceQuota',
  'Secret',
  'Service',
  'ServiceAccount',
]);

/** An entry without a group matches core kinds only. */
export const ignoreDifferencesGroup: ObjectPolicy = {
  ...OBJECT_ERROR,
  kinds: APPLICATION_KINDS,
  id: 'ignore-differences-group',
  title: 'ignoreDifferences names the group of its kind',
  doc: 'an entry without group means the core group, so it matches nothing: https://github.com/argoproj/argo-cd/issues/28590',
  check: (at) =>
    writtenIn(at).flatMap(({ spec }) =>
      listAt(spec, 'ignoreDifferences').flatMap((entry): readonly Remark[] => {
        const kind = textAt(entry, 'kind') ?? '';
        if ((textAt(entry, 'group') ?? '') !== '' || CORE_KINDS.has(kind)) return [];
        return [{ at, found: `ignoreDifferences of ${kind} without group`, expected: `the group of ${kind}` }];
      }),
    ),
};
