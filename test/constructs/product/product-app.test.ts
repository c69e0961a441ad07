import { k8s } from 'cdk8s-plus-28';
import { DomainProject } from '../../../lib/constructs/domain-project';
import { ProductApp, type ProductAppProps } from '../../../lib/constructs/product/product-app';
import { KIND } from '../../../lib/model/kind';
import type { ReleaseEntry } from '../../../lib/model/release';
import { fixturePlatform, folderText, image, released, renderFolder, testnet } from '../../fixtures/platform';

const IMAGE = 'product.fp-claim-dashboard';
const NAME = 'fp-claim-dashboard';

function setUp(...releases: readonly ReleaseEntry[]) {
  const platform = fixturePlatform(...releases);
  const root = platform.root('product', testnet);
  const project = new DomainProject(root, 'product', {
    description: 'Web apps',
    namespaces: [],
    kinds: [KIND.deployment, KIND.service, KIND.ingress],
  });
  const add = (props: Partial<ProductAppProps> = {}): ProductApp =>
    new ProductApp(root, NAME, { project, image: IMAGE, exposure: 'public', host: 'claim.example.com', ...props });
  return { platform, root, project, add };
}

function files(props: Partial<ProductAppProps>): Readonly<Record<string, string>> {
  const { platform, add } = setUp();
  add(props);
  return renderFolder(platform, `product/testnet/${NAME}`);
}

test('a public app with secrets and ways out renders all of its objects', () => {
  const { platform, add } = setUp();
  add({
    env: { RPC_URL: 'http://rpc.example.com' },
    secrets: { session: { path: 'product/fp-claim-dashboard', env: { SESSION_KEY: 'session-key' } } },
    egress: [
      { cidr: '192.0.2.0/24', ports: [443] },
      { namespace: 'hoodi-0-node', ports: [8545, 8546] },
    ],
  });
  expect(folderText(platform, `product/testnet/${NAME}`)).toMatchSnapshot();
});

test('its Application overrides the image by the key that its Deployment and kustomization.yaml use', () => {
  const approved = image('registry.example.com/fp/fp-claim-dashboard', 'v2.3.9', 7);
  const { platform, add } = setUp(released('product.testnet', NAME, { images: { [IMAGE]: approved } }));
  add();
  const all = renderFolder(platform, 'product/testnet');
  const bare = 'registry.example.com/fp/fp-claim-dashboard';
  expect(all[`applications/application.${NAME}.yaml`]).toContain(
    `      images:\n        - ${IMAGE}=${bare}@${approved.digest}\n`,
  );
  expect(all[`${NAME}/deployment.${NAME}.yaml`]).toContain(`image: ${IMAGE}\n`);
  expect(all[`${NAME}/kustomization.yaml`]).toContain(`name: ${IMAGE}\n`);
  expect(all[`${NAME}/kustomization.yaml`]).not.toContain(approved.digest);
});

test('kustomization.yaml lists every object of the folder, also those that are added later', () => {
  const { platform, add } = setUp();
  const { application } = add();
  new k8s.KubeConfigMap(application.content, 'late', { metadata: { name: 'late' } });
  const folder = renderFolder(platform, `product/testnet/${NAME}`);
  const listed = [...(folder['kustomization.yaml'] ?? '').matchAll(/^ {2}- (\S+\.yaml)$/gm)].map(([, name]) => name);
  expect(listed).toContain('configmap.late.yaml');
  expect(listed).toEqual(Object.keys(folder).filter((name) => name !== 'kustomization.yaml'));
});

test('an internal app has another ingress class and issuer, and no way in for ACME', () => {
  const folder = files({ exposure: 'internal' });
  expect(folder[`ingress.${NAME}.yaml`]).toContain('ingressClassName: internal\n');
  expect(folder[`ingress.${NAME}.yaml`]).toContain('cert-manager.io/cluster-issuer: internal\n');
  expect(Object.keys(folder)).not.toContain('networkpolicy.acme-from-ingress.yaml');
});

test('one pod has no disruption budget, which would block every drain, and is not spread', () => {
  const folder = files({ replicas: 1 });
  expect(Object.keys(folder)).not.toContain(`poddisruptionbudget.${NAME}.yaml`);
  expect(folder[`deployment.${NAME}.yaml`]).not.toContain('topologySpreadConstraints');
});

test('its namespace lands in the bootstrap, restricted, and its project may write there', () => {
  const { platform, add } = setUp();
  add({ namespace: 'claims' });
  const instance = renderFolder(platform, 'bootstrap/testnet/instance');
  expect(instance['namespace.claims.yaml']).toContain('pod-security.kubernetes.io/enforce: restricted\n');
  expect(instance['appproject.product.yaml']).toContain('namespace: claims\n');
});

test('two apps cannot share a namespace', () => {
  const { root, project, add } = setUp();
  add({ namespace: 'web' });
  const second = { project, image: IMAGE, exposure: 'public', host: 'two.example.com', namespace: 'web' } as const;
  expect(() => new ProductApp(root, 'two', second)).toThrow(
    '[product/testnet/product-two] \'namespace\' must be a namespace of its own, apart from that of product/testnet/product-fp-claim-dashboard, got "web"',
  );
});

test('refuses a root of another plane', () => {
  const { platform, project } = setUp();
  const props = { project, image: IMAGE, exposure: 'public', host: 'claim.example.com' } as const;
  expect(() => new ProductApp(platform.root('service', testnet), NAME, props)).toThrow(
    '\'root\' must be a root of the product plane, got "service.testnet"',
  );
});

test('refuses an image key without a version', () => {
  expect(() => setUp().add({ image: 'product.fp-claim-dashbord' })).toThrow(
    /apps\/versions\/testnet\.json.*'product\.fp-claim-dashbord'/,
  );
});

const where = '[product/testnet/product-fp-claim-dashboard]';
const secret = { path: 'product/a', env: { KEY: 'key' } };

test.each<[string, Partial<ProductAppProps>, string]>([
  ['a host that is no full name', { host: 'claim' }, `${where} 'host' must be a full DNS name, got "claim"`],
  ['a host with a path', { host: 'a.example.com/x' }, `${where} 'host' must be a DNS-1123 subdomain`],
  ['no pod', { replicas: 0 }, `${where} 'replicas' must be a whole number of at least 1, got 0`],
  ['a port that only root may open', { port: 80 }, `${where} 'port' must be a whole number from 1024 to 65535, got 80`],
  ['a health path without /', { healthPath: 'ok' }, `${where} 'healthPath' must be a path from /, got "ok"`],
  [
    'a variable name with -',
    { env: { 'A-B': '' } },
    `${where} 'env' must be names of letters, digits and _, got "A-B"`,
  ],
  [
    'a secret name that is no label',
    { secrets: { A: secret } },
    `${where} 'secrets' must be a DNS-1123 label of at most 63 characters`,
  ],
  [
    'a secret path of one segment',
    { secrets: { a: { ...secret, path: 'a' } } },
    `${where} 'secrets.a.path' must be a path of at least two segments, got "a"`,
  ],
  [
    'a secret without variables',
    { secrets: { a: { ...secret, env: {} } } },
    `${where} 'secrets.a.env' must be at least one variable, got {}`,
  ],
  [
    'a secret store that is no name',
    { secrets: { a: { ...secret, store: 'A' } } },
    `${where} 'secrets.a.store' must be a DNS-1123 subdomain`,
  ],
  [
    'a variable that is secret and plain',
    { env: { KEY: '1' }, secrets: { a: secret } },
    `${where} 'secrets.a.env' must be variables that 'env' does not set, got "KEY"`,
  ],
  [
    'a way out to something that is no range',
    { egress: [{ cidr: '10.0.0.1', ports: [443] }] },
    `${where} 'egress[0].cidr' must be an address range such as 192.0.2.0/24, got "10.0.0.1"`,
  ],
  [
    'a way out to every port',
    { egress: [{ namespace: 'rpc', ports: [] }] },
    `${where} 'egress[0].ports' must be at least one port, got []`,
  ],
  [
    'a way out to a port that does not exist',
    { egress: [{ namespace: 'rpc', ports: [70_000] }] },
    `${where} 'egress[0].ports' must be whole numbers from 1 to 65535, got 70000`,
  ],
])('refuses %s', (_, props, message) => {
  expect(() => setUp().add(props)).toThrow(message);
});

test('reports everything that is wrong at once', () => {
  expect(() => setUp().add({ replicas: 0, port: 80 })).toThrow(/'replicas'.*\n.*'port'/);
});
