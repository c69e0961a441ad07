import { parseWaivers } from '../../lib/model/waiver-file';

const FILE = 'apps/waivers.json';

const WAIVER = {
  policy: 'claim-kept',
  file: 'chain/testnet/hoodi-0-node/persistentvolumeclaim.geth-data.yaml',
  reason: 'chain data that is synced again on the new disk',
  owner: 'fp-security',
  expires: '2026-12-31',
};

const textOf = (...waivers: readonly object[]): string => JSON.stringify({ schema: 1, waivers }, undefined, 2);
const problemsOf = (...waivers: readonly object[]): readonly string[] =>
  parseWaivers(FILE, textOf(...waivers)).problems;

test('reads waivers with the line of each', () => {
  const { waivers, problems } = parseWaivers(FILE, textOf(WAIVER, { ...WAIVER, policy: 'known-kind' }));
  expect(problems).toEqual([]);
  expect(waivers).toEqual([
    { ...WAIVER, where: 'apps/waivers.json:4' },
    { ...WAIVER, policy: 'known-kind', where: 'apps/waivers.json:11' },
  ]);
});

test('takes a construct in place of a file, and an object beside either', () => {
  const { file, ...rest } = WAIVER;
  const object = 'PersistentVolumeClaim hoodi-0-node/geth-data';
  expect(problemsOf({ ...rest, construct: 'chain/testnet/workload-hoodi-0' }, { ...rest, file, object })).toEqual([]);
});

test.each<[string, object, string]>([
  [
    'no place',
    { file: undefined, object: 'ConfigMap a/b' },
    "'waivers[0]' must be about one 'file' or 'construct', got \"an object\"",
  ],
  [
    'a pattern',
    { file: 'chain/testnet/*/x.yaml' },
    `'waivers[0].file' must be exact, without wildcards, got "chain/testnet/*/x.yaml"`,
  ],
  ['a folder', { file: 'chain/testnet/' }, `'waivers[0].file' must be exact, without wildcards, got "chain/testnet/"`],
  ['a path that leads out', { file: '../x' }, `'waivers[0].file' must be exact, without wildcards, got "../x"`],
  ['nothing', { construct: '' }, `'waivers[0].construct' must be exact, without wildcards, got ""`],
  [
    'a pattern of objects',
    { object: 'ConfigMap a/?' },
    `'waivers[0].object' must be exact, without wildcards, got "ConfigMap a/?"`,
  ],
  ['no policy', { policy: 'Any Policy' }, `'waivers[0].policy' must be the id of a policy, got "Any Policy"`],
  [
    'no reason',
    { reason: 'because' },
    `'waivers[0].reason' must be at least 20 characters that say why, got "because"`,
  ],
  ['no owner', { owner: undefined }, "'waivers[0].owner' must be given, got nothing"],
  [
    'a day that does not exist',
    { expires: '2026-02-30' },
    `'waivers[0].expires' must be a day as YYYY-MM-DD, got "2026-02-30"`,
  ],
  ['no end', { expires: undefined }, "'waivers[0].expires' must be given, got nothing"],
  ['an unknown key', { until: '2026-12-31' }, "'waivers[0].until' must be one of"],
])('refuses %s', (_, change, problem) => {
  const problems = problemsOf({ ...WAIVER, ...change });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(problem);
});

test('refuses two for one finding, and anything but a list', () => {
  expect(problemsOf(WAIVER, { ...WAIVER, reason: 'another reason of twenty characters' })).toEqual([
    `[apps/waivers.json:11] 'waivers' must be one for each finding (the first is at apps/waivers.json:4), got "claim-kept"`,
  ]);
  expect(parseWaivers(FILE, '{"schema": 1, "waivers": {}}').problems).toEqual([
    '[apps/waivers.json:1] \'waivers\' must be a list, got "an object"',
  ]);
});
