import {
  Cluster,
  DomainProject,
  HelmChart,
  Instance,
  KeySet,
  KIND,
  MonitoringSet,
  Platform,
  readSources,
  RootRepository,
  ServiceWaves,
  SigningIdentity,
  Topology,
  ValidatorApp,
  vault,
  type Sources,
} from 'gitops-planes';
import { ethereum, networks, postgres } from 'gitops-planes/chains/ethereum';
import { northSea, TIDE_ALERTS, tides } from './tides';

const repository = (path: string): RootRepository =>
  RootRepository.at({ url: 'https://git.example.com/own.git', path });

const storage = { name: 'local', fence: 'local', reclaim: 'Retain' } as const;

const testnet = new Cluster({
  name: 'testnet',
  environment: 'testnet',
  instance: Instance.selfManaged({ version: '3.5', bootstrap: repository('bootstrap') }),
  nodes: [{ name: 'node-1', zone: 'a' }],
  chainStorage: storage,
  signingStorage: storage,
});

const owners = { developers: 'developers', operators: 'operators' };

const topology = new Topology({
  name: 'own',
  clusters: [testnet],
  security: 'security',
  observers: 'observers',
  roots: (['service', 'chain', 'monitoring'] as const).map((plane) => ({
    plane,
    cluster: testnet,
    repository: repository(plane),
    owners,
  })),
});

const certManager = new HelmChart<{ readonly crds: { readonly enabled: boolean } }>({
  name: 'cert-manager',
  repository: 'https://charts.jetstack.io',
  owns: {
    kinds: [KIND.deployment, KIND.service, KIND.clusterRole],
    crds: ['certificates.cert-manager.io'],
    namespaces: ['cert-manager'],
  },
});

export function platform(sources: Sources = readSources(__dirname)): Platform {
  const platform = new Platform({ topology, ...sources });
  const service = platform.root('service', testnet);
  service.bootstrap.addNamespace(service, 'cert-manager');
  const security = new DomainProject(service, 'security', {
    description: 'Certificates',
    namespaces: ['cert-manager'],
    chartRepositories: [certManager.repository],
    kinds: certManager.namespacedKinds,
    clusterKinds: certManager.clusterKinds,
  });
  new ServiceWaves(service).certificates.chart('cert-manager', certManager, {
    project: security,
    namespace: 'cert-manager',
    values: { crds: { enabled: true } },
  });
  new ValidatorApp(platform.root('chain', testnet), 'hoodi-0', {
    family: ethereum,
    network: networks.hoodi,
    identity: SigningIdentity.keys('hoodi-0', KeySet.parse('hoodi-0', `0x8${'1'.repeat(94)}2`)),
    custody: vault('chain/hoodi/hoodi-0'),
    placement: { node: 'node-1' },
    common: { feeRecipient: '0x5f3a9c1d0b7e2468acef13579bdf02468ace1357' },
    units: {
      node: { execution: 'geth', beacon: 'lighthouse' },
      signer: { client: 'web3signer' },
      storage: { slashingProtection: postgres() },
      validator: { client: 'lighthouse' },
    },
  });
  tide(platform);
  monitoring(platform);
  return platform;
}

function tide(platform: Platform): void {
  new ValidatorApp(platform.root('chain', testnet), 'tide-0', {
    family: tides,
    network: northSea,
    identity: SigningIdentity.publicIds('tide-0', 'named', ['tides:station-of-the-north']),
    custody: vault('chain/north-sea/tide-0'),
    placement: { node: 'node-1' },
    common: { station: 'north' },
    units: { node: { overlay: { memory: '4Gi' } }, signer: {} },
  });
}

function monitoring(platform: Platform): void {
  const root = platform.root('monitoring', testnet);
  root.bootstrap.addNamespace(root, 'observability');
  new MonitoringSet(root, 'monitoring', {
    project: new DomainProject(root, 'monitoring', {
      description: 'Agents, rules and routes',
      namespaces: ['observability'],
      kinds: [
        KIND.alertmanagerConfig,
        KIND.configMap,
        KIND.daemonSet,
        KIND.externalSecret,
        KIND.networkPolicy,
        KIND.podMonitor,
        KIND.prometheusRule,
        KIND.serviceAccount,
      ],
    }),
    namespace: 'observability',
    runbooks: 'https://runbooks.example.com',
    secretPath: 'monitoring/alertmanager',
    chatChannel: '#testnet-alerts',
    familyAlerts: { tides: TIDE_ALERTS },
  });
}
