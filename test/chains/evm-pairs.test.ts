import { berachain, berachainMainnet, bepolia, type BerachainUnits } from '../../lib/chains/berachain';
import { planWorkload } from '../../lib/chains/family';
import { story, storyNetworks } from '../../lib/chains/story';
import { ValidatorApp } from '../../lib/constructs/validator/validator-app';
import { vault } from '../../lib/model/custody';
import { SigningIdentity } from '../../lib/model/signing-identity';
import { RULEBOOK } from '../../lib/policies';
import { judge } from '../../lib/policies/engine';
import { render } from '../../lib/render/render';
import { chainPlatform, cometPlan, cometUnits, horcruxUnits, partOf } from '../fixtures/chain';
import { renderFolder, testnet } from '../fixtures/platform';

const identity = (id: string, digit: string) => SigningIdentity.consensusAddress(id, digit.repeat(40));

const storyProps = {
  family: story,
  network: storyNetworks.aeneid,
  identity: identity('story-0', 'A'),
  custody: vault('chain/aeneid/story-0'),
  placement: { node: 'tn-w1' },
  common: {},
  units: cometUnits,
} as const;

const beraUnits: BerachainUnits = {
  node: { nodeId: 'e'.repeat(40) },
  validator: { nodeId: 'f'.repeat(40) },
};

const beraProps = {
  family: berachain,
  network: bepolia,
  identity: identity('bera-0', 'B'),
  custody: vault('chain/bepolia/bera-0'),
  placement: { node: 'tn-w2' },
  common: { feeRecipient: `0x${'1a'.repeat(20)}` },
  units: beraUnits,
} as const;

const planned = { where: 'chain/testnet/x-0', workload: 'x-0', cluster: testnet, roles: {} } as const;
const storyPlan = () => planWorkload(story, { ...planned, ...storyProps });
const beraPlan = (change: { units?: BerachainUnits; feeRecipient?: string } = {}) =>
  planWorkload(berachain, {
    ...planned,
    ...beraProps,
    units: change.units ?? beraUnits,
    common: { feeRecipient: change.feeRecipient ?? beraProps.common.feeRecipient },
  });

describe.each([
  ['Story', storyPlan, 'story-geth'],
  ['Berachain', beraPlan, 'bera-reth'],
])('%s', (_, plan, client) => {
  test('commands of a pair', () => {
    const parts = [partOf(plan(), 'validator', 'validator'), partOf(plan(), 'execution', client)];
    expect(parts.map(({ command, args }) => [...command, ...args].join('\n  '))).toMatchSnapshot();
  });

  test('configuration holds nothing of the SDK', () => {
    const config = plan().units.find(({ name }) => name === 'validator')?.configs['config'] ?? {};
    expect(Object.keys(config)).toEqual(['config.toml']);
    expect(config['config.toml']).toContain('type = "nop"\n');
    expect(config['config.toml']).toContain('double_sign_check_height = 10\n');
  });

  test('each node drives an execution client of its own, and shares a secret with no other', () => {
    const { units, links } = plan();
    expect(links.filter(({ to }) => to.port === 'engine').map(({ from, to }) => `${from.unit} ${to.unit}`)).toEqual([
      'node node',
      'validator execution',
    ]);
    expect(units.map(({ name, secrets }) => [name, secrets['jwt']?.path.split('/').slice(-2).join('/')])).toEqual([
      ['node', 'node/jwt'],
      ['validator', 'validator/jwt'],
      ['execution', 'execution/jwt'],
    ]);
  });

  test('a validator mints no key: only a sentry gets one that is nobody’s', () => {
    const steps = (unit: string, part: string) => partOf(plan(), unit, part).init.map(({ name }) => name);
    expect(steps('validator', 'validator')).toEqual(['expect-identity', 'prepare']);
    expect(steps('node', 'sentry')).toEqual(['throwaway-key', 'prepare']);
    const { command } = partOf(plan(), 'validator', 'validator');
    expect(command.join(' ')).not.toMatch(/init|sh/);
  });
});

test('bera-reth starts from the checked genesis file, bera-geth by name', () => {
  const reth = partOf(beraPlan(), 'execution', 'bera-reth');
  expect(reth.init.map(({ name }) => name)).toEqual(['take-genesis']);
  expect(reth.args).toContain('--chain=/data/eth-genesis.json');
  const geth = partOf(beraPlan({ units: { ...beraUnits, execution: 'bera-geth' } }), 'execution', 'bera-geth');
  expect(geth.init).toEqual([]);
  expect(geth.args).toContain('--bepolia');
});

test.each(['0x12', `0x${'0'.repeat(40)}`])('the fee recipient %s is refused', (feeRecipient) => {
  expect(() => beraPlan({ feeRecipient })).toThrow("'common.feeRecipient' must be 0x and 40 hex digits");
});

test('a digest of Berachain’s execution genesis is asked for, and looked at', () => {
  expect(() => berachainMainnet('00')).toThrow("'executionGenesis.sha256' must be");
  expect(berachainMainnet('0123456789abcdef'.repeat(4)).environment).toBe('mainnet');
});

test('the network cannot be changed by an overlay', () => {
  const overlay = { execution: { flags: { aeneid: true } } };
  const units = { ...cometUnits, validator: { ...cometUnits.validator, overlay } };
  expect(() => planWorkload(story, { ...planned, ...storyProps, units })).toThrow(
    'must be absent: the network decides',
  );
});

test('an overlay of an execution client is refused where the chain has none', () => {
  const units = { ...cometUnits, node: { ...cometUnits.node, overlay: { execution: { memory: '32Gi' } } } };
  expect(() => cometPlan({ units })).toThrow(
    "'units.node.overlay.execution' must be absent: the chain has no execution client",
  );
});

test('remote signers of other chains do not compile here', () => {
  // @ts-expect-error Horcrux splits no key of secp256k1
  const props: Parameters<typeof story.plan>[0]['units'] = horcruxUnits;
  expect(props).toBeDefined();
});

describe('rendered', () => {
  const { platform, root } = chainPlatform();
  new ValidatorApp(root, 'story-0', storyProps);
  new ValidatorApp(root, 'bera-0', beraProps);

  test('the validator of Story', () => {
    const files = renderFolder(platform, 'chain/testnet/story-0-validator');
    expect(`\n${files['statefulset.validator.yaml']}`).toMatchSnapshot();
  });

  test('no policy finds anything in their applications', () => {
    const findings = judge(RULEBOOK, render(platform).inventory);
    expect(findings.filter(({ file }) => file.startsWith('chain/'))).toEqual([]);
  });
});

test('overlays set the flags that the log of each program has, and no others', () => {
  const storyWith = (flags: Readonly<Record<string, string>>) =>
    planWorkload(story, { ...planned, ...storyProps, roles: { validator: { flags } } });
  const beraWith = (flags: Readonly<Record<string, string>>) =>
    planWorkload(berachain, { ...planned, ...beraProps, roles: { validator: { flags } } });
  const args = (plan: ReturnType<typeof storyWith>) => partOf(plan, 'validator', 'validator').args;
  expect(args(storyWith({ log_color: 'disable' }))).toContain('--log_color=disable');
  expect(args(beraWith({ 'beacon-kit.logger.log-level': 'debug' }))).toContain('--beacon-kit.logger.log-level=debug');
  expect(() => storyWith({ log_no_color: 'true' })).toThrow('must be one of log_level, log_format, log_color');
  expect(() => beraWith({ log_level: 'debug' })).toThrow('must be one of beacon-kit.logger.log-level');
});
