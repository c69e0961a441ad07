import { posix } from 'node:path';
import { ChartVersion, chartVersionProblem } from './chart-version';
import { APPLICATION_NAME_LENGTH, dnsLabelProblem } from './dns-name';
import { propProblem, type Where } from './errors';
import { JsonNode } from './json-node';
import { parseJsonSource } from './json-source';
import { readImages } from './pinned-table';
import { BOOTSTRAP, isPlane, PLANES } from './plane';
import { Releases, type Release, type ReleaseEntry } from './release';

/** What {@link parseReleases} read. */
export interface ParsedReleases {
  /** None when there are problems. */
  readonly releases: Releases;

  /** Each problem as one line. */
  readonly problems: readonly string[];
}

/**
 * Reads release files by name, such as `apps/releases/chain.testnet.json`.
 *
 * ```json
 * {
 *   "schema": 1,
 *   "root": "chain.testnet",
 *   "applications": {
 *     "hoodi-0-node": { "revision": "<40 hex>", "tree": "<40 hex>" }
 *   }
 * }
 * ```
 */
export function parseReleases(files: ReadonlyMap<string, string>): ParsedReleases {
  const problems: string[] = [];
  const entries: ReleaseEntry[] = [];
  for (const [file, text] of files) {
    const source = parseJsonSource(file, text);
    if ('problems' in source) problems.push(...source.problems);
    else entries.push(...readRoot(posix.basename(file, '.json'), JsonNode.top(source, problems)));
  }
  return { releases: problems.length === 0 ? Releases.of(entries) : Releases.none(), problems };
}

function readRoot(fileRoot: string, top: JsonNode): ReleaseEntry[] {
  const { schema, root, applications } = top.fields(['schema', 'root', 'applications']);
  schema?.exactly(1);
  root?.text((where, prop, text) => rootProblem(where, prop, text) ?? fileNameProblem(where, prop, text, fileRoot));
  return [...(applications?.members() ?? [])].flatMap(([application, node]) => {
    node.checkKey((where, prop, name) => dnsLabelProblem(where, prop, name, APPLICATION_NAME_LENGTH));
    const release = readRelease(node);
    return release === undefined ? [] : [{ root: fileRoot, application, release, where: node.where }];
  });
}

function readRelease(node: JsonNode): Release | undefined {
  const fields = node.fields(['revision', 'tree'], ['chart', 'images']);
  const revision = fields.revision?.text(revisionProblem);
  const tree = fields.tree?.text(treeProblem);
  const chart = fields.chart?.text(chartVersionProblem);
  const images = fields.images === undefined ? undefined : readImages(fields.images);
  if (revision === undefined || tree === undefined) return undefined;
  return {
    revision,
    tree,
    ...(chart === undefined ? {} : { chart: ChartVersion.exact(chart) }),
    ...(images === undefined ? {} : { images }),
  };
}

/** The problem with a revision: it must be a full commit id, because a branch or a short one can come to mean another. */
export function revisionProblem(where: Where, prop: string, revision: string): string | undefined {
  return objectIdProblem(where, prop, revision, 'commit');
}

function treeProblem(where: Where, prop: string, tree: string): string | undefined {
  return objectIdProblem(where, prop, tree, 'tree');
}

function objectIdProblem(where: Where, prop: string, id: string, type: string): string | undefined {
  if (!/^[0-9a-f]{40}$/.test(id)) {
    return propProblem(where, prop, `the full id of a ${type} (40 hex digits, lower case)`, id);
  }
  if (/^(.)\1*$/.test(id)) return propProblem(where, prop, `the id of a real ${type} (not one repeated digit)`, id);
  return undefined;
}

function rootProblem(where: Where, prop: string, root: string): string | undefined {
  const [plane = '', ...cluster] = root.split('.');
  const known = plane === BOOTSTRAP || isPlane(plane);
  if (known && dnsLabelProblem(where, prop, cluster.join('.')) === undefined) return undefined;
  return propProblem(where, prop, `<plane>.<cluster>, with one of ${[...PLANES, BOOTSTRAP].join(', ')}`, root);
}

function fileNameProblem(where: Where, prop: string, root: string, fileRoot: string): string | undefined {
  return root === fileRoot ? undefined : propProblem(where, prop, `the file's name without .json (${fileRoot})`, root);
}
