import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { messageOf, ProblemsError } from '../model/errors';
import type { Releases } from '../model/release';
import { parseReleases } from '../model/release-file';
import type { Versions } from '../model/versions';
import { parseVersions } from '../model/versions-file';

/** What is proposed and what is approved, as it is on disk. */
export interface Sources {
  /** Proposed versions by cluster name. */
  readonly versions: ReadonlyMap<string, Versions>;

  /** Approved releases. */
  readonly releases: Releases;
}

/**
 * Reads `versions/<cluster>.json` and `releases/<root>.json` of a folder, `apps` by convention. Either folder may be
 * absent.
 *
 * @throws ProblemsError with every problem of every file
 */
export function readSources(dir: string): Sources {
  const problems: string[] = [];
  const versions = new Map<string, Versions>();
  for (const [file, text] of readJsonFiles(dir, 'versions', problems)) {
    const cluster = basename(file, '.json');
    const parsed = parseVersions(cluster, file, text);
    problems.push(...parsed.problems);
    if (parsed.versions !== undefined) versions.set(cluster, parsed.versions);
  }
  const parsed = parseReleases(readJsonFiles(dir, 'releases', problems));
  problems.push(...parsed.problems);
  if (problems.length > 0) throw new ProblemsError(problems);
  return { versions, releases: parsed.releases };
}

/** Texts by file name as messages show it; sorted, because the order of a folder differs between machines. */
function readJsonFiles(dir: string, folder: string, problems: string[]): ReadonlyMap<string, string> {
  const shown = `${basename(resolve(dir))}/${folder}`;
  const texts = new Map<string, string>();
  try {
    for (const name of readdirSync(join(dir, folder)).sort()) {
      if (name.endsWith('.json')) texts.set(`${shown}/${name}`, readFileSync(join(dir, folder, name), 'utf8'));
    }
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT')
      problems.push(`[${shown}] cannot be read: ${messageOf(thrown)}`);
  }
  return texts;
}
