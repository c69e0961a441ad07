import type { Platform } from '../constructs/platform';
import type { ApplicationRecord } from '../constructs/application-record';
import { propProblem } from '../model/errors';
import { nearestName } from '../model/nearest-name';
import { rootFolder } from '../model/plane';
import { printRootReleases, type Release, type ReleaseEntry } from '../model/release';
import { revisionProblem } from '../model/release-file';
import { errorsOf, findingsBeyond, judge, judgeChange } from '../policies/engine';
import type { Finding, Policy } from '../policies/policy';
import { waived } from '../policies/waivers';
import type { Disk } from '../render/disk';
import type { Rendering } from '../render/render';
import { RELEASED_TREE } from './release-findings';
import type { Sources } from './sources';
import { assess, type Assessment, type SynthesisWorld } from './synthesize';

/** What `planes release` is asked for. */
export interface ReleaseRequest {
  /** Root name, `<plane>.<cluster>` or `bootstrap.<cluster>`. */
  readonly root: string;

  /** Applications to release; all of the root when empty. */
  readonly applications: readonly string[];

  /** The root repository's commit that holds the content: 40 hex digits. */
  readonly revision: string;
  readonly sources: Sources;
  readonly platform: (sources: Sources) => Platform;
  readonly policies: readonly Policy[];
  readonly world: SynthesisWorld;

  /** The folder of the release files. */
  readonly folder: string;
}

/** What came of it. Nothing is written where there are problems, or findings that nobody has waived. */
export interface ReleaseResult {
  readonly problems: readonly string[];

  /**
   * Findings that the release would add, errors in what it would approve, and what it would do to what is released now.
   */
  readonly findings: readonly Finding[];

  /** Names of the applications that are now released at the revision. */
  readonly released: readonly string[];

  /** The release file. */
  readonly file: string;
}

/**
 * Writes revision, tree, chart and images of applications into their root's release file, as they are rendered now.
 *
 * A release that adds an error is refused, and so is one that does not follow from what is released now: what clusters
 * would run, and how they would come to run it, is judged before anybody approves it.
 */
export function release(request: ReleaseRequest): ReleaseResult {
  const file = `${request.folder}/${request.root}.json`;
  const before = request.platform(request.sources);
  const baseline = assess(before, request.policies, request.world.content);
  const records = before.applications.filter((record) => record.root === request.root);
  const problems = [...baseline.problems, ...requestProblems(request, records), ...historyProblems(baseline.findings)];
  if (problems.length > 0) return { problems, findings: [], released: [], file };

  const chosen = records.filter(
    (record) => request.applications.length === 0 || request.applications.includes(record.name),
  );
  const entries = chosen.map((record) => entryOf(request, record, baseline.rendering));
  const releases = request.sources.releases.with(entries);
  const after = assess(request.platform({ ...request.sources, releases }), request.policies, request.world.content);
  const added = waived(addedFindings(request, baseline, after), {
    waivers: before.waivers,
    policies: request.policies,
    today: request.world.today,
    expired: 'warn',
  });
  const accepted = added.filter((finding) => finding.waived !== undefined);
  if (after.problems.length > 0 || errorsOf(added).length > 0) {
    return { problems: after.problems, findings: [...errorsOf(added), ...accepted], released: [], file };
  }
  replaceFile(request.world.disk, request.folder, file, printRootReleases(releases.ofRoot(request.root)));
  return { problems: [], findings: accepted, released: chosen.map((record) => record.name), file };
}

function requestProblems(request: ReleaseRequest, records: readonly ApplicationRecord[]): string[] {
  const { root, revision, applications } = request;
  const problems: string[] = [];
  const notExact = revisionProblem('planes release', '--to', revision);
  if (notExact !== undefined) problems.push(notExact);
  const names = records.map((record) => record.name);
  if (names.length === 0) {
    problems.push(propProblem('planes release', 'root', 'a root with applications, as <plane>.<cluster>', root));
    return problems;
  }
  for (const name of applications.filter((application) => !names.includes(application))) {
    const nearest = nearestName(name, names);
    const hint = nearest === undefined ? '' : ` (nearest: ${nearest})`;
    problems.push(propProblem('planes release', 'applications', `applications of root ${root}${hint}`, name));
  }
  return problems;
}

/**
 * What a release adds. What clusters run is compared for itself: the sources may have the same mistake already, and would
 * hide it.
 */
function addedFindings(request: ReleaseRequest, before: Assessment, after: Assessment): readonly Finding[] {
  const { policies } = request;
  const approved = approvedErrors(request, after);
  const added = [...approved, ...findingsBeyond(findingsBeyond(after.findings, before.findings), approved)];
  const running = findingsBeyond(judge(policies, after.released), judge(policies, before.released));
  const change = judgeChange(policies, { before: before.released, after: after.released });
  return [...added, ...findingsBeyond(running, added), ...change];
}

/**
 * Errors in what the root renders, which the sources have whether it is released or not. Policies of objects and roots
 * judge nothing else, so nobody would find them again in what clusters run.
 */
function approvedErrors({ root, policies }: ReleaseRequest, { findings }: Assessment): readonly Finding[] {
  const folder = `${rootFolder(root)}/`;
  const rendered = new Set(policies.filter(({ scope }) => scope === 'object' || scope === 'root').map(({ id }) => id));
  return findings.filter(
    ({ policy, level, file }) => level === 'error' && rendered.has(policy) && file.startsWith(folder),
  );
}

/** Without what is released now, nothing tells whether this may follow it. */
function historyProblems(findings: readonly Finding[]): string[] {
  const unknown = findings.some(({ policy, level }) => policy === RELEASED_TREE && level === 'warning');
  return unknown ? ['releases cannot be judged without history: run git fetch --unshallow'] : [];
}

function entryOf(request: ReleaseRequest, record: ApplicationRecord, rendering: Rendering): ReleaseEntry {
  const tree = rendering.treeOf(record.path);
  if (tree === undefined) throw new Error(`[${record.constructPath}] renders no folder ${record.path}`);
  const release: Release = {
    revision: request.revision,
    tree,
    ...(record.source.kind === 'chart' ? { chart: record.source.version } : {}),
    ...(Object.keys(record.images).length > 0 ? { images: record.images } : {}),
  };
  return { root: record.root, application: record.name, release, where: `releases/${record.root}.json` };
}

/** The old file stays whole until the new one is. */
function replaceFile(disk: Disk, folder: string, file: string, text: string): void {
  if (disk.kindOf(folder) === undefined) disk.makeFolder(folder);
  const staged = `${file}.new`;
  if (disk.kindOf(staged) !== undefined) disk.removeFile(staged);
  disk.create(staged, text);
  disk.rename(staged, file);
}
