import { k8s } from 'cdk8s-plus-28';
import {
  ExternalSecret,
  ExternalSecretSpecSecretStoreRefKind,
  ExternalSecretSpecTargetCreationPolicy,
} from '../../../imports/external-secrets.io';
import { LABEL } from '../../model/labels';
import type { Folder } from '../folder';
import type { Product } from './product-app';

/** The Deployment, as Pod Security's `restricted` wants it and with nothing writable but `/tmp`. */
export function addWorkload(folder: Folder, product: Product): void {
  const { name, replicas, selector } = product;
  new k8s.KubeDeployment(folder, 'deployment', {
    metadata: { name, labels: { [LABEL.component]: 'web' } },
    spec: {
      replicas,
      revisionHistoryLimit: 3,
      selector: { matchLabels: selector },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: k8s.IntOrString.fromNumber(1), maxUnavailable: k8s.IntOrString.fromNumber(0) },
      },
      template: {
        metadata: { labels: { ...product.podLabels } },
        spec: {
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          ...(replicas > 1 ? { topologySpreadConstraints: [overNodes(selector)] } : {}),
          containers: [container(product)],
          volumes: [{ name: 'tmp', emptyDir: { sizeLimit: k8s.Quantity.fromString('64Mi') } }],
        },
      },
    },
  });
}

/** Lets a drain take one pod at a time; with a single pod there is none to wait for. */
export function addDisruptionBudget(folder: Folder, { name, replicas, selector }: Product): void {
  if (replicas === 1) return;
  new k8s.KubePodDisruptionBudget(folder, 'disruption-budget', {
    metadata: { name, labels: { [LABEL.component]: 'disruption-budget' } },
    spec: {
      maxUnavailable: k8s.IntOrString.fromNumber(1),
      selector: { matchLabels: selector },
      // Pods that are broken anyway never hold up a drain.
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
}

/** The ExternalSecrets, each of which makes the Secret of its name. */
export function addSecrets(folder: Folder, product: Product): void {
  for (const [secret, { path, env, store }] of Object.entries(product.secrets)) {
    const name = `${product.name}-${secret}`;
    new ExternalSecret(folder, `secret-${secret}`, {
      metadata: { name, labels: { [LABEL.component]: 'secret' } },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { name: store ?? 'vault', kind: ExternalSecretSpecSecretStoreRefKind.CLUSTER_SECRET_STORE },
        target: { name, creationPolicy: ExternalSecretSpecTargetCreationPolicy.OWNER },
        data: Object.entries(env).map(([variable, property]) => ({
          secretKey: variable,
          remoteRef: { key: path, property },
        })),
      },
    });
  }
}

function container(product: Product): k8s.Container {
  const { name, imageKey, port, healthPath, cpu, memory } = product;
  const httpGet = { path: healthPath, port: k8s.IntOrString.fromString('http') };
  return {
    name,
    // The key stands for the image: kustomization.yaml and the released override say which one, and an older release
    // finds the same name in its content even where the image has moved to another repository since.
    image: imageKey,
    ports: [{ name: 'http', containerPort: port }],
    env: environment(product),
    resources: {
      requests: { cpu: k8s.Quantity.fromString(cpu), memory: k8s.Quantity.fromString(memory) },
      limits: { memory: k8s.Quantity.fromString(memory) },
    },
    readinessProbe: { httpGet, periodSeconds: 5 },
    livenessProbe: { httpGet, periodSeconds: 10, failureThreshold: 6 },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  };
}

function environment({ name, env, secrets }: Product): k8s.EnvVar[] | undefined {
  const variables = [
    ...Object.entries(env).map(([variable, value]) => ({ name: variable, value })),
    ...Object.entries(secrets).flatMap(([secret, entry]) =>
      Object.keys(entry.env).map((variable) => ({
        name: variable,
        valueFrom: { secretKeyRef: { name: `${name}-${secret}`, key: variable } },
      })),
    ),
  ];
  return variables.length === 0 ? undefined : variables;
}

function overNodes(selector: Readonly<Record<string, string>>): k8s.TopologySpreadConstraint {
  return {
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: selector },
  };
}
