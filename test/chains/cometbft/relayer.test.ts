import type { CometRelayer } from '../../../lib/chains/cometbft';
import { cometPlan, cometUnits, horcruxPlacement, horcruxUnits, partOf, relayer } from '../../fixtures/chain';

const plan = (change: Partial<CometRelayer> = {}) =>
  cometPlan({ units: { ...cometUnits, relayer: { ...relayer, ...change } } });

test('configuration of a relayer', () => {
  const unit = plan().units.find(({ name }) => name === 'relayer');
  expect(`\n${unit?.configs['config']?.['hermes.toml']}`).toMatchSnapshot();
});

test('it is one pod with a wallet for each chain, read from paths of its own', () => {
  const unit = plan().units.find(({ name }) => name === 'relayer');
  expect(Object.values(unit?.secrets ?? {}).map(({ path, signingKey }) => [path, signingKey])).toEqual([
    ['chain/osmo-test-5/osmo-0/relayer/own-wallet', true],
    ['chain/osmo-test-5/osmo-0/relayer/counterparty-wallet', true],
  ]);
  const { args, volumes, identity } = partOf(plan(), 'relayer', 'hermes');
  expect(args).toEqual(['--config=/config/hermes.toml', 'start']);
  expect(volumes['own-wallet']?.mount).toBe('/keys/osmo-test-5/keyring-test');
  expect(identity).toBeUndefined();
});

test('only the first sentry serves gRPC, and only with a relayer', () => {
  const served = (units: Parameters<typeof cometPlan>[0]) =>
    cometPlan(units)
      .units.flatMap(({ name, parts }) => parts.map((part) => [name, part] as const))
      .filter(([, { ports }]) => ports['grpc'] !== undefined)
      .map(([name]) => name);
  expect(served({ units: cometUnits })).toEqual([]);
  expect(served({ units: { ...cometUnits, relayer } })).toEqual(['node']);
  expect(served({ units: { ...horcruxUnits, relayer }, placement: horcruxPlacement })).toEqual(['sentry-1']);
});

test('it dials the sentry, and nobody dials it', () => {
  const { links } = plan();
  expect(links.filter(({ from }) => from.unit === 'relayer').map(({ to }) => `${to.unit}:${to.port}`)).toEqual([
    'node:rpc',
    'node:grpc',
  ]);
  expect(links.filter(({ to }) => to.unit === 'relayer')).toEqual([]);
});

test.each([
  ['chainId', 'a"b', 'a chain id'],
  ['chainId', 'osmo-test-5', 'another chain than its own'],
  ['rpc', 'http://rpc.example.com', 'an https:// URL'],
  ['grpc', 'https://user@grpc.example.com', 'an https:// URL'],
  ['websocket', 'ws://rpc.example.com', 'a wss:// URL'],
  ['accountPrefix', 'Cosmos', 'what addresses begin with'],
  ['gasPrice', '0.1', 'an amount and its denomination'],
])('the other chain with %s %j is refused', (prop, value, message) => {
  expect(() => plan({ counterparty: { ...relayer.counterparty, [prop]: value } })).toThrow(
    `'units.relayer.counterparty.${prop}' must be ${message}`,
  );
});
