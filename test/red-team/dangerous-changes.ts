import { targets, type Draft } from './example';
import { changing, client, GATED, KEEPERS, pod, removing, SIGNERS, SLASHING, type Operator } from './operators';

const CHAIN = 'chain.testnet';
const CLAIMS = targets(['PersistentVolumeClaim'], (_, at) => at.root === CHAIN);
const STATEFUL_SETS = targets(['StatefulSet'], (_, at) => at.root === CHAIN);
const WITH_STEPS = SIGNERS.filter(({ object }) => (pod(object)['initContainers'] ?? []).length > 0);
const SLOW = SIGNERS.filter(({ object }) => pod(object)['terminationGracePeriodSeconds'] > 60);
const IDENTITIES = targets(['ConfigMap'], (object) => object['metadata'].name.startsWith('signing-identity.'));
const KEEPING = KEEPERS;

function claimsOf(draft: Draft): readonly string[] {
  const volumes: Draft[] = pod(draft)['volumes'] ?? [];
  return volumes
    .filter((volume) => volume['persistentVolumeClaim'] !== undefined)
    .map((volume) => volume['name'] as string);
}

/** What is right by itself, and wrong beside what was there before. */
export const DANGEROUS_CHANGES: readonly Operator[] = [
  changing('storage class', CLAIMS, (d) => (d['spec'].storageClassName = 'gp3')),
  changing('storage that shrinks', CLAIMS, (d) => (d['spec'].resources.requests.storage = '1Gi')),
  changing('renamed claim', SLASHING, (d) => (d['metadata'].name += '-2')),
  removing('claim', CLAIMS),
  changing(
    'selectors',
    STATEFUL_SETS,
    (d) => (d['spec'].selector.matchLabels['example.com/a'] = 'b'),
    (d) => (d['spec'].serviceName += '-2'),
    (d) => (d['spec'].podManagementPolicy = 'Parallel'),
  ),
  changing('mount of signing state', KEEPING, (d) => {
    const names = claimsOf(d);
    for (const mount of client(d)['volumeMounts'] as Draft[])
      if (names.includes(mount['name'])) mount['mountPath'] += '/old';
  }),
  changing('steps before the signer', WITH_STEPS, (d) => delete pod(d)['initContainers']),
  changing('shorter grace', SLOW, (d) => (pod(d)['terminationGracePeriodSeconds'] = 60)),
  removing(
    'Application',
    GATED.filter((at) => at.root === CHAIN),
  ),
  changing(
    'shape of an Application',
    GATED.filter((at) => at.root === CHAIN),
    (d) => (d['spec'].destination.namespace = 'other'),
    (d) => (d['spec'].source.repoURL = 'https://git.example.com/other.git'),
  ),
  removing('declared identity', IDENTITIES),
  changing(
    'rules of a fence',
    targets(['ValidatingAdmissionPolicy'], () => true),
    (d) => {
      d['spec'].validations[0].expression = `true || (${d['spec'].validations[0].expression})`;
    },
  ),
  changing(
    'rights',
    targets(['Role'], (_, at) => at.folder === 'instance'),
    (d) => d['rules'].push({ apiGroups: ['example.com'], resources: ['things'], verbs: ['get'] }),
  ),
];
