/** What grants or refuses something: a text, and the file below the output folder that holds it. */
export interface AccessRule {
  /** The policy line, setting, rule of a role or message as it stands in the file. */
  readonly text: string;
  readonly file: string;
}

/** Whether somebody may do something, and by which rule. */
export interface Answer {
  readonly allowed: boolean;

  /** Rules that grant it, or would if nothing refused it. */
  readonly grants: readonly AccessRule[];

  /** What refuses it in spite of a grant. */
  readonly refusals: readonly AccessRule[];

  /** What refuses it at times although it is allowed. */
  readonly limits: readonly AccessRule[];
}

/** Nothing grants it. */
export const NO: Answer = { allowed: false, grants: [], refusals: [], limits: [] };

/** Granted by a rule, where there is one. */
export function yes(rule: AccessRule | undefined): Answer {
  return rule === undefined ? NO : { allowed: true, grants: [rule], refusals: [], limits: [] };
}

/** An answer under something that refuses it. */
export function refusedBy(answer: Answer, refusal: AccessRule | undefined): Answer {
  if (!answer.allowed || refusal === undefined) return answer;
  return { allowed: false, grants: answer.grants, refusals: [refusal], limits: [] };
}

/** An answer under what refuses it at times. */
export function limitedBy(answer: Answer, limits: readonly AccessRule[]): Answer {
  return answer.allowed ? { ...answer, limits } : answer;
}

/** Several ways to one end: one that is allowed is enough, and beside it those that are refused tell nothing. */
export function anyOf(ways: readonly Answer[]): Answer {
  const allowed = ways.filter((way) => way.allowed);
  const told = allowed.length > 0 ? allowed : ways;
  return { allowed: allowed.length > 0, ...united(told) };
}

/** Several parts of one end, each of which is needed; where one has no grant there is none. */
export function everyOf(parts: readonly Answer[]): Answer {
  if (parts.some(({ grants }) => grants.length === 0)) return NO;
  const refused = parts.filter(({ allowed }) => !allowed);
  return { allowed: refused.length === 0, ...united(refused.length === 0 ? parts : refused) };
}

function united(answers: readonly Answer[]): Omit<Answer, 'allowed'> {
  return {
    grants: answers.flatMap(({ grants }) => grants),
    refusals: answers.flatMap(({ refusals }) => refusals),
    limits: answers.flatMap(({ limits }) => limits),
  };
}
