import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { messageOf, ProblemsError } from '../model/errors';
import type { Releases } from '../model/release';
import { parseReleases } from '../model/release-file';
import type { Versions } from '../model/versions';
import { parseVersions } from '../model/versions-file';
import type { Waiver } from '../model/waiver';
import { parseWaivers } from '../model/waiver-file';

/** Name of the file with the waivers. */
const WAIVERS = 'waivers.json';

/** What is proposed and what is approved, as it is on disk. */
export interface Sources {
  /** Proposed versions by cluster name. */
  readonly versions: ReadonlyMap<string, Versions>;

  /** Approved releases. */
  readonly releases: Releases;

  /** Findings that are accepted for a while. */
  readonly waivers: readonly Waiver[];
}

/**
 * Reads `versions/<cluster>.json`, `releases/<root>.json` and `waivers.json` of a folder, `apps` by convention. Each may
 * be absent.
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
  const waivers = readWaivers(dir, problems);
  if (problems.length > 0) throw new ProblemsError(problems);
  return { versions, releases: parsed.releases, waivers };
}

function readWaivers(dir: string, problems: string[]): readonly Waiver[] {
  const shown = `${basename(resolve(dir))}/${WAIVERS}`;
  const text = readIfThere(shown, problems, () => readFileSync(join(dir, WAIVERS), 'utf8'));
  if (text === undefined) return [];
  const parsed = parseWaivers(shown, text);
  problems.push(...parsed.problems);
  return parsed.waivers;
}

/** Texts by file name as messages show it; sorted, because the order of a folder differs between machines. */
function readJsonFiles(dir: string, folder: string, problems: string[]): ReadonlyMap<string, string> {
  const shown = `${basename(resolve(dir))}/${folder}`;
  const texts = new Map<string, string>();
  readIfThere(shown, problems, () => {
    for (const name of readdirSync(join(dir, folder)).sort()) {
      if (name.endsWith('.json')) texts.set(`${shown}/${name}`, readFileSync(join(dir, folder, name), 'utf8'));
    }
  });
  return texts;
}

/** What `read` gives; undefined where there is no such file or folder, or it cannot be read, which is a problem. */
function readIfThere<Result>(shown: string, problems: string[], read: () => Result): Result | undefined {
  try {
    return read();
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT')
      problems.push(`[${shown}] cannot be read: ${messageOf(thrown)}`);
    return undefined;
  }
}
