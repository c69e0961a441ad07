import { ethereum } from '../../../lib/chains/ethereum';
import type { RoleOverlay } from '../../../lib/chains/role-values';
import { ValidatorApp } from '../../../lib/constructs/validator/validator-app';
import { ProblemsError } from '../../../lib/model/errors';
import { blsIdentity, chainPlatform, consensusIdentity, hoodi, osmo } from '../../fixtures/chain';
import { renderFolder } from '../../fixtures/platform';

type Root = ReturnType<typeof chainPlatform>['root'];

function both(root: Root): void {
  new ValidatorApp(root, 'hoodi-0', hoodi);
  new ValidatorApp(root, 'osmo-0', osmo);
}

/** The files of one unit of a platform with one workload. */
function unitOf(name: string, build: (root: Root) => unknown, fence?: 'local' | 'single-pod') {
  const { platform, root } = chainPlatform(fence);
  build(root);
  return renderFolder(platform, `chain/testnet/${name}`);
}

let rendered: Readonly<Record<string, string>> = {};
beforeAll(() => {
  const { platform, root } = chainPlatform();
  both(root);
  rendered = renderFolder(platform, 'chain/testnet');
});

function problemsOf(build: () => unknown): readonly string[] {
  try {
    build();
  } catch (thrown) {
    if (thrown instanceof ProblemsError) return thrown.problems;
    throw thrown;
  }
  return [];
}

test.each([
  ['hoodi-0-storage', 'statefulset.postgres.yaml'],
  ['hoodi-0-signer', 'statefulset.web3signer.yaml'],
  ['hoodi-0-signer', 'networkpolicy.web3signer.yaml'],
  ['hoodi-0-signer', 'externalsecret.keystores-0.yaml'],
  ['hoodi-0-signer', 'poddisruptionbudget.web3signer.yaml'],
  ['hoodi-0-validator', 'persistentvolumeclaim.lighthouse-data.yaml'],
  ['hoodi-0-validator', 'configmap.signing-identity.hoodi-0.yaml'],
  ['hoodi-0-node', 'networkpolicy.default-deny.yaml'],
  ['hoodi-0-node', 'podmonitor.geth.yaml'],
  ['osmo-0-node', 'service.sentry.yaml'],
  ['osmo-0-node', 'service.sentry-peers.yaml'],
  ['osmo-0-node', 'deployment.genesis.yaml'],
  ['osmo-0-node', 'networkpolicy.sentry.yaml'],
  ['osmo-0-validator', 'serviceaccount.validator.yaml'],
])('%s/%s', (folder, file) => {
  expect(`\n${rendered[`${folder}/${file}`]}`).toMatchSnapshot();
});

test('each unit is an application with a namespace of its own, and the project holds them all', () => {
  const { platform, root } = chainPlatform();
  both(root);
  const units = [
    'hoodi-0-node',
    'hoodi-0-storage',
    'hoodi-0-signer',
    'hoodi-0-validator',
    'osmo-0-node',
    'osmo-0-validator',
  ];
  const chain = platform.applications.filter((application) => application.root === 'chain.testnet');
  expect(chain.map((application) => application.name)).toEqual(units);
  for (const application of chain) expect(application).toMatchObject({ sync: { mode: 'gated' }, sensitive: true });
  const instance = renderFolder(platform, 'bootstrap/testnet/instance');
  for (const name of units) expect(Object.keys(instance)).toContain(`namespace.${name}.yaml`);
  const project = instance['appproject.ethereum-hoodi.yaml'] ?? '';
  for (const name of units.slice(0, 4)) expect(project).toContain(`namespace: ${name}\n`);
  expect(project).toContain('kind: deny\n');
  expect(Object.keys(instance)).toContain('appproject.osmosis-osmo-test-5.yaml');
});

test('namespaces of units that sign or keep signing state are marked, those of nodes are not', () => {
  const { platform, root } = chainPlatform();
  both(root);
  const instance = renderFolder(platform, 'bootstrap/testnet/instance');
  const marked = (name: string): boolean => (instance[`namespace.${name}.yaml`] ?? '').includes('sensitive: "true"');
  expect(['hoodi-0-node', 'hoodi-0-storage', 'hoodi-0-signer', 'hoodi-0-validator'].map(marked)).toEqual([
    false,
    true,
    true,
    true,
  ]);
});

test('two workloads of one network share its project', () => {
  const { platform, root } = chainPlatform();
  new ValidatorApp(root, 'hoodi-0', hoodi);
  new ValidatorApp(root, 'hoodi-1', hoodi);
  expect(renderFolder(platform, 'bootstrap/testnet/instance')['appproject.ethereum-hoodi.yaml']).toContain(
    'namespace: hoodi-1-signer\n',
  );
});

test('a paused identity runs no signing process, keeps its history and stays declared', () => {
  const paused = { ...hoodi, identity: blsIdentity({ state: 'paused' }) };
  const build = (root: Root): unknown => new ValidatorApp(root, 'hoodi-0', paused);
  const replicas = (folder: string, name: string): string | undefined =>
    /replicas: (\d)/.exec(unitOf(folder, build)[`statefulset.${name}.yaml`] ?? '')?.[1];
  expect(replicas('hoodi-0-signer', 'web3signer')).toBe('0');
  expect(replicas('hoodi-0-validator', 'lighthouse')).toBe('0');
  expect(replicas('hoodi-0-storage', 'postgres')).toBe('1');
  expect(replicas('hoodi-0-node', 'geth')).toBe('1');
  expect(unitOf('hoodi-0-signer', build)['configmap.signing-identity.hoodi-0.yaml']).toContain('public-keys: |');
});

test('a change is judged by what every declaration of an identity says: that it is retired, and where its history is from', () => {
  const importedState = { from: 'hoodi-9 on testnet', digest: `sha256:${'0f1e'.repeat(16)}` };
  const identity = blsIdentity({ state: 'retired', importedState });
  const build = (root: Root): unknown => new ValidatorApp(root, 'hoodi-0', { ...hoodi, identity });
  for (const unit of ['signer', 'storage', 'validator']) {
    const text = unitOf(`hoodi-0-${unit}`, build)['configmap.signing-identity.hoodi-0.yaml'];
    expect(text).toContain('    gitops-planes.io/identity-state: retired\n');
    expect(text).toContain('    gitops-planes.io/imported-from: hoodi-9 on testnet\n');
    expect(text).toContain(`    gitops-planes.io/imported-state: ${importedState.digest}\n`);
  }
});

test('every signing pod is replaced by hand, guaranteed, kept in place and saved from evictions', () => {
  for (const [folder, name] of [
    ['hoodi-0-storage', 'postgres'],
    ['hoodi-0-signer', 'web3signer'],
    ['hoodi-0-validator', 'lighthouse'],
    ['osmo-0-validator', 'validator'],
  ] as const) {
    const text = rendered[`${folder}/statefulset.${name}.yaml`] ?? '';
    expect(text).toContain('type: OnDelete\n');
    expect(text).toContain('priorityClassName: system-cluster-critical\n');
    expect(text).toContain('key: node.kubernetes.io/unreachable\n');
    expect(text).not.toMatch(/tolerationSeconds|livenessProbe|hostNetwork|volumeClaimTemplates/);
    for (const [, limits, requests] of text.matchAll(
      /limits:\n((?: +(?:cpu|memory):.*\n)+) +requests:\n((?: +(?:cpu|memory):.*\n)+)/g,
    )) {
      expect(limits).toBe(requests);
    }
    expect(rendered[`${folder}/poddisruptionbudget.${name}.yaml`]).toContain('maxUnavailable: 0\n');
  }
});

test('nothing is a Secret, takes traffic in from outside or may do anything in the API', () => {
  const kinds = new Set(Object.keys(rendered).map((file) => /\/(\w+)\./.exec(file)?.[1]));
  for (const kind of ['secret', 'ingress', 'role', 'rolebinding', 'horizontalpodautoscaler']) {
    expect(kinds).not.toContain(kind);
  }
});

test('a claim on a CSI driver is for one pod; on a local volume the node is the fence', () => {
  const build = (root: Root): unknown => new ValidatorApp(root, 'hoodi-0', hoodi);
  const mode = (unit: string, claim: string, fence?: 'single-pod'): string | undefined =>
    / - (ReadWrite\w+)/.exec(unitOf(unit, build, fence)[`persistentvolumeclaim.${claim}.yaml`] ?? '')?.[1];
  expect(mode('hoodi-0-validator', 'lighthouse-data', 'single-pod')).toBe('ReadWriteOncePod');
  expect(mode('hoodi-0-storage', 'postgres-data', 'single-pod')).toBe('ReadWriteOncePod');
  expect(mode('hoodi-0-validator', 'lighthouse-data')).toBe('ReadWriteOnce');
  expect(mode('hoodi-0-node', 'geth-data', 'single-pod')).toBe('ReadWriteOnce');
});

test('monitoring learns every role, and which of them sign', () => {
  const { platform, root } = chainPlatform();
  both(root);
  const [first, second] = platform.workloads;
  expect(first).toMatchObject({
    name: 'hoodi-0',
    family: 'ethereum',
    network: 'hoodi',
    environment: 'testnet',
    identities: [{ id: 'hoodi-0', keys: 2, paused: false }],
  });
  expect(first?.roles.filter((role) => role.signs).map((role) => role.role)).toEqual(['signer', 'validator']);
  expect(second?.roles.map((role) => [role.namespace, role.name, role.metricsPort])).toEqual([
    ['osmo-0-node', 'sentry', 'metrics'],
    ['osmo-0-node', 'genesis', undefined],
    ['osmo-0-validator', 'validator', 'metrics'],
  ]);
});

test('an image key without a pinned image, an unknown node and a wrong address are reported together', () => {
  const { root } = chainPlatform();
  const build = (): unknown =>
    new ValidatorApp(root, 'hoodi-0', {
      ...hoodi,
      placement: { node: 'tn-w9' },
      units: { ...hoodi.units, node: { execution: 'erigon', beacon: 'lighthouse' } },
    });
  expect(problemsOf(build)).toEqual([
    expect.stringContaining("'placement.node' must be a node of testnet (tn-w1, tn-w2, tn-w3)"),
    expect.stringContaining("'images' must be a table with 'ethereum.erigon'"),
  ]);
  const wrong = { ...hoodi, placement: { node: 'tn-w9' }, common: { feeRecipient: '0x12' } };
  expect(problemsOf(() => new ValidatorApp(chainPlatform().root, 'hoodi-0', wrong))).toEqual([
    expect.stringContaining("'placement.node'"),
    expect.stringContaining('\'common.feeRecipient\' must be 0x and 40 hex digits, got "0x12"'),
  ]);
});

test('a workload outside the chain plane is refused', () => {
  const { platform, root } = chainPlatform();
  const product = platform.root('product', root.cluster);
  expect(() => new ValidatorApp(product, 'hoodi-0', hoodi)).toThrow("'root' must be a root of the chain plane");
});

test('a name whose units could be no application is refused', () => {
  expect(() => new ValidatorApp(chainPlatform().root, 'Hoodi', hoodi)).toThrow("'id' must be a DNS-1123 label");
});

test('unsafe states do not compile', () => {
  const overlay: RoleOverlay = {};
  const { root } = chainPlatform();
  const props = { ...hoodi, family: ethereum };
  const compile = (): void => {
    // @ts-expect-error no replicas on a workload
    new ValidatorApp(root, 'a', { ...props, replicas: 2 });
    // @ts-expect-error no replicas on a signer
    new ValidatorApp(root, 'b', { ...props, units: { ...props.units, signer: { client: 'web3signer', replicas: 2 } } });
    // @ts-expect-error no replicas in an overlay
    const replicas: RoleOverlay = { ...overlay, replicas: 2 };
    // @ts-expect-error no update strategy
    const strategy: RoleOverlay = { ...overlay, updateStrategy: 'RollingUpdate' };
    // @ts-expect-error the grace period is the role's
    const grace: RoleOverlay = { ...overlay, graceSeconds: 0 };
    // @ts-expect-error the cluster decides where state lies
    const storage: RoleOverlay = { ...overlay, storageClass: 'fast-and-gone' };
    // @ts-expect-error no sync policy
    new ValidatorApp(root, 'c', { ...props, sync: { mode: 'automated' } });
    // @ts-expect-error a client of another role
    new ValidatorApp(root, 'd', { ...props, units: { ...props.units, validator: { client: 'geth' } } });
    // @ts-expect-error a network of another family
    new ValidatorApp(root, 'e', { ...props, network: osmo.network });
    // @ts-expect-error a role the family lacks
    new ValidatorApp(root, 'f', { ...props, roles: { cosigner: {} } });
    // @ts-expect-error a workload that the scheduler may move
    new ValidatorApp(root, 'h', { ...props, placement: {} });
    // @ts-expect-error the key, not an identity
    new ValidatorApp(root, 'g', { ...props, identity: consensusIdentity().publicKeys[0] });
    return void [replicas, strategy, grace, storage];
  };
  expect(compile).toBeInstanceOf(Function);
});

test('operators roll by name the pods that a sync leaves alone, and no others', () => {
  const { platform, root } = chainPlatform();
  both(root);
  const projects = renderFolder(platform, 'bootstrap/testnet/instance');
  const rolled = (project: string) =>
    [...(projects[`appproject.${project}.yaml`] ?? '').matchAll(/delete\/\*\/Pod\/(\S+), (\S+), allow/g)].map(
      ([, pod, application]) => `${pod} of ${application}`,
    );
  expect(rolled('ethereum-hoodi')).toEqual([
    'hoodi-0-signer/web3signer-0 of ethereum-hoodi/argocd-chain/hoodi-0-signer',
    'hoodi-0-storage/postgres-0 of ethereum-hoodi/argocd-chain/hoodi-0-storage',
    'hoodi-0-validator/lighthouse-0 of ethereum-hoodi/argocd-chain/hoodi-0-validator',
  ]);
  expect(rolled('osmosis-osmo-test-5')).toEqual([
    'osmo-0-validator/validator-0 of osmosis-osmo-test-5/argocd-chain/osmo-0-validator',
  ]);
});
