import { ValidatorApp } from '../../../lib/constructs/validator/validator-app';
import { chainPlatform, hoodi, osmo } from '../../fixtures/chain';
import { platformOn } from '../../fixtures/instances';
import { renderFolder } from '../../fixtures/platform';

const INSTANCE = 'bootstrap/testnet/instance';
const isRight = (name: string): boolean => /^(cluster)?role(binding)?\..*gitops-planes-/.test(name);

function twoWorkloads(): ReturnType<typeof chainPlatform> {
  const chain = chainPlatform();
  new ValidatorApp(chain.root, 'hoodi-0', hoodi);
  new ValidatorApp(chain.root, 'osmo-0', osmo);
  return chain;
}

test('operators read every unit and roll by name what signs or keeps history, where breakglass may act too', () => {
  expect(Object.keys(renderFolder(twoWorkloads().platform, INSTANCE)).filter(isRight)).toMatchInlineSnapshot(`
   [
     "clusterrole.gitops-planes-breakglass.yaml",
     "clusterrole.gitops-planes-operator.yaml",
     "role.hoodi-0-signer.gitops-planes-roll.yaml",
     "role.hoodi-0-storage.gitops-planes-roll.yaml",
     "role.hoodi-0-validator.gitops-planes-roll.yaml",
     "role.osmo-0-validator.gitops-planes-roll.yaml",
     "rolebinding.hoodi-0-node.gitops-planes-operator.yaml",
     "rolebinding.hoodi-0-signer.gitops-planes-breakglass.yaml",
     "rolebinding.hoodi-0-signer.gitops-planes-operator.yaml",
     "rolebinding.hoodi-0-signer.gitops-planes-roll.yaml",
     "rolebinding.hoodi-0-storage.gitops-planes-breakglass.yaml",
     "rolebinding.hoodi-0-storage.gitops-planes-operator.yaml",
     "rolebinding.hoodi-0-storage.gitops-planes-roll.yaml",
     "rolebinding.hoodi-0-validator.gitops-planes-breakglass.yaml",
     "rolebinding.hoodi-0-validator.gitops-planes-operator.yaml",
     "rolebinding.hoodi-0-validator.gitops-planes-roll.yaml",
     "rolebinding.osmo-0-node.gitops-planes-operator.yaml",
     "rolebinding.osmo-0-validator.gitops-planes-breakglass.yaml",
     "rolebinding.osmo-0-validator.gitops-planes-operator.yaml",
     "rolebinding.osmo-0-validator.gitops-planes-roll.yaml",
   ]
  `);
});

test('the roles, and all rights in the namespace of a signer', () => {
  const files = Object.entries(renderFolder(twoWorkloads().platform, INSTANCE))
    .filter(([name]) => isRight(name) && (name.startsWith('clusterrole.') || name.includes('.hoodi-0-signer.')))
    .map(([name, text]) => `=== ${name}\n${text}`);
  expect(`\n${files.join('')}`).toMatchSnapshot();
});

test('rights come behind the fences that narrow them', () => {
  const files = renderFolder(twoWorkloads().platform, INSTANCE);
  const waveOf = (name: string): number => Number(/sync-wave: "(\d+)"/.exec(files[name] ?? '')?.[1]);
  const fences = Object.keys(files).filter((name) => name.startsWith('validatingadmissionpolicybinding.'));
  const last = Math.max(...fences.map(waveOf));
  for (const name of Object.keys(files).filter(isRight)) expect(waveOf(name)).toBeGreaterThan(last);
});

test('a cluster without a chain plane has none, and its project allows none', () => {
  const { platform } = platformOn({ planes: ['service'] });
  expect(Object.keys(renderFolder(platform, INSTANCE)).filter(isRight)).toEqual([]);
  const project = renderFolder(platform, 'bootstrap/testnet/by-hand')['appproject.bootstrap.yaml'];
  expect(project).not.toMatch(/ClusterRole|\*-/);
});

test('the project of the instance allows the namespaces by their units, so that a new workload needs no kubectl', () => {
  const projectFile = 'appproject.bootstrap.yaml';
  const { platform, root } = twoWorkloads();
  const before = renderFolder(platform, 'bootstrap/testnet/by-hand')[projectFile];
  expect(before).toMatchSnapshot();
  new ValidatorApp(root, 'osmo-1', { ...osmo, units: { ...osmo.units } });
  expect(renderFolder(platform, 'bootstrap/testnet/by-hand')[projectFile]).toBe(before);
});

test('before Argo CD 3.3, which knows no kinds by name, the ClusterRoles are allowed as a kind', () => {
  const { platform } = platformOn({ planes: ['chain'], version: '3.2' });
  const text = renderFolder(platform, 'bootstrap/testnet/by-hand')['appproject.bootstrap.yaml'];
  expect(text).toContain('kind: ClusterRole\n');
  expect(text).not.toContain('gitops-planes-*');
});

test.each([
  ['with a chain plane', ['chain'], /fp-operators \(operators\): read pods.*breakglass \(breakglass,.*fp-observers/s],
  ['without one', ['service'], /Nothing: no chain workload runs here/],
] as const)('the page of a cluster %s says what people may do', (_, planes, expected) => {
  const text = renderFolder(platformOn({ planes }).platform, 'bootstrap/testnet/by-hand')['README.md'];
  expect(text).toMatch(expected);
});
