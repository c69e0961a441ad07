import { object } from './tree';

/** Labels of what signs with `hoodi-0`. */
export const SIGNING_LABELS = {
  'gitops-planes.io/signing-identity': 'hoodi-0',
  'gitops-planes.io/sensitive': 'true',
  'gitops-planes.io/workload': 'hoodi-0',
  'gitops-planes.io/role': 'validator',
  'gitops-planes.io/network': 'hoodi',
} as const;

/** The namespace in which it stands. */
export const SIGNING_NAMESPACE = 'hoodi-0-validator';

/** What a test changes of a {@link signer}. */
export interface SignerChange {
  readonly name?: string;

  /** On the workload and on its pods; none are of a workload that does not sign. */
  readonly labels?: object;

  /** On the pods alone. */
  readonly podLabels?: object;
  readonly annotations?: object;
  readonly podAnnotations?: object;
  readonly spec?: object;
  readonly pod?: object;

  /** Of its client, which is its only container. */
  readonly container?: object;
}

const STAYS = { operator: 'Exists', effect: 'NoExecute' } as const;

/** A StatefulSet that signs and that every policy of pods accepts. */
export function signer(change: SignerChange = {}): object {
  const labels = change.labels ?? SIGNING_LABELS;
  const pod = {
    nodeSelector: { 'kubernetes.io/hostname': 'tn-w1' },
    tolerations: [
      { key: 'node.kubernetes.io/not-ready', ...STAYS },
      { key: 'node.kubernetes.io/unreachable', ...STAYS },
    ],
    terminationGracePeriodSeconds: 300,
    priorityClassName: 'chain-signing',
    automountServiceAccountToken: false,
    containers: [
      {
        name: 'lighthouse',
        command: ['lighthouse', 'validator_client'],
        args: ['--enable-doppelganger-protection'],
        resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '1', memory: '2Gi' } },
        ...change.container,
      },
    ],
    ...change.pod,
  };
  const annotations = {
    'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
    'karpenter.sh/do-not-disrupt': 'true',
    ...change.podAnnotations,
  };
  const template = { metadata: { labels: change.podLabels ?? labels, annotations }, spec: pod };
  return object(
    'apps/v1',
    'StatefulSet',
    change.name ?? 'lighthouse',
    { spec: { replicas: 1, template, ...change.spec } },
    { namespace: SIGNING_NAMESPACE, labels, annotations: change.annotations },
  );
}
