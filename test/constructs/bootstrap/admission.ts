import type { Platform } from '../../../lib/constructs/platform';
import { render } from '../../../lib/render/render';
import type { Manifest } from '../../../lib/render/inventory';
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

/** A request to the API server; `oldObject` is null when the object is created, `object` when it is deleted. */
export interface AdmissionRequest {
  readonly object?: object | null;
  readonly oldObject?: object | null;

  /** What CEL sees as `request`: who asks for what. */
  readonly request?: object;

  /** The ConfigMap that a policy with parameters reads. */
  readonly params?: object;
}

/** What CEL sees as the user of a request. */
export function by(username: string, ...groups: readonly string[]): { readonly userInfo: object } {
  return { userInfo: { username, groups: [...groups, 'system:authenticated'] } };
}

/** The rendered policy of that name. @throws when there is none */
export function policyOf(platform: Platform, name: string): PolicySpec {
  return objectOf(platform, 'ValidatingAdmissionPolicy', name)['spec'] as PolicySpec;
}

/** The rendered object of that kind and name. @throws when there is none */
export function objectOf(platform: Platform, kind: string, name: string): Manifest {
  const { objects } = render(platform).inventory;
  const found = objects.find(({ object }) => object.kind === kind && object.metadata.name === name);
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found.object;
}

/** The messages of the rules that refuse a request; none where a match condition takes it out. */
export function refusals(spec: PolicySpec, asked: AdmissionRequest): readonly string[] {
  const given = { ...asked, object: asked.object ?? null, oldObject: asked.oldObject ?? null };
  if (!(spec.matchConditions ?? []).every(({ expression }) => evaluate(expression, given))) return [];
  const variables: Record<string, unknown> = {};
  for (const { name, expression } of spec.variables ?? [])
    variables[name] = evaluate(expression, { ...given, variables });
  const scope = { ...given, variables };
  return spec.validations.filter(({ expression }) => evaluate(expression, scope) !== true).map((rule) => rule.message);
}
