import { tryFindGate } from '../../../lib/commands/access/gate-of';
import { applicationsOf } from '../../../lib/policies/applications/applications-of';
import type { Manifest } from '../../../lib/render/inventory';
import { render } from '../../../lib/render/render';
import { platform } from '../../../apps/main';

const { inventory } = render(platform());

/** The gate of an Application of the example's testnet after one of its instance's objects was changed or left out. */
function gateAfter(name: string, change: (object: Manifest) => Manifest | undefined = (object) => object) {
  const objects = inventory.objects.flatMap((at) => {
    const object = at.root === 'bootstrap.testnet' ? change(at.object) : at.object;
    return object === undefined ? [] : [{ ...at, object }];
  });
  const changed = { ...inventory, objects };
  const application = applicationsOf(changed).find((it) => it.name === name && it.at.cluster === 'testnet');
  return application && tryFindGate(changed, application, 'revision')?.text.split(':')[0];
}

const withSpec = (object: Manifest, spec: object): Manifest => ({
  ...object,
  spec: { ...(object['spec'] as object), ...spec },
});

test('holds Applications of the chain plane and the instance, and no others', () => {
  expect(gateAfter('hoodi-0-signer')).toBe('gitops-planes-gate');
  expect(gateAfter('instance')).toBe('gitops-planes-gate-instance');
  expect(gateAfter('chain-root')).toBeUndefined();
  expect(gateAfter('cert-manager')).toBeUndefined();
});

test.each<[string, (object: Manifest) => Manifest | undefined]>([
  ['without its binding', (object) => (object.kind.endsWith('Binding') ? undefined : object)],
  [
    'that only warns',
    (object) => (object.kind.endsWith('Binding') ? withSpec(object, { validationActions: ['Warn'] }) : object),
  ],
  [
    'that fails open',
    (object) => (object.kind === 'ValidatingAdmissionPolicy' ? withSpec(object, { failurePolicy: 'Ignore' }) : object),
  ],
  [
    'with a condition that is not known',
    (object) =>
      object.kind === 'ValidatingAdmissionPolicy'
        ? withSpec(object, { matchConditions: [{ name: 'some', expression: 'request.userInfo.username != "x"' }] })
        : object,
  ],
  ['of a namespace that lost its label', (object) => (object.metadata.name === 'argocd-chain' ? undefined : object)],
  [
    'without the rule about revisions',
    (object) => (object.kind === 'ValidatingAdmissionPolicy' ? withSpec(object, { validations: [] }) : object),
  ],
])('does not count on a policy %s', (_, change) => {
  expect(gateAfter('hoodi-0-signer', change)).toBeUndefined();
});
