import type { BeaconClient, ExecutionClient, ValidatorClient } from '../../lib/chains/ethereum';
import { BEACON_CLIENTS } from '../../lib/chains/ethereum/beacon-clients';
import { EXECUTION_CLIENTS } from '../../lib/chains/ethereum/execution-clients';
import { VALIDATOR_CLIENTS } from '../../lib/chains/ethereum/validator-clients';
import { blsIdentity, consensusIdentity, ethereumPlan, ethereumUnits, ethereumValues, partOf } from '../fixtures/chain';

const peers = { address: '203.0.113.7', execution: 30303, beacon: 30900 };

test('nodes, storage, signer and validator are units; only linked parts may talk', () => {
  const plan = ethereumPlan();
  expect(plan.units.map((unit) => [unit.name, unit.parts.map((part) => part.name)])).toEqual([
    ['node', ['geth', 'lighthouse']],
    ['storage', ['postgres']],
    ['signer', ['web3signer']],
    ['validator', ['lighthouse']],
  ]);
  expect(plan.links.map(({ from, to }) => `${from.unit}.${from.part} → ${to.unit}.${to.part}:${to.port}`)).toEqual([
    'node.lighthouse → node.geth:engine',
    'validator.lighthouse → node.lighthouse:http',
    'validator.lighthouse → signer.web3signer:http',
    'signer.web3signer → storage.postgres:postgres',
  ]);
});

test.each(Object.keys(EXECUTION_CLIENTS) as ExecutionClient[])('execution client %s', (execution) => {
  const plan = ethereumPlan({ units: { node: { execution, beacon: 'lighthouse', peers } } });
  const { command, args } = partOf(plan, 'node', execution);
  expect([...command, ...args].join('\n')).toMatchSnapshot();
});

test.each(Object.keys(BEACON_CLIENTS) as BeaconClient[])('beacon node %s', (beacon) => {
  const plan = ethereumPlan({ units: { node: { execution: 'geth', beacon, peers } } });
  const { command, args, init } = partOf(plan, 'node', beacon);
  expect([...command, ...args, ...init.map((step) => step.command.at(-1))].join('\n')).toMatchSnapshot();
});

test.each(Object.keys(VALIDATOR_CLIENTS) as ValidatorClient[])('validator client %s', (client) => {
  const plan = ethereumPlan({ units: { validator: { client, graffiti: 'fp' } } });
  const { command, args, env } = partOf(plan, 'validator', client);
  expect([...command, ...args, `PARK_ON=${env['PARK_ON']}`].join('\n')).toMatchSnapshot();
});

test.each(Object.keys(VALIDATOR_CLIENTS) as ValidatorClient[])(
  '%s watches for its own keys, signs with the remote signer and keeps its own record in a claim',
  (client) => {
    const part = partOf(ethereumPlan({ units: { validator: { client } } }), 'validator', client);
    expect(part.args.some((arg) => /doppelganger/i.test(arg) && !arg.endsWith('=false'))).toBe(true);
    const signer = [...part.args, ...part.init.map((step) => step.command.at(-1))].join('\n');
    expect(signer).toContain('http://web3signer.hoodi-0-signer.svc:9000');
    expect(part.volumes['data']).toMatchObject({ kind: 'claim', slashingState: true });
  },
);

test('the database password is in no argument', () => {
  const signer = partOf(ethereumPlan(), 'signer', 'web3signer');
  const words = [...signer.args, ...signer.init.flatMap((step) => step.command)].join(' ');
  expect(words).not.toMatch(/db-password|-password=/);
  expect(signer.secretEnv).toEqual({
    WEB3SIGNER_ETH2_SLASHING_PROTECTION_DB_PASSWORD: { secret: 'database', key: 'password' },
  });
});

test('flags of the signer stand before or after its subcommand, where they belong', () => {
  const plan = ethereumPlan({
    roles: { signer: { flags: { logging: 'DEBUG', 'metrics-push-port': 1, 'Xtrusted-setup': 'x' } } },
  });
  const { args } = partOf(plan, 'signer', 'web3signer');
  expect(args).toEqual(expect.arrayContaining(['--logging=DEBUG', '--metrics-push-port=1']));
  expect(args.indexOf('--logging=DEBUG')).toBeLessThan(args.indexOf('eth2'));
  expect(args.indexOf('--metrics-push-port=1')).toBeLessThan(args.indexOf('eth2'));
  expect(args.indexOf('--Xtrusted-setup=x')).toBeGreaterThan(args.indexOf('eth2'));
});

test('the schema of the slashing-protection database is migrated before the signer starts, and is one-way state', () => {
  const signer = partOf(ethereumPlan(), 'signer', 'web3signer');
  expect(signer.init.map((step) => step.name)).toEqual(['expect-keys', 'copy-migrations', 'migrate']);
  expect(signer.init.at(-1)?.command).toContain('-target=12');
  expect(signer.stateGeneration).toBe('12');
});

test('only the steps that compare keys see them', () => {
  const { init } = partOf(ethereumPlan(), 'signer', 'web3signer');
  const seeing = init.filter((step) => step.volumes.includes('keystores') || step.volumes.includes('password'));
  expect(seeing.map((step) => step.name)).toEqual(['expect-keys']);
});

test('thousands of keystores come from several secrets, each small enough for the API server', () => {
  const plan = ethereumPlan({ identity: blsIdentity({}, 1001) });
  const { secrets } = plan.units.find((unit) => unit.name === 'signer') ?? { secrets: {} };
  expect(Object.keys(secrets).filter((name) => name.startsWith('keystores-'))).toEqual([
    'keystores-0',
    'keystores-1',
    'keystores-2',
  ]);
  expect(partOf(plan, 'signer', 'web3signer').volumes['keystores']).toMatchObject({
    secrets: ['keystores-0', 'keystores-1', 'keystores-2'],
  });
});

test('without announced peers a node only dials out', () => {
  const { ports } = partOf(ethereumPlan(), 'node', 'geth');
  expect(ports['p2p-tcp']).toEqual({ number: 30303 });
});

test.each([
  ['0x12', 'must be 0x and 40 hex digits'],
  [`0x${'0'.repeat(40)}`, 'must be an address that somebody owns'],
])('the fee recipient %s is refused', (feeRecipient, message) => {
  expect(() => ethereumPlan({ common: { feeRecipient } })).toThrow(`'common.feeRecipient' ${message}`);
  expect(() => ethereumPlan({ common: ethereumValues })).not.toThrow();
});

test('an identity of another kind is refused', () => {
  expect(() => ethereumPlan({ identity: consensusIdentity() })).toThrow("'identity' must be BLS public keys");
});

test('graffiti over 32 bytes is refused, counted in bytes', () => {
  const validator = { ...ethereumUnits.validator, graffiti: 'é'.repeat(17) };
  expect(() => ethereumPlan({ units: { validator } })).toThrow(
    "'units.validator.graffiti' must be one line of 1 to 32",
  );
});

test('peers that are announced elsewhere than on a node port are refused', () => {
  const node = { ...ethereumUnits.node, peers: { ...peers, beacon: 9000 } };
  expect(() => ethereumPlan({ units: { node } })).toThrow('must be a node port, 30000 to 32767, got 9000');
  const clash = { ...ethereumUnits.node, peers: { ...peers, beacon: peers.execution } };
  expect(() => ethereumPlan({ units: { node: clash } })).toThrow('must be a node port other than that of node.geth');
  const name = { ...ethereumUnits.node, peers: { ...peers, address: 'node.example.com' } };
  expect(() => ethereumPlan({ units: { node: name } })).toThrow("'units.node.peers.address' must be an IPv4 address");
});
