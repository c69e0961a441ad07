import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import {
  ArgoApplication,
  automated,
  Cluster,
  DomainProject,
  Instance,
  KIND,
  Platform,
  RootRepository,
  Topology,
  type Releases,
} from '../../lib';

/** Where a synthetic application's Application is released from. */
export const REVISION = '1f0c9d3e5a7248b0d2f4a6c8e1937f5b7d9e0a6b';

const NAMESPACE = 'bench';
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

/** The synthetic operator: one service root whose applications hold a StatefulSet, a Service and a ConfigMap each. */
export function operator(applications: number, releases: Releases): Platform {
  const repository = (path: string): RootRepository =>
    RootRepository.at({ url: 'https://git.example.com/bench.git', path });
  const cluster = new Cluster({
    name: 'bench',
    environment: 'testnet',
    instance: Instance.selfManaged({ version: '3.5', bootstrap: repository('bootstrap') }),
  });
  const topology = new Topology({
    name: 'bench',
    clusters: [cluster],
    security: 'security',
    observers: 'observers',
    roots: [
      {
        plane: 'service',
        cluster,
        repository: repository('service'),
        owners: { developers: 'developers', operators: 'operators' },
      },
    ],
  });
  const platform = new Platform({ topology, versions: new Map(), releases });
  const root = platform.root('service', cluster);
  root.bootstrap.addNamespace(root, NAMESPACE);
  const project = new DomainProject(root, 'bench', {
    description: 'Synthetic applications',
    namespaces: [NAMESPACE],
    kinds: [KIND.statefulSet, KIND.service, KIND.configMap],
  });
  const sync = automated({ prune: true, selfHeal: true });
  for (const name of names(applications)) {
    const { content } = new ArgoApplication(root, name, {
      project,
      namespace: NAMESPACE,
      source: { kind: 'content' },
      sync,
    });
    workload(content, name);
  }
  return platform;
}

/** Names of the synthetic applications. */
export function names(applications: number): readonly string[] {
  return Array.from({ length: applications }, (_, i) => `app-${String(i).padStart(5, '0')}`);
}

/** The same three objects for us and for stock cdk8s. */
export function workload(scope: Construct, name: string): void {
  const labels = { app: name };
  const metadata = { name, namespace: NAMESPACE, labels };
  new k8s.KubeConfigMap(scope, 'config', {
    metadata,
    data: { 'app.toml': `[app]\nname = "${name}"\nlisten = "0.0.0.0:8080"\n`, level: 'info', enabled: 'yes' },
  });
  new k8s.KubeService(scope, 'service', {
    metadata,
    spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: k8s.IntOrString.fromString('http') }] },
  });
  new k8s.KubeStatefulSet(scope, 'stateful-set', {
    metadata,
    spec: {
      replicas: 1,
      serviceName: name,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpec(name) },
    },
  });
}

function podSpec(name: string): k8s.PodSpec {
  const quantity = (text: string): k8s.Quantity => k8s.Quantity.fromString(text);
  return {
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 60,
    containers: [
      {
        name: 'app',
        image: `registry.example.com/bench/app:1.0.0@${DIGEST}`,
        args: ['--name', name, '--listen=0.0.0.0:8080'],
        env: [{ name: 'LEVEL', valueFrom: { configMapKeyRef: { name, key: 'level' } } }],
        ports: [{ name: 'http', containerPort: 8080 }],
        readinessProbe: { httpGet: { path: '/ready', port: k8s.IntOrString.fromString('http') }, periodSeconds: 5 },
        resources: {
          requests: { cpu: quantity('100m'), memory: quantity('128Mi') },
          limits: { memory: quantity('128Mi') },
        },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        volumeMounts: [{ name: 'config', mountPath: '/etc/app', readOnly: true }],
      },
    ],
    volumes: [{ name: 'config', configMap: { name } }],
  };
}
