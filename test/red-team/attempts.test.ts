import { k8s } from 'cdk8s-plus-28';
import { ValidatorApp, objectPatch, type ObjectPatch } from '../../lib';
import { RULEBOOK } from '../../lib/policies';
import { errorsOf, judge } from '../../lib/policies/engine';
import type { Finding } from '../../lib/policies/policy';
import { waived, waiverFindings } from '../../lib/policies/waivers';
import { render } from '../../lib/render/render';
import { chainPlatform, hoodi } from '../fixtures/chain';

/* What somebody tries through the public API, with the means that are there for something else. */

function findingsWith(...patches: readonly ObjectPatch[]): readonly string[] {
  const { platform, root } = chainPlatform();
  new ValidatorApp(root, 'hoodi-0', { ...hoodi, patches });
  return judge(RULEBOOK, render(platform).inventory).map(({ policy, object, found }) => `${policy} ${object} ${found}`);
}

const before = new Set(findingsWith());
const WHY = 'it is urgent';

/** A patch of the signer's StatefulSet. */
const signer = (spec: object): ObjectPatch => objectPatch('signer', 'StatefulSet', 'web3signer', WHY, { spec });

const pod = (spec: object): ObjectPatch => signer({ template: { spec } });
const container = (fields: object): ObjectPatch => pod({ containers: [{ name: 'web3signer', ...fields }] });

describe('a patch of a signer', () => {
  test.each<[string, ObjectPatch]>([
    ['two replicas', signer({ replicas: 2 })],
    ['a rolling update', signer({ updateStrategy: { type: 'RollingUpdate' } })],
    ['claims that go with it', signer({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } })],
    ['no time to stop', pod({ terminationGracePeriodSeconds: 0 })],
    ['a token', pod({ automountServiceAccountToken: true })],
    ['its node’s network', pod({ hostNetwork: true })],
    ['an eviction after a while', pod({ tolerations: [{ operator: 'Exists' }] })],
    ['another node', pod({ nodeSelector: { 'kubernetes.io/hostname': null } })],
    ['a liveness probe', container({ livenessProbe: { exec: { command: ['true'] } } })],
    ['a signer without its record', container({ args: ['eth2', '--slashing-protection-enabled=false'] })],
    ['an image without digest', container({ image: 'consensys/web3signer:latest' })],
    ['a key as a variable', container({ env: [{ name: 'PRIVATE_KEY', value: `0x${'1'.repeat(64)}` }] })],
    ['a shared memory limit', container({ resources: { limits: { memory: k8s.Quantity.fromString('64Gi') } } })],
    ['every process of its node', pod({ hostPid: true })],
    ['a reloader', signer({ template: { metadata: { annotations: { 'reloader.stakater.com/auto': 'true' } } } })],
    [
      'a Service for everybody',
      objectPatch('signer', 'Service', 'web3signer', WHY, { spec: { type: 'LoadBalancer' } }),
    ],
    ['an open network policy', objectPatch('signer', 'NetworkPolicy', 'web3signer', WHY, { spec: { ingress: [{}] } })],
    [
      'a budget that lets go',
      objectPatch('signer', 'PodDisruptionBudget', 'web3signer', WHY, {
        spec: { selector: { matchLabels: { 'example.com/app': 'other' } } },
      }),
    ],
    [
      'a claim that many nodes write',
      objectPatch('storage', 'PersistentVolumeClaim', 'postgres-data', WHY, {
        spec: { accessModes: ['ReadWriteMany'] },
      }),
    ],
    [
      'other public keys',
      objectPatch('signer', 'ConfigMap', 'signing-identity.hoodi-0', WHY, { data: { 'public-keys': 'none\n' } }),
    ],
  ])('to %s is found', (_, patch) => {
    expect(findingsWith(patch).filter((line) => !before.has(line))).not.toEqual([]);
  });

  test('that changes nothing that matters is not', () => {
    const harmless = container({ env: [{ name: 'LOG_FORMAT', value: 'json' }] });
    expect(findingsWith(harmless).filter((line) => !before.has(line))).toEqual([]);
  });
});

describe('an overlay', () => {
  test.each<[string, object]>([
    ['no record', { flags: { 'slashing-protection-enabled': 'false' } }],
    ['an API for keys', { flags: { 'key-manager-api-enabled': 'true' } }],
    ['every host', { flags: { 'http-host-allowlist': '*' } }],
    ['flags as variables', { env: { WEB3SIGNER_ETH2_SLASHING_PROTECTION_ENABLED: 'false' } }],
    ['flags in a file', { flags: { 'config-file': '/tmp/x' } }],
  ])('that asks for %s is refused, naming its layer', (_, overlay) => {
    const { root } = chainPlatform();
    const units = { ...hoodi.units, signer: { ...hoodi.units.signer, overlay: { signer: overlay } } };
    expect(() => new ValidatorApp(root, 'hoodi-0', { ...hoodi, units })).toThrow("layer 'instance hoodi-0'");
  });
});

test.each(RULEBOOK.filter(({ absolute }) => absolute === true).map(({ id }) => id))(
  'no waiver of %s counts',
  (policy) => {
    const finding: Finding = {
      policy,
      level: 'error',
      view: 'rendered',
      file: 'chain/testnet/a/x.yaml',
      found: 'something',
      expected: 'nothing',
      why: 'it slashes',
    };
    const today = '2026-01-01';
    const waiver = {
      policy,
      file: finding.file,
      reason: 'r',
      owner: 'o',
      expires: '2030-01-01',
      where: 'waivers',
    };
    const run = { waivers: [waiver], policies: RULEBOOK, today, expired: 'warn' as const };
    expect(errorsOf(waived([finding], run))).toHaveLength(1);
    expect(errorsOf(waiverFindings([finding], run, true))).toHaveLength(1);
  },
);
