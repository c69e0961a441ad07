import { targets, type Draft } from './example';
import {
  adding,
  changing,
  client,
  IDENTITY,
  KEEPERS,
  labelsOf,
  pod,
  removing,
  SENSITIVE,
  SIGNERS,
  SLASHING,
  type Operator,
} from './operators';

const claims = (draft: Draft): Draft[] =>
  (pod(draft)['volumes'] as Draft[]).filter((volume) => volume['persistentVolumeClaim'] !== undefined);
const toleration = (draft: Draft, i: number): Draft =>
  (pod(draft)['tolerations'] as Draft[]).filter(({ effect }) => effect === 'NoExecute')[i] as Draft;
const WITH_CLAIM = KEEPERS;
const CLIENTS = targets(
  ['StatefulSet'],
  (object) =>
    ['lighthouse', 'web3signer'].includes(object['metadata'].name) && labelsOf(object)[IDENTITY] !== undefined,
);

/** What makes a key sign twice, or lose its record, in the objects of a workload. */
export const DANGEROUS_WORKLOADS: readonly Operator[] = [
  changing(
    'replicas',
    SIGNERS,
    (d) => (d['spec'].replicas = 2),
    (d) => (d['spec'].replicas = 3),
  ),
  changing(
    'workload kind',
    SIGNERS,
    (d) => (d['kind'] = 'Deployment'),
    (d) => (d['kind'] = 'DaemonSet'),
    (d) => (d['kind'] = 'ReplicaSet'),
  ),
  changing(
    'update strategy',
    SIGNERS,
    (d) => (d['spec'].updateStrategy = { type: 'RollingUpdate' }),
    (d) => delete d['spec'].updateStrategy,
  ),
  changing(
    'retention',
    SIGNERS,
    (d) => (d['spec'].persistentVolumeClaimRetentionPolicy.whenDeleted = 'Delete'),
    (d) => (d['spec'].persistentVolumeClaimRetentionPolicy.whenScaled = 'Delete'),
    (d) => delete d['spec'].persistentVolumeClaimRetentionPolicy,
  ),
  changing(
    'storage mode',
    SLASHING,
    (d) => (d['spec'].accessModes = ['ReadWriteMany']),
    (d) => (d['spec'].accessModes = ['ReadOnlyMany']),
  ),
  changing(
    'copied storage',
    SLASHING,
    (d) => (d['spec'].dataSource = { kind: 'VolumeSnapshot', name: 'x', apiGroup: 'snapshot.storage.k8s.io' }),
  ),
  changing('mounts', WITH_CLAIM, (d) => {
    for (const volume of claims(d)) {
      delete volume['persistentVolumeClaim'];
      volume['emptyDir'] = {};
    }
  }),
  changing('mounts of another claim', WITH_CLAIM, (d) => {
    for (const volume of claims(d)) volume['persistentVolumeClaim'].claimName += '-2';
  }),
  adding('a second workload', SIGNERS, (d) => {
    d['metadata'].name += '-2';
    return d;
  }),
  adding('a second workload of another identity with the claim', WITH_CLAIM, (d) => {
    d['metadata'].name += '-2';
    for (const labels of [labelsOf(d), d['spec'].template.metadata.labels]) labels[IDENTITY] = 'other';
    return d;
  }),
  changing(
    'protections',
    SENSITIVE,
    (d) => delete d['metadata'].annotations['argocd.argoproj.io/sync-options'],
    (d) => (d['metadata'].annotations['argocd.argoproj.io/sync-options'] = 'Prune=false'),
    (d) => (d['metadata'].annotations['argocd.argoproj.io/sync-options'] = 'Prune=true,Delete=false'),
  ),
  changing(
    'dangerous args',
    SIGNERS,
    (d) => (client(d)['args'] = [...(client(d)['args'] ?? []), '--init-slashing-protection']),
    (d) => (client(d)['args'] = [...(client(d)['args'] ?? []), '--disable-slashing-protection-web3signer']),
    (d) => (client(d)['args'] = [...(client(d)['args'] ?? []), '--slashing-protection-enabled=false']),
    (d) => (client(d)['args'] = [...(client(d)['args'] ?? []), '--http-host-allowlist=*']),
  ),
  changing('missing args', CLIENTS, (d) => {
    client(d)['args'] = client(d)['args'].filter(
      (arg: string) => !/doppelganger|slashing-protection-enabled/.test(arg),
    );
  }),
  changing(
    'probes',
    SIGNERS,
    (d) => (client(d)['livenessProbe'] = { tcpSocket: { port: 9000 } }),
    (d) => (client(d)['livenessProbe'] = { exec: { command: ['true'] }, failureThreshold: 1 }),
  ),
  changing(
    'tolerations',
    SIGNERS,
    (d) => (toleration(d, 0)['tolerationSeconds'] = 300),
    (d) => (toleration(d, 1)['tolerationSeconds'] = 1),
    (d) => delete pod(d)['tolerations'],
  ),
  changing(
    'grace',
    SIGNERS,
    (d) => (pod(d)['terminationGracePeriodSeconds'] = 0),
    (d) => (pod(d)['terminationGracePeriodSeconds'] = 10),
    (d) => delete pod(d)['terminationGracePeriodSeconds'],
  ),
  changing(
    'image',
    SIGNERS,
    (d) => (client(d)['image'] = client(d)['image'].split('@')[0]),
    (d) => (client(d)['image'] = client(d)['image'].replace(/:[^@]*@/, ':latest@')),
    (d) => (client(d)['image'] = client(d)['image'].replace(/@sha256:.*/, `@sha256:${'a'.repeat(64)}`)),
  ),
  changing(
    'node',
    SIGNERS,
    (d) => delete pod(d)['nodeSelector'],
    (d) => (pod(d)['nodeSelector'] = { pool: 'signers' }),
  ),
  changing(
    'isolation',
    SIGNERS,
    (d) => (pod(d)['hostNetwork'] = true),
    (d) => (pod(d)['hostPID'] = true),
    (d) => delete pod(d)['automountServiceAccountToken'],
    (d) => delete pod(d)['priorityClassName'],
    (d) => delete client(d)['resources'].limits,
    (d) => (client(d)['securityContext'].privileged = true),
    (d) => pod(d)['volumes'].push({ name: 'devices', hostPath: { path: '/dev' } }),
  ),
  changing(
    'restarts by annotation',
    SIGNERS,
    (d) => (d['spec'].template.metadata.annotations['checksum/config'] = 'abc'),
    (d) => (d['metadata'].annotations['reloader.stakater.com/auto'] = 'true'),
    (d) => delete d['spec'].template.metadata.annotations['cluster-autoscaler.kubernetes.io/safe-to-evict'],
  ),
  changing(
    'identity label',
    SIGNERS,
    (d) => delete d['spec'].template.metadata.labels[IDENTITY],
    (d) => delete labelsOf(d)[IDENTITY],
    (d) => {
      delete labelsOf(d)[IDENTITY];
      delete d['spec'].template.metadata.labels[IDENTITY];
    },
    (d) => {
      for (const labels of [labelsOf(d), d['spec'].template.metadata.labels]) labels[IDENTITY] = 'other';
    },
  ),
  removing(
    'declared identity',
    targets(['ConfigMap'], (object) => object['metadata'].name.startsWith('signing-identity.')),
  ),
  removing(
    'budget',
    targets(['PodDisruptionBudget'], (_, at) => at.root === 'chain.testnet'),
  ),
  changing(
    'budget that lets go',
    targets(['PodDisruptionBudget'], (_, at) => at.root === 'chain.testnet'),
    (d) => (d['spec'].maxUnavailable = 1),
    (d) => (d['spec'].selector.matchLabels = { app: 'nothing' }),
  ),
  removing(
    'slashing state',
    SLASHING.filter((at) => at.root === 'chain.testnet'),
  ),
  adding('autoscaler', SIGNERS, (d) => ({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'x', namespace: d['metadata'].namespace },
    spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: d['metadata'].name } },
  })),
];
