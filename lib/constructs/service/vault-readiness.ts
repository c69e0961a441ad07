import { propProblem } from '../../model/errors';
import type { Ready } from './wave-checks';

/** Charts of servers that start sealed, with the same values for their readiness. */
const SEALING_CHARTS: ReadonlySet<string> = new Set(['vault', 'openbao']);

/** The health endpoint with a 2xx answer for a server that is sealed, not initialised, or a standby. */
const EXAMPLE = '/v1/sys/health?standbyok=true&sealedcode=204&uninitcode=204';

/**
 * What is wrong with a Vault or OpenBao that claims to get ready by itself.
 *
 * The charts' own probe fails while the server is sealed or not initialised, and a new one is both, whatever unseals
 * it later. So its probe has to count that as ready, and a seal has to be configured
 * (https://developer.hashicorp.com/vault/api-docs/system/health).
 */
export function readinessProblems(where: string, chart: string, values: object, ready: Ready = 'by-itself'): string[] {
  if (!SEALING_CHARTS.has(chart) || ready !== 'by-itself') return [];
  const path = textAt(values, ['server', 'readinessProbe', 'path']);
  const problems: string[] = [];
  if (!/[?&]sealedcode=2\d\d\b/.test(path) || !/[?&]uninitcode=2\d\d\b/.test(path)) {
    problems.push(
      propProblem(where, 'values.server.readinessProbe.path', `ready while sealed, such as ${EXAMPLE}`, path),
    );
  }
  if (!isSealed(values)) {
    const mustBe = "a configuration with a 'seal' stanza, so that nobody has to unseal it";
    problems.push(propProblem(where, 'values.server', mustBe, 'none'));
  }
  return problems;
}

/** Whether something else than people's key shares unseals it: a stanza of its configuration, or the variable. */
function isSealed(values: object): boolean {
  if (memberAt(values, ['server', 'extraEnvironmentVars', 'VAULT_SEAL_TYPE']) !== undefined) return true;
  return CONFIG_PATHS.some((path) => {
    const config = memberAt(values, path);
    if (typeof config === 'string') return /\bseal\s+"(?!shamir)\w+"/.test(config);
    return memberAt(config, ['seal']) !== undefined;
  });
}

/** Where the chart's modes keep the server's configuration, as HCL or as an object. */
const CONFIG_PATHS = [
  ['server', 'ha', 'raft', 'config'],
  ['server', 'ha', 'config'],
  ['server', 'standalone', 'config'],
];

function textAt(values: object, path: readonly string[]): string {
  const text = memberAt(values, path);
  return typeof text === 'string' ? text : '';
}

function memberAt(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const member of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[member];
  }
  return at;
}
