import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { KIND, type NonEmpty } from '../../model/kind';
import { ANNOTATION, LABEL } from '../../model/labels';

/** One thing that a policy refuses. */
interface AdmissionRule {
  /** CEL that is true for what may pass. */
  readonly expression: string;

  /** What the refused person is told: what is wrong and what to do instead. */
  readonly message: string;
}

/** Props of an {@link addAdmissionPolicy}. */
export interface AdmissionPolicyProps {
  /** Object name of the policy and its binding. */
  readonly name: string;
  readonly apiGroup: string;
  readonly apiVersion: string;
  readonly resources: NonEmpty<string>;
  readonly operations: NonEmpty<'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT'>;

  /** Labels of the namespaces in which it holds; an unlabelled object in one cannot walk past. */
  readonly namespaceLabels: Readonly<Record<string, string>>;

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

/**
 * A ValidatingAdmissionPolicy (v1) with its binding. It fails closed and denies; there is no prop for anything softer.
 */
export function addAdmissionPolicy(scope: Construct, props: AdmissionPolicyProps): void {
  const { name } = props;
  const labels = { [LABEL.component]: 'admission-policy' };
  new ApiObject(scope, name, {
    apiVersion: API_VERSION,
    kind: KIND.validatingAdmissionPolicy.kind,
    metadata: { name, labels },
    spec: policySpec(props),
  });
  new ApiObject(scope, `${name}-binding`, {
    apiVersion: API_VERSION,
    kind: KIND.validatingAdmissionPolicyBinding.kind,
    metadata: { name, labels, annotations: { [ANNOTATION.syncWave]: BEFORE_ROOTS } },
    spec: { policyName: name, validationActions: ['Deny'] },
  });
}

function policySpec(props: AdmissionPolicyProps): object {
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      namespaceSelector: { matchLabels: props.namespaceLabels },
      resourceRules: [
        {
          apiGroups: [props.apiGroup],
          apiVersions: [props.apiVersion],
          operations: [...props.operations],
          resources: [...props.resources],
          scope: 'Namespaced',
        },
      ],
    },
    ...(props.conditions === undefined ? {} : { matchConditions: named(props.conditions) }),
    ...(props.variables === undefined ? {} : { variables: named(props.variables) }),
    validations: props.rules.map((rule) => ({ ...rule, reason: 'Forbidden' })),
  };
}

function named(expressions: Readonly<Record<string, string>>): { name: string; expression: string }[] {
  return Object.entries(expressions).map(([name, expression]) => ({ name, expression }));
}
