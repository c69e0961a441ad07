import { HelmChart, type HelmChartProps } from '../../lib/model/helm-chart';
import { KIND } from '../../lib/model/kind';

interface Values {
  readonly crds: { readonly enabled: boolean };
}

const props: HelmChartProps = {
  name: 'cert-manager',
  repository: 'https://charts.jetstack.io',
  owns: {
    kinds: [KIND.clusterRole, KIND.deployment, KIND.serviceAccount],
    crds: ['certificates.cert-manager.io'],
    namespaces: ['cert-manager'],
  },
};

test('a chart says which kinds a project must allow for it, CRDs included', () => {
  const chart = new HelmChart<Values>(props);
  expect(chart.namespacedKinds).toEqual([KIND.deployment, KIND.serviceAccount]);
  expect(chart.clusterKinds).toEqual([KIND.clusterRole, KIND.customResourceDefinition]);
});

test('a chart without CRDs needs no right to install any', () => {
  const chart = new HelmChart<Values>({ ...props, owns: { ...props.owns, crds: [] } });
  expect(chart.clusterKinds).toEqual([KIND.clusterRole]);
});

test('values are typed: a misspelt switch does not compile', () => {
  const chart = new HelmChart<Values>(props);
  expect(chart.source({ crds: { enabled: true } })).toEqual({
    kind: 'chart',
    chart,
    values: { crds: { enabled: true } },
  });
  // @ts-expect-error 'enable' is no value of this chart
  chart.source({ crds: { enable: true } });
});

test.each(['ghcr.io/fp/charts', 'registry.example.com:5000/charts/a'])('%s is an OCI repository', (repository) => {
  expect(new HelmChart({ ...props, repository }).repository).toBe(repository);
});

test.each(['oci://ghcr.io/fp', 'http://charts.example.com', 'https://a:b@charts.example.com', 'https://*', 'ghcr.io'])(
  '%p is refused as repository',
  (repository) => {
    expect(() => new HelmChart({ ...props, repository })).toThrow(
      new Error(
        `[chart cert-manager] 'repository' must be an https:// URL or an OCI registry path without oci://, got "${repository}"`,
      ),
    );
  },
);

test('a chart that claims nothing with a namespace is refused: its project would allow everything', () => {
  expect(() => new HelmChart({ ...props, owns: { ...props.owns, kinds: [KIND.clusterRole] } })).toThrow(
    "[chart cert-manager] 'owns.kinds' must be at least one kind with a namespace, got [{",
  );
});

test('a chart name is a DNS name', () => {
  expect(() => new HelmChart({ ...props, name: 'Cert' })).toThrow("[chart Cert] 'name' must be a DNS-1123 subdomain");
});
