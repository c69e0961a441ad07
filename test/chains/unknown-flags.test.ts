import { ethereumPlan, partOf } from '../fixtures/chain';

function unknownTo(
  client: 'geth' | 'lighthouse' | 'nimbus' | 'lodestar' | 'nethermind',
  flags: Readonly<Record<string, string | number | false>>,
) {
  const beacon = client === 'nimbus' || client === 'lodestar' ? client : 'lighthouse';
  const execution = client === 'nethermind' ? client : 'geth';
  const role = client === execution ? 'execution' : 'beacon';
  const plan = ethereumPlan({ units: { node: { execution, beacon } }, roles: { [role]: { flags } } });
  return partOf(plan, 'node', client).unknownFlags;
}

describe('a client whose flags are all known', () => {
  test.each([
    ['target-peer', 'target-peers'],
    ['debug-levle', 'debug-level'],
    ['blok-cache-size', 'block-cache-size'],
    ['historic-state-cashe-sise', 'historic-state-cache-size'],
    ['target_peers', 'target-peers'],
    ['targetPeers', 'target-peers'],
  ])('does not have %s, most likely %s', (flag, nearest) => {
    expect(unknownTo('lighthouse', { [flag]: 1 })).toEqual([
      { flag, nearest, version: '00a87df5', layer: 'role beacon' },
    ]);
  });

  test('does not have one that resembles none, either', () => {
    const flag = 'something-new-of-the-next-version';
    expect(unknownTo('lighthouse', { [flag]: 1 })).toEqual([{ flag, version: '00a87df5', layer: 'role beacon' }]);
  });

  test('is told of one that would be taken away, for nothing is', () => {
    expect(unknownTo('lighthouse', { 'slashr-dir': false })).toMatchObject([{ nearest: 'slasher-dir' }]);
  });

  test('has those of its list, and every one it gets from here', () => {
    expect(unknownTo('lighthouse', { 'target-peers': 80, 'slasher-dir': '/x', 'proposer-reorg-cutoff': 1 })).toBe(
      undefined,
    );
    expect(unknownTo('geth', { 'cache.gc': 25, maxpeers: 80, 'txpool.lifetime': '1h' })).toBeUndefined();
  });

  test('compares names letter by letter: Go and clap know no second spelling', () => {
    expect(unknownTo('geth', { 'cache-gc': 25 })).toMatchObject([{ nearest: 'cache.gc' }]);
  });
});

test('Lodestar takes the spellings of yargs, and no other', () => {
  expect(
    unknownTo('lodestar', { 'target-peers': 80, 'no-subscribe-all-subnets': 'true', 'network.maxPeers': 9 }),
  ).toBeUndefined();
  expect(unknownTo('lodestar', { targetpeers: 80 })).toMatchObject([{ nearest: 'targetPeers', version: 'v1.44.0' }]);
});

describe('a client whose flags are known in part', () => {
  test('has one that resembles none that is rendered', () => {
    expect(unknownTo('nimbus', { 'something-new-of-the-next-version': 1 })).toBeUndefined();
    expect(unknownTo('nethermind', { 'pruning.mode': 'Hybrid' })).toBeUndefined();
  });

  test('does not have what is nearly one that is rendered', () => {
    expect(unknownTo('nimbus', { 'metrics-prt': 1 })).toEqual([
      { flag: 'metrics-prt', nearest: 'metrics-port', layer: 'role beacon' },
    ]);
  });
});
