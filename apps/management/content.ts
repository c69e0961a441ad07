import { k8s } from 'cdk8s-plus-28';
import {
  ClusterSecretStore,
  ClusterSecretStoreSpecProviderAwsService,
  ExternalSecret,
  ExternalSecretSpecSecretStoreRefKind,
} from '../../imports/external-secrets.io';
import { LABEL, type Folder, type Image } from '../../lib';

/** The store of the management cluster: AWS Secrets Manager, by the controller's own identity. */
export function secretStore(folder: Folder): void {
  new ClusterSecretStore(folder, 'aws', {
    metadata: { name: 'aws', labels: { [LABEL.component]: 'secret-store' } },
    spec: {
      provider: { aws: { service: ClusterSecretStoreSpecProviderAwsService.SECRETS_MANAGER, region: 'eu-central-1' } },
    },
  });
}

/** Settings of single sign-on, connectors' secrets included: nothing of them stands in Git. */
export function ssoSecrets(folder: Folder): void {
  secretFrom(folder, 'dex-settings', 'management/dex');
}

/** A nightly, encrypted copy of what cannot be rendered again. */
export function backups(folder: Folder, image: Image): void {
  const name = 'fleet-backup';
  secretFrom(folder, name, 'management/fleet-backup');
  new k8s.KubeServiceAccount(folder, 'service-account', {
    metadata: { name, labels: { [LABEL.component]: 'backup' } },
    automountServiceAccountToken: false,
  });
  new k8s.KubeNetworkPolicy(folder, 'network-policy', {
    metadata: { name, labels: { [LABEL.component]: 'network-policy' } },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      egress: [
        { ports: [{ port: k8s.IntOrString.fromNumber(53), protocol: 'UDP' }] },
        { ports: [{ port: k8s.IntOrString.fromNumber(443), protocol: 'TCP' }] },
      ],
    },
  });
  new k8s.KubeCronJob(folder, 'cron-job', {
    metadata: { name, labels: { [LABEL.component]: 'backup' } },
    spec: {
      schedule: '17 2 * * *',
      concurrencyPolicy: 'Forbid',
      jobTemplate: { spec: { backoffLimit: 2, template: { spec: backupPod(name, image) } } },
    },
  });
}

function backupPod(name: string, image: Image): k8s.PodSpec {
  return {
    restartPolicy: 'Never',
    serviceAccountName: name,
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'backup',
        image: image.ref,
        args: ['backup', '--tag', 'nightly', '/snapshots'],
        envFrom: [{ secretRef: { name } }],
        resources: {
          requests: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('256Mi') },
          limits: { memory: k8s.Quantity.fromString('512Mi') },
        },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        volumeMounts: [{ name: 'snapshots', mountPath: '/snapshots', readOnly: true }],
      },
    ],
    volumes: [{ name: 'snapshots', emptyDir: {} }],
  };
}

function secretFrom(folder: Folder, name: string, key: string): void {
  new ExternalSecret(folder, `secret-${name}`, {
    metadata: { name, labels: { [LABEL.component]: 'secret' } },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { name: 'aws', kind: ExternalSecretSpecSecretStoreRefKind.CLUSTER_SECRET_STORE },
      target: { name },
      dataFrom: [{ extract: { key } }],
    },
  });
}
