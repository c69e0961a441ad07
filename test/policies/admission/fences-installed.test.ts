import { ApiObject, JsonPatch } from 'cdk8s';
import { ValidatorApp } from '../../../lib/constructs/validator/validator-app';
import type { Platform } from '../../../lib/constructs/platform';
import { judge } from '../../../lib/policies/engine';
import { fencesInstalled } from '../../../lib/policies/admission/fences-installed';
import { render } from '../../../lib/render/render';
import { chainPlatform, hoodi } from '../../fixtures/chain';

function setUp(): Platform {
  const { platform, root } = chainPlatform();
  new ValidatorApp(root, 'hoodi-0', hoodi);
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
  judge([fencesInstalled], render(platform).inventory).map(({ file, found }) => `${file}: ${found}`);

test('what is rendered passes', () => {
  expect(found(setUp())).toEqual([]);
});

test.each([
  ['one-replica', 'UPDATE of statefulsets/scale'],
  ['force-deletion', 'DELETE of pods'],
  ['force-eviction', 'CREATE of pods/eviction'],
  ['kept-storage', 'DELETE of statefulsets, DELETE of persistentvolumeclaims'],
  ['kept-namespaces', 'DELETE of namespaces'],
  ['kept-labels', 'UPDATE of namespaces'],
  ['no-shell', 'CONNECT of pods/exec, UPDATE of pods/ephemeralcontainers'],
  ['no-node-shell', 'CONNECT of nodes/proxy'],
  ['declared-pods', 'CREATE of pods'],
])('without the binding of %s every sensitive namespace is named', (name, open) => {
  const platform = setUp();
  const binding = objectOf(platform, 'ValidatingAdmissionPolicyBinding', `gitops-planes-${name}`);
  binding.addJsonPatch(JsonPatch.replace('/spec/validationActions', ['Audit']));
  expect(found(platform)).toEqual(
    ['storage', 'signer', 'validator'].map(
      (unit) =>
        `bootstrap/testnet/instance/namespace.hoodi-0-${unit}.yaml: a sensitive namespace in which no bound admission policy judges ${open}`,
    ),
  );
});

test.each([
  JsonPatch.replace('/spec/failurePolicy', 'Ignore'),
  JsonPatch.replace('/spec/matchConstraints/namespaceSelector/matchLabels', { other: 'true' }),
  JsonPatch.replace('/spec/matchConstraints/namespaceSelector', {
    matchExpressions: [{ key: 'x', operator: 'Exists' }],
  }),
])('a policy that is open or holds elsewhere does not count', (patch) => {
  const platform = setUp();
  objectOf(platform, 'ValidatingAdmissionPolicy', 'gitops-planes-no-shell').addJsonPatch(patch);
  expect(found(platform)).toHaveLength(3);
});
