import { SEVERITIES, SEVERITY } from '../../lib/model/severity';

test('severities are listed with the most urgent first, and repeat less often as they get less urgent', () => {
  expect(SEVERITIES).toEqual(['P0', 'P1', 'P2', 'P3']);
  expect(SEVERITIES.map((severity) => SEVERITY[severity].repeat)).toEqual(['15m', '30m', '4h', '12h']);
});

test('each severity has a receiver of its own', () => {
  expect(new Set(SEVERITIES.map((severity) => SEVERITY[severity].receiver)).size).toBe(4);
});
