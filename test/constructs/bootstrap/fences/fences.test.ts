import { ValidatorApp } from '../../../../lib/constructs/validator/validator-app';
import { chainPlatform, hoodi } from '../../../fixtures/chain';
import { platformOn } from '../../../fixtures/instances';
import { renderFolder } from '../../../fixtures/platform';

const isFence = (name: string): boolean =>
  /^(configmap|validatingadmissionpolicy(binding)?)\.gitops-planes-(?!gate(-|\.))/.test(name);

test('the fences of a cluster with a chain plane, each in files of its own', () => {
  const { platform, root } = chainPlatform();
  new ValidatorApp(root, 'hoodi-0', hoodi);
  const files = Object.entries(renderFolder(platform, 'bootstrap/testnet/instance'))
    .filter(([name]) => isFence(name))
    .map(([name, text]) => `=== ${name}\n${text}`);
  expect(`\n${files.join('')}`).toMatchSnapshot();
});

test('every fence is bound, and both flavors have the same ones', () => {
  const namesOn = (flavor: 'self-managed' | 'eks-capability'): string[] =>
    Object.keys(renderFolder(platformOn({ planes: ['chain'], flavor }).platform, 'bootstrap/testnet/instance')).filter(
      isFence,
    );
  const names = namesOn('self-managed');
  const policies = names.filter((name) => name.startsWith('validatingadmissionpolicy.'));
  expect(policies).toHaveLength(22);
  // That one has a binding for each guard that restarts a pod.
  const bound = policies.filter((policy) => !policy.endsWith('guard-restart.yaml'));
  for (const policy of bound) expect(names).toContain(policy.replace('policy.', 'policybinding.'));
  expect(namesOn('eks-capability')).toEqual(names);
});

test('a cluster without a chain plane has none', () => {
  const { platform } = platformOn({ planes: ['service'] });
  expect(Object.keys(renderFolder(platform, 'bootstrap/testnet/instance')).filter(isFence)).toEqual([]);
});
