import type { CometUnits, HorcruxUnits } from '../../../lib/chains/cometbft';
import { ValidatorApp } from '../../../lib/constructs/validator/validator-app';
import { vault } from '../../../lib/model/custody';
import { SigningIdentity } from '../../../lib/model/signing-identity';
import { RULEBOOK } from '../../../lib/policies';
import { judge } from '../../../lib/policies/engine';
import { render } from '../../../lib/render/render';
import {
  chainPlatform,
  cometPlan,
  cometUnits,
  horcruxPlacement,
  horcruxUnits,
  osmo,
  partOf,
  relayer,
  tmkmsUnits,
} from '../../fixtures/chain';
import { renderFolder } from '../../fixtures/platform';

const horcrux = (change: Partial<HorcruxUnits> = {}, placement = horcruxPlacement) =>
  cometPlan({ units: { ...horcruxUnits, ...change }, placement });

const tmkms = () => cometPlan({ units: tmkmsUnits });

describe.each([
  ['Horcrux', horcrux, 'tcp://0.0.0.0:1234'],
  ['TMKMS', tmkms, 'tcp://0.0.0.0:26658'],
])('a workload that %s signs for', (_, plan, listens) => {
  const sentries = () => plan().units.filter(({ parts }) => parts.some(({ role }) => role === 'sentry'));
  const signers = () => plan().units.flatMap(({ parts }) => parts.filter(({ identity }) => identity !== undefined));

  test('has nodes that wait for their signer, and do not look for signatures of their own', () => {
    for (const { configs } of sentries()) {
      expect(configs['config']?.['config.toml']).toContain(`priv_validator_laddr = "${listens}"\n`);
      expect(configs['config']?.['config.toml']).toContain('double_sign_check_height = 0\n');
    }
  });

  test('has no key on any node, and no node starts that has one', () => {
    for (const { name, secrets, parts } of sentries()) {
      expect(Object.keys(secrets)).toEqual(['node-key']);
      const { init } = partOf(plan(), name, 'sentry');
      expect(init[0]?.command.at(-1)).toContain('the key of a validator that signs elsewhere');
      expect(parts.filter(({ identity }) => identity !== undefined)).toEqual([]);
    }
  });

  test('has signers that dial the nodes, and that no node dials', () => {
    const { links } = plan();
    const units = sentries().map(({ name }) => name);
    const toSigner = links.filter(({ to }) => !units.includes(to.unit) && to.port !== 'http');
    expect(toSigner.filter(({ from }) => units.includes(from.unit))).toEqual([]);
    const dialled = links.filter(({ to }) => to.port === 'privval').map(({ from, to }) => `${from.unit} ${to.unit}`);
    expect(dialled).toHaveLength(signers().length * units.length);
    expect(new Set(dialled).size).toBe(dialled.length);
  });

  test('keeps its record in a claim of each signer, apart from the key', () => {
    for (const { volumes } of signers()) {
      expect(volumes['state']).toMatchObject({ kind: 'claim', slashingState: true });
      const keys = Object.values(volumes).filter(({ mount }) => mount === '/keys');
      expect(keys).toEqual([expect.objectContaining({ kind: 'secret' })]);
    }
  });
});

describe('Horcrux', () => {
  test('each cosigner is a unit with one shard, a secret of its own and the same configuration', () => {
    const cosigners = horcrux().units.filter(({ name }) => name.startsWith('cosigner-'));
    expect(cosigners.map(({ name, parts }) => [name, parts[0].shard])).toEqual(
      [1, 2, 3].map((number) => [`cosigner-${number}`, { number, of: 3, needs: 2 }]),
    );
    expect(cosigners.map(({ secrets }) => secrets['shard'])).toEqual(
      [1, 2, 3].map((number) => ({
        path: `chain/osmo-test-5/osmo-0/cosigner-${number}/shard`,
        take: { 'osmo-test-5_shard.json': 'osmo-test-5_shard.json', 'ecies_keys.json': 'ecies_keys.json' },
        signingKey: true,
      })),
    );
    expect(new Set(cosigners.map(({ configs }) => configs['config']?.['config.yaml'])).size).toBe(1);
    expect(`\n${cosigners[0]?.configs['config']?.['config.yaml']}`).toMatchSnapshot();
  });

  test('cosigners dial each other, each every other', () => {
    const raft = horcrux().links.filter(({ to }) => to.port === 'raft');
    expect(raft.map(({ from, to }) => `${from.unit} ${to.unit}`)).toEqual([
      'cosigner-1 cosigner-2',
      'cosigner-1 cosigner-3',
      'cosigner-2 cosigner-1',
      'cosigner-2 cosigner-3',
      'cosigner-3 cosigner-1',
      'cosigner-3 cosigner-2',
    ]);
  });

  test.each([
    [{ threshold: 2, of: 2 }, "'units.cosigners.of' must be a whole number, 3 to 9, got 2"],
    [{ threshold: 2, of: 1e9 }, "'units.cosigners.of' must be a whole number, 3 to 9, got 1000000000"],
    [{ threshold: 2, of: 4 }, "'units.cosigners.threshold' must be more than half of 4, and at most 4, got 2"],
    [{ threshold: 4, of: 3 }, "'units.cosigners.threshold' must be more than half of 3, and at most 3, got 4"],
  ])('%j is refused', (cosigners, message) => {
    expect(() => horcrux({ cosigners })).toThrow(message);
  });

  test('two cosigners, or two sentries, on one node are refused', () => {
    const { units } = horcruxPlacement;
    expect(() => horcrux({}, { node: 'tn-w1', units: { ...units, 'cosigner-3': 'tn-w2' } })).toThrow(
      "'cosigner-3.horcrux: shard' must be on another node than osmo-0-cosigner-2 ('placement.units'), got \"tn-w2\"",
    );
    expect(() => horcrux({}, { node: 'tn-w1', units: { ...units, 'sentry-2': 'tn-w1' } })).toThrow(
      '\'placement.units.sentry-2\' must be another node than that of sentry-1, got "tn-w1"',
    );
  });

  test('two sentries with one peer id are refused', () => {
    const [first] = horcruxUnits.sentries;
    expect(() => horcrux({ sentries: [first, { nodeId: first.nodeId }] })).toThrow(
      "'units.sentry-2.nodeId' must be another peer id than that of sentry-1",
    );
  });

  test('one sentry is no cluster, whatever the compiler was told', () => {
    const sentries = [horcruxUnits.sentries[0]] as unknown as HorcruxUnits['sentries'];
    expect(() => horcrux({ sentries })).toThrow(
      "'units.sentries' must be at least two, so that one may be down, got 1",
    );
  });

  test.each(['accept-risk', 'acceptRisk', 'mode'])(
    'the flag %s is refused, since it is one process with the key',
    (flag) => {
      const overlay = { cosigner: { flags: { [flag]: 'single' } } };
      expect(() => horcrux({ cosigners: { threshold: 2, of: 3, overlay } })).toThrow(
        'must be absent: one process with the whole key',
      );
    },
  );

  test('a setting by environment is refused', () => {
    const overlay = { cosigner: { env: { HORCRUX_SIGNMODE: 'single' } } };
    expect(() => horcrux({ cosigners: { threshold: 2, of: 3, overlay } })).toThrow('must be a flag');
  });
});

describe('TMKMS', () => {
  test('configuration', () => {
    const signer = tmkms().units.find(({ name }) => name === 'signer');
    expect(`\n${signer?.configs['config']?.['tmkms.toml']}`).toMatchSnapshot();
  });

  test('is one, of the image that the user built, without ports and metrics', () => {
    const signers = tmkms().units.filter(({ name }) => name === 'signer');
    expect(signers.flatMap(({ parts }) => parts)).toEqual([
      expect.objectContaining({ name: 'tmkms', image: 'osmosis.tmkms', ports: {} }),
    ]);
    expect(partOf(tmkms(), 'signer', 'tmkms').metrics).toBeUndefined();
  });

  test('no overlay gives it another configuration', () => {
    const overlay = { signer: { flags: { config: '/tmp/tmkms.toml' } } };
    expect(() => cometPlan({ units: { ...tmkmsUnits, signer: { ...tmkmsUnits.signer, overlay } } })).toThrow(
      'must be absent: settings in another file are seen by no check',
    );
  });
});

test('an overlay of a role that does not run is refused', () => {
  expect(() => cometPlan({ roles: { cosigner: { memory: '2Gi' } } })).toThrow(
    '\'roles\' must be roles of the workload (genesis, sentry, validator), got "cosigner"',
  );
  expect(() => cometPlan({ units: tmkmsUnits, roles: { validator: { memory: '2Gi' } } })).toThrow(
    '\'roles\' must be roles of the workload (genesis, sentry, signer), got "validator"',
  );
});

test('two ways to sign at once do not compile', () => {
  const { node } = cometUnits;
  const { signer } = tmkmsUnits;
  const { sentries, cosigners } = horcruxUnits;
  const refused: readonly CometUnits[] = [
    // @ts-expect-error a local key and TMKMS
    { ...cometUnits, signer },
    // @ts-expect-error a local key and Horcrux
    { ...cometUnits, cosigners },
    // @ts-expect-error TMKMS and Horcrux
    { sentries, cosigners, signer },
    // @ts-expect-error cosigners behind the node of a local key
    { node, cosigners },
    // @ts-expect-error a node that nothing signs for
    { node },
    // @ts-expect-error Horcrux with one sentry
    { sentries: [node], cosigners },
  ];
  expect(refused).toHaveLength(6);
});

describe('rendered', () => {
  const { platform, root } = chainPlatform();
  new ValidatorApp(root, 'osmo-0', { ...osmo, units: horcruxUnits, placement: horcruxPlacement });
  new ValidatorApp(root, 'osmo-1', {
    ...osmo,
    identity: SigningIdentity.consensusAddress('osmo-1', Buffer.alloc(32, 8).toString('base64')),
    custody: vault('chain/osmo-test-5/osmo-1'),
    units: { ...tmkmsUnits, node: { nodeId: 'd'.repeat(39) + '4' }, relayer },
  });

  test.each(['statefulset.horcrux.yaml', 'networkpolicy.horcrux.yaml', 'podmonitor.horcrux.yaml'])(
    'a cosigner: %s',
    (file) => {
      expect(`\n${renderFolder(platform, 'chain/testnet/osmo-0-cosigner-2')[file]}`).toMatchSnapshot();
    },
  );

  test('no policy finds anything in its applications', () => {
    const findings = judge(RULEBOOK, render(platform).inventory);
    expect(findings.filter(({ file }) => file.startsWith('chain/'))).toEqual([]);
  });
});
