import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { KIND, type NonEmpty } from '../../model/kind';
import { ANNOTATION, LABEL } from '../../model/labels';
import { Folder } from '../folder';

/** One thing that a policy refuses. */
export interface AdmissionRule {
  /** CEL that is true for what may pass. */
  readonly expression: string;

  /** What the refused person is told: what is wrong and what to do instead. */
  readonly message: string;
}

/** Requests that a policy judges. */
interface AdmissionMatch {
  /** API group; empty for the core group, `*` for all. */
  readonly apiGroup: string;

  /** Version of the group, or `*`. */
  readonly apiVersion: string;

  /** Plurals, with subresources as `pods/exec`; `*` with `/*` for all of both. */
  readonly resources: NonEmpty<string>;
  readonly operations: NonEmpty<'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT'>;
}

/**
 * Namespaces in which a policy holds. It is always the namespace that is selected and never the object, so that an
 * unlabelled object cannot walk past.
 */
type Namespaces =
  | 'all'
  | { readonly labelled: Readonly<Record<string, string>> }
  | { readonly except: { readonly label: string; readonly values: NonEmpty<string> } };

/** An object in the namespace of the request that the expressions read as `params`. */
interface LocalParams {
  readonly apiVersion: string;
  readonly kind: string;

  /**
   * Its name.
   *
   * @default each binding names its own, and there is none but those that {@link addBinding} makes
   */
  readonly name?: string;
}

/** Props of an {@link addAdmissionPolicy}. */
export interface AdmissionPolicyProps {
  /** Object name of the policy and its binding. */
  readonly name: string;
  readonly matches: NonEmpty<AdmissionMatch>;

  /** Which namespaces it holds in. Objects without a namespace are never taken out by it, Namespaces by their own labels. */
  readonly namespaces: Namespaces;

  /**
   * Whether it judges objects with a namespace, without one, or both (`*`).
   *
   * @default Namespaced
   */
  readonly scope?: 'Namespaced' | 'Cluster' | '*';

  /**
   * What the expressions read as `params`: a ConfigMap by its name in the folder's namespace, or an object of the
   * request's own. Where it is absent everything that matches is refused.
   *
   * @default none
   */
  readonly params?: string | LocalParams;

  /**
   * CEL variables by name.
   *
   * @default none
   */
  readonly variables?: Readonly<Record<string, string>>;

  /**
   * Requests that the policy does not judge at all unless all of these are true, by name.
   *
   * @default none: it judges all that match
   */
  readonly conditions?: Readonly<Record<string, string>>;
  readonly rules: NonEmpty<AdmissionRule>;
}

/**
 * Behind the policies, and before the root Applications (wave 10): a root with gated children is not healthy until a
 * person has synced them all, so a binding behind it would arrive after the first syncs that it is there to judge.
 */
const BEFORE_ROOTS = '5';

const API_VERSION = 'admissionregistration.k8s.io/v1';
const LABELS = { [LABEL.component]: 'admission-policy' };

/**
 * A ValidatingAdmissionPolicy (v1) with its binding. It fails closed and denies; there is no prop for anything softer.
 */
export function addAdmissionPolicy(scope: Construct, props: AdmissionPolicyProps): void {
  const { name, params } = props;
  new ApiObject(scope, name, {
    apiVersion: API_VERSION,
    kind: KIND.validatingAdmissionPolicy.kind,
    metadata: { name, labels: LABELS },
    spec: policySpec(props),
  });
  if (typeof params === 'string') {
    addBinding(scope, { name, policy: name, params: { name: params, namespace: Folder.holding(scope).namespace } });
  } else if (params === undefined || params.name !== undefined) {
    addBinding(scope, { name, policy: name, params: params?.name === undefined ? undefined : { name: params.name } });
  }
}

/** What a binding says. */
export interface BindingProps {
  readonly name: string;

  /** Name of the policy. */
  readonly policy: string;

  /**
   * The object that its expressions read as `params`.
   *
   * @default none
   */
  readonly params?: {
    readonly name: string;

    /** @default the namespace of the request */
    readonly namespace?: string;
  };

  /**
   * Which of the requests that the policy matches it is bound for.
   *
   * @default all
   */
  readonly matchResources?: object;
}

/** A binding of a policy that denies, also where its parameter is missing. */
export function addBinding(scope: Construct, { name, policy, params, matchResources }: BindingProps): void {
  new ApiObject(scope, `${name}-binding`, {
    apiVersion: API_VERSION,
    kind: KIND.validatingAdmissionPolicyBinding.kind,
    metadata: { name, labels: LABELS, annotations: { [ANNOTATION.syncWave]: BEFORE_ROOTS } },
    spec: {
      policyName: policy,
      validationActions: ['Deny'],
      ...(params === undefined ? {} : { paramRef: { ...params, parameterNotFoundAction: 'Deny' } }),
      ...(matchResources === undefined ? {} : { matchResources }),
    },
  });
}

function policySpec(props: AdmissionPolicyProps): object {
  return {
    failurePolicy: 'Fail',
    ...paramKind(props.params),
    matchConstraints: {
      ...namespaceSelector(props.namespaces),
      resourceRules: props.matches.map((match) => ({
        apiGroups: [match.apiGroup],
        apiVersions: [match.apiVersion],
        operations: [...match.operations],
        resources: [...match.resources],
        scope: props.scope ?? 'Namespaced',
      })),
    },
    ...(props.conditions === undefined ? {} : { matchConditions: named(props.conditions) }),
    ...(props.variables === undefined ? {} : { variables: named(props.variables) }),
    validations: props.rules.map((rule) => ({ ...rule, reason: 'Forbidden' })),
  };
}

function paramKind(params: AdmissionPolicyProps['params']): object {
  if (params === undefined) return {};
  const { apiVersion, kind } = typeof params === 'string' ? { apiVersion: 'v1', kind: 'ConfigMap' } : params;
  return { paramKind: { apiVersion, kind } };
}

function namespaceSelector(namespaces: Namespaces): object {
  if (namespaces === 'all') return {};
  if ('labelled' in namespaces) return { namespaceSelector: { matchLabels: namespaces.labelled } };
  const { label, values } = namespaces.except;
  return { namespaceSelector: { matchExpressions: [{ key: label, operator: 'NotIn', values: [...values] }] } };
}

function named(expressions: Readonly<Record<string, string>>): { name: string; expression: string }[] {
  return Object.entries(expressions).map(([name, expression]) => ({ name, expression }));
}
