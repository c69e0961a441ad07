import { propError, propProblem, type Where } from './errors';

const IDENTIFIER = '(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)';
// https://semver.org, with the leading v that some charts publish under.
const EXACT_PATTERN = new RegExp(
  `^v?(?:0|[1-9]\\d*)\\.(?:0|[1-9]\\d*)\\.(?:0|[1-9]\\d*)(?:-${IDENTIFIER}(?:\\.${IDENTIFIER})*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
);
const MUST_BE = 'an exact chart version (1.2.3 or v1.2.3; no range, no partial version)';

/**
 * The exact version of a Helm chart.
 *
 * Argo CD takes a range too, and resolves it again at each refresh: what was reviewed is then not what runs.
 */
export class ChartVersion {
  /**
   * @param version SemVer with all three numbers, and a leading `v` where the repository publishes it so
   * @throws for ranges (`^ ~ > x *`) and partial versions, which Helm reads as ranges
   */
  public static exact(version: string): ChartVersion {
    if (!EXACT_PATTERN.test(version)) throw propError('chart', 'version', MUST_BE, version);
    return new ChartVersion(version);
  }

  private constructor(
    /** As it was given, leading `v` included. */
    public readonly version: string,
  ) {}
}

/** The problem with `version` as an exact chart version, or undefined. */
export function chartVersionProblem(where: Where, prop: string, version: string): string | undefined {
  return EXACT_PATTERN.test(version) ? undefined : propProblem(where, prop, MUST_BE, version);
}
