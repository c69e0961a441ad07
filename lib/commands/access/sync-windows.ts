import type { ApplicationView } from '../../policies/applications/applications-of';
import { listAt, textAt, textsAt, valueAt } from '../../policies/json-fields';
import { matches } from '../../policies/projects/argo-glob';
import type { ProjectView } from '../../policies/projects/project-match';
import type { AccessRule } from './access-rule';

/** What the sync windows of a project do to a person's sync. */
interface WindowVerdict {
  /** The window that always stops it. */
  readonly always?: AccessRule;

  /** Windows that stop it at times. */
  readonly atTimes: readonly AccessRule[];
}

/**
 * Whether a person may sync an Application, by its project's sync windows (SyncWindows.CanSync of
 * pkg/apis/application/v1alpha1/types.go of Argo CD 3.5). A window stands in the way of both, the API server and an
 * operation written through Kubernetes; of actions and deletion it says nothing.
 */
export function windowsOn({ at, spec }: ProjectView, application: ApplicationView): WindowVerdict {
  const windows = listAt(spec, 'syncWindows').filter((window) => matchesApplication(window, application));
  const manual = (window: unknown): boolean => valueAt(window, 'manualSync') === true;
  const rule = (window: unknown): AccessRule => ({ text: textOf(window), file: at.file });
  const denies = windows.filter((window) => textAt(window, 'kind') === 'deny');
  const denying = denies.filter((window) => !manual(window));
  const permanent = denying.find(isPermanent);
  if (permanent !== undefined) return { always: rule(permanent), atTimes: [] };
  const allows = windows.filter((window) => textAt(window, 'kind') === 'allow');
  // Outside of every allow window a person may sync only if all of them let him, unless an active deny window does.
  const open = denies.some(isPermanent) || allows.some(isPermanent) || allows.every(manual);
  const closed = open ? [] : allows.filter((window) => !manual(window));
  return { atTimes: [...denying, ...closed].map(rule) };
}

/** `0 0 * * *` for 24h has an edge at midnight; only a window that opens every minute has none. */
function isPermanent(window: unknown): boolean {
  return textAt(window, 'schedule') === '* * * * *' && /[1-9]\d*[hm]/.test(textAt(window, 'duration') ?? '');
}

/** One selector is enough, unless `andOperator` asks for all of those that are set. */
function matchesApplication(window: unknown, { name, spec }: ApplicationView): boolean {
  const on = (field: string, ...values: (string | undefined)[]): boolean[] => {
    const patterns = textsAt(window, field);
    return patterns.length === 0
      ? []
      : [patterns.some((pattern) => values.some((value) => value !== undefined && matches(pattern, value)))];
  };
  const verdicts = [
    ...on('applications', name),
    ...on('namespaces', textAt(spec, 'destination', 'namespace')),
    ...on('clusters', textAt(spec, 'destination', 'server'), textAt(spec, 'destination', 'name')),
  ];
  const all = valueAt(window, 'andOperator') === true;
  return all ? verdicts.length > 0 && verdicts.every(Boolean) : verdicts.some(Boolean);
}

function textOf(window: unknown): string {
  const [kind, schedule, duration] = ['kind', 'schedule', 'duration'].map((field) => textAt(window, field) ?? '');
  return `${kind} window '${schedule}' for ${duration} without manualSync`;
}
