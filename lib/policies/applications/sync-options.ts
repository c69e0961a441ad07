import { ANNOTATION, LABEL } from '../../model/labels';
import type { InventoryObject } from '../../render/inventory';
import { APPLICATION_KINDS, writtenIn } from './applications-of';
import { textAt, textsAt } from '../json-fields';
import { oncePer, oncePerName } from '../once-per';
import type { ObjectPolicy, Remark } from '../policy';

const BOOLEAN = ['true', 'false'];

/** Sync options of Argo CD 3.5 with their values; gitops-engine/pkg/sync/common/types.go and docs/user-guide/sync-options.md. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  ApplyOutOfSyncOnly: BOOLEAN,
  ClientSideApplyMigration: BOOLEAN,
  CreateNamespace: BOOLEAN,
  Delete: [...BOOLEAN, 'confirm'],
  FailOnSharedResource: BOOLEAN,
  Force: BOOLEAN,
  Prune: [...BOOLEAN, 'confirm'],
  PruneLast: BOOLEAN,
  PrunePropagationPolicy: ['foreground', 'background', 'orphan'],
  Replace: BOOLEAN,
  RespectIgnoreDifferences: BOOLEAN,
  ServerSideApply: BOOLEAN,
  SkipDryRunOnMissingResource: BOOLEAN,
  Validate: BOOLEAN,
};

/** Options that delete, take over or hang, with what to do instead. */
const DANGEROUS: Readonly<Record<string, string>> = {
  'Replace=true': 'a migration of its own: it replaces what other controllers wrote',
  'Force=true': 'a migration of its own: it deletes and creates anew, volumes included',
  'CreateNamespace=true': 'the namespace as an object of one application',
  'Prune=confirm': 'Prune=false: a sync that prunes nothing waits for the confirmation all the same',
};

/** An option counts only when it is spelt exactly so. */
export const knownSyncOptions: ObjectPolicy = {
  id: 'known-sync-options',
  title: 'Sync options are spelt as Argo CD knows them',
  level: 'error',
  scope: 'object',
  doc:
    'options are compared as text (HasOption in types.go), so prune=false or FailOnSharedResource=True does nothing ' +
    'and nobody is told',
  check: (at) =>
    optionsOf(at)
      .filter((option) => !isKnown(option))
      .map((option) => ({ at, found: `sync option '${option}'`, expected: nearest(option) })),
};

/** What has deleted or taken over workloads is not an option. */
export const noDangerousSyncOptions: ObjectPolicy = {
  id: 'no-dangerous-sync-options',
  title: 'No Replace, Force, CreateNamespace or Prune=confirm',
  level: 'error',
  scope: 'object',
  doc:
    'Replace and Force have deleted StatefulSets and claims (https://github.com/argoproj/argo-cd/issues/8501); ' +
    'Prune=confirm left a plain sync hanging (seen with 3.5.1)',
  check: (at) => (isKept(at) ? [] : dangerousOptions(at)),
};

/** Where something signs there is no reason good enough for one. */
export const keptSyncOptions: ObjectPolicy = {
  ...noDangerousSyncOptions,
  id: 'kept-sync-options',
  title: 'No Replace, Force, CreateNamespace or Prune=confirm in the chain plane, the bootstrap and what is sensitive',
  absolute: true,
  check: (at) => (isKept(at) ? dangerousOptions(at) : []),
};

function dangerousOptions(at: InventoryObject): readonly Remark[] {
  return optionsOf(at).flatMap((option): readonly Remark[] => {
    const instead = DANGEROUS[option];
    return instead === undefined ? [] : [{ at, found: `sync option ${option}`, expected: instead }];
  });
}

/** Whether an object, or what its Application deploys, is to outlive every mistake. */
function isKept({ root, object }: InventoryObject): boolean {
  return /^(chain|bootstrap)\./.test(root) || object.metadata.labels?.[LABEL.sensitive] === 'true';
}

/** Every Application refuses objects of others. */
export const failOnSharedResource: ObjectPolicy = {
  id: 'fail-on-shared-resource',
  title: 'Every Application has FailOnSharedResource=true',
  level: 'error',
  scope: 'object',
  kinds: APPLICATION_KINDS,
  doc:
    'it is off by default, and without it a sync takes over the objects of another application: ' +
    'https://github.com/argoproj/argo-cd/issues/17763',
  check: (at) =>
    writtenIn(at)
      .filter(({ spec }) => !textsAt(spec, 'syncPolicy', 'syncOptions').includes('FailOnSharedResource=true'))
      .map(() => ({ at, found: 'no FailOnSharedResource=true', expected: 'it among syncPolicy.syncOptions' })),
};

/** The sync options of an object's annotation, trimmed as Argo CD trims them. */
export function annotatedOptions(object: unknown): readonly string[] {
  const text = textAt(object, 'metadata', 'annotations', ANNOTATION.syncOptions);
  if (text === undefined) return [];
  return text
    .split(',')
    .map((option) => option.trim())
    .filter((option) => option !== '');
}

const optionsOf: (at: InventoryObject) => readonly string[] = oncePer((at) => {
  const written = writtenIn(at);
  const annotated = annotatedOptions(at.object);
  if (written.length + annotated.length === 0) return [];
  const own = written.flatMap(({ spec }) => textsAt(spec, 'syncPolicy', 'syncOptions'));
  const template = written.flatMap(({ annotations }) => annotatedOptions({ metadata: { annotations } }));
  return [...new Set([...annotated, ...own, ...template])];
});

const isKnown: (option: string) => boolean = oncePerName((option) => {
  const [name = '', value = ''] = split(option);
  return OPTIONS[name]?.includes(value) ?? false;
});

function nearest(option: string): string {
  const [name = '', value = ''] = split(option).map((part) => part.trim().toLowerCase());
  const known = Object.entries(OPTIONS).find(([key]) => key.toLowerCase() === name);
  if (known === undefined) return `one of ${Object.keys(OPTIONS).join(', ')}`;
  return known[1].includes(value) ? `${known[0]}=${value}` : `${known[0]}=${known[1].join('|')}`;
}

function split(option: string): readonly string[] {
  const equals = option.indexOf('=');
  return equals < 0 ? [option, ''] : [option.slice(0, equals), option.slice(equals + 1)];
}
