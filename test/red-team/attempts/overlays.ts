import { ValidatorApp, type RoleOverlay } from '../../../lib';
import { chainPlatform, cometUnits, ethereumUnits, horcruxUnits } from '../../fixtures/chain';
import { cannot, isFound, throwsNaming, type Attempt, type Cell, type Column } from './attempt';
import { PROPS } from './fleet';
import { judgedChange } from './judged';

/* What somebody writes in an overlay of a role: flags, variables, settings, resources and a size, and nothing else. */

const LAYER = "(layer 'instance hoodi-0')";

const signer = (tries: string, overlay: RoleOverlay): Attempt =>
  throwsNaming(LAYER, tries, () => {
    const units = { ...ethereumUnits, signer: { ...ethereumUnits.signer, overlay: { signer: overlay } } };
    return new ValidatorApp(chainPlatform().root, 'hoodi-0', { ...PROPS['hoodi-0'], units });
  });

const clientUnits = (overlay: RoleOverlay) => ({
  ...ethereumUnits,
  validator: { ...ethereumUnits.validator, overlay: { validator: overlay } },
});

const client = (tries: string, overlay: RoleOverlay): Attempt =>
  throwsNaming(LAYER, tries, () => {
    const units = clientUnits(overlay);
    return new ValidatorApp(chainPlatform().root, 'hoodi-0', { ...PROPS['hoodi-0'], units });
  });

const comet = (tries: string, settings: RoleOverlay['settings']): Attempt =>
  throwsNaming("(layer 'instance osmo-0')", tries, () => {
    const units = { ...cometUnits, validator: { ...cometUnits.validator, overlay: { validator: { settings } } } };
    return new ValidatorApp(chainPlatform().root, 'osmo-0', { ...PROPS['osmo-0'], units });
  });

const noMember = (extra: RoleOverlay): unknown => extra;

const APPLICATIONS: Cell = cannot('an overlay is of a role, and an Application is of a unit', () =>
  noMember({
    // @ts-expect-error no sync policy in an overlay
    sync: { mode: 'automated' },
  }),
);

export const overlays: Column = {
  'I-01': cannot('an overlay names no kind', () =>
    noMember({
      // @ts-expect-error a signer as a Deployment
      kind: 'Deployment',
    }),
  ),
  'I-02': cannot('an overlay names neither a kind nor a strategy', () =>
    noMember({
      // @ts-expect-error a signer that is recreated
      strategy: { type: 'Recreate' },
    }),
  ),
  'I-03': cannot('an overlay has no replicas', () =>
    noMember({
      // @ts-expect-error two of them
      replicas: 2,
    }),
  ),
  'I-04': [
    signer('keys from another folder', { flags: { 'keystores-path': '/other' } }),
    signer('keys from another store', { flags: { 'azure-vault-enabled': 'true', 'keystores-path': '/x' } }),
  ],
  'I-05': cannot('an overlay changes a part, and adds no object beside it', () =>
    noMember({
      // @ts-expect-error an autoscaler
      autoscaling: { maxReplicas: 2 },
    }),
  ),
  'I-06': APPLICATIONS,
  'I-07': APPLICATIONS,
  'I-08': APPLICATIONS,
  'I-09': APPLICATIONS,
  'I-10': cannot('names and namespaces follow from the workload, and an overlay has neither', () =>
    noMember({
      // @ts-expect-error the namespace of another unit
      namespace: 'hoodi-0-validator',
    }),
  ),
  'I-11': APPLICATIONS,
  'I-12': cannot('an overlay reaches no setting of Argo CD, and no metadata of a claim', () =>
    noMember({
      // @ts-expect-error a label by which Argo CD would own a claim
      labels: { 'app.kubernetes.io/instance': 'hoodi-0-signer' },
    }),
  ),
  'I-13': [client('a record in a scratch folder', { flags: { datadir: '/tmp' } })],
  'I-14': cannot('an overlay gives a claim its size, and nothing else', () =>
    noMember({
      // @ts-expect-error a record that many nodes write
      accessModes: ['ReadWriteMany'],
    }),
  ),
  'I-15': [
    isFound('a claim that shrinks', () => judgedChange({ 'hoodi-0': { units: clientUnits({ storage: '1Gi' }) } })),
  ],
  'I-16': cannot('the grace period is of the role', () =>
    noMember({
      // @ts-expect-error no time to stop
      graceSeconds: 0,
    }),
  ),
  'I-17': cannot('the command is of the client, and flags are words of their own', () =>
    noMember({
      // @ts-expect-error a shell as process 1
      command: ['sh', '-c', 'web3signer'],
    }),
  ),
  'I-18': cannot('an overlay names neither an update strategy nor annotations', () =>
    noMember({
      // @ts-expect-error an update that restarts
      updateStrategy: 'RollingUpdate',
    }),
  ),
  'I-19': cannot('alerts are of a MonitoringSet, and read no value of a role'),
  'I-20': cannot('an overlay names no toleration', () =>
    noMember({
      // @ts-expect-error an eviction after a while
      tolerations: [],
    }),
  ),
  'I-21': cannot('the node is of the placement', () =>
    noMember({
      // @ts-expect-error any node
      nodeSelector: {},
    }),
  ),
  'I-22': cannot('an overlay names no second process', () =>
    noMember({
      // @ts-expect-error a process that chooses who signs
      sidecars: ['leader-elector'],
    }),
  ),
  'I-23': [
    signer('a signer without its record', { flags: { 'slashing-protection-enabled': 'false' } }),
    signer('the same as a variable', { env: { WEB3SIGNER_ETH2_SLASHING_PROTECTION_ENABLED: 'false' } }),
    signer('the same in a file', { flags: { 'config-file': '/tmp/x' } }),
  ],
  'I-24': [signer('another port, which its network policy does not close', { flags: { 'http-listen-port': '9100' } })],
  'I-25': cannot('network policies follow from the links of a plan', () =>
    noMember({
      // @ts-expect-error an empty list of peers
      ingress: [{ from: [] }],
    }),
  ),
  'I-26': [
    signer('a signer that answers to every name', { flags: { 'http-host-allowlist': '*' } }),
    signer('an API for keys', { flags: { 'key-manager-api-enabled': 'true' } }),
  ],
  'I-27': [signer('a key in a variable', { env: { PRIVATE_KEY: `0x${'1'.repeat(64)}` } })],
  'I-28': cannot('how a secret is read is no value of a role', () =>
    noMember({
      // @ts-expect-error keys that are read again
      refreshPolicy: 'Periodic',
    }),
  ),
  'I-29': cannot('what an identity may do is the identity’s state', () =>
    noMember({
      // @ts-expect-error a key that is given away
      identity: { state: 'handed-over' },
    }),
  ),
  'I-30': [
    client('no look for a twin', { flags: { 'enable-doppelganger-protection': false } }),
    comet('no look for a twin', { 'config.toml': { 'consensus.double_sign_check_height': 0 } }),
  ],
  'I-31': [
    client('a fresh record', { flags: { 'init-slashing-protection': true } }),
    client('the same in other letters', { flags: { 'Init-Slashing_Protection': true } }),
  ],
  'I-32': [
    throwsNaming("(layer 'instance osmo-1')", 'a quorum of one in the file', () => {
      const settings = { 'config.yaml': { 'thresholdMode.threshold': 1 } };
      const cosigners = { ...horcruxUnits.cosigners, overlay: { cosigner: { settings } } };
      const units = { sentries: horcruxUnits.sentries, cosigners };
      return new ValidatorApp(chainPlatform().root, 'osmo-1', { ...PROPS['osmo-1'], units });
    }),
  ],
  'I-33': cannot('budgets follow from the role', () =>
    noMember({
      // @ts-expect-error a budget that lets go
      maxUnavailable: 1,
    }),
  ),
  'I-34': cannot('an overlay names no probe', () =>
    noMember({
      // @ts-expect-error a liveness probe
      livenessProbe: { tcpSocket: { port: 9000 } },
    }),
  ),
  'I-35': cannot('an overlay names no source of a claim', () =>
    noMember({
      // @ts-expect-error a copied record
      dataSource: { kind: 'VolumeSnapshot', name: 'x' },
    }),
  ),
  'I-36': [comet('a key that the client makes', { 'config.toml': { priv_validator_key_file: 'config/new.json' } })],
  'I-37': [comet('another way to the key', { 'config.toml': { priv_validator_laddr: 'tcp://0.0.0.0:1234' } })],
  'I-38': cannot('images are of the versions file', () =>
    noMember({
      // @ts-expect-error an image by its tag
      image: 'consensys/web3signer:latest',
    }),
  ),
  'I-39': [client('another network', { flags: { network: 'mainnet' } })],
  'I-40': cannot('images are of the versions file, and what is upgraded together is said by a release'),
  'I-41': [
    throwsNaming("lighthouse: memory' must", 'no reserved memory', () => {
      const units = clientUnits({ memory: '' });
      return new ValidatorApp(chainPlatform().root, 'hoodi-0', { ...PROPS['hoodi-0'], units });
    }),
  ],
  'I-42': [client('no metrics to watch', { flags: { metrics: false } })],
  'I-43': [signer('the port of another', { flags: { 'metrics-port': '9000' } })],
  'I-44': cannot('what Kubernetes fixes of a claim is of the cluster', () =>
    noMember({
      // @ts-expect-error another class of storage
      storageClass: 'fast-and-gone',
    }),
  ),
};
