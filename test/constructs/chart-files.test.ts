import { chartFiles } from '../../lib/constructs/chart-files';
import { ChartVersion } from '../../lib/model/chart-version';
import { HelmChart } from '../../lib/model/helm-chart';
import { KIND } from '../../lib/model/kind';

const traefik = new HelmChart<object>({
  name: 'traefik',
  repository: 'https://traefik.github.io/charts',
  owns: { kinds: [KIND.service, KIND.ingressClass], crds: ['b.traefik.io', 'a.traefik.io'], namespaces: ['traefik'] },
});

test('chart.json says what is installed and what it owns, sorted', () => {
  const files = chartFiles(traefik, ChartVersion.exact('41.0.3'), { ports: {} });
  expect([...files.keys()]).toEqual(['chart.json', 'values.yaml']);
  expect(files.get('chart.json')).toMatchInlineSnapshot(`
{
  "name": "traefik",
  "owns": {
    "crds": [
      "a.traefik.io",
      "b.traefik.io",
    ],
    "kinds": [
      "/Service",
      "networking.k8s.io/IngressClass",
    ],
    "namespaces": [
      "traefik",
    ],
  },
  "repository": "https://traefik.github.io/charts",
  "version": "41.0.3",
}
`);
});

test('values.yaml holds the values as they were given', () => {
  const values = { ingressRoute: { dashboard: { enabled: false } } };
  expect(chartFiles(traefik, ChartVersion.exact('41.0.3'), values).get('values.yaml')).toBe(values);
});
