import { DomainProject, KIND, ProductApp, type Cluster, type Platform } from '../lib';

/** The product plane: web apps, deployed by image digest. */
export function product(platform: Platform, cluster: Cluster): void {
  const root = platform.root('product', cluster);
  const project = new DomainProject(root, 'product', {
    description: 'Web apps for the public and for our own people',
    namespaces: [],
    kinds: [
      KIND.deployment,
      KIND.externalSecret,
      KIND.ingress,
      KIND.networkPolicy,
      KIND.podDisruptionBudget,
      KIND.service,
      KIND.serviceAccount,
    ],
  });
  const domain = cluster.environment === 'mainnet' ? 'example.com' : `${cluster.name}.example.com`;

  new ProductApp(root, 'fp-claim-dashboard', {
    project,
    image: 'product.fp-claim-dashboard',
    exposure: 'public',
    host: `claim.${domain}`,
    env: { CHAIN_NETWORK: cluster.name },
    secrets: { api: { path: 'product/fp-claim-dashboard', env: { RPC_CREDENTIALS: 'rpc-credentials' } } },
    egress: [{ cidr: '203.0.113.0/24', ports: [443] }],
  });

  new ProductApp(root, 'fp-runbooks', {
    project,
    image: 'product.fp-runbooks',
    exposure: 'internal',
    host: `runbooks.internal.${domain}`,
    replicas: 1,
  });
}
