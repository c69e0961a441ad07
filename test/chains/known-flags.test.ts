import { AVALANCHEGO } from '../../lib/chains/avalanche/client';
import type { Client } from '../../lib/chains/client';
import { BEACON_CLIENTS, type BeaconClient } from '../../lib/chains/ethereum/beacon-clients';
import { CHARON } from '../../lib/chains/ethereum/charon';
import { EXECUTION_CLIENTS, type ExecutionClient } from '../../lib/chains/ethereum/execution-clients';
import { SHARE_CLIENTS, type ShareClient } from '../../lib/chains/ethereum/share-clients';
import { WEB3SIGNER } from '../../lib/chains/ethereum/signer-client';
import { VALIDATOR_CLIENTS, type ValidatorClient } from '../../lib/chains/ethereum/validator-clients';
import type { BeaconClientSpec, ExecutionClientSpec, ValidatorClientSpec } from '../../lib/chains/ethereum/wiring';
import type { ShareClientSpec } from '../../lib/chains/ethereum/share-clients';
import { knownKey, knownNames, type KnownFlags } from '../../lib/chains/known-flags';
import { AGAVE } from '../../lib/chains/solana/agave';
import { EXPORTER } from '../../lib/chains/solana/exporter';
import { planWorkload } from '../../lib/chains/family';
import { story, storyNetworks } from '../../lib/chains/story';
import { STORY_GETH_FLAGS } from '../../lib/chains/cometbft/known-flags/story-geth';
import { nodeClient } from '../../lib/chains/substrate/client';
import { unknownFlags } from '../../lib/chains/unknown-flags';
import { vault } from '../../lib/model/custody';
import { SigningIdentity } from '../../lib/model/signing-identity';
import { charonPlan, cometUnits, ethereumPlan, partOf } from '../fixtures/chain';
import { fuji, paseo, peerPlan, sol } from '../fixtures/peers';
import { testnet } from '../fixtures/platform';

const wiring = {
  network: 'hoodi',
  host: 'here',
  executionUrl: 'http://el:8551',
  beaconUrl: 'http://bn:5052',
  charonUrl: 'http://charon:3600',
  signerUrl: 'http://signer:9000',
  relayUrl: 'http://boost:18550',
  announced: { address: '203.0.113.7', port: 30333 },
  builder: true,
};

/** Names of the flags among arguments, which other words stand between. */
function namesOf(args: readonly string[]): readonly string[] {
  return args.flatMap((arg) => /^--?([A-Za-z][^=]*)/.exec(arg)?.[1] ?? []);
}

const polkadot = nodeClient({
  chain: 'polkadot',
  binary: 'polkadot',
  image: 'polkadot.polkadot',
  sessionKeys: ['gran'],
});
const { dangerousFlags, ...storyGeth } = EXECUTION_CLIENTS.geth;

const storyPlan = planWorkload(story, {
  where: 'chain/testnet/story-0',
  workload: 'story-0',
  cluster: testnet,
  roles: {},
  network: storyNetworks.aeneid,
  identity: SigningIdentity.consensusAddress('story-0', 'A'.repeat(40)),
  custody: vault('chain/aeneid/story-0'),
  placement: { node: 'tn-w1' },
  common: {},
  units: cometUnits,
});

/** Every client with the flags that it is rendered with, all optional ones among them. */
const CLIENTS: readonly (readonly [name: string, client: Client, rendered: readonly string[]])[] = [
  ...(Object.keys(EXECUTION_CLIENTS) as ExecutionClient[]).map((name) => {
    const client: ExecutionClientSpec = EXECUTION_CLIENTS[name];
    return [`${name} (execution)`, client, Object.keys(client.wire(wiring))] as const;
  }),
  ...(Object.keys(BEACON_CLIENTS) as BeaconClient[]).map((name) => {
    const client: BeaconClientSpec = BEACON_CLIENTS[name];
    return [
      `${name} (beacon)`,
      client,
      Object.keys({ ...client.wire(wiring), ...client.checkpoint('https://x') }),
    ] as const;
  }),
  ...(Object.keys(VALIDATOR_CLIENTS) as ValidatorClient[]).map((name) => {
    const client: ValidatorClientSpec = VALIDATOR_CLIENTS[name];
    return [
      `${name} (validator)`,
      client,
      [...Object.keys(client.wire(wiring)), client.feeRecipientFlag, client.graffitiFlag],
    ] as const;
  }),
  ...(Object.keys(SHARE_CLIENTS) as ShareClient[]).map((name) => {
    const client: ShareClientSpec = SHARE_CLIENTS[name];
    return [`${name} (shares)`, client, Object.keys(client.wire(wiring))] as const;
  }),
  ['web3signer', WEB3SIGNER, namesOf(partOf(ethereumPlan(), 'signer', 'web3signer').args)],
  ['charon', CHARON, namesOf(partOf(charonPlan(), 'dvt', 'charon').args)],
  ['agave', AGAVE, namesOf(partOf(peerPlan(sol), 'validator', 'agave').args)],
  ['solana-exporter', EXPORTER, namesOf(partOf(peerPlan(sol), 'validator', 'solana-exporter').args)],
  ['polkadot', polkadot, namesOf(partOf(peerPlan(paseo), 'validator', 'polkadot').args)],
  ['avalanchego', AVALANCHEGO, namesOf(partOf(peerPlan(fuji), 'validator', 'avalanchego').args)],
  [
    'story-geth',
    { ...storyGeth, knownFlags: STORY_GETH_FLAGS, dangerousFlags },
    namesOf(partOf(storyPlan, 'execution', 'story-geth').args),
  ],
];
const COMPLETE = CLIENTS.filter(([, { knownFlags }]) => knownFlags?.completeIn !== undefined);

/** Dangerous flags that are not in the list, by client, with why they stay forbidden. */
const ELSEWHERE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'geth (execution)': {
    unlock: 'older releases have it, and forks of them',
    'allow-insecure-unlock': 'older releases have it, and forks of them',
  },
  web3signer: { 'aws-kms-enabled': 'its subcommand eth1 has it' },
  charon: {
    'config-file': 'it reads a file from its working folder, and may take its path one day',
    'p2p-fuzz': 'its subcommand unsafe has it',
  },
  agave: { 'skip-tower-sync': 'other validators of the chain are said to have it' },
  polkadot: {
    'rpc-listen-addrs': 'a name that the help of other releases gives to experimental-rpc-endpoint',
    'grandpa-pause': 'older releases have it',
  },
};

function missing(names: readonly string[], known: KnownFlags): readonly string[] {
  const keys = new Set(knownNames(known).map((name) => knownKey(name, known)));
  return names.filter((name) => !keys.has(knownKey(name, known)));
}

test('what is left: clients whose flags could not all be read', () => {
  const others = CLIENTS.filter((one) => !COMPLETE.includes(one)).map(([name]) => name);
  expect(others).toEqual(['nethermind (execution)', 'erigon (execution)', 'nimbus (beacon)', 'nimbus (validator)']);
});

describe.each(COMPLETE)('%s', (name, client, rendered) => {
  const { defaults, dangerousFlags: dangerous, knownFlags } = client;
  const known: KnownFlags = knownFlags ?? { names: '' };

  test('has every flag that it is rendered with', () => {
    expect(rendered.length).toBeGreaterThan(0);
    expect(missing([...Object.keys(defaults.flags ?? {}), ...rendered], known)).toEqual([]);
  });

  test('has every flag that is forbidden, but for those of other versions', () => {
    const inNetwork = (flag: string): boolean => flag.startsWith('params.');
    expect(missing(Object.keys(dangerous), known).filter((flag) => !inNetwork(flag))).toEqual(
      Object.keys(ELSEWHERE[name] ?? {}),
    );
  });

  test('a flag that it does not have is told, with the nearest and the version', () => {
    const [first = ''] = knownNames(known).filter((flag) => flag.length > 12);
    const layers = [{ name: 'role x', from: 'overlay', values: { flags: { [`${first}zz`]: 1, [first]: 1 } } }] as const;
    expect(unknownFlags({ where: 'x', client: { ...client, defaults: {} }, layers, fixed: {} })).toEqual([
      { flag: `${first}zz`, nearest: first, version: known.completeIn, layer: 'role x' },
    ]);
  });

  test('its list names each flag once', () => {
    const names = knownNames(known);
    expect(new Set(names).size).toBe(names.length);
  });
});
