import { LABEL } from '../../model/labels';
import { applicationsOf, contentOf, isContent } from './applications-of';
import { foldersOf } from '../content/folders-of';
import type { Remark, RootPolicy } from '../policy';
import { annotatedOptions } from './sync-options';

/** Both are needed: prune and deletion are two ways, and each option closes one. */
const PROTECTION = ['Prune=false', 'Delete=false'] as const;

/** Objects of sensitive applications outlive every mistake with the application. */
export const sensitiveProtected: RootPolicy = {
  id: 'sensitive-protected',
  title: 'Every object of a sensitive application carries Prune=false and Delete=false',
  level: 'error',
  absolute: true,
  scope: 'root',
  doc:
    'claims were deleted with their application although they had Prune=false ' +
    '(https://github.com/argoproj/argo-cd/issues/9853), and an option of the application can be dropped by whoever syncs',
  check: (root) => {
    const sensitiveFolders = new Set<string | undefined>();
    for (const application of applicationsOf(root)) {
      if (application.labels[LABEL.sensitive] === 'true') sensitiveFolders.add(contentOf(application, root)?.path);
    }
    return [...foldersOf(root).values()].flatMap(({ path, objects }) => {
      const labelled = objects.some((at) => isSensitive(at.object.metadata.labels) && isContent(at));
      const whole = sensitiveFolders.has(path) || labelled;
      return objects
        .filter(({ object }) => whole || isSensitive(object.metadata.labels))
        .flatMap((at): readonly Remark[] => {
          const options = annotatedOptions(at.object);
          const missing = PROTECTION.filter((option) => !options.includes(option));
          return missing.length === 0
            ? []
            : [{ at, found: `no ${missing.join(', ')}`, expected: PROTECTION.join(',') }];
        });
    });
  },
};

function isSensitive(labels: Readonly<Record<string, string>> | undefined): boolean {
  return labels?.[LABEL.sensitive] === 'true';
}
