import { Cluster, Instance, RootRepository, Topology, type Owners, type Plane, type RootDeclaration } from '../lib';

/** Each plane on each cluster has a repository folder of its own; all are append-only and protected. */
const repository = (folder: string): RootRepository =>
  RootRepository.at({
    url: `https://git.example.com/fp/gitops-${folder.split('/')[0]}.git`,
    path: folder.split('/')[1],
  });

const owners = (plane: Plane): Owners => ({ developers: `fp-${plane}-developers`, operators: 'fp-platform-operators' });

/** The management cluster: an EKS cluster with AWS's own Argo CD. It is never pointed at the clusters below it. */
const management = new Cluster({
  name: 'management',
  environment: 'management',
  server: 'arn:aws:eks:eu-central-1:111122223333:cluster/management',
  instance: Instance.eksCapability({
    version: '3.5',
    bootstrap: repository('bootstrap/management'),
    writers: ['arn:aws:sts::111122223333:assumed-role/fp-argocd-capability/argocd'],
  }),
});

/** Bare-metal nodes with local NVMe: a replacement pod stays Pending until a person moves its volume. */
const localNvme = { name: 'local-nvme-retain', fence: 'local', reclaim: 'Retain' } as const;

const testnet = new Cluster({
  name: 'testnet',
  environment: 'testnet',
  instance: Instance.selfManaged({ version: '3.5', bootstrap: repository('bootstrap/testnet') }),
  nodes: [
    { name: 'tn-solana', zone: 'fsn1' },
    { name: 'tn-w1', zone: 'fsn1' },
    { name: 'tn-w2', zone: 'nbg1' },
    { name: 'tn-w3', zone: 'hel1' },
  ],
  apiServer: { cidrs: ['10.20.0.10/32'] },
  chainStorage: localNvme,
  signingStorage: localNvme,
});

const mainnet = new Cluster({
  name: 'mainnet',
  environment: 'mainnet',
  instance: Instance.selfManaged({ version: '3.5', bootstrap: repository('bootstrap/mainnet') }),
  nodes: [
    { name: 'mn-w1', zone: 'fsn1' },
    { name: 'mn-w2', zone: 'nbg1' },
    { name: 'mn-w3', zone: 'hel1' },
  ],
  chainStorage: localNvme,
  signingStorage: localNvme,
});

/** The clusters by name. */
export const clusters = { management, testnet, mainnet };

/** The clusters that run validators. */
export const validatorClusters = [testnet, mainnet];

const validatorRoots = validatorClusters.flatMap((cluster) =>
  (['service', 'chain', 'monitoring', 'product'] as const).map((plane): RootDeclaration => ({
    plane,
    cluster,
    repository: repository(`${plane}/${cluster.name}`),
    owners: owners(plane),
  })),
);

/** All clusters, roots and owners. Changing this file changes who may do what: security owns it. */
export const topology = new Topology({
  name: 'fp',
  clusters: [management, testnet, mainnet],
  security: 'fp-security',
  observers: 'fp-observers',
  roots: [
    {
      plane: 'management',
      cluster: management,
      repository: repository('management/management'),
      owners: owners('management'),
    },
    ...validatorRoots,
  ],
});
