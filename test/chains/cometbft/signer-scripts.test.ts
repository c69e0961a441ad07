import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planWorkload } from '../../../lib/chains/family';
import { story, storyNetworks } from '../../../lib/chains/story';
import { vault } from '../../../lib/model/custody';
import {
  cometPlan,
  cometUnits,
  consensusIdentity,
  horcruxPlacement,
  horcruxUnits,
  partOf,
  tmkmsUnits,
} from '../../fixtures/chain';
import { testnet } from '../../fixtures/platform';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'scripts-'));
  for (const folder of ['keys', 'state/state', 'config', 'horcrux', 'chain/config']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const file = (path: string, text: string): void => writeFileSync(join(root, path), text);

function run(script: string, path = process.env['PATH']): number | null {
  const moved = script.replace(/(^|[\s"'=(<>])\/(keys|state|config|horcrux|chain)\b/gm, `$1${root}/$2`);
  return spawnSync('/bin/sh', ['-ec', moved, 'horcrux'], { env: { PATH: path } }).status;
}

function horcruxStep(name: string, history: 'kept' | 'none' = 'kept'): string {
  const identity = consensusIdentity({ history });
  const plan = cometPlan({ units: horcruxUnits, placement: horcruxPlacement, identity });
  const { init } = partOf(plan, 'cosigner-2', 'horcrux');
  return init.find((step) => step.name === name)?.command.at(-1) ?? 'exit 9';
}

/** A shard as `horcrux create-ed25519-shards` writes it: the key as protobuf, two bytes before it. */
function shard(id: number, key: Buffer = Buffer.alloc(32, 7)): void {
  const pubKey = Buffer.concat([Buffer.from([0x0a, 0x20]), key]).toString('base64');
  file('keys/osmo-test-5_shard.json', JSON.stringify({ pubKey, privateShard: 'AAAA', id }));
}

const ecies = (id: number): void =>
  file('keys/ecies_keys.json', JSON.stringify({ eciesKey: 'AAAA', eciesPubs: ['B', 'C'], id }, undefined, 2));

function records(): void {
  for (const name of ['priv_validator_state', 'share_sign_state']) {
    file(`state/state/osmo-test-5_${name}.json`, '{"height":"42"}');
  }
}

describe('a cosigner', () => {
  test('starts with its own shard of the declared key and both records', () => {
    shard(2);
    ecies(2);
    records();
    expect(run(horcruxStep('expect-shard'))).toBe(0);
  });

  test.each<[string, () => void]>([
    ['without a shard', () => ecies(2)],
    ['without keys for its peers', () => shard(2)],
    ['with the shard of another', () => (shard(1), ecies(2))],
    ['with the keys of another', () => (shard(2), ecies(22))],
    ['with a shard of another key', () => (shard(2, Buffer.alloc(32, 8)), ecies(2))],
  ])('does not start %s', (_, prepare) => {
    prepare();
    records();
    expect(run(horcruxStep('expect-shard'))).toBe(1);
  });

  test.each(['priv_validator_state', 'share_sign_state'])(
    'does not start without %s, unless it never signed',
    (name) => {
      shard(2);
      ecies(2);
      records();
      rmSync(join(root, `state/state/osmo-test-5_${name}.json`));
      expect(run(horcruxStep('expect-shard'))).toBe(1);
      expect(run(horcruxStep('expect-shard', 'none'))).toBe(0);
    },
  );

  test('has its records and raft log in the claim, also at a second start', () => {
    file('config/config.yaml', 'signMode: threshold\n');
    expect([run(horcruxStep('prepare')), run(horcruxStep('prepare'))]).toEqual([0, 0]);
    expect(readlinkSync(join(root, 'horcrux/state'))).toBe(join(root, 'state/state'));
    expect(readlinkSync(join(root, 'horcrux/raft'))).toBe(join(root, 'state/raft'));
    expect(readFileSync(join(root, 'horcrux/config.yaml'), 'utf8')).toBe('signMode: threshold\n');
  });

  test('starts over the process number of a killed one, which is its own', () => {
    const { command } = partOf(
      cometPlan({ units: horcruxUnits, placement: horcruxPlacement }),
      'cosigner-1',
      'horcrux',
    );
    file('horcrux/horcrux.pid', '1\n');
    mkdirSync(join(root, 'bin'));
    writeFileSync(join(root, 'bin/horcrux'), '#!/bin/sh\nexit 7\n', { mode: 0o755 });
    expect(run(command[2] ?? '', `${join(root, 'bin')}:${process.env['PATH']}`)).toBe(7);
    // Linux gives no process a number above 4194303.
    expect(Number(readFileSync(join(root, 'horcrux/horcrux.pid'), 'utf8'))).toBe(4194304);
  });
});

describe('a sentry of a chain whose client asks for a key', () => {
  const plan = planWorkload(story, {
    where: 'chain/testnet/story-0',
    workload: 'story-0',
    cluster: testnet,
    network: storyNetworks.aeneid,
    identity: consensusIdentity(),
    custody: vault('chain/aeneid/story-0'),
    placement: { node: 'tn-w1' },
    common: {},
    units: cometUnits,
    roles: {},
  });
  const step = partOf(plan, 'node', 'sentry').init.find(({ name }) => name === 'throwaway-key');
  const start = (): number | null => {
    const home = join(root, 'throwaway');
    const program = `#!/bin/sh
mkdir -p ${home}/config ${home}/data
echo new > ${home}/config/priv_validator_key.json
echo {} > ${home}/data/priv_validator_state.json
`;
    mkdirSync(join(root, 'bin'), { recursive: true });
    writeFileSync(join(root, 'bin/story'), program, { mode: 0o755 });
    const script = step?.command.at(-1)?.replaceAll('/tmp/throwaway', home) ?? 'exit 9';
    return run(script, `${join(root, 'bin')}:${process.env['PATH']}`);
  };
  const key = (): string => readFileSync(join(root, 'chain/config/priv_validator_key.json'), 'utf8');

  test('gets one that is nobody’s, and a record beside it', () => {
    expect(start()).toBe(0);
    expect(key()).toBe('new\n');
    expect(readFileSync(join(root, 'chain/data/priv_validator_state.json'), 'utf8')).toBe('{}\n');
  });

  test('keeps it at the next start', () => {
    file('chain/config/priv_validator_key.json', 'old');
    expect(start()).toBe(0);
    expect(key()).toBe('old');
  });
});

describe('TMKMS', () => {
  const [address = ''] = consensusIdentity().publicKeys;
  const start = (history: 'kept' | 'none'): number | null => {
    const plan = cometPlan({ units: tmkmsUnits, identity: consensusIdentity({ history }) });
    return run(partOf(plan, 'signer', 'tmkms').init[0]?.command.at(-1) ?? 'exit 9');
  };

  test('does not start with another key', () => {
    file('keys/priv_validator_key.json', JSON.stringify({ address: 'F'.repeat(40) }));
    expect(start('none')).toBe(1);
  });

  test('does not start without its record, which it would begin at height 0, unless it never signed', () => {
    file('keys/priv_validator_key.json', JSON.stringify({ address }));
    expect([start('kept'), start('none')]).toEqual([1, 0]);
    file('state/osmo-test-5-consensus.json', '{"height":"42","round":"0","step":3}');
    expect(start('kept')).toBe(0);
  });

  test.each([
    ['the key of the identity', 'does not start', address, 1],
    ['a key that it made for itself', 'starts', 'F'.repeat(40), 0],
  ])('its node with %s in its home %s', (_, __, found, code) => {
    file('chain/config/priv_validator_key.json', JSON.stringify({ address: found }));
    file('chain/config/genesis.json', '{}');
    for (const name of ['config.toml', 'app.toml']) file(`config/${name}`, '');
    const { init } = partOf(cometPlan({ units: tmkmsUnits }), 'node', 'sentry');
    expect(run(init[0]?.command.at(-1) ?? 'exit 9')).toBe(code);
  });
});
