import { bepolia, berachain } from '../../lib/chains/berachain';
import { planWorkload } from '../../lib/chains/family';
import { story, storyNetworks } from '../../lib/chains/story';
import type { WorkloadPlan } from '../../lib/chains/workload-plan';
import { hsm, kms, vault, type Custody } from '../../lib/model/custody';
import {
  charonUnits,
  cometUnits,
  consensusIdentity,
  ethereumUnits,
  hoodi,
  horcruxPlacement,
  horcruxUnits,
  osmo,
  tmkmsUnits,
} from '../fixtures/chain';
import { aptosTest, cantonTest, dvn, fuji, paseo, peerPlan, sol, suiTest } from '../fixtures/peers';
import { testnet } from '../fixtures/platform';

/** Keys of each kind, with other secrets below one path. */
function custodies(path: string): Readonly<Record<Custody['kind'], Custody>> {
  const secrets = vault(path);
  const key = 'arn:aws:kms:eu-central-1:111122223333:key/0f9e8d7c-6b5a-4938-8271-605f4e3d2c1b';
  const device = { serialNumber: '0123456789', authKey: 4, key: 1, resource: 'squat.ai/yubihsm' };
  return {
    vault: secrets,
    kms: kms({ key, role: 'arn:aws:iam::111122223333:role/x-0' }, secrets),
    hsm: hsm(device, secrets),
  };
}

const planned = { where: 'chain/testnet/x-0', workload: 'x-0', cluster: testnet, roles: {} } as const;
const pair = { ...planned, identity: consensusIdentity(), placement: { node: 'tn-w1' } } as const;

const storyPlan = (custody: Custody) =>
  planWorkload(story, { ...pair, network: storyNetworks.aeneid, common: {}, units: cometUnits, custody });
const beraPlan = (custody: Custody) => {
  const common = { feeRecipient: `0x${'1a'.repeat(20)}` };
  return planWorkload(berachain, { ...pair, network: bepolia, common, units: cometUnits, custody });
};
const ethereumWith = (units: typeof charonUnits | typeof ethereumUnits) => (custody: Custody) =>
  planWorkload(hoodi.family, { ...planned, ...hoodi, units, custody });
const osmosisWith = (units: typeof cometUnits | typeof tmkmsUnits | typeof horcruxUnits) => (custody: Custody) =>
  planWorkload(osmo.family, { ...planned, ...osmo, units, placement: placementOf(units), custody });
const placementOf = (units: object) => ('cosigners' in units ? horcruxPlacement : osmo.placement);

/** Every way to sign, the path of its secrets, and what it takes. */
const SIGNERS: readonly [string, (custody: Custody) => WorkloadPlan, string, ...Custody['kind'][]][] = [
  ['ethereum, a remote signer', ethereumWith(ethereumUnits), hoodi.custody.path, 'vault'],
  ['ethereum, key shares', ethereumWith(charonUnits), hoodi.custody.path, 'vault'],
  ['cometbft, a local key', osmosisWith(cometUnits), osmo.custody.path, 'vault'],
  ['cometbft, TMKMS', osmosisWith(tmkmsUnits), osmo.custody.path, 'vault', 'hsm'],
  ['cometbft, Horcrux', osmosisWith(horcruxUnits), osmo.custody.path, 'vault'],
  ['story', storyPlan, 'chain/aeneid/x-0', 'vault'],
  ['berachain', beraPlan, 'chain/bepolia/x-0', 'vault'],
  ['substrate', (custody) => peerPlan(paseo, { custody }), paseo.custody.path, 'vault'],
  ['solana', (custody) => peerPlan(sol, { custody }), sol.custody.path, 'vault'],
  ['avalanche', (custody) => peerPlan(fuji, { custody }), fuji.custody.path, 'vault'],
  ['sui', (custody) => peerPlan(suiTest, { custody }), suiTest.custody.path, 'vault'],
  ['aptos', (custody) => peerPlan(aptosTest, { custody }), aptosTest.custody.path, 'vault'],
  ['canton', (custody) => peerPlan(cantonTest, { custody }), cantonTest.custody.path, 'vault'],
  ['layerzero', (custody) => peerPlan(dvn, { custody }), dvn.custody.path, 'kms'],
];

describe.each(SIGNERS)('%s', (name, plan, path, ...taken) => {
  const family = name.split(',')[0] ?? '';
  const kinds = Object.entries(custodies(path));

  test(`takes ${taken.join(' and ')}`, () => {
    for (const [kind, custody] of kinds)
      if (taken.some((one) => one === kind)) expect(() => plan(custody)).not.toThrow();
  });

  test('refuses every other custody, and says what it takes', () => {
    const refused = kinds.filter(([kind]) => !taken.some((one) => one === kind));
    expect(refused).toHaveLength(3 - taken.length);
    for (const [kind, custody] of refused) {
      expect(() => plan(custody)).toThrow(
        `'custody' must be of kind ${taken.join(' or ')}, as ${family} signs with these units, got "${kind}"`,
      );
    }
  });
});
