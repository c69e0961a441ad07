import type { Platform } from '../../../lib/constructs/platform';
import { render } from '../../../lib/render/render';
import { evaluate } from './cel';

interface Named {
  readonly name: string;
  readonly expression: string;
}

/** The spec of a ValidatingAdmissionPolicy, as far as it is evaluated. */
export interface PolicySpec {
  readonly matchConstraints: object;
  readonly matchConditions?: readonly Named[];
  readonly variables?: readonly Named[];
  readonly validations: readonly { readonly expression: string; readonly message: string }[];
}

/** A request to the API server; `oldObject` is null when the object is created. */
export interface AdmissionRequest {
  readonly object: object;
  readonly oldObject?: object | null;
}

/** The rendered policy of that name. @throws when there is none */
export function policyOf(platform: Platform, name: string): PolicySpec {
  const { objects } = render(platform).inventory;
  const found = objects.find(
    ({ object }) => object.kind === 'ValidatingAdmissionPolicy' && object.metadata.name === name,
  );
  if (found === undefined) throw new Error(`no policy ${name}`);
  return found.object['spec'] as PolicySpec;
}

/** The messages of the rules that refuse a request; none where a match condition takes it out. */
export function refusals(spec: PolicySpec, { object, oldObject = null }: AdmissionRequest): readonly string[] {
  const given = { object, oldObject };
  if (!(spec.matchConditions ?? []).every(({ expression }) => evaluate(expression, given))) return [];
  const variables: Record<string, unknown> = {};
  for (const { name, expression } of spec.variables ?? []) variables[name] = evaluate(expression, given);
  const scope = { ...given, variables };
  return spec.validations.filter(({ expression }) => evaluate(expression, scope) !== true).map((rule) => rule.message);
}
