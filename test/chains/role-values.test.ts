import type { RoleOverlay } from '../../lib/chains/role-values';
import { cometPlan, ethereumPlan, ethereumUnits, partOf } from '../fixtures/chain';

type Role = 'execution' | 'beacon' | 'signer' | 'database' | 'validator';

const withRole = (role: Role, overlay: RoleOverlay) => () => ethereumPlan({ roles: { [role]: overlay } });

test('values come from family, role overlay and instance, the last one winning, and say from which', () => {
  const plan = ethereumPlan({ roles: { execution: { memory: '24Gi', flags: { cache: 4096 } } } });
  const { values } = partOf(plan, 'node', 'geth');
  expect(values.values.memory).toBe('32Gi');
  expect(values.history('/memory').map(({ source }) => source)).toEqual([
    'family geth',
    'role execution',
    'instance hoodi-0',
  ]);
  expect(values.sourceOf('/flags/cache')).toBe('role execution');
  expect(values.sourceOf('/flags/hoodi')).toBe('fixed by the family');
  expect(values.sourceOf('/storageClass')).toBe('cluster testnet');
  const beacon = partOf(plan, 'node', 'lighthouse').values;
  expect(beacon.sourceOf('/flags/checkpoint-sync-url')).toBe('network hoodi');
  const validator = partOf(plan, 'validator', 'lighthouse').values;
  expect(validator.sourceOf('/flags/suggested-fee-recipient')).toBe('common');
  expect(validator.sourceOf('/flags/graffiti')).toBe('unit of hoodi-0');
});

test('false takes a default flag away', () => {
  const reth = { ...ethereumUnits, node: { ...ethereumUnits.node, execution: 'reth' as const } };
  expect(partOf(ethereumPlan({ units: reth }), 'node', 'reth').args).toContain('--log.file.max-files=0');
  const plan = ethereumPlan({ units: reth, roles: { execution: { flags: { 'log.file.max-files': false } } } });
  expect(partOf(plan, 'node', 'reth').args.join(' ')).not.toContain('log.file');
});

test.each<[Role, string, string]>([
  ['validator', 'init-slashing-protection', 'it starts with an empty slashing-protection history'],
  ['validator', 'initSlashingProtection', 'it starts with an empty slashing-protection history'],
  ['validator', 'disable-slashing-protection-web3signer', 'it switches slashing protection off'],
  ['validator', 'unencrypted-http-transport', 'an API through which keys can be added'],
  ['signer', 'slashing-protection-enabled', 'it switches slashing protection off'],
  ['signer', 'config-file', 'flags in a file are seen by no check'],
  ['database', 'zero_damaged_pages', 'it drops what it cannot read'],
  ['execution', 'networkid', 'the network decides which chain it follows'],
])('%s: the flag %s is refused with its reason and the layer that said so', (role, flag, reason) => {
  expect(withRole(role, { flags: { [flag]: 'x' } })).toThrow(
    new RegExp(`flags\\.${flag} \\(layer 'role ${role}'\\)' must be absent: ${reason}`),
  );
});

test.each<[Role, string]>([
  ['validator', 'enable-doppelganger-protection'],
  ['validator', 'no-enable-doppelganger-protection'],
  ['validator', 'suggested-fee-recipient'],
  ['validator', 'network'],
  ['signer', 'http-host-allowlist'],
  ['signer', 'slashing-protection-db-url'],
  ['database', 'fsync'],
  ['beacon', 'execution-endpoint'],
])('%s: the flag %s belongs to the workload', (role, flag) => {
  expect(withRole(role, { flags: { [flag]: false } })).toThrow(
    `flags.${flag} (layer 'role ${role}')' must be absent: the workload sets it itself`,
  );
});

test('an overlay of the instance is judged like one of the role', () => {
  const overlay = { validator: { flags: { 'init-slashing-protection': true } } };
  const units = { ...ethereumUnits, validator: { ...ethereumUnits.validator, overlay } };
  expect(() => ethereumPlan({ units })).toThrow("flags.init-slashing-protection (layer 'instance hoodi-0')");
});

test('one flag in two spellings is refused, for it would be given twice', () => {
  const units = {
    ...ethereumUnits,
    node: { ...ethereumUnits.node, overlay: { beacon: { flags: { 'target-peers': 80 } } } },
  };
  expect(() => ethereumPlan({ units, roles: { beacon: { flags: { targetPeers: 60 } } } })).toThrow(
    'must be written as \'targetPeers\', like in the other layers, got "target-peers"',
  );
});

test.each<[string, RoleOverlay, string]>([
  ['a flag with its dashes', { flags: { '--cache': 1 } }, 'without leading dashes'],
  ['a flag of several lines', { flags: { identity: 'a\nb' } }, 'must be one line'],
  ['a private key as a flag', { flags: { nodekey: 'ab'.repeat(32) } }, 'must be no private material'],
  ['a flag by environment', { env: { GETH_HTTP: 'true' } }, 'must be a flag: geth reads GETH_… as flags'],
  ['an agent for a virtual machine', { env: { JAVA_TOOL_OPTIONS: '-javaagent:/x.jar' } }, 'it decides which code runs'],
  ['a library to preload', { env: { LD_PRELOAD: '/x.so' } }, 'it decides which code runs'],
  ['a secret by environment', { env: { ETHSTATS_PASSWORD: 'x' } }, 'secrets come from the custody'],
  ['a size in a unit that Kubernetes lacks', { storage: '2TB' }, "a Kubernetes quantity such as '4' or '16Gi'"],
  ['a size in thousandths', { storage: '500m' }, 'a Kubernetes quantity'],
  [
    'settings of a file it does not have',
    { settings: { 'geth.toml': { a: 1 } } },
    'a configuration file of this client',
  ],
])('%s is refused', (_, overlay, message) => {
  expect(withRole('execution', overlay)).toThrow(message);
});

test('a size for a role without data volume is refused', () => {
  expect(withRole('signer', { storage: '10Gi' })).toThrow('must be absent: it has no data volume');
});

test('where flags override configuration files, only harmless flags may be set', () => {
  expect(() => cometPlan({ roles: { validator: { flags: { 'consensus.double_sign_check_height': 0 } } } })).toThrow(
    'must be one of log_level, log_format, log_no_color, trace (everything else is a setting)',
  );
  const plan = cometPlan({ roles: { validator: { flags: { log_level: 'debug' } } } });
  expect(partOf(plan, 'validator', 'validator').args).toContain('--log_level=debug');
});

test('all problems of all units are reported at once', () => {
  const roles = { execution: { flags: { networkid: 1 } }, validator: { flags: { http: true } } };
  expect(() => ethereumPlan({ roles, common: { feeRecipient: '0x12' } })).toThrow(
    /feeRecipient[\s\S]*networkid[\s\S]*flags\.http/,
  );
});
