import {
  ArgoApplication,
  automated,
  DomainProject,
  Image,
  Instance,
  KeySet,
  KIND,
  MonitoringSet,
  Network,
  SigningIdentity,
  ValidatorApp,
  vault,
  type GitOpsRoot,
  type Port,
  type RoleSpec,
  type SelfManagedOptions,
  type StorageClassRef,
  type ArgoApplicationProps,
  type ClaimVolume,
} from '../../../lib';
import type { CometUnits } from '../../../lib/chains/cometbft';
import { networks, type EthereumUnits } from '../../../lib/chains/ethereum';
import { blsIdentity, chainPlatform, ethereumUnits, horcruxUnits, publicKey, testnetWith } from '../../fixtures/chain';
import { cannot, isFound, throwsNaming, type Attempt, type Column } from './attempt';
import { fleet, PROPS, type Hoodi, type Osmo } from './fleet';
import { judged } from './judged';
import { KEY, ownWorkload, shardOf, SIGNING, type Wrong } from './own-family';

/* What somebody writes in `apps/`: props of the constructs, values of the model, and chain families of their own. */

const hoodi = (change: Partial<Hoodi>): unknown =>
  new ValidatorApp(chainPlatform().root, 'hoodi-0', { ...PROPS['hoodi-0'], ...change });
const osmo = (change: Partial<Osmo>): unknown =>
  new ValidatorApp(chainPlatform().root, 'osmo-0', { ...PROPS['osmo-0'], ...change });

const own = (names: string, tries: string, wrong: Wrong): Attempt =>
  throwsNaming(names, `a family with ${tries}`, () => ownWorkload(chainPlatform().root, wrong));
const ownFound = (tries: string, wrong: Wrong): Attempt =>
  isFound(`a family with ${tries}`, () => judged({ only: [], more: (root) => ownWorkload(root, wrong) }));

/** Props that a ValidatorApp does not have, each below a `@ts-expect-error`. */
const noProp = (extra: Partial<Hoodi>): unknown => extra;

const STATELESS: RoleSpec = { title: 'signer', workload: 'stateless', graceSeconds: 60 };
const KEY_VOLUME = { key: { kind: 'secret', mount: '/keys', secrets: ['key'] } } as const;
const PEERS = { number: 30000, onNode: true } satisfies Port;

const stateless = own(
  "signer.exampled: volumes' must be without a key that signs",
  'a stateless role, which is a Deployment, that mounts the key',
  { role: STATELESS, part: { volumes: KEY_VOLUME, identity: undefined }, secrets: KEY },
);
const signingStateless = ownFound('a stateless role that signs', { role: STATELESS, part: { volumes: {} } });

/** An application of the chain's root that is none of a ValidatorApp. */
function chainApplication(root: GitOpsRoot, change: Partial<ArgoApplicationProps>): unknown {
  const project = new DomainProject(root, 'extra', {
    description: 'More of this test',
    namespaces: ['extra'],
    kinds: [KIND.configMap],
  });
  const application = { project, namespace: 'extra', source: { kind: 'content' }, sync: automated() } as const;
  return new ArgoApplication(root, 'extra', { ...application, ...change });
}

const unwatched = throwsNaming("workload 'osmo-0' has no alerts", 'a workload that the alerts come before', () =>
  judged({ only: ['hoodi-0'], late: (root) => new ValidatorApp(root, 'osmo-0', PROPS['osmo-0']) }),
);

export const props: Column = {
  'I-01': [stateless, signingStateless],
  'I-02': [stateless, signingStateless],
  'I-03': [ownFound('two parts that sign with one key', { twins: [{}] })],
  'I-04': [
    isFound('two workloads with one key', () =>
      judged({
        more: (root) =>
          new ValidatorApp(root, 'hoodi-1', {
            ...PROPS['hoodi-0'],
            identity: SigningIdentity.keys('hoodi-1', KeySet.parse('keys/hoodi-1.txt', `${publicKey(0)}\n`)),
            custody: vault('chain/hoodi/hoodi-1'),
          }),
      }),
    ),
    isFound('two workloads that read one path', () =>
      judged({
        more: (root) =>
          new ValidatorApp(root, 'osmo-2', {
            ...PROPS['osmo-0'],
            identity: SigningIdentity.consensusAddress('osmo-2', Buffer.alloc(32, 2).toString('base64')),
          }),
      }),
    ),
  ],
  'I-05': cannot('no prop names an autoscaler', () =>
    noProp({
      // @ts-expect-error an autoscaler
      autoscaling: { maxReplicas: 2 },
    }),
  ),
  'I-06': [
    throwsNaming("'sync' must be gated()", 'an application of the chain that syncs itself', () =>
      chainApplication(chainPlatform().root, { sync: automated() }),
    ),
  ],
  'I-07': [
    throwsNaming("'sync' must be gated()", 'a sensitive application that prunes', () =>
      chainApplication(chainPlatform().root, { sync: automated({ prune: true }), sensitive: true }),
    ),
  ],
  'I-08': cannot('no prop names a finalizer', () =>
    chainApplication(chainPlatform().root, {
      // @ts-expect-error an Application that takes its objects along
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    }),
  ),
  'I-09': [
    throwsNaming("'root' must be a root of the monitoring plane", 'the one construct with a set, on the chain', () => {
      const { root } = chainPlatform();
      const project = new DomainProject(root, 'extra', {
        description: 'More of this test',
        namespaces: ['extra'],
        kinds: [KIND.daemonSet],
      });
      const routing = { runbooks: 'https://runbooks.example.com', secretPath: 'a/b', chatChannel: '#a' };
      new MonitoringSet(root, 'monitoring', { project, namespace: 'extra', ...routing });
    }),
  ],
  'I-10': [
    throwsNaming("name 'workload-hoodi-0'", 'one workload twice', () =>
      fleet({ more: (root) => new ValidatorApp(root, 'hoodi-0', PROPS['hoodi-0']) }),
    ),
  ],
  'I-11': cannot('no prop names a sync option', () =>
    chainApplication(chainPlatform().root, {
      // @ts-expect-error an option that replaces
      syncOptions: ['Replace=true'],
    }),
  ),
  'I-12': cannot('no option of an instance names how it tracks', () => {
    const { version, bootstrap } = testnetWith({}).instance;
    const options: SelfManagedOptions = {
      version,
      bootstrap,
      // @ts-expect-error ownership by label
      resourceTrackingMethod: 'label',
    };
    return Instance.selfManaged(options);
  }),
  'I-13': [
    own('a claim that holds its slashing state', 'its record in a scratch folder', {
      part: { volumes: { data: { kind: 'scratch', mount: '/data', size: '1Gi' } } },
    }),
    own('a claim that holds its slashing state', 'no record', { part: { volumes: {} } }),
    own('kept by a part of role database in a claim', 'a record that nobody keeps', {
      role: { ...SIGNING, slashingState: { keptBy: 'database' } },
    }),
  ],
  'I-14': cannot(
    'a claim is of its part alone, and its access mode follows from how the cluster fences storage',
    () => {
      // @ts-expect-error a mode of one's own
      const claim: Partial<ClaimVolume> = { kind: 'claim', accessModes: ['ReadWriteMany'] };
      // @ts-expect-error storage whose fence nobody knows
      const shared: StorageClassRef = { name: 'nfs', fence: 'none', reclaim: 'Retain' };
      return [claim, shared];
    },
  ),
  'I-15': [
    throwsNaming("'signingStorage.reclaim' must be 'Retain'", 'signing storage that is wiped', () =>
      testnetWith({ signingStorage: { name: 'fast', fence: 'local', reclaim: 'Delete' } }),
    ),
  ],
  'I-16': [own("graceSeconds' must be at least 60", 'no time to stop', { role: { ...SIGNING, graceSeconds: 0 } })],
  'I-17': [
    own("command' must be in exec form", 'a shell that swallows SIGTERM', {
      part: { command: ['sh', '-c', 'sleep 10\nexampled start'], args: [] },
    }),
  ],
  'I-18': cannot('no prop names an update strategy', () =>
    noProp({
      // @ts-expect-error an update that restarts
      updateStrategy: 'RollingUpdate',
    }),
  ),
  'I-19': [unwatched],
  'I-20': cannot('no prop names a toleration', () =>
    noProp({
      // @ts-expect-error an eviction after a while
      tolerations: [],
    }),
  ),
  'I-21': [
    throwsNaming("'placement.node' must be a node of testnet", 'a node that is a wish', () =>
      hoodi({ placement: { node: '*' } }),
    ),
  ],
  'I-22': cannot('no prop names a second process, nor a Lease that chooses between two', () => {
    // @ts-expect-error no lease decides which of two clients signs
    const lease: EthereumUnits['validator'] = { client: 'lighthouse', activePassive: 'lease' };
    // @ts-expect-error two validator clients on one key set
    const two: EthereumUnits['validator'] = [{ client: 'lighthouse' }, { client: 'teku' }];
    return [lease, two];
  }),
  'I-23': cannot('a remote signer is declared with its database or not at all', () => {
    const { storage: _, ...rest } = ethereumUnits;
    // @ts-expect-error a remote signer without its database
    const units: EthereumUnits = rest;
    return units;
  }),
  'I-24': [
    own('called by linked parts only', 'a signer that another application calls', {
      part: { ports: { rpc: { number: 26657, callers: [{ namespace: 'web', name: 'web' }] } } },
    }),
    own('closed to the internet', 'a signer that peers dial', {
      part: { ports: { rpc: { number: 26657, peers: true } } },
    }),
  ],
  'I-25': [throwsNaming("'metricsNamespace' must", 'metrics for any namespace', () => hoodi({ metricsNamespace: '' }))],
  'I-26': [
    own('closed to the internet', 'a signer on a port of its node', { part: { ports: { rpc: PEERS } } }),
    own('closed to the internet', 'a signer with a way out', { part: { internet: true } }),
  ],
  'I-27': [
    throwsNaming("'values.0' must be", 'a private key as an identity', () =>
      SigningIdentity.publicIds('osmo-0', 'consensus', [Buffer.alloc(64, 7).toString('base64')]),
    ),
    ownFound('a key in a variable', { part: { env: { PRIVATE_KEY: `0x${'1'.repeat(64)}` } } }),
  ],
  'I-28': cannot('how a secret is read is no prop of its plan', () => {
    const secret: Wrong['secrets'] = {
      key: {
        path: 'chain/test-1/example-0/signer/key',
        take: 'all',
        signingKey: true,
        // @ts-expect-error a key that is read again
        refreshPolicy: 'Periodic',
      },
    };
    return secret;
  }),
  'I-29': [
    throwsNaming("'history' must be 'kept'", 'a key that moves and never signed', () =>
      blsIdentity({ state: 'paused', history: 'none' }),
    ),
    throwsNaming("'importedState.digest' must", 'a history without a digest', () =>
      blsIdentity({ importedState: { from: 'a on testnet', digest: 'yes' } }),
    ),
  ],
  'I-30': cannot('no prop switches the look for a twin off', () => {
    // @ts-expect-error no look for a twin
    const validator: EthereumUnits['validator'] = { client: 'lighthouse', doppelgangerProtection: false };
    return validator;
  }),
  'I-31': [
    isFound('a dangerous flag in a graffiti', () =>
      judged({
        'hoodi-0': {
          units: { ...ethereumUnits, validator: { client: 'lighthouse', graffiti: 'x --init-slashing-protection' } },
        },
      }),
    ),
  ],
  'I-32': [
    throwsNaming("'units.cosigners.threshold' must be more than half", 'shares of which less than half sign', () =>
      osmo({ units: { ...horcruxUnits, cosigners: { threshold: 1, of: 3 } } }),
    ),
    throwsNaming("('placement.units')", 'cosigners on one node', () =>
      osmo({ units: horcruxUnits, placement: { node: 'tn-w1', units: { 'sentry-2': 'tn-w2' } } }),
    ),
    own("('placement.units')", 'shares on one node', {
      part: { shard: shardOf(1) },
      twins: [{ shard: shardOf(2) }, { shard: shardOf(3) }],
    }),
  ],
  'I-33': cannot('no prop names a disruption budget', () =>
    noProp({
      // @ts-expect-error a budget that lets go
      maxUnavailable: 1,
    }),
  ),
  'I-34': cannot('a part has a probe that keeps traffic away, and none that restarts', () =>
    noProp({
      // @ts-expect-error a liveness probe
      livenessProbe: true,
    }),
  ),
  'I-35': cannot('a claim has no source to be copied from', () => {
    // @ts-expect-error a copied record
    const claim: Partial<ClaimVolume> = { kind: 'claim', dataSource: { kind: 'VolumeSnapshot', name: 'x' } };
    return claim;
  }),
  'I-36': [
    throwsNaming("'history' must be 'kept'", 'a first start after an import', () =>
      blsIdentity({ history: 'none', importedState: { from: 'a on testnet', digest: `sha256:${'1f0c'.repeat(16)}` } }),
    ),
  ],
  'I-37': cannot('one workload signs in one way', () => {
    // @ts-expect-error a local key and Horcrux
    const units: CometUnits = { ...PROPS['osmo-0'].units, cosigners: horcruxUnits.cosigners };
    return units;
  }),
  'I-38': [
    throwsNaming("'ref' must be an image pinned", 'an image by its tag', () =>
      Image.pinned('consensys/web3signer:latest'),
    ),
    own('image', 'a key of no pinned image', { part: { image: 'consensys/web3signer:latest' } }),
  ],
  'I-39': [
    throwsNaming("'network' must be a testnet network", 'a mainnet on a testnet cluster', () =>
      hoodi({ network: networks.mainnet }),
    ),
    throwsNaming("'custody' must be a path with the segment 'hoodi'", 'keys of another network', () =>
      hoodi({ custody: vault('chain/mainnet/hoodi-0') }),
    ),
    throwsNaming("'network' must be a network of osmosis", 'a network of another chain', () => {
      const { name, chainId, environment, facts } = PROPS['osmo-0'].network;
      return osmo({ network: new Network({ chain: 'other', name, chainId, environment, facts }) });
    }),
  ],
  'I-40': cannot('props propose images; a release says which are upgraded together, and is tried as one'),
  'I-41': cannot('no prop names what a pod shares', () =>
    noProp({
      // @ts-expect-error every process of its node
      hostPID: true,
    }),
  ),
  'I-42': [unwatched],
  'I-43': [
    own('absent, since the role does not meet peers', 'the network of its node', {
      role: { ...SIGNING, hostNetwork: true },
    }),
  ],
  'I-44': cannot(
    'no prop names what Kubernetes fixes: name, selector, Service and claims follow from the workload',
    () =>
      noProp({
        // @ts-expect-error another Service
        serviceName: 'web3signer-2',
      }),
  ),
};
