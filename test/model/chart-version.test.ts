import { ChartVersion, chartVersionProblem } from '../../lib/model/chart-version';

test.each(['1.2.3', 'v1.21.2', '0.0.0', '92.1.0', '1.0.0-rc.1', '1.0.0-0a', '2.0.0+build.7', 'v1.0.0-alpha-x+001'])(
  'takes %s as it is written',
  (version) => {
    expect(ChartVersion.exact(version).version).toBe(version);
  },
);

test.each([
  '^1.2.3',
  '~1.2.3',
  '>1.2.3',
  '>=1.2.3',
  '=1.2.3',
  '1.2.x',
  '1.x',
  '1.2.*',
  '*',
  '',
  '1',
  '1.2',
  'v1.2',
  'V1.2.3',
  'vv1.2.3',
  '1.2.3 || 2.0.0',
  '1.2.3 - 2.0.0',
  '01.2.3',
  '1.2.3-01',
  '1.2.3-',
  '1.2.3.4',
  'latest',
  ' 1.2.3',
  '1.2.3\n',
])('refuses %j', (version) => {
  const mustBe = 'an exact chart version (1.2.3 or v1.2.3; no range, no partial version)';
  expect(() => ChartVersion.exact(version)).toThrow(
    new Error(`[chart] 'version' must be ${mustBe}, got ${JSON.stringify(version)}`),
  );
  expect(chartVersionProblem('f:1', 'charts.traefik', version)).toBe(
    `[f:1] 'charts.traefik' must be ${mustBe}, got ${JSON.stringify(version)}`,
  );
});
