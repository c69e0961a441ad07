import { k8s } from 'cdk8s-plus-28';
import { objectPatch, ValidatorApp, type Finding, type ObjectPatch, type PatchedKind } from '../../../lib';
import { chainPlatform } from '../../fixtures/chain';
import { cannot, isFound, throwsNaming, type Attempt, type Column } from './attempt';
import { cleanObject, PROPS, type WorkloadName } from './fleet';
import { FILE } from './dangers';
import { judged, judgedChange } from './judged';

/* What somebody changes of a rendered object, past every prop and overlay. */

const WHY = 'it is urgent';

/** A patch that types would not let pass, as a script in plain JavaScript writes it. */
const raw = (unit: string, kind: PatchedKind, name: string, change: ObjectPatch['change']): ObjectPatch => ({
  unit,
  kind,
  name,
  reason: WHY,
  change,
});

const patched = (workload: WorkloadName, patch: ObjectPatch): readonly Finding[] =>
  judged({ only: [workload], [workload]: { patches: [patch] } });
const patchedChange = (workload: WorkloadName, patch: ObjectPatch): readonly Finding[] =>
  judgedChange({ [workload]: { patches: [patch] } });

const found = (tries: string, patch: ObjectPatch, workload: WorkloadName = 'hoodi-0'): Attempt =>
  isFound(tries, () => patched(workload, patch));
const foundInChange = (tries: string, patch: ObjectPatch, workload: WorkloadName = 'hoodi-0'): Attempt =>
  isFound(tries, () => patchedChange(workload, patch));
const refused = (names: string, tries: string, patch: ObjectPatch): Attempt =>
  throwsNaming(
    names,
    tries,
    () => new ValidatorApp(chainPlatform().root, 'hoodi-0', { ...PROPS['hoodi-0'], patches: [patch] }),
  );

const signer = (spec: Partial<k8s.StatefulSetSpec>): ObjectPatch =>
  objectPatch('signer', 'StatefulSet', 'web3signer', WHY, { spec });
const pod = (spec: object): ObjectPatch => signer({ template: { spec } } as Partial<k8s.StatefulSetSpec>);
const container = (fields: object): ObjectPatch => pod({ containers: [{ name: 'web3signer', ...fields }] });
const client = (fields: object): ObjectPatch =>
  objectPatch('validator', 'StatefulSet', 'lighthouse', WHY, {
    spec: { template: { spec: { containers: [{ name: 'lighthouse', ...fields }] } } },
  });
const network = (spec: Partial<k8s.NetworkPolicySpec>): ObjectPatch =>
  objectPatch('signer', 'NetworkPolicy', 'web3signer', WHY, { spec });
const claim = (spec: Partial<k8s.PersistentVolumeClaimSpec>): ObjectPatch =>
  objectPatch('storage', 'PersistentVolumeClaim', 'postgres-data', WHY, { spec });

/** An object that becomes another one. */
const turned = (kind: string, apiVersion = 'argoproj.io/v1alpha1'): Attempt =>
  refused(': kind', `a ConfigMap that becomes a ${kind}`, {
    ...raw('signer', 'ConfigMap', 'signing-identity.hoodi-0', { apiVersion, kind, spec: {} }),
  });

const args = (file: string, edit: (args: readonly string[]) => readonly string[]): readonly string[] => {
  const object = cleanObject(file) as unknown as {
    spec: { template: { spec: { containers: readonly { args: readonly string[] }[] } } };
  };
  return edit(object.spec.template.spec.containers[0]?.args ?? []);
};

const NO_RULE = cannot('a PrometheusRule is in another application, and no kind of a patch', () =>
  // @ts-expect-error a kind that no workload renders
  objectPatch('signer', 'PrometheusRule', 'workload-hoodi-0', WHY, {}),
);

export const patches: Column = {
  'I-01': [
    refused(': kind', 'a signer as a Deployment', raw('signer', 'StatefulSet', 'web3signer', { kind: 'Deployment' })),
  ],
  'I-02': [
    refused(
      ': kind',
      'a signer that is recreated',
      raw('signer', 'StatefulSet', 'web3signer', { kind: 'Deployment', spec: { strategy: { type: 'Recreate' } } }),
    ),
  ],
  'I-03': [found('two replicas', signer({ replicas: 2 }))],
  'I-04': [
    isFound('the key of another workload', () =>
      judged({
        'osmo-1': {
          patches: [
            objectPatch('cosigner-1', 'ConfigMap', 'signing-identity.osmo-1', WHY, {
              data: { 'public-keys': `${PROPS['osmo-0'].identity.publicKeys[0] ?? ''}\n` },
            }),
          ],
        },
      }),
    ),
  ],
  'I-05': [turned('HorizontalPodAutoscaler', 'autoscaling/v2')],
  'I-06': [turned('Application')],
  'I-07': [turned('Application')],
  'I-08': [
    turned('Application'),
    refused(
      'metadata.finalizers',
      'a finalizer',
      raw('signer', 'ConfigMap', 'signing-identity.hoodi-0', { metadata: { finalizers: ['x'] } }),
    ),
  ],
  'I-09': [turned('ApplicationSet')],
  'I-10': [
    refused(
      'metadata.namespace',
      'an object of another unit',
      raw('signer', 'Service', 'web3signer', { metadata: { namespace: 'hoodi-0-validator', name: 'lighthouse' } }),
    ),
  ],
  'I-11': [
    turned('Application'),
    refused(
      'without keys of ours',
      'an object that replaces',
      raw('signer', 'StatefulSet', 'web3signer', {
        metadata: { annotations: { 'argocd.argoproj.io/sync-options': 'Replace=true' } },
      }),
    ),
  ],
  'I-12': [
    found(
      'a claim that Argo CD owns by label',
      signer({
        volumeClaimTemplates: [
          {
            metadata: { name: 'x', labels: { 'app.kubernetes.io/instance': 'hoodi-0-signer' } },
            spec: { resources: { requests: { storage: k8s.Quantity.fromString('1Gi') } } },
          },
        ],
      }),
    ),
    refused(
      'metadata.name',
      'settings of Argo CD',
      raw('signer', 'ConfigMap', 'signing-identity.hoodi-0', { metadata: { name: 'argocd-cm', namespace: 'argocd' } }),
    ),
  ],
  'I-13': [
    foundInChange(
      'a record that dies with the pod',
      raw('validator', 'StatefulSet', 'validator', {
        spec: {
          template: {
            spec: { volumes: [{ name: 'state', persistentVolumeClaim: null, emptyDir: { sizeLimit: '1Gi' } }] },
          },
        },
      }),
      'osmo-0',
    ),
    found(
      'the claim of another',
      raw('validator', 'StatefulSet', 'validator', {
        spec: { template: { spec: { volumes: [{ name: 'state', persistentVolumeClaim: { claimName: 'other' } }] } } },
      }),
      'osmo-0',
    ),
  ],
  'I-14': [found('a record that many nodes write', claim({ accessModes: ['ReadWriteMany'] }))],
  'I-15': [
    found('claims that go with it', signer({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } })),
    foundInChange('another class of storage', claim({ storageClassName: 'fast-and-gone' })),
    foundInChange(
      'a claim that shrinks',
      claim({ resources: { requests: { storage: k8s.Quantity.fromString('1Mi') } } }),
    ),
  ],
  'I-16': [found('no time to stop', pod({ terminationGracePeriodSeconds: 0 }))],
  'I-17': [
    found('a shell as process 1', container({ command: ['/bin/sh', '-c', 'sleep 10\nweb3signer eth2'], args: [] })),
  ],
  'I-18': [
    found('an update that restarts', signer({ updateStrategy: { type: 'RollingUpdate' } })),
    found('a reloader', signer({ template: { metadata: { annotations: { 'reloader.stakater.com/auto': 'true' } } } })),
  ],
  'I-19': NO_RULE,
  'I-20': [found('an eviction after a while', pod({ tolerations: [{ operator: 'Exists' }] }))],
  'I-21': [found('any node', pod({ nodeSelector: { 'kubernetes.io/hostname': null } }))],
  'I-22': [
    isFound('two pods, and a Lease that says which of them signs', () =>
      patched(
        'hoodi-0',
        signer({
          replicas: 2,
          template: { spec: { containers: [{ name: 'leader-elector', args: ['--election=web3signer'] }] } },
        }),
      ),
    ),
  ],
  'I-23': [found('a signer without its record', container({ args: ['eth2', '--slashing-protection-enabled=false'] }))],
  'I-24': [
    found('everybody', network({ ingress: [{}] })),
    found('every namespace', network({ ingress: [{ from: [{ namespaceSelector: {} }] }] })),
  ],
  'I-25': [found('an empty list of peers', network({ ingress: [{ from: [] }] }))],
  'I-26': [
    found(
      'a Service for everybody',
      objectPatch('signer', 'Service', 'web3signer', WHY, { spec: { type: 'LoadBalancer' } }),
    ),
    found(
      'an address outside',
      objectPatch('signer', 'Service', 'web3signer', WHY, { spec: { externalIPs: ['203.0.113.7'] } }),
    ),
  ],
  'I-27': [
    turned('Secret', 'v1'),
    found('a key as a variable', container({ env: [{ name: 'PRIVATE_KEY', value: `0x${'1'.repeat(64)}` }] })),
    found(
      'a key in a file',
      objectPatch('validator', 'ConfigMap', 'scripts', WHY, {
        data: { key: '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIA==\n-----END EC PRIVATE KEY-----\n' },
      }),
    ),
  ],
  'I-28': [
    turned('ExternalSecret', 'external-secrets.io/v1'),
    found(
      'a restart for each change of a Secret',
      signer({ template: { metadata: { annotations: { 'checksum/secret': 'abc' } } } }),
    ),
  ],
  'I-29': [
    refused(
      'without keys of ours',
      'a key that is given away on paper',
      objectPatch('signer', 'ConfigMap', 'signing-identity.hoodi-0', WHY, {
        metadata: { annotations: { 'gitops-planes.io/identity-state': 'handed-over' } },
      }),
    ),
    isFound('a key that goes to another workload', () =>
      judgedChange({
        'osmo-1': {
          patches: [1, 2, 3].map((n) =>
            objectPatch(`cosigner-${n}`, 'ConfigMap', 'signing-identity.osmo-1', WHY, {
              data: { 'public-keys': `${PROPS['osmo-0'].identity.publicKeys[0] ?? ''}\n` },
            }),
          ),
        },
      }),
    ),
  ],
  'I-30': [
    isFound('no look for a twin', () =>
      patched('hoodi-0', client({ args: args(FILE.client, (all) => all.filter((arg) => !/doppelganger/.test(arg))) })),
    ),
  ],
  'I-31': [
    isFound('a fresh record', () =>
      patched('hoodi-0', client({ args: args(FILE.client, (all) => [...all, '--init-slashing-protection']) })),
    ),
  ],
  'I-32': [
    found(
      'two shares on one node',
      objectPatch('cosigner-1', 'StatefulSet', 'horcrux', WHY, {
        spec: { template: { spec: { nodeSelector: { 'kubernetes.io/hostname': 'tn-w2' } } } },
      }),
      'osmo-1',
    ),
  ],
  'I-33': [
    found(
      'a budget that lets go',
      objectPatch('signer', 'PodDisruptionBudget', 'web3signer', WHY, {
        spec: { maxUnavailable: k8s.IntOrString.fromNumber(1) },
      }),
    ),
    found(
      'a budget of nothing',
      objectPatch('signer', 'PodDisruptionBudget', 'web3signer', WHY, {
        spec: { selector: { matchLabels: { 'example.com/app': 'other' } } },
      }),
    ),
  ],
  'I-34': [found('a liveness probe', container({ livenessProbe: { exec: { command: ['true'] } } }))],
  'I-35': [
    found(
      'a copied record',
      claim({ dataSource: { kind: 'VolumeSnapshot', name: 'x', apiGroup: 'snapshot.storage.k8s.io' } }),
    ),
  ],
  'I-36': [
    foundInChange(
      'a check that checks nothing',
      raw('validator', 'StatefulSet', 'validator', {
        spec: { template: { spec: { initContainers: [{ name: 'expect-identity', command: ['true'] }] } } },
      }),
      'osmo-0',
    ),
  ],
  'I-37': [
    isFound('another record', () =>
      patchedChange(
        'hoodi-0',
        container({ args: args(FILE.signer, (all) => all.map((arg) => arg.replace('hoodi-0-storage', 'other'))) }),
      ),
    ),
  ],
  'I-38': [found('an image by its tag', container({ image: 'consensys/web3signer:latest' }))],
  'I-39': [
    isFound('another network', () =>
      patched(
        'hoodi-0',
        client({
          args: args(FILE.client, (all) => all.map((arg) => arg.replace('--network=hoodi', '--network=mainnet'))),
        }),
      ),
    ),
  ],
  'I-40': cannot('a patch proposes images; a release says which are upgraded together, and is tried as one'),
  'I-41': [
    found('every process of its node', pod({ hostPid: true })),
    found('a token', pod({ automountServiceAccountToken: true })),
    found('shared memory', container({ resources: { limits: { memory: k8s.Quantity.fromString('64Gi') } } })),
    found('every right of its node', container({ securityContext: { privileged: true } })),
  ],
  'I-42': NO_RULE,
  'I-43': [found('the network of its node', pod({ hostNetwork: true }))],
  'I-44': [foundInChange('another Service', signer({ serviceName: 'other' }))],
};
