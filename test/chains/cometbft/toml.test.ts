import { renderToml } from '../../../lib/chains/cometbft/toml';

test('settings without a table come first, tables and keys are sorted', () => {
  expect(renderToml({ 'p2p.seeds': 'a,b', moniker: 'x', 'p2p.pex': true, 'a.b.c': 1, list: ['x', 'y'] })).toBe(
    'list = ["x", "y"]\nmoniker = "x"\n\n[a.b]\nc = 1\n\n[p2p]\npex = true\nseeds = "a,b"\n',
  );
});

test('quotes and backslashes end no string', () => {
  expect(renderToml({ moniker: 'a"\\b' })).toBe('moniker = "a\\"\\\\b"\n');
});
