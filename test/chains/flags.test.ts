import { flagKey, renderFlags } from '../../lib/chains/flags';

test('text and numbers take a value, true is bare, false is left out, a list repeats', () => {
  expect(renderFlags({ cache: 8192, http: true, ws: false, 'http.api': ['eth', 'net'], nat: 'none' })).toEqual([
    '--cache=8192',
    '--http',
    '--http.api=eth',
    '--http.api=net',
    '--nat=none',
  ]);
});

test('programs with single dashes and PostgreSQL settings are rendered as they take them', () => {
  expect(renderFlags({ addr: '0.0.0.0:18550' }, 'single-dash')).toEqual(['-addr=0.0.0.0:18550']);
  expect(renderFlags({ fsync: 'on' }, 'setting')).toEqual(['-c', 'fsync=on']);
});

test.each([
  ['doppelganger-protection', 'doppelgangerProtection'],
  ['no-doppelganger-protection', 'doppelgangerProtection'],
  ['doppelganger_detection', 'doppelganger-detection'],
  ['Keymanager', 'keymanager'],
])('%s is %s for a client, and so here', (spelling, flag) => {
  expect(flagKey(spelling)).toBe(flagKey(flag));
});
