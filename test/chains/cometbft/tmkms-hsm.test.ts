import { spawnSync } from 'node:child_process';
import { ValidatorApp } from '../../../lib/constructs/validator/validator-app';
import { hsm, vault, type Custody } from '../../../lib/model/custody';
import { SigningIdentity } from '../../../lib/model/signing-identity';
import { RULEBOOK } from '../../../lib/policies';
import { judge } from '../../../lib/policies/engine';
import { render } from '../../../lib/render/render';
import {
  chainPlatform,
  cometPlan,
  consensusIdentity,
  hsmCustody,
  osmo,
  partOf,
  tmkmsUnits,
} from '../../fixtures/chain';
import { renderFolder } from '../../fixtures/platform';

const plan = (custody: Custody = hsmCustody) => cometPlan({ units: tmkmsUnits, custody });
const signer = plan().units.find(({ name }) => name === 'signer');
const part = partOf(plan(), 'signer', 'tmkms');

test('the configuration names the device, and reads the password from a file', () => {
  expect(`\n${signer?.configs['config']?.['tmkms.toml']}`).toMatchSnapshot();
});

test('the signer, but for its values', () => {
  const { values: _, ...rest } = part;
  expect({ ...rest, secrets: signer?.secrets }).toMatchSnapshot();
});

test('the key is in the device alone', () => {
  expect(JSON.stringify(plan(osmo.custody).units[1])).toMatch(/softsign.*consensus-key|consensus-key.*softsign/);
  expect(JSON.stringify(signer)).not.toMatch(/softsign|consensus-key|priv_validator_key/);
  expect(Object.keys(signer?.secrets ?? {})).toEqual(['connection-key', 'hsm-password']);
  expect(Object.keys(part.volumes)).toEqual(['state', 'config', 'connection-key', 'hsm-password']);
});

test('its node, and its record, are those of a key in a file', () => {
  const file = plan(osmo.custody);
  expect(JSON.stringify(plan().units[0])).toBe(JSON.stringify(file.units[0]));
  expect(part.volumes['state']).toEqual(partOf(file, 'signer', 'tmkms').volumes['state']);
  const state = /state_file = .*/;
  const toml = file.units[1]?.configs['config']?.['tmkms.toml'] ?? '';
  expect(signer?.configs['config']?.['tmkms.toml']).toContain(state.exec(toml)?.[0] ?? 'no state file');
});

test.each([
  ['kept', 1],
  ['none', 0],
] as const)('without a record, and a history of %s, its step ends with %i', (history, code) => {
  const identity = consensusIdentity({ history });
  const { init } = partOf(cometPlan({ units: tmkmsUnits, custody: hsmCustody, identity }), 'signer', 'tmkms');
  expect(init.map(({ name, volumes }) => [name, volumes])).toEqual([['expect-record', ['state']]]);
  expect(spawnSync('/bin/sh', ['-ec', init[0]?.command.at(-1) ?? 'exit 9']).status).toBe(code);
});

describe('rendered', () => {
  const { platform, root } = chainPlatform();
  new ValidatorApp(root, 'osmo-0', { ...osmo, custody: hsmCustody, units: tmkmsUnits });
  const files = renderFolder(platform, 'chain/testnet/osmo-0-signer');

  test('the workload takes one device, and nothing else of its node', () => {
    expect(`\n${files['statefulset.tmkms.yaml']}`).toMatchSnapshot();
    expect(Object.values(files).join('\n')).not.toMatch(/hostPath|privileged: true|consensus-key/);
  });

  test('the password is read once, from the path of the unit', () => {
    expect(`\n${files['externalsecret.hsm-password.yaml']}`).toMatchSnapshot();
  });

  test('every object has its schema, and no policy finds anything', () => {
    const findings = judge(RULEBOOK, render(platform).inventory);
    expect(findings.filter(({ file }) => file.startsWith('chain/'))).toEqual([]);
  });
});

/** Findings of a second workload that signs with a key of the given device. */
function second(serialNumber: string, key: number): readonly string[] {
  const { platform, root } = chainPlatform();
  new ValidatorApp(root, 'osmo-0', { ...osmo, custody: hsmCustody, units: tmkmsUnits });
  const { authKey, resource } = hsmCustody;
  new ValidatorApp(root, 'osmo-1', {
    ...osmo,
    identity: SigningIdentity.consensusAddress('osmo-1', Buffer.alloc(32, 8).toString('base64')),
    custody: hsm({ serialNumber, authKey, key, resource }, vault('chain/osmo-test-5/osmo-1')),
    units: { ...tmkmsUnits, node: { nodeId: `${'d'.repeat(39)}4` } },
  });
  return judge(RULEBOOK, render(platform).inventory)
    .filter(({ file }) => file.startsWith('chain/'))
    .map(({ policy, file, found }) => `${policy} ${file}: ${found}`);
}

test.each([
  ['one key', 1],
  ['two keys of one device', 2],
])('two workloads that sign with %s are found, whatever identities they declare', (_, key) => {
  const found = 'osmo-1-signer on testnet signs with yubihsm:0123456789, which feeds osmo-0-signer on testnet';
  expect(second('0123456789', key)).toEqual(
    ['statefulset.tmkms', 'configmap.config'].map((file) =>
      expect.stringContaining(`one-application-per-secret-path chain/testnet/osmo-1-signer/${file}.yaml: ${found}`),
    ),
  );
});

test('two devices with a key of one id are two keys', () => {
  expect(second('0123456788', 1)).toEqual([]);
});
