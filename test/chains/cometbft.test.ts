import { blsIdentity, cometPlan, cometUnits, consensusIdentity, partOf } from '../fixtures/chain';

const config = (unit: string): Readonly<Record<string, string>> =>
  cometPlan().units.find((u) => u.name === unit)?.configs['config'] ?? {};

test('configuration of a sentry', () => {
  expect(
    Object.entries(config('node'))
      .map(([file, text]) => `--- ${file}\n${text}`)
      .join('\n'),
  ).toMatchSnapshot();
});

test('configuration of a validator', () => {
  expect(
    Object.entries(config('validator'))
      .map(([file, text]) => `--- ${file}\n${text}`)
      .join('\n'),
  ).toMatchSnapshot();
});

test('the validator dials the sentry and the genesis server, and nobody dials it', () => {
  const { links } = cometPlan();
  expect(links.filter(({ to }) => to.unit === 'validator')).toEqual([]);
  expect(links.filter(({ from }) => from.unit === 'validator').map(({ to }) => `${to.part}:${to.port}`)).toEqual([
    'genesis:http',
    'sentry:p2p',
  ]);
});

test('what it signed is in a claim apart from the chain data', () => {
  const { volumes } = partOf(cometPlan(), 'validator', 'validator');
  expect(volumes['data']).toMatchObject({ kind: 'claim', slashingState: false });
  expect(volumes['state']).toMatchObject({ kind: 'claim', slashingState: true });
});

test('only the step that compares the key sees it', () => {
  const { init } = partOf(cometPlan(), 'validator', 'validator');
  expect(init.filter((step) => step.volumes.includes('consensus-key')).map((step) => step.name)).toEqual([
    'expect-identity',
  ]);
});

test('a setting of an overlay lands in its file', () => {
  const settings = { 'config.toml': { 'statesync.enable': true, 'statesync.trust_hash': 'AB'.repeat(32) } };
  const plan = cometPlan({ roles: { sentry: { settings } } });
  expect(plan.units[0].configs['config']?.['config.toml']).toContain(
    `[statesync]\nenable = true\ntrust_hash = "${'AB'.repeat(32)}"\n`,
  );
});

test.each([
  ['consensus.double_sign_check_height', 0],
  ['priv_validator_laddr', 'tcp://0.0.0.0:1234'],
  ['priv_validator_state_file', 'data/priv_validator_state.json'],
  ['p2p.pex', true],
  ['rpc.unsafe', true],
])('the setting %s belongs to the workload', (name, value) => {
  const settings = { 'config.toml': { [name]: value } };
  expect(() => cometPlan({ roles: { validator: { settings } } })).toThrow(
    `settings.config.toml.${name} (layer 'role validator')' must be absent: the workload sets it itself`,
  );
});

test.each([
  ['moniker"\nkey', 'must be a setting, its table before it with a dot'],
  ['p2p.seed', 'must be no private material'],
])('the setting %j with a key as its value is refused', (name, message) => {
  const settings = { 'app.toml': { [name]: 'ab'.repeat(32) } };
  expect(() => cometPlan({ roles: { validator: { settings } } })).toThrow(message);
});

test('an identity of another kind is refused', () => {
  expect(() => cometPlan({ identity: blsIdentity() })).toThrow("'identity' must be a consensus address");
  expect(() => cometPlan({ identity: consensusIdentity() })).not.toThrow();
});

test('sentry and validator are two peers with real ids', () => {
  const same = { ...cometUnits, validator: { nodeId: cometUnits.node.nodeId } };
  expect(() => cometPlan({ units: same })).toThrow('another peer id than that of node');
  expect(() => cometPlan({ units: { ...cometUnits, validator: { nodeId: 'XYZ' } } })).toThrow(
    '40 hex digits in lower case',
  );
});

test('a fee without denomination is refused', () => {
  expect(() => cometPlan({ common: { minimumGasPrices: '0.1' } })).toThrow(
    "'common.minimumGasPrices' must be an amount",
  );
});
