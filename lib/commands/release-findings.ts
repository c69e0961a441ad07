import type { Platform } from '../constructs/platform';
import type { Finding } from '../policies/policy';
import type { UnprovenRelease } from '../render/released';

/** Policy id of a release whose tree history does not prove. */
export const RELEASED_TREE = 'released-tree';

/** Policy id of a release that names no application. */
const RELEASED_APPLICATION = 'released-application';

/** What is wrong with the release files beside what the policies say: trees without proof, names without application. */
export function releaseFindings(platform: Platform, unproven: readonly UnprovenRelease[]): readonly Finding[] {
  const where = new Map(platform.releases.entries.map((entry) => [`${entry.root} ${entry.application}`, entry.where]));
  const trees = unproven.map((release) =>
    treeFinding(release, where.get(`${release.record.root} ${release.record.name}`) ?? release.record.root),
  );
  return [...trees, ...orphanFindings(platform)];
}

function treeFinding({ record, release, verdict }: UnprovenRelease, file: string): Finding {
  const shared = {
    policy: RELEASED_TREE,
    view: 'rendered',
    file,
    object: record.name,
    constructPath: record.constructPath,
    why: 'a tree that merely exists in git proves nothing: anybody who can push a branch can make it exist',
  } as const;
  if (verdict === 'refused') {
    return {
      ...shared,
      level: 'error',
      found: `tree ${release.tree}, which the first-parent history of the protected branch never had at dist/${record.path}`,
      expected: "this render's tree, or one that was merged at exactly that path",
    };
  }
  return {
    ...shared,
    level: 'warning',
    found: `tree ${release.tree}, which cannot be judged without history`,
    expected: 'a clone with its history (git fetch --unshallow)',
  };
}

/** Releases of applications that nothing declares: a typo, or an application that was removed from `apps/`. */
function orphanFindings(platform: Platform): Finding[] {
  const known = new Set(platform.applications.map((record) => `${record.root} ${record.name}`));
  return platform.releases.entries
    .filter(({ root, application }) => !known.has(`${root} ${application}`))
    .map(({ root, application, where }) => ({
      policy: RELEASED_APPLICATION,
      level: 'error',
      view: 'rendered',
      file: where,
      object: application,
      found: `a release of '${application}', which root ${root} does not have`,
      expected: `an application of that name in apps/: a released application is not removed before it is retired`,
      why: 'nothing is deleted by omission: a released application that leaves the sources would run on, unjudged',
    }));
}
