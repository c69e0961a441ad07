import { ApiObject, JsonPatch } from 'cdk8s';
import { ArgoApplication } from '../../../lib/constructs/argo-application';
import type { Platform } from '../../../lib/constructs/platform';
import { gated } from '../../../lib/model/sync-policy';
import { judge } from '../../../lib/policies/engine';
import { gateInstalled } from '../../../lib/policies/admission/gate-installed';
import { render } from '../../../lib/render/render';
import { platformOn, projectOf, type InstanceVariant } from '../../fixtures/instances';
import { released } from '../../fixtures/platform';

function setUp(variant: InstanceVariant = {}): Platform {
  const { platform } = platformOn({ planes: ['chain'], releases: [released('chain.testnet', 'x')], ...variant });
  const project = projectOf(platform, 'chain', 'one');
  new ArgoApplication(project.root, 'x', {
    project,
    namespace: 'one',
    source: { kind: 'content' },
    sync: gated(),
  });
  return platform;
}

function objectOf(platform: Platform, kind: string, name: string): ApiObject {
  const found = platform.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .find((object) => object.kind === kind && object.name === name);
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found;
}

const found = (platform: Platform): string[] =>
  judge([gateInstalled], render(platform).inventory).map(({ file, found }) => `${file}: ${found}`);

const missing = (namespace: string): string[] => [
  `chain/testnet/applications/application.x.yaml: a chain Application in ${namespace}, which no bound admission policy holds`,
];

test.each(['self-managed', 'eks-capability'] as const)('what is rendered on %s passes', (flavor) => {
  expect(found(setUp({ flavor }))).toEqual([]);
});

test('a namespace without the label that the gate selects is refused', () => {
  const platform = setUp();
  objectOf(platform, 'Namespace', 'argocd-chain').addJsonPatch(
    JsonPatch.remove('/metadata/labels/gitops-planes.io~1gated'),
  );
  expect(found(platform)).toEqual(missing('argocd-chain'));
});

test.each([
  ['ValidatingAdmissionPolicyBinding', JsonPatch.replace('/spec/validationActions', ['Audit'])],
  ['ValidatingAdmissionPolicyBinding', JsonPatch.replace('/spec/policyName', 'another')],
  ['ValidatingAdmissionPolicy', JsonPatch.replace('/spec/failurePolicy', 'Ignore')],
  ['ValidatingAdmissionPolicy', JsonPatch.replace('/spec/matchConstraints/resourceRules/0/operations', ['CREATE'])],
  ['ValidatingAdmissionPolicy', JsonPatch.replace('/spec/validations', [{ expression: 'true' }])],
])('a %s with another part is refused', (kind, patch) => {
  const platform = setUp();
  objectOf(platform, kind, 'gitops-planes-gate').addJsonPatch(patch);
  expect(found(platform)).toEqual(missing('argocd-chain'));
});

test('on the EKS capability the gate of the Application instance holds no other', () => {
  const platform = setUp({ flavor: 'eks-capability' });
  const policy = objectOf(platform, 'ValidatingAdmissionPolicyBinding', 'gitops-planes-gate');
  policy.node.scope?.node.tryRemoveChild(policy.node.id);
  expect(found(platform)).toEqual(missing('argocd'));
});

test('without the content of the instance nothing can be told', () => {
  const { inventory } = render(setUp());
  const objects = inventory.objects.filter(({ folder }) => folder !== 'instance');
  expect(judge([gateInstalled], { ...inventory, objects })).toEqual([]);
});
