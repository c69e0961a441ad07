import { calendarDateProblem } from './calendar-date';
import { propProblem, type Where } from './errors';
import { JsonNode } from './json-node';
import { parseJsonSource } from './json-source';
import type { Waiver } from './waiver';

/** What {@link parseWaivers} read. */
export interface ParsedWaivers {
  /** None when there are problems. */
  readonly waivers: readonly Waiver[];

  /** Each problem as one line. */
  readonly problems: readonly string[];
}

/** Shorter ones say nothing. */
const REASON_LENGTH = 20;

/**
 * Reads a file of waivers, `apps/waivers.json` by convention.
 *
 * ```json
 * {
 *   "schema": 1,
 *   "waivers": [
 *     {
 *       "policy": "sensitive-object-kept",
 *       "file": "chain/testnet/hoodi-0-signer/networkpolicy.web3signer.yaml",
 *       "reason": "replaced by networkpolicy.signer.yaml; deleted by hand on both clusters",
 *       "owner": "fp-security",
 *       "expires": "2026-12-31"
 *     }
 *   ]
 * }
 * ```
 */
export function parseWaivers(file: string, text: string): ParsedWaivers {
  const source = parseJsonSource(file, text);
  if ('problems' in source) return { waivers: [], problems: source.problems };
  const problems: string[] = [];
  const { schema, waivers } = JsonNode.top(source, problems).fields(['schema', 'waivers']);
  schema?.exactly(1);
  const read = (waivers?.items() ?? []).flatMap(readWaiver);
  problems.push(...repeated(read));
  return { waivers: problems.length === 0 ? read : [], problems };
}

function readWaiver(node: JsonNode): Waiver[] {
  const fields = node.fields(['policy', 'reason', 'owner', 'expires'], ['file', 'construct', 'object']);
  const policy = fields.policy?.text(policyProblem);
  const reason = fields.reason?.text(reasonProblem);
  const owner = fields.owner?.text(exactProblem);
  const expires = fields.expires?.text(calendarDateProblem);
  const file = fields.file?.text(exactProblem);
  const construct = fields.construct?.text(exactProblem);
  const object = fields.object?.text(exactProblem);
  if (fields.file === undefined && fields.construct === undefined) node.refuse("about one 'file' or 'construct'");
  if (policy === undefined || reason === undefined || owner === undefined || expires === undefined) return [];
  return [
    {
      policy,
      ...(file === undefined ? {} : { file }),
      ...(construct === undefined ? {} : { construct }),
      ...(object === undefined ? {} : { object }),
      reason,
      owner,
      expires,
      where: node.where,
    },
  ];
}

function repeated(waivers: readonly Waiver[]): readonly string[] {
  const known = new Map<string, Waiver>();
  return waivers.flatMap((waiver) => {
    const key = JSON.stringify([waiver.policy, waiver.file, waiver.construct, waiver.object]);
    const first = known.get(key);
    known.set(key, first ?? waiver);
    if (first === undefined) return [];
    return [
      propProblem(waiver.where, 'waivers', `one for each finding (the first is at ${first.where})`, waiver.policy),
    ];
  });
}

function policyProblem(where: Where, prop: string, text: string): string | undefined {
  return /^[a-z]+(-[a-z]+)*$/.test(text) ? undefined : propProblem(where, prop, 'the id of a policy', text);
}

function reasonProblem(where: Where, prop: string, text: string): string | undefined {
  const mustBe = `at least ${REASON_LENGTH} characters that say why`;
  return text.trim().length >= REASON_LENGTH ? undefined : propProblem(where, prop, mustBe, text);
}

/** A pattern would accept what nobody has seen. */
function exactProblem(where: Where, prop: string, text: string): string | undefined {
  const isExact = text.trim() === text && text !== '' && !/[*?{}]|\[|\.\.|^\/|\/$/.test(text);
  return isExact ? undefined : propProblem(where, prop, 'exact, without wildcards', text);
}
