import type { InvariantId } from '../invariants';
import { client, pod } from '../operators';
import type { Draft } from '../example';
import { cleanObject, type Tampering } from './fleet';

/** What breaks one invariant, as a change of a few objects of the clean fleet. */
export interface Danger {
  readonly says: string;
  readonly tampering: Tampering;
}

const HOODI = 'chain/testnet/hoodi-0';
const OSMO = 'chain/testnet/osmo-0-validator';
const MONITORING = 'monitoring/testnet/alert-rules';

/** Files that are tampered with. */
export const FILE = {
  signer: `${HOODI}-signer/statefulset.web3signer.yaml`,
  signerService: `${HOODI}-signer/service.web3signer.yaml`,
  signerNetwork: `${HOODI}-signer/networkpolicy.web3signer.yaml`,
  signerBudget: `${HOODI}-signer/poddisruptionbudget.web3signer.yaml`,
  signerKeys: `${HOODI}-signer/externalsecret.keystores-0.yaml`,
  signerApplication: 'chain/testnet/applications/application.hoodi-0-signer.yaml',
  client: `${HOODI}-validator/statefulset.lighthouse.yaml`,
  clientClaim: `${HOODI}-validator/persistentvolumeclaim.lighthouse-data.yaml`,
  validator: `${OSMO}/statefulset.validator.yaml`,
  validatorIdentity: `${OSMO}/configmap.signing-identity.osmo-0.yaml`,
  cosigner: 'chain/testnet/osmo-1-cosigner-1/statefulset.horcrux.yaml',
  cosignerIdentity: 'chain/testnet/osmo-1-cosigner-1/configmap.signing-identity.osmo-1.yaml',
  settings: 'bootstrap/testnet/instance/configmap.argocd-cm.yaml',
  clusterAlerts: `${MONITORING}/prometheusrule.cluster.yaml`,
  workloadAlerts: `${MONITORING}/prometheusrule.workload-hoodi-0.yaml`,
} as const;

type File = (typeof FILE)[keyof typeof FILE];

/** One invariant each, broken in the plainest way. */
export const DANGERS: Readonly<Record<InvariantId, Danger>> = {
  'I-01': edit('a signer as a Deployment', FILE.signer, (d) => (d['kind'] = 'Deployment')),
  'I-02': edit('a signer as a Deployment that is recreated', FILE.signer, (d) => {
    const { replicas, selector, template } = d['spec'];
    Object.assign(d, { kind: 'Deployment', spec: { replicas, selector, template, strategy: { type: 'Recreate' } } });
  }),
  'I-03': edit('two replicas', FILE.signer, (d) => (d['spec'].replicas = 2)),
  'I-04': edit('the key of another workload', FILE.cosignerIdentity, (d) => {
    d['data']['public-keys'] = (cleanObject(FILE.validatorIdentity)['data'] as Draft)['public-keys'];
  }),
  'I-05': add('an autoscaler', FILE.signer, (d) => ({
    ...besides(d, 'autoscaling/v2', 'HorizontalPodAutoscaler'),
    spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web3signer' } },
  })),
  'I-06': edit('automated sync', FILE.signerApplication, (d) => (d['spec'].syncPolicy.automated.enabled = true)),
  'I-07': edit('a sync that prunes', FILE.signerApplication, (d) => (d['spec'].syncPolicy.automated.prune = true)),
  'I-08': edit('an Application that takes its objects along', FILE.signerApplication, (d) => {
    d['metadata'].finalizers = ['resources-finalizer.argocd.argoproj.io'];
  }),
  'I-09': add('an ApplicationSet beside the Applications', FILE.signerApplication, applicationSet),
  'I-10': add('the signer in the folder of its client', FILE.client, () => structuredClone(cleanObject(FILE.signer))),
  'I-11': edit('a sync that replaces', FILE.signerApplication, (d) =>
    d['spec'].syncPolicy.syncOptions.push('Force=true'),
  ),
  'I-12': edit('ownership by label', FILE.settings, (d) => {
    d['data']['application.resourceTrackingMethod'] = 'annotation+label';
  }),
  'I-13': edit('a record that dies with the pod', FILE.validator, (d) => {
    const state = volume(d, 'state');
    delete state['persistentVolumeClaim'];
    state['emptyDir'] = {};
  }),
  'I-14': edit('a record that many nodes write', FILE.clientClaim, (d) => (d['spec'].accessModes = ['ReadWriteMany'])),
  'I-15': edit('claims that go with the workload', FILE.signer, (d) => {
    d['spec'].persistentVolumeClaimRetentionPolicy.whenDeleted = 'Delete';
  }),
  'I-16': edit('no time to stop', FILE.signer, (d) => (pod(d)['terminationGracePeriodSeconds'] = 0)),
  'I-17': edit('a shell as process 1', FILE.signer, (d) => {
    Object.assign(client(d), { command: ['/bin/sh', '-c', 'sleep 10\n/opt/web3signer/bin/web3signer eth2'], args: [] });
  }),
  'I-18': edit('an update that restarts', FILE.signer, (d) => (d['spec'].updateStrategy = { type: 'RollingUpdate' })),
  'I-19': edit('no alert for a rollout that waits', FILE.workloadAlerts, (d) => withoutAlert(d, 'RolloutPending')),
  'I-20': edit('an eviction from a lost node', FILE.signer, (d) => {
    for (const toleration of pod(d)['tolerations'] as Draft[]) toleration['tolerationSeconds'] = 300;
  }),
  'I-21': edit('any node', FILE.signer, (d) => delete pod(d)['nodeSelector']),
  'I-22': edit('two pods, and a Lease that says which of them signs', FILE.signer, (d) => {
    d['spec'].replicas = 2;
    const elector = { ...structuredClone(client(d)), name: 'leader-elector', args: ['--election=web3signer'] };
    pod(d)['containers'].push(elector);
  }),
  'I-23': edit('a signer without its record', FILE.signer, (d) =>
    replaceArg(d, '--slashing-protection-enabled=true', '--slashing-protection-enabled=false'),
  ),
  'I-24': edit('a signer that everybody reaches', FILE.signerNetwork, (d) => {
    d['spec'].ingress[0].from = [{ ipBlock: { cidr: '0.0.0.0/0' } }];
  }),
  'I-25': edit('an empty list of peers', FILE.signerNetwork, (d) => (d['spec'].ingress[0].from = [])),
  'I-26': edit('a Service for everybody', FILE.signerService, (d) => {
    d['spec'] = { ...d['spec'], type: 'LoadBalancer', clusterIP: undefined };
  }),
  'I-27': add('a Secret', FILE.signer, (d) => ({ ...besides(d, 'v1', 'Secret'), stringData: { password: 'hunter2' } })),
  'I-28': edit('keys that are read again', FILE.signerKeys, (d) => (d['spec'].refreshPolicy = 'Periodic')),
  'I-29': edit('a key that was given away and still signs', FILE.validatorIdentity, (d) => {
    d['metadata'].annotations = { ...d['metadata'].annotations, 'gitops-planes.io/identity-state': 'handed-over' };
  }),
  'I-30': edit('no look for a twin', FILE.client, (d) => replaceArg(d, '--enable-doppelganger-protection')),
  'I-31': edit('a fresh record', FILE.client, (d) => client(d)['args'].push('--init-slashing-protection')),
  'I-32': edit('two shares on one node', FILE.cosigner, (d) => {
    pod(d)['nodeSelector']['kubernetes.io/hostname'] = 'tn-w2';
  }),
  'I-33': edit('a budget that lets go', FILE.signerBudget, (d) => (d['spec'].maxUnavailable = 1)),
  'I-34': edit('a liveness probe', FILE.signer, (d) => (client(d)['livenessProbe'] = { tcpSocket: { port: 9000 } })),
  'I-35': edit('a copied record', FILE.clientClaim, (d) => {
    d['spec'].dataSource = { kind: 'VolumeSnapshot', name: 'x', apiGroup: 'snapshot.storage.k8s.io' };
  }),
  'I-36': edit('no check of key and record before the start', FILE.validator, (d) => {
    pod(d)['initContainers'] = pod(d)['initContainers'].filter(({ name }: Draft) => name !== 'expect-identity');
  }),
  'I-37': {
    says: 'a validator client with the keys of the signer',
    tampering: {
      edits: {
        [FILE.client]: changed((d) => pod(d)['volumes'].push({ name: 'keys', secret: { secretName: 'keystores-0' } })),
      },
      adds: {
        [FILE.clientClaim]: (d) => {
          const keys = structuredClone(cleanObject(FILE.signerKeys)) as Draft;
          keys['metadata'].namespace = d['metadata'].namespace;
          return keys;
        },
      },
    },
  },
  'I-38': edit('an image by its tag', FILE.signer, (d) => (client(d)['image'] = 'consensys/web3signer:latest')),
  'I-39': edit('keys of another network', FILE.signerKeys, (d) =>
    Object.assign(d, JSON.parse(JSON.stringify(d).replaceAll('chain/hoodi/', 'chain/mainnet/'))),
  ),
  'I-40': {
    says: 'signer and validator client upgraded in one step',
    tampering: { edits: { [FILE.signer]: changed(upgrade), [FILE.client]: changed(upgrade) } },
  },
  'I-41': edit('a signer that sees every process of its node', FILE.signer, (d) => (pod(d)['hostPID'] = true)),
  'I-42': edit('no alert for a clock that is off', FILE.clusterAlerts, (d) =>
    withoutAlert(d, 'ClockOffset', 'ClockNotSynchronized'),
  ),
  'I-43': edit('the network of its node', FILE.signer, (d) => (pod(d)['hostNetwork'] = true)),
  'I-44': edit('another selector', FILE.signer, (d) => (d['spec'].serviceName += '-2')),
};

function edit(says: string, file: File, change: (draft: Draft) => unknown): Danger {
  return { says, tampering: { edits: { [file]: changed(change) } } };
}

function add(says: string, beside: File, make: (neighbour: Draft) => Draft): Danger {
  return { says, tampering: { adds: { [beside]: make } } };
}

function changed(change: (draft: Draft) => unknown): (draft: Draft) => Draft {
  return (draft) => {
    change(draft);
    return draft;
  };
}

function besides({ metadata }: Draft, apiVersion: string, kind: string): Draft {
  return { apiVersion, kind, metadata: { name: 'x', namespace: metadata.namespace, labels: metadata.labels } };
}

function applicationSet(application: Draft): Draft {
  return {
    ...besides(application, 'argoproj.io/v1alpha1', 'ApplicationSet'),
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [{ list: { elements: [{ name: 'hoodi-1-signer' }] } }],
      syncPolicy: { preserveResourcesOnDeletion: true, applicationsSync: 'create-update' },
      template: { metadata: { name: '{{ .name }}' }, spec: application['spec'] },
    },
  };
}

function volume(draft: Draft, name: string): Draft {
  return (pod(draft)['volumes'] as Draft[]).find((each) => each['name'] === name) ?? {};
}

function replaceArg(draft: Draft, arg: string, ...by: readonly string[]): void {
  client(draft)['args'] = client(draft)['args'].flatMap((each: string) => (each === arg ? by : [each]));
}

function withoutAlert(draft: Draft, ...alerts: readonly string[]): void {
  for (const group of draft['spec'].groups as Draft[]) {
    group['rules'] = group['rules'].filter(({ alert }: Draft) => !alerts.includes(alert));
  }
}

function upgrade(draft: Draft): void {
  client(draft)['image'] = client(draft)['image'].replace(':v1@', ':v2@').replace(/.$/, '0');
}
