import { networks, Relay, relays, type BeaconClient, type ValidatorClient } from '../../../lib/chains/ethereum';
import { BEACON_CLIENTS } from '../../../lib/chains/ethereum/beacon-clients';
import { VALIDATOR_CLIENTS } from '../../../lib/chains/ethereum/validator-clients';
import { ethereumPlan, ethereumUnits, partOf } from '../../fixtures/chain';

const relay = { client: 'mev-boost', relays: [relays.hoodi.aestus] } as const;
const URL_OF_MEV_BOOST = 'http://mev-boost.hoodi-0-node.svc:18550';
const withNode = (change: object) => ethereumPlan({ units: { node: { ...ethereumUnits.node, ...change } } });

test('MEV-boost runs beside the beacon node, holds nothing, and asks the relays of its network', () => {
  const plan = withNode({ relay: { ...relay, minBid: 0.05 } });
  const part = partOf(plan, 'node', 'mev-boost');
  expect([...part.command, ...part.args]).toEqual([
    '/app/mev-boost',
    '-hoodi',
    '-addr=0.0.0.0:18550',
    `-relays=${relays.hoodi.aestus.url}`,
    '-relay-check',
    '-min-bid=0.05',
    '-metrics',
    '-metrics-addr=0.0.0.0:18551',
  ]);
  expect([part.volumes, part.secretEnv, part.identity]).toEqual([{}, {}, undefined]);
  expect(plan.links).toContainEqual({
    from: { unit: 'node', part: 'lighthouse' },
    to: { unit: 'node', part: 'mev-boost', port: 'http' },
  });
});

test.each(Object.keys(BEACON_CLIENTS) as BeaconClient[])(
  'beacon node %s asks MEV-boost, where there is one',
  (beacon) => {
    const args = (change: object) => partOf(withNode({ beacon, ...change }), 'node', beacon).args;
    const added = args({ relay }).filter((arg) => !args({}).includes(arg));
    expect(added.some((arg) => arg.endsWith(`=${URL_OF_MEV_BOOST}`))).toBe(true);
    expect(added).toMatchSnapshot();
  },
);

test.each(Object.keys(VALIDATOR_CLIENTS) as ValidatorClient[])(
  'validator client %s registers with relays',
  (client) => {
    const args = (node: object) => {
      const units = { node: { ...ethereumUnits.node, ...node }, validator: { client } };
      return partOf(ethereumPlan({ units }), 'validator', client).args;
    };
    expect(args({ relay }).filter((arg) => !args({}).includes(arg))).toMatchSnapshot();
  },
);

test('a relay of another network is refused, whatever it says of itself', () => {
  expect(() => withNode({ relay: { ...relay, relays: [relays.mainnet.aestus] } })).toThrow(
    "'units.node.relay.relays.0' must be a relay of hoodi, got \"one of mainnet: https://0xa15b",
  );
  const disguised = Relay.of('hoodi', relays.mainnet.flashbots.url);
  expect(() => withNode({ relay: { ...relay, relays: [disguised] } })).toThrow(
    'must be a relay of hoodi, got "one of mainnet',
  );
  expect(() => Relay.of('mainnet', relays.hoodi.aestus.url)).toThrow("'url' must be a relay of mainnet");
});

test.each(['http://0x', 'https://relay.example.com', `https://0x${'a'.repeat(95)}@relay.example.com`])(
  'a relay without a key or TLS is refused: %s',
  (url) => expect(() => Relay.of('hoodi', url)).toThrow("'url' must be https://, 0x and 96 hex digits"),
);

test('relays are named once, and a bid is an amount', () => {
  const twice = [relays.hoodi.aestus, relays.hoodi.aestus];
  expect(() => withNode({ relay: { ...relay, relays: twice } })).toThrow('must be another relay than relays.0');
  for (const minBid of [0, -1, Number.NaN, 2_000_000]) {
    expect(() => withNode({ relay: { ...relay, minBid } })).toThrow("'units.node.relay.minBid' must be above 0");
  }
});

test('known relays are those of the networks there are', () => {
  expect(Object.keys(relays).sort()).toEqual(Object.keys(networks).sort());
});

test.each([
  ['relay', { flags: { relay: 'https://evil.example.com' } }, 'relays are declared, each for its network'],
  ['relay', { env: { RELAYS: 'https://evil.example.com' } }, 'must be a flag: mev-boost reads'],
  ['relay', { flags: { sepolia: true } }, 'the network decides whose blocks it takes'],
  ['beacon', { flags: { builder: 'http://evil.example.com' } }, 'blocks of builders come from the relays'],
  ['validator', { flags: { 'builder-proposals': true } }, 'a node with relays asks for blocks of builders'],
] as const)('no overlay of %s sets another source of blocks', (role, overlay, message) => {
  const units = { node: { ...ethereumUnits.node, relay } };
  expect(() => ethereumPlan({ units, roles: { [role]: overlay } })).toThrow(message);
});

test('an overlay of a relay that does not run is refused', () => {
  expect(() => ethereumPlan({ roles: { relay: { memory: '1Gi' } } })).toThrow(
    '\'roles\' must be roles of the workload (execution, beacon, signer, database, validator), got "relay"',
  );
  expect(() => withNode({ overlay: { relay: { memory: '1Gi' } } })).toThrow('must be absent: the node has no relay');
});
